import type { Content } from './envelope.js';
import type { Told } from './opening-journal.js';
import type { OpeningPaper, RecordedBid } from './opening-package.js';
import { aboveLimit, priceFaults } from './opening-prices.rules.js';
import { type Check, found } from './report.rules.js';
import { combine, type Contributions } from './shares.js';
import type { Statement } from './statement.rules.js';
import { type EnvelopeKind, type Fault, holdersNeeded, offices } from './suite.rules.js';

/** What the package shows of a bid that the record calls invalid. */
export interface Evidence {
  readonly record: OpeningPaper;
  readonly told: readonly Told[] | undefined;
  readonly bid: RecordedBid;
  readonly statements: Readonly<Partial<Record<EnvelopeKind, Statement>>>;
  readonly contributions: Readonly<Partial<Record<EnvelopeKind, Contributions>>>;
  /** What came out of the price envelope; undefined when no key for it is there. */
  readonly price: { readonly content: Content } | { readonly fault: Fault } | undefined;
}

/** `refuted`: what is shown denies the claim, or would show it if it were true. */
type Verdict = 'proved' | 'claimed' | 'refuted';
const results = { proved: 'ok', claimed: 'unproved', refuted: 'failed' } as const;

/** Whose fault it is that a bid does not count, found out again: nobody has to believe the record. */
export async function blameOf(evidence: Evidence): Promise<Check> {
  const { cause, provider } = evidence.bid;
  const [verdict, fault] = cause ? await judged(evidence, cause) : await withoutCause(evidence);
  return found('blame', results[verdict], { fault }, provider.name);
}

/** Packages had no codes at first, only a sentence: then whatever fault can be seen is the fault. */
async function withoutCause(evidence: Evidence): Promise<[Verdict, string]> {
  const { fault, cause } = evidence.bid;
  if (cause === null || fault === null) return ['refuted', 'none'];
  const [seen] = pricesSeen(evidence);
  if (seen !== undefined) return ['proved', seen];
  return (await isFalse(evidence, 'price')) ? ['proved', 'share.false'] : ['claimed', fault];
}

async function judged(evidence: Evidence, { code, kind }: NonNullable<RecordedBid['cause']>): Promise<[Verdict, string]> {
  if (ofThePlatform.includes(code) || !kind) return ['refuted', code];
  if (code === 'share.false') return [(await isFalse(evidence, kind)) ? 'proved' : 'refuted', code];
  if (code === 'share.closed' || code === 'secret.missing') return closed(evidence, code, kind);
  if (kind === 'price' && seenInPrices.test(code)) return [priceVerdict(evidence, code), code];
  const seen = pricesSeen(evidence).find((one) => one !== aboveLimit);
  return seen === undefined ? ['claimed', code] : ['proved', seen];
}

/** Faults that no bidder can make: bytes that are lost or were changed in the store, a false key that was taken. */
const ofThePlatform: readonly string[] = ['envelope.altered', 'content.missing', 'content.digest', 'secret.foreign', 'share.refused'];

/** What the price envelope itself shows; that lots differ stands in the qualification, which is not shown. */
const seenInPrices = /^(content\..+|bid\.(price-.+|lot-unknown))$/;

function priceVerdict(evidence: Evidence, code: string): Verdict {
  const { record } = evidence;
  if (pricesSeen(evidence).includes(code)) return 'proved';
  // In a last round only the lots priced before are asked for, and which those were is not shown.
  const lastLot = code === 'bid.lot-unknown' && record.round === 2;
  return lastLot || (code.startsWith('bid.') && !record.lots) ? 'claimed' : 'refuted';
}

/** The faults that anybody sees who opens the price. */
function pricesSeen({ price, record }: Evidence): string[] {
  if (!price) return [];
  if ('fault' in price) return [price.fault.code].filter((code) => !ofThePlatform.includes(code));
  return record.lots ? priceFaults(price.content.answers, record.lots) : [];
}

/** Two true shares that do not give the key the envelope is bound to. */
async function isFalse({ statements, contributions }: Evidence, kind: EnvelopeKind): Promise<boolean> {
  const [statement, given] = [statements[kind], contributions[kind]];
  const combined = statement && given && (await combine(statement, given));
  return combined !== undefined && 'fault' in combined && combined.fault === 'bidder';
}

/**
 * No key was found: holders say that their shares are not closed to them, or the bidder handed none in. That a share is
 * closed to a key which the notice has replaced can be seen; a holder's or the platform's word alone cannot.
 */
async function closed(evidence: Evidence, code: string, kind: EnvelopeKind): Promise<[Verdict, string]> {
  const { record, statements, contributions, price } = evidence;
  const [statement, given] = [statements[kind], contributions[kind] ?? {}];
  const combined = statement && (await combine(statement, given));
  const opens = (kind === 'price' && price !== undefined) || asked(evidence) === 'answered';
  if (opens || !combined || !('fault' in combined) || combined.fault !== 'unopened') return ['refuted', code];
  const replaced = offices.filter((office) => {
    const share = statement.shares.find((one) => one.office === office);
    return given[office] === null && share?.recipient !== record.holders.find((one) => one.office === office)?.recipient;
  });
  if (replaced.length >= holdersNeeded) return ['proved', 'share.earlier'];
  const denied = code === 'share.closed' && combined.offices.length >= holdersNeeded;
  return [denied || asked(evidence) === 'silent' ? 'claimed' : 'refuted', code];
}

const calls: readonly string[] = ['opening.fallback-agreed', 'opening.own-keys-asked'];

/** Were bidders called to hand their own keys in, and did this one? */
function asked({ told, record, bid }: Evidence): 'silent' | 'answered' | 'not' {
  if (!told) return 'silent';
  const [from, until] = [Date.parse(record.sealedAt), Date.parse(record.openedAt)];
  const during = told.filter(({ at }) => !(Date.parse(at) < from) && !(Date.parse(at) > until));
  if (during.some(({ type, subject }) => type === 'bid.secrets-handed' && subject === bid.bid)) return 'answered';
  return during.some(({ type, subject }) => calls.includes(type) && subject === record.procedure) ? 'silent' : 'not';
}
