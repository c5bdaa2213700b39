import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform';
import { type EnvelopeKind, envelopeKinds, type Office, readStatement, type Statement } from '#sealing';
import { contextOf, type Owner, Vault } from './vault.gateway.js';

/** The rounds in which a box is opened: the offers, and last prices where the method calls for them. */
export type Round = 1 | 2;

/** A bid as it lies in a box: the newest version that was not withdrawn. */
export interface BoxedBid {
  readonly bid: string;
  /** The provider's id. */
  readonly provider: string;
  readonly version: number;
  /** Hex. */
  readonly digest: string;
  readonly receivedAt: Date;
  /** Digests of its envelopes. */
  readonly envelopes: Readonly<Partial<Record<EnvelopeKind, string>>>;
}

/** An envelope with what stands on its outside. */
export interface BoxedEnvelope {
  readonly sha256: string;
  readonly bid: string;
  readonly kind: EnvelopeKind;
  readonly bytes: Buffer;
  /** Undefined when the stored bytes are none any more. */
  readonly statement: Statement | undefined;
}

interface Row {
  bid: string;
  owner: Buffer;
  version: number;
  digest: string;
  receivedAt: Date;
  qualification: string | null;
  technical: string | null;
  price: string | null;
}

const latest: Readonly<Record<Round, string>> = {
  1: `bidding.bid b join bidding.submission s on s.bid = b.id and s.version = b.version and s.round = 1
      where b.procedure = $1 and b.state in ('submitted', 'opened', 'invalid', 'void')`,
  2: `bidding.bid b join bidding.submission s on s.bid = b.id and s.round = 2
      where b.procedure = $1 and s.kind <> 'withdrawn'
        and s.version = (select max(version) from bidding.submission last where last.bid = b.id and last.round = 2)`,
};
const kinds = envelopeKinds.map((kind) => `encode(s.${kind}, 'hex') as ${kind}`).join(', ');

/** What lies in a box. Only those who seal and open ask; before the opening nothing of it leaves the room. */
@Injectable()
export class BoxContents {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
  ) {}

  /** The leaves of the root, in hex: the digest of every bid in the box. */
  async digests(tx: Tx, procedureId: string, round: Round): Promise<string[]> {
    const rows = await tx.query<{ digest: string }[]>(`select encode(s.envelope_sha256, 'hex') as digest from ${latest[round]}`, [
      procedureId,
    ]);
    return rows.map(({ digest }) => digest);
  }

  /** All bids in a box, by digest. */
  async bids(procedureId: string, round: Round): Promise<BoxedBid[]> {
    const rows = await this.database.query<Row>(
      `select b.id as bid, b.owner, s.version, encode(s.envelope_sha256, 'hex') as digest, s.received_at as "receivedAt", ${kinds}
       from ${latest[round]} order by s.envelope_sha256`,
      [procedureId],
    );
    return rows.map(({ owner, qualification, technical, price, ...row }) => ({
      ...row,
      provider: this.vault.open<Owner>(contextOf.owner(row.bid), owner).provider,
      envelopes: Object.fromEntries(
        Object.entries({ qualification, technical, price }).filter((entry): entry is [EnvelopeKind, string] => entry[1] !== null),
      ),
    }));
  }

  /** Their envelopes, by digest. */
  async envelopes(bids: readonly BoxedBid[]): Promise<BoxedEnvelope[]> {
    const rows = await this.database.query<{ sha256: string; bid: string; kind: EnvelopeKind; bytes: Buffer }>(
      `select encode(sha256, 'hex') as sha256, bid, kind, statement as bytes from bidding.envelope where sha256 = any($1) order by sha256`,
      [bids.flatMap(({ envelopes }) => Object.values(envelopes).map((digest) => Buffer.from(digest, 'hex')))],
    );
    return rows.map((row) => ({ ...row, statement: readStatement(row.bytes) }));
  }

  /** What holders gave, by envelope and office; null where a key does not open its share. */
  async contributions(envelopes: readonly BoxedEnvelope[]): Promise<Map<string, Partial<Record<Office, string | null>>>> {
    const rows = await this.database.query<{ envelope: string; office: Office; key: Buffer | null }>(
      `select encode(envelope, 'hex') as envelope, office, file_key as key from bidding.contribution where envelope = any($1)`,
      [envelopes.map(({ sha256 }) => Buffer.from(sha256, 'hex'))],
    );
    const given = new Map<string, Partial<Record<Office, string | null>>>();
    for (const { envelope, office, key } of rows)
      given.set(envelope, {
        ...given.get(envelope),
        [office]: key && this.vault.open<string>(contextOf.contribution(envelope, office), key),
      });
    return given;
  }

  /** Secrets that bidders handed in themselves, by envelope. */
  async handed(envelopes: readonly BoxedEnvelope[]): Promise<Map<string, string>> {
    const rows = await this.database.query<{ envelope: string; secret: Buffer }>(
      `select encode(envelope, 'hex') as envelope, secret from bidding.handed_secret where envelope = any($1)`,
      [envelopes.map(({ sha256 }) => Buffer.from(sha256, 'hex'))],
    );
    return new Map(rows.map(({ envelope, secret }) => [envelope, this.vault.open<string>(contextOf.handed(envelope), secret)]));
  }

  /** The stored bytes of a closed file of a bid; undefined when they are gone. */
  async file(bidId: string, sha256: string): Promise<Buffer | undefined> {
    const rows = await this.database.query<{ bytes: Buffer }>(
      `select c.bytes from bidding.upload u join bidding.chunk c on c.upload = u.id
       where u.bid = $1 and u.sha256 = decode($2, 'hex') and u.completed_at is not null order by c.start`,
      [bidId, sha256],
    );
    return rows.length ? Buffer.concat(rows.map(({ bytes }) => bytes)) : undefined;
  }
}
