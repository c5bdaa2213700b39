import { identityIn } from './age.js';
import { boxRoot } from './box-root.rules.js';
import { digestOf, textOf } from './bytes.rules.js';
import { isFields, parsed } from './canonical.rules.js';
import { bidStatement, fits, openContent } from './envelope.js';
import { blameOf, type Evidence } from './opening-blame.js';
import { journalChecks, type Told, toldIn } from './opening-journal.js';
import { contributionsFile, type OpeningPaper, type RecordedBid } from './opening-package.js';
import { aboveLimit, priceFaults } from './opening-prices.rules.js';
import { pricesIn, readOpening } from './opening-record.rules.js';
import { unstored } from './packed-bid.js';
import { type Check, checkOf, found, type Report, reportOf } from './report.rules.js';
import { type Contributions, shareOf } from './shares.js';
import { isSignedBy, keyIdOf, signatureIn } from './signature.js';
import { checkStatement, readStatement, type Statement } from './statement.rules.js';
import { type EnvelopeKind, envelopeKinds, isOffice, type Office, offices, type Recipients } from './suite.rules.js';

const names =
  /^(README\.txt|opening\.json|platform-key\.pem|journal\.json|minutes\.txt|bids\/[0-9a-f]{64}\/((bid|qualification|technical|price|contributions|(qualification|technical)\.contributions)\.json|price\.(age|key)))$/;
const largest = 500_000_000;
const nothing = new Uint8Array(0);

type Files = ReadonlyMap<string, Uint8Array>;

/** A package being verified: its record, what the journal was told, and the keys that bids may be closed to. */
interface Opening {
  readonly files: Files;
  readonly record: OpeningPaper;
  readonly told: readonly Told[] | undefined;
  readonly named: readonly Recipients[];
}

/** A verified opening: what was found, and the record when it could be read. */
export interface OpeningReport extends Report {
  readonly record: OpeningPaper | null;
  readonly keyId: string | null;
}

/**
 * Opens all prices of an opening package again and compares everything with everything. `platformKeys` are PEMs that came
 * another way than the package: another key than these makes it fail, and without them nobody knows who signed it.
 */
export async function verifyOpening(
  zip: Uint8Array,
  { platformKeys }: { readonly platformKeys?: readonly string[] } = {},
): Promise<OpeningReport> {
  const read = unstored(zip, largest, names);
  if ('fault' in read) return unreadable(read.fault.code);
  const files = read.found;
  const record = readOpening(files.get('opening.json') ?? nothing);
  if (!record) return unreadable('opening.json');
  const journal = files.get('journal.json');
  const told = journal && (await toldIn(journal));
  const digests = record.bids.map(({ digest }) => digest);
  const checks: Check[] = [
    checkOf('readable', true),
    ...(await signatureChecks(record, textOf(files.get('platform-key.pem') ?? nothing) ?? '', platformKeys)),
    checkOf('root', (await boxRoot(digests, record.filler)) === record.root, { count: digests.length }),
    ...(await journalChecks(record, journal, told, files.get('minutes.txt'))),
    checkOf('complete', isComplete(files, digests)),
    checkOf('minimum', digests.length >= record.minimum, { minimum: record.minimum }),
  ];
  const opening: Opening = { files, record, told, named: namedIn(record) };
  for (const bid of record.bids) checks.push(...(await bidChecks(opening, bid)));
  checks.push(...(await refusedChecks(opening)));
  return { ...reportOf(checks), record, keyId: signatureIn(record as never)?.keyId ?? null };
}

const unreadable = (fault: string): OpeningReport => ({ ...reportOf([checkOf('readable', false, { fault })]), record: null, keyId: null });

/** Without a key from elsewhere the package can only agree with itself. */
async function signatureChecks(record: OpeningPaper, ownKey: string, trusted: readonly string[] | undefined): Promise<Check[]> {
  const { keyId } = record.signature;
  let known = trusted ? undefined : ownKey;
  for (const key of trusted ?? []) if ((await keyIdOf(key)) === keyId) known = key;
  const sound = known !== undefined && (await keyIdOf(known)) === keyId && (await isSignedBy(record as never, known));
  const key: Check = trusted ? checkOf('key', known !== undefined, { keyId }) : found('key', 'skipped');
  return [checkOf('signature', sound, { keyId }), key];
}

