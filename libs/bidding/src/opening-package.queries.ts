import { Injectable } from '@nestjs/common';
import { type Actor, absent } from '#kernel';
import { Database, sentence } from '#platform';
import { type Method, methodRules } from '#calendar';
import { Signer } from '#documents';
import { OrganizationQueries } from '#organizations';
import { NoticeQueries } from '#tendering';
import {
  bidStatement,
  combine,
  type Contributions,
  type EnvelopeKind,
  isRecipients,
  type Json,
  openContent,
  type OpeningStatement,
  packOpening,
  type PackagedBid,
  type RecordedBid,
  type RecordedNotice,
  type RefusedShare,
  shareOf,
  suite,
} from '#sealing';
import { type BoxedBid, type BoxedEnvelope, BoxContents, type Round } from './box-contents.queries.js';
import { Holders } from './holders.queries.js';
import { OpeningQueries } from './opening.queries.js';
import { OpeningState } from './opening.state.queries.js';
import type { OpeningRecord } from './opening.view.js';
import { beijingTime } from './receipt.view.js';
import { TermsOfNotices } from './terms.queries.js';
import { contextOf, Vault } from './vault.gateway.js';

interface Box {
  round: Round;
  record: OpeningRecord;
  minutes: string;
  /** Hex, of the minutes. */
  digest: string;
  resultAt: Date | null;
}

interface JournalRow {
  seq: string | null;
  id: string;
  at: Date;
  type: string;
  payload: Buffer;
  salt: Buffer;
  commitment: Buffer;
}

type Given = ReadonlyMap<string, Contributions>;

/** A package ready to be sent. */
export interface OpeningPackage {
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * What outsiders need to open the prices of a box again with a program that is not ours: to those who took part or watch
 * from the opening on where prices are read out, to everybody from the announced result on.
 */
@Injectable()
export class OpeningPackages {
  constructor(
    private readonly database: Database,
    private readonly notices: NoticeQueries,
    private readonly organizations: OrganizationQueries,
    private readonly signer: Signer,
    private readonly openings: OpeningQueries,
    private readonly holders: Holders,
    private readonly contents: BoxContents,
    private readonly terms: TermsOfNotices,
    private readonly state: OpeningState,
    private readonly vault: Vault,
  ) {}

  /** The package of a round; the last one that was opened when none is named. Not there for whom it is not for yet. */
  async of(actor: Actor | undefined, procedureId: string, round?: number): Promise<OpeningPackage> {
    const notice = await this.notices.byId(procedureId);
    const [box] = await this.database.query<Box>(
      `select round, record, minutes, encode(minutes_sha256, 'hex') as digest, result_at as "resultAt" from bidding.box
       where procedure = $1 and state = 'opened' and minutes is not null and ($2::int is null or round = $2) order by round desc limit 1`,
      [procedureId, round ?? null],
    );
    if (!notice || !box) throw absent('opening');
    const { pricesRead } = methodRules[notice.method as Method];
    const partaker = pricesRead && actor !== undefined && (await this.openings.takesPart(actor, procedureId, notice.department.id));
    if (box.resultAt === null && !partaker) throw absent('opening');

    const boxed = await this.contents.bids(procedureId, box.round);
    const envelopes = await this.contents.envelopes(boxed);
    const contributions = await this.contents.contributions(envelopes);
    const secrets = await this.secrets(boxed);
    const providers = await this.organizations.byIds(boxed.map(({ provider }) => provider));
    const lines: { recorded: RecordedBid; packaged: PackagedBid }[] = [];
    for (const bid of boxed) {
      const own = envelopes.filter((envelope) => envelope.bid === bid.bid && Object.values(bid.envelopes).includes(envelope.sha256));
      const price = own.find(({ kind }) => kind === 'price');
      const provider = { name: providers.get(bid.provider)?.name ?? '', uscc: providers.get(bid.provider)?.uscc ?? '' };
      const content = (price?.statement && (await this.contents.file(bid.bid, price.statement.files[0]!.sha256))) ?? undefined;
      const secret = price && secrets.get(price.sha256);
      const prices = await pricesIn(price, secret, content, provider.uscc);
      lines.push({
        recorded: { ...recorded(bid, box.record), provider, prices },
        packaged: {
          ...packaged(procedureId, bid, own, content, secret, price && contributions.get(price.sha256)),
          ...(await faulty(bid, own, contributions, box.record)),
        },
      });
    }
    const holders = await this.holders.of(procedureId);
    const signed = await this.state.signatures(procedureId, box.round);
    const signatures = signed.map(({ at, ...row }) => ({ ...row, at: beijingTime(at) }));
    const told = await this.told(procedureId, boxed);
    const { lots } = await this.terms.newest(procedureId);
    const statement: OpeningStatement = {
      type: 'qiyue-opening',
      suite,
      procedure: procedureId,
      number: notice.number,
      title: notice.content.title,
      root: box.record.root,
      filler: box.record.filler,
      minimum: box.record.minimum,
      sealedAt: box.record.sealedAt,
      openedAt: box.record.openedAt,
      holders: holders.map(({ office, unit, recipient }) => ({ office, unit, recipient })),
      bids: lines.map((line) => line.recorded),
      round: box.round,
      lots: lots.map(({ id, name, maxPrice }) => ({ id, name, maxPrice })),
      notices: noticesIn(told),
      minutes: { sha256: box.digest, signatures },
      refused: await shown(box.record.refused, envelopes),
    };
    const bytes = await packOpening({
      record: this.signer.signed(statement as never) as never,
      platformKey: this.signer.publicKeyPem,
      bids: lines.map((line) => line.packaged),
      journal: told.map(entryOf),
      minutes: box.minutes,
    });
    return { name: `${notice.number}-opening${box.round > 1 ? '-last-prices' : ''}.zip`, bytes: Buffer.from(bytes) };
  }

