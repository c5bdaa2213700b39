import { createHash, randomBytes } from 'node:crypto';
import type { Actor } from '#kernel';
import type { Tx } from './database.js';
import { uuidv7 } from './ids.js';

/** What a command writes down: past tense, small facts, never a person's data. */
export interface Happening {
  /** "notice.published". A changed meaning is a new name. */
  readonly type: string;
  /** Id of the thing it happened to. */
  readonly subject: string;
  /** Id of the procurement it belongs to, when it belongs to one: its history is found by this. */
  readonly project?: string | null;
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** One numbered line of the journal, as readers get it. */
export interface Entry {
  readonly seq: bigint;
  readonly id: string;
  readonly at: Date;
  readonly person: string;
  readonly organization: string;
  readonly type: string;
  readonly subject: string;
  readonly project: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
}

/**
 * Writes what happened, in the command's own transaction. The payload is stored exactly as hashed; its commitment is
 * SHA-256(salt ‖ payload), so a later public log can prove an entry without showing it. `id` is given by those who name
 * the entry elsewhere.
 */
export async function record(tx: Tx, actor: Actor, happening: Happening, id = uuidv7()): Promise<void> {
  const payload = Buffer.from(JSON.stringify({ ...happening, by: actor.name, facts: happening.facts ?? {} }, plain));
  const salt = randomBytes(32);
  const commitment = createHash('sha256').update(salt).update(payload).digest();
  await tx.query(
    `insert into platform.journal (id, person, organization, type, subject, project, payload, salt, commitment)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, actor.personId, actor.organizationId, happening.type, happening.subject, happening.project ?? null, payload, salt, commitment],
  );
}

function plain(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}

interface Row {
  seq: string;
  id: string;
  at: Date;
  person: string;
  organization: string;
  type: string;
  subject: string;
  project: string | null;
  payload: Buffer;
}

/** Columns of an entry, for those who read the journal. */
export const entryColumns = 'seq, id, at, person, organization, type, subject, project, payload';

export function toEntry(row: Row): Entry {
  const { facts } = JSON.parse(row.payload.toString('utf8')) as { facts: Record<string, unknown> };
  return { ...row, seq: BigInt(row.seq), facts };
}

/** The next entries in the sequencer's order: no reader can miss one that was committed late. */
export async function unread(tx: Tx, after: bigint, limit: number): Promise<Entry[]> {
  const rows = (await tx.query(`select ${entryColumns} from platform.journal where seq > $1 order by seq limit $2`, [
    after.toString(),
    limit,
  ])) as Row[];
  return rows.map(toEntry);
}

/**
 * Gives committed entries their numbers, contiguous and final. One at a time: the row of `journal_head` is the lock and
 * the fence. Answers how many it numbered.
 */
export async function numberEntries(tx: Tx, limit = 500): Promise<number> {
  const [head] = (await tx.query('select seq from platform.journal_head for update skip locked')) as { seq: string }[];
  if (!head) return 0;
  const [numbered] = (await tx.query(
    `with fresh as (
       select id, row_number() over (order by at, id) as place
       from (select id, at from platform.journal where seq is null order by at, id limit $2) as waiting
     ), named as (
       update platform.journal set seq = $1::bigint + fresh.place from fresh where platform.journal.id = fresh.id returning 1
     )
     update platform.journal_head set seq = seq + (select count(*) from named) returning seq`,
    [head.seq, limit],
  )) as unknown as [{ seq: string }[], number];
  return Number(BigInt(numbered[0]!.seq) - BigInt(head.seq));
}