function isComplete(files: Files, digests: readonly string[]): boolean {
  const folders = new Set([...files.keys()].flatMap((name) => /^bids\/([0-9a-f]{64})\//.exec(name)?.[1] ?? []));
  return folders.size === digests.length && new Set(digests).size === digests.length && digests.every((one) => folders.has(one));
}

/** The newest keys first; a bid handed in before the notice named them may be closed to earlier ones. */
const namedIn = ({ holders, notices = [] }: OpeningPaper): Recipients[] => [
  Object.fromEntries(holders.map(({ office, recipient }) => [office, recipient])) as Recipients,
  ...notices.map(({ recipients }) => recipients),
];

async function bidChecks(opening: Opening, bid: RecordedBid): Promise<Check[]> {
  const { record, told } = opening;
  const about = bid.provider.name;
  const file = (name: string): Uint8Array => opening.files.get(`bids/${bid.digest}/${name}`) ?? nothing;
  const odd = await envelopeFault(file, record.procedure, opening.named, bid.digest);
  const envelopes = checkOf('envelopes', odd === undefined, { fault: odd ?? '' }, about);
  const statements = byKind((kind) => readStatement(file(`${kind}.json`)));
  const statement = statements.price;
  if (odd !== undefined || !statement) return [envelopes];
  const contributions = byKind((kind) => contributionsIn(file(contributionsFile(kind))));
  const given = await contributionChecks(statements, contributions, about);
  const key = identityIn(textOf(file('price.key')) ?? '');
  const fitting = key !== undefined && (await fits(statement, key));
  const secret = key === undefined ? [] : [checkOf('secret', fitting, undefined, about)];
  const price = fitting ? await openContent(statement, key, file('price.age'), bid.provider.uscc) : undefined;
  const rest =
    bid.state === 'invalid'
      ? [await blameOf({ record, told, bid, statements, contributions, price }), ...invalidPriceChecks(price, bid)]
      : priceChecks(price, bid, record);
  return [envelopes, ...given, ...secret, ...rest];
}

function priceChecks(price: Evidence['price'], bid: RecordedBid, { lots }: OpeningPaper): Check[] {
  const about = bid.provider.name;
  if (!price) return [found('opens', 'failed', { fault: 'no-key' }, about)];
  if ('fault' in price) return [found('opens', 'failed', { fault: price.fault.code }, about)];
  const wrong = priceFaults(price.content.answers, lots ?? []).find((fault) => lots && fault !== aboveLimit);
  return [samePrice(price, bid), ...(wrong ? [found('counts', 'failed', { fault: wrong }, about)] : [])];
}

/** The price of a bid that does not count is shown where it can be read; then it is the one that comes out. */
const invalidPriceChecks = (price: Evidence['price'], bid: RecordedBid): Check[] => (bid.prices === null ? [] : [samePrice(price, bid)]);

function samePrice(price: Evidence['price'], { prices, provider }: RecordedBid): Check {
  const opened = price && 'content' in price ? pricesIn(price.content.answers) : undefined;
  const same = opened !== undefined && prices !== null && said(opened) === said(prices);
  return checkOf('price', same, { price: prices ? said(prices) : '', fault: opened ? said(opened) : 'answers' }, provider.name);
}

/** "850000.00" for one lot, "1: 400000.00, 2: 450000.00" for several. */
function said(prices: Readonly<Record<string, string>>): string {
  const lots = Object.keys(prices).sort();
  return lots.length === 1 ? prices[lots[0]!]! : lots.map((lot) => `${lot}: ${prices[lot]!}`).join(', ');
}

async function contributionChecks(
  statements: Evidence['statements'],
  contributions: Evidence['contributions'],
  about: string,
): Promise<Check[]> {
  const checks: Check[] = [];
  for (const kind of envelopeKinds) {
    const [statement, given] = [statements[kind], contributions[kind]];
    if (!statement || !given) continue;
    let count = 0;
    let forged: Office | undefined;
    for (const office of offices) {
      const fileKey = given[office];
      if (fileKey === undefined || fileKey === null) continue;
      if (!(await shareOf(statement, office, fileKey))) forged ??= office;
      count += 1;
    }
    checks.push(checkOf('contributions', forged === undefined, forged ? { office: forged } : { count }, about));
  }
  return checks;
}

/** A share that was refused is indeed false, or its holder was wronged. */
async function refusedChecks({ record, files }: Opening): Promise<Check[]> {
  const { refused = [], bids } = record;
  const statements = new Map<string, Statement>();
  for (const { digest } of refused.length ? bids : [])
    for (const kind of envelopeKinds) {
      const bytes = files.get(`bids/${digest}/${kind}.json`) ?? nothing;
      const statement = readStatement(bytes);
      if (statement) statements.set(await digestOf(bytes), statement);
    }
  const checks: Check[] = [];
  let count = 0;
  for (const { envelope, office, fileKey } of refused) {
    const statement = statements.get(envelope);
    if (!statement || fileKey === null) checks.push(found('refused', 'unproved', { office }));
    else if (await shareOf(statement, office, fileKey)) checks.push(found('refused', 'failed', { office }));
    else count += 1;
  }
  return count ? [found('refused', 'ok', { count }), ...checks] : checks;
}

async function envelopeFault(
  file: (name: string) => Uint8Array,
  procedure: string,
  named: readonly Recipients[],
  digest: string,
): Promise<string | undefined> {
  const whole = parsed(file('bid.json'));
  if ((await digestOf(file('bid.json'))) !== digest || !isFields(whole) || !isFields(whole['envelopes'])) return 'bid.json';
  const listed = whole['envelopes'];
  const rewritten = bidStatement({ procedure, envelopes: listed as never });
  if ((await digestOf(rewritten)) !== digest) return 'bid.json';
  for (const kind of envelopeKinds) {
    if (listed[kind] === undefined) continue;
    const bytes = file(`${kind}.json`);
    if ((await digestOf(bytes)) !== listed[kind]) return `${kind}.json`;
    const faults = named.map((recipients) => checkStatement(bytes, { procedure, kind, recipients }));
    if (faults.every((fault) => fault !== undefined)) return faults[0]!.code;
  }
  return undefined;
}

function byKind<T>(read: (kind: EnvelopeKind) => T | undefined): Partial<Record<EnvelopeKind, T>> {
  const made: Partial<Record<EnvelopeKind, T>> = {};
  for (const kind of envelopeKinds) {
    const value = read(kind);
    if (value !== undefined) made[kind] = value;
  }
  return made;
}

function contributionsIn(bytes: Uint8Array): Contributions | undefined {
  const value = parsed(bytes);
  if (!isFields(value)) return undefined;
  const fits = Object.entries(value).every(([office, key]) => isOffice(office) && (key === null || typeof key === 'string'));
  return fits ? (value as Partial<Record<Office, string | null>>) : undefined;
}