  private async secrets(bids: readonly BoxedBid[]): Promise<Map<string, string>> {
    const rows = await this.database.query<{ envelope: string; secret: Buffer }>(
      `select encode(envelope, 'hex') as envelope, secret from bidding.opened_envelope where bid = any($1)`,
      [bids.map(({ bid }) => bid)],
    );
    return new Map(rows.map(({ envelope, secret }) => [envelope, this.vault.open<string>(contextOf.secret(envelope), secret)]));
  }

  /**
   * The entries of the journal that speak of the notice, the box and its bids' keys, with what proves each against a
   * published checkpoint.
   */
  private told(procedureId: string, bids: readonly BoxedBid[]): Promise<JournalRow[]> {
    return this.database.query<JournalRow>(
      `select seq, id, at, type, payload, salt, commitment from platform.journal
       where project = $1 and (type like 'box.%' or type like 'last-prices.%' or type like 'opening.%'
           or type in ('notice.published', 'notice.corrected', 'procedure.closed', 'minutes.signed'))
         or type = 'bid.secrets-handed' and subject = any($2)
       order by at, id limit 5000`,
      [procedureId, bids.map(({ bid }) => bid)],
    );
  }
}

const entryOf = ({ seq, id, at, type, payload, salt, commitment }: JournalRow): Json => ({
  seq,
  id,
  at: beijingTime(at),
  type,
  payload: payload.toString('base64'),
  salt: salt.toString('hex'),
  commitment: commitment.toString('hex'),
});

/** The keys that versions of the notice named, as the journal was told. */
const noticesIn = (told: readonly JournalRow[]): RecordedNotice[] =>
  told
    .filter(({ type }) => type.startsWith('notice.'))
    .map(({ payload }) => (JSON.parse(payload.toString('utf8')) as { facts: Partial<RecordedNotice> & { recipients?: Json } }).facts)
    .filter((facts): facts is RecordedNotice & { recipients: Json } => isRecipients(facts.recipients))
    .map(({ version, recipients }) => ({ version, recipients }));

/** What holders gave for the envelope a bid fell by, unless that opens it: nothing but prices is shown. */
async function faulty(
  { bid }: BoxedBid,
  envelopes: readonly BoxedEnvelope[],
  given: Given,
  { invalid }: OpeningRecord,
): Promise<Pick<PackagedBid, 'faulty'>> {
  const kind = invalid.find((one) => one.bid === bid)?.kind;
  const envelope = envelopes.find((one) => one.kind === kind);
  const contributions = envelope && given.get(envelope.sha256);
  if (!kind || kind === 'price' || !envelope?.statement || !contributions) return {};
  return 'secret' in (await combine(envelope.statement, contributions)) ? {} : { faulty: { kind, contributions } };
}

/** False key shares, as far as they are nothing but false: one may be the true key of a share of what stays closed. */
async function shown(refused: OpeningRecord['refused'], envelopes: readonly BoxedEnvelope[]): Promise<RefusedShare[]> {
  const told: RefusedShare[] = [];
  for (const one of refused) {
    let opens = false;
    for (const { kind, statement } of envelopes)
      opens ||= kind !== 'price' && statement !== undefined && (await shareOf(statement, one.office, one.fileKey)) !== undefined;
    told.push({ ...one, fileKey: opens ? null : one.fileKey });
  }
  return told;
}

function recorded({ bid, version, digest, receivedAt }: BoxedBid, { invalid }: OpeningRecord): Omit<RecordedBid, 'provider' | 'prices'> {
  const fault = invalid.find((one) => one.bid === bid);
  const key = fault && `bid.invalid.${fault.code.replaceAll('.', '-')}`;
  return {
    bid,
    version,
    digest,
    receivedAt: beijingTime(receivedAt),
    state: fault ? 'invalid' : 'opened',
    fault: key ? `${sentence(key, {}, 'zh')} / ${sentence(key, {}, 'en')}` : null,
    cause: fault ? { code: fault.code, kind: fault.kind } : null,
  };
}

function packaged(
  procedure: string,
  bid: BoxedBid,
  envelopes: readonly BoxedEnvelope[],
  content: Buffer | undefined,
  secret: string | undefined,
  contributions: Contributions | undefined,
): PackagedBid {
  const statements = Object.fromEntries(envelopes.map(({ kind, bytes }): [EnvelopeKind, Uint8Array] => [kind, bytes]));
  return {
    digest: bid.digest,
    bid: bidStatement({ procedure, envelopes: bid.envelopes }),
    envelopes: statements,
    ...(content && { price: { content, ...(secret && { secret }), ...(contributions && { contributions }) } }),
  };
}

/** The prices as they stand in the envelope; null when it does not open or tells none. */
async function pricesIn(
  price: BoxedEnvelope | undefined,
  secret: string | undefined,
  content: Buffer | undefined,
  provider: string,
): Promise<Readonly<Record<string, string>> | null> {
  if (!price?.statement || !secret || !content) return null;
  const opened = await openContent(price.statement, secret, content, provider);
  const prices = 'fault' in opened ? undefined : (opened.content.answers as { prices?: unknown }).prices;
  const sound =
    prices !== null &&
    typeof prices === 'object' &&
    Object.values(prices).length > 0 &&
    Object.values(prices).every((one) => typeof one === 'string');
  return sound ? (prices as Record<string, string>) : null;
}
