import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Entry, Tx } from '#platform';
import { nextDate } from './ids.rules.js';
import { asText, type JsonObject, listAt } from './json.view.js';
import { mergeReleases } from './merge.rules.js';
import { releaseOf, type Story, strayReferences } from './release.view.js';
import { compiledFaults, releaseFaults, releaseSchema } from './schema.gateway.js';
import { type BoxThen, leaksOf } from './secrecy.rules.js';
import { moneyOf, stageOf } from './stage.rules.js';

interface Last {
  no: number;
  date: Date;
}

/** Prints releases: checked, numbered, chained, never changed. Only the reader of this room calls it, one at a time. */
@Injectable()
export class Press {
  /** What does not validate or would tell too early stops here, and with it the reader: the fault is ours. */
  async print(tx: Tx, entry: Entry, story: Story, box: BoxThen | null): Promise<void> {
    const { ocid } = story;
    const [last] = (await tx.query('select no, date from disclosure.release where ocid = $1 order by no desc limit 1', [ocid])) as Last[];
    const before = await this.releases(tx, ocid);
    const known = before.length ? mergeReleases(releaseSchema(), before) : null;
    const date = nextDate(entry.at, last?.date ?? null);
    const release = releaseOf(withFirstTag(story, known), (last?.no ?? 0) + 1, date, known);
    sound(release, [...releaseFaults(release), ...strayReferences(release).map((id) => `no party ${id}`)], 'does not validate');
    sound(release, leaksOf(release, box), 'would tell before the opening');

    const seq = await this.store(tx, entry, story, release, (last?.no ?? 0) + 1, date);
    const compiled = mergeReleases(releaseSchema(), [...before, release]);
    sound(compiled, compiledFaults(compiled), 'does not compile');
    await this.keep(tx, story, compiled, { seq, date, count: before.length + 1 });
  }

  private async releases(tx: Tx, ocid: string): Promise<JsonObject[]> {
    const rows = (await tx.query('select body from disclosure.release where ocid = $1 order by no', [ocid])) as { body: Buffer }[];
    return rows.map(({ body }) => JSON.parse(body.toString('utf8')) as JsonObject);
  }

  private async store(tx: Tx, entry: Entry, story: Story, release: JsonObject, no: number, date: Date): Promise<string> {
    const [head] = (await tx.query('select seq, sha256 from disclosure.release order by seq desc limit 1')) as {
      seq: string;
      sha256: Buffer;
    }[];
    const previous = head?.sha256 ?? Buffer.alloc(32);
    const body = Buffer.from(JSON.stringify(release));
    const sha256 = createHash('sha256').update(previous).update(body).digest();
    const seq = (BigInt(head?.seq ?? 0) + 1n).toString();
    await tx.query(
      `insert into disclosure.release (seq, id, ocid, no, date, tags, event, project, journal_seq, body, sha256, previous_sha256)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [seq, release.id, story.ocid, no, date, release.tag, entry.type, entry.project, entry.seq.toString(), body, sha256, previous],
    );
    return seq;
  }

  private async keep(
    tx: Tx,
    { ocid, heading }: Story,
    compiled: JsonObject,
    { seq, date, count }: { seq: string; date: Date; count: number },
  ): Promise<void> {
    const { planned, contracted, paid } = moneyOf(compiled);
    await tx.query(
      `insert into disclosure.record (ocid, kind, subject, number, title, department, department_code, category, year, stage, planned,
         contracted, paid, compiled, releases, first_at, changed_at, changed_seq)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16, $17)
       on conflict (ocid) do update set title = excluded.title, stage = excluded.stage, planned = excluded.planned,
         contracted = excluded.contracted, paid = excluded.paid, compiled = excluded.compiled, releases = excluded.releases,
         changed_at = excluded.changed_at, changed_seq = excluded.changed_seq`,
      [
        ocid,
        heading.kind,
        heading.subject,
        heading.number,
        heading.title,
        heading.department.name,
        heading.department.uscc,
        heading.category,
        heading.year,
        stageOf(compiled),
        planned.toString(),
        contracted.toString(),
        paid.toString(),
        JSON.stringify(compiled),
        count,
        date,
        seq,
      ],
    );
  }
}

/** The first release about carrying a contract out is tagged implementation, the later ones as updates of it. */
function withFirstTag(story: Story, known: JsonObject | null): Story {
  const begun = listAt(known, 'contracts').some(
    (contract) =>
      listAt(contract, 'implementation', 'transactions').length > 0 ||
      listAt(contract, 'implementation', 'assessments').length > 0 ||
      listAt(contract, 'implementation', 'milestones').some(({ status }) => status === 'met'),
  );
  return {
    ...story,
    tags: story.tags.map((tag) => (tag === 'implementation' && begun ? 'implementationUpdate' : tag)),
  };
}

function sound(release: JsonObject, faults: readonly string[], what: string): void {
  if (faults.length) throw new Error(`release ${asText(release.id)} ${what}: ${faults.slice(0, 5).join('; ')}`);
}
