import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ensure, type Refusal, refuse, Refused } from '#kernel';
import type { Tx } from '#platform';
import { bidStatement, checkStatement, type EnvelopeKind, envelopeKinds, type Fault, readStatement, type Recipients } from '#sealing';

/** An envelope as it comes in: its outside, which tells nothing of what is in it. */
export interface Enclosed {
  readonly kind: EnvelopeKind;
  readonly statement: Buffer;
  /** Hex. */
  readonly sha256: string;
  readonly pk: string;
  readonly files: readonly { readonly sha256: string; readonly size: number }[];
  /** Bytes of all its files. */
  readonly size: number;
}

/** A whole bid as it comes in. */
export interface SealedBid {
  readonly envelopes: readonly Enclosed[];
  /** Canonical bytes that tie the envelopes together. */
  readonly statement: Buffer;
  /** Its SHA-256: what lies in the box. */
  readonly digest: Buffer;
}

interface Standing {
  readonly sha256: string;
  readonly there: boolean;
  readonly sound: boolean;
}

/**
 * Are the files of a bid there, complete, and the same when they are read again; was one of the keys used before? The
 * opening publishes every key, so what an earlier envelope of this bid was closed to opens that one too: a key of a
 * price serves one envelope only. The other kinds may keep theirs while their files stay.
 */
export const storedFiles = `select encode(f.sha256, 'hex') as sha256, u.id is not null as there, coalesce(c.same and c.stored = u.size, false) as sound,
     exists (
       select from bidding.envelope e join unnest($4::text[], $5::text[], $6::bytea[]) as n(pk, kind, envelope) on e.pk = n.pk
       where e.bid <> $1 or (e.sha256 <> n.envelope and 'price' in (e.kind, n.kind))
     ) as used
   from unnest($2::bytea[], $3::bigint[]) as f(sha256, size)
   left join bidding.upload u on u.bid = $1 and u.sha256 = f.sha256 and u.size = f.size and u.completed_at is not null
   left join lateral (
     select bool_and(c.sha256 = sha256(c.bytes)) as same, sum(octet_length(c.bytes)) as stored from bidding.chunk c where c.upload = u.id
   ) c on true`;

/** Judges sealed bids from outside: form, recipients, files, keys. */
@Injectable()
export class Statements {
  /** Reads the statements of a bid's envelopes. Refuses `statement.*`. */
  read(procedureId: string, statements: Readonly<Partial<Record<EnvelopeKind, Buffer>>>): SealedBid {
    const envelopes = envelopeKinds.flatMap((kind) => (statements[kind] ? [enclosed(kind, statements[kind])] : []));
    const digests = Object.fromEntries(envelopes.map(({ kind, sha256 }) => [kind, sha256]));
    const statement = Buffer.from(bidStatement({ procedure: procedureId, envelopes: digests }));
    return { envelopes, statement, digest: createHash('sha256').update(statement).digest() };
  }

  /** Are they sealed as the notice asks, to its three holders? */
  form({ envelopes }: SealedBid, procedure: string, recipients: Recipients | undefined): Refusal | undefined {
    if (!recipients) return refuse('conflict', 'bid.no-key-holders');
    if (new Set(envelopes.map(({ pk }) => pk)).size < envelopes.length) return refuse('invalid', 'bid.key-used');
    for (const { kind, statement } of envelopes) {
      const fault = checkStatement(statement, { procedure, kind, recipients });
      if (fault) return refusalFor(fault, kind);
    }
    return undefined;
  }

  /** Reads the stored bytes of every file again, and looks whether a key was used before. */
  async stored(tx: Tx, bidId: string, { envelopes }: SealedBid): Promise<void> {
    const files = envelopes.flatMap((envelope) => envelope.files.map((file) => ({ ...file, kind: envelope.kind })));
    const rows = await tx.query<(Standing & { used: boolean })[]>(storedFiles, [
      bidId,
      files.map(({ sha256 }) => Buffer.from(sha256, 'hex')),
      files.map(({ size }) => size),
      envelopes.map(({ pk }) => pk),
      envelopes.map(({ kind }) => kind),
      envelopes.map(({ sha256 }) => Buffer.from(sha256, 'hex')),
    ]);
    const missing = rows.find(({ there }) => !there);
    const damaged = rows.find(({ sound }) => !sound);
    ensure(
      rows.some(({ used }) => used) ? refuse('conflict', 'bid.key-used') : undefined,
      missing && fileFault('bid.file-missing', missing.sha256, files),
      damaged && fileFault('bid.file-damaged', damaged.sha256, files),
    );
  }
}

function enclosed(kind: EnvelopeKind, bytes: Buffer): Enclosed {
  const statement = readStatement(bytes);
  if (!statement) throw unreadable(kind);
  const { pk, files } = statement;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { kind, statement: bytes, sha256, pk, files, size: files.reduce((sum, { size }) => sum + size, 0) };
}

const unreadable = (kind: EnvelopeKind): Refused =>
  new Refused(
    refuse('invalid', 'statement.unreadable', { kind }, [{ field: `envelopes.${kind}`, code: 'statement.unreadable', facts: { kind } }]),
  );

function refusalFor({ code, facts = {} }: Fault, kind: EnvelopeKind): Refusal {
  const all = { kind, ...facts };
  return refuse(code === 'statement.recipients' ? 'stale' : 'invalid', code, all, [{ field: `envelopes.${kind}`, code, facts: all }]);
}

function fileFault(code: string, sha256: string, files: readonly { sha256: string; kind: EnvelopeKind }[]): Refusal {
  const kind = files.find((file) => file.sha256 === sha256)!.kind;
  return refuse('conflict', code, { sha256, kind }, [{ field: `envelopes.${kind}`, code, facts: { sha256, kind } }]);
}
