import { identityIn } from './age.js';
import { boxRoot } from './box-root.rules.js';
import { digestOf, fromBase64, fromHex, joined, textOf } from './bytes.rules.js';
import { isDigest, isFields, type Json, parsed } from './canonical.rules.js';
import { bidStatement, fits, openContent } from './envelope.js';
import type { OpeningPaper, RecordedBid } from './opening-package.js';
import { unstored } from './packed-bid.js';
import { type Check, checkOf, type Report, reportOf } from './report.rules.js';
import { combine, type Contributions, shareOf } from './shares.js';
import { isSignedBy, keyIdOf, signatureIn } from './signature.js';
import { checkStatement, readStatement, type Statement } from './statement.rules.js';
import { envelopeKinds, isOffice, type Office, offices, type Recipients, suite } from './suite.rules.js';

const names =
  /^(README\.txt|opening\.json|platform-key\.pem|journal\.json|minutes\.txt|bids\/[0-9a-f]{64}\/((bid|qualification|technical|price|contributions)\.json|price\.(age|key)))$/;
const largest = 500_000_000;

type Files = ReadonlyMap<string, Uint8Array>;

/** A verified opening: what was found, and the record when it could be read. */
export interface OpeningReport extends Report {
  readonly record: OpeningPaper | null;
  readonly keyId: string | null;
}

/**
 * Opens all prices of an opening package again and compares everything with everything. `platformKey` is a PEM that came
 * another way than the package; without it the package's own key is used and `key` is skipped.
 */
export async function verifyOpening(zip: Uint8Array, { platformKey }: { readonly platformKey?: string } = {}): Promise<OpeningReport> {
  const read = unstored(zip, largest, names);
  if ('fault' in read) return { ...reportOf([checkOf('readable', false, { fault: read.fault.code })]), record: null, keyId: null };
  const { found } = read;
  const record = recordIn(found);
  if (!record) return { ...reportOf([checkOf('readable', false, { fault: 'opening.json' })]), record: null, keyId: null };
  const ownKey = textOf(found.get('platform-key.pem') ?? new Uint8Array(0)) ?? '';
  const digests = record.bids.map(({ digest }) => digest);
  const folders = new Set([...found.keys()].flatMap((name) => /^bids\/([0-9a-f]{64})\//.exec(name)?.[1] ?? []));
  const complete = folders.size === digests.length && new Set(digests).size === digests.length && digests.every((one) => folders.has(one));
  const checks: Check[] = [
    checkOf('readable', true),
    ...(await signatureChecks(record, ownKey, platformKey)),
    checkOf('root', (await boxRoot(digests, record.filler)) === record.root, { count: digests.length }),
    ...(await journalChecks(found.get('journal.json'), record)),
    checkOf('complete', complete),
    checkOf('minimum', digests.length >= record.minimum, { minimum: record.minimum }),
  ];
  const recipients = Object.fromEntries(record.holders.map(({ office, recipient }) => [office, recipient])) as Recipients;
  for (const bid of record.bids) checks.push(...(await bidChecks(found, record.procedure, recipients, bid)));
  return { ...reportOf(checks), record, keyId: signatureIn(record as never)?.keyId ?? null };
}

async function signatureChecks(record: OpeningPaper, ownKey: string, platformKey: string | undefined): Promise<Check[]> {
  const keyId = record.signature.keyId;
  const sound = (await isSignedBy(record as never, platformKey ?? ownKey)) && (await keyIdOf(platformKey ?? ownKey)) === keyId;
  const key: Check =
    platformKey === undefined ? { code: 'key', result: 'skipped' } : checkOf('key', (await keyIdOf(platformKey)) === keyId);
  return [checkOf('signature', sound, { keyId }), key];
}

/** How a box of either round comes into the journal. */
const sealings: readonly string[] = ['box.sealed', 'last-prices.sealed'];

/** The entries carry their salts, so that anybody can compare them with the commitments of the public log. */
async function journalChecks(bytes: Uint8Array | undefined, { procedure, root }: OpeningPaper): Promise<Check[]> {
  if (!bytes) return [{ code: 'journal', result: 'skipped' }];
  const entries = parsed(bytes);
  if (!Array.isArray(entries)) return [checkOf('journal', false)];
  let told = false;
  for (const entry of entries as Json[]) {
    const payload = isFields(entry) ? fromBase64(entry['payload']) : undefined;
    if (!payload || !isFields(entry) || !isDigest(entry['salt'])) return [checkOf('journal', false)];
    if ((await digestOf(joined(fromHex(entry['salt']), payload))) !== entry['commitment']) return [checkOf('journal', false)];
    const said = parsed(payload);
    const sealed = isFields(said) && sealings.includes(said['type'] as string) && said['subject'] === procedure;
    const facts = sealed ? said['facts'] : undefined;
    told ||= isFields(facts) && facts['root'] === root;
  }
  return [checkOf('journal', told)];
}

async function bidChecks(found: Files, procedure: string, recipients: Recipients, bid: RecordedBid): Promise<Check[]> {
  const about = bid.provider.name;
  const file = (name: string): Uint8Array => found.get(`bids/${bid.digest}/${name}`) ?? new Uint8Array(0);
  const odd = await envelopeFault(file, procedure, recipients, bid.digest);
  const envelopes = checkOf('envelopes', odd === undefined, { fault: odd ?? '' }, about);
  const statement = readStatement(file('price.json'));
  if (odd !== undefined || !statement) return [envelopes];
  const contributions = contributionsIn(file('contributions.json'));
  const key = identityIn(textOf(file('price.key')) ?? '');
  const given = contributions ? await contributionChecks(statement, contributions, about) : [];
  const opened = contributions ? await combine(statement, contributions) : undefined;
  if (key === undefined) {
    const blamed = opened === undefined ? 'no-key' : 'fault' in opened ? opened.fault : 'openable';
    const shown = bid.state === 'invalid' && (blamed === 'bidder' || blamed === 'unopened');
    return [envelopes, ...given, checkOf('blame', shown, { fault: blamed }, about)];
  }
  // Shares that holders could not open prove nothing against a key that fits: its bidder handed it in.
  const combined = opened === undefined || ('secret' in opened ? opened.secret === key : opened.fault === 'unopened');
  const secret = checkOf('secret', combined && (await fits(statement, key)), undefined, about);
  return [envelopes, ...given, secret, ...(await priceChecks(statement, key, file('price.age'), bid))];
}

/** The price as it comes out; an invalid bid shows why it is one, as far as the price alone can. */
async function priceChecks(statement: Statement, key: string, age: Uint8Array, bid: RecordedBid): Promise<Check[]> {
  const about = bid.provider.name;
  const opened = await openContent(statement, key, age, bid.provider.uscc);
  if ('fault' in opened) return [checkOf('blame', bid.state === 'invalid' && bid.prices === null, { fault: opened.fault.code }, about)];
  const prices = pricesIn(opened.content.answers);
  // Its fault lies in another envelope, which is not shown: neither proved nor denied here.
  if (bid.prices === null && bid.state === 'invalid') return [{ code: 'blame', result: 'skipped', about }];
  if (bid.prices === null) return [checkOf('price', false, { fault: 'opening.json' }, about)];
  const same = prices !== undefined && said(prices) === said(bid.prices);
  return [checkOf('price', same, { price: said(bid.prices), fault: prices ? said(prices) : 'answers' }, about)];
}

/** "850000.00" for one lot, "1: 400000.00, 2: 450000.00" for several. */
function said(prices: Readonly<Record<string, string>>): string {
  const lots = Object.keys(prices).sort();
  return lots.length === 1 ? prices[lots[0]!]! : lots.map((lot) => `${lot}: ${prices[lot]!}`).join(', ');
}

async function contributionChecks(statement: Statement, contributions: Contributions, about: string): Promise<Check[]> {
  let count = 0;
  for (const office of offices) {
    const fileKey = contributions[office];
    if (fileKey === undefined || fileKey === null) continue;
    if (!(await shareOf(statement, office, fileKey))) return [checkOf('contributions', false, { office }, about)];
    count += 1;
  }
  return [checkOf('contributions', true, { count }, about)];
}

async function envelopeFault(
  file: (name: string) => Uint8Array,
  procedure: string,
  recipients: Recipients,
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
    const fault = checkStatement(bytes, { procedure, kind, recipients });
    if (fault) return fault.code;
  }
  return undefined;
}

function recordIn(found: Files): OpeningPaper | undefined {
  const value = parsed(found.get('opening.json') ?? new Uint8Array(0));
  if (!isFields(value) || value['type'] !== 'qiyue-opening' || value['suite'] !== suite || !signatureIn(value)) return undefined;
  const { procedure, number, title, root, filler, minimum, holders, bids } = value;
  const fits =
    [procedure, number, title].every((text) => typeof text === 'string') &&
    isDigest(root) &&
    isDigest(filler) &&
    typeof minimum === 'number' &&
    Array.isArray(holders) &&
    holders.every((one: Json) => isFields(one) && isOffice(one['office']) && typeof one['recipient'] === 'string') &&
    Array.isArray(bids) &&
    bids.every(isRecordedBid);
  return fits ? (value as unknown as OpeningPaper) : undefined;
}

function isRecordedBid(value: Json): boolean {
  if (!isFields(value) || !isFields(value['provider'])) return false;
  const { digest, state, fault, prices, provider } = value;
  return (
    isDigest(digest) &&
    (state === 'opened' || state === 'invalid') &&
    (fault === null || typeof fault === 'string') &&
    (prices === null || pricesIn({ prices: prices ?? null }) !== undefined) &&
    typeof provider['name'] === 'string' &&
    typeof provider['uscc'] === 'string'
  );
}

function pricesIn(answers: Json): Readonly<Record<string, string>> | undefined {
  const prices = isFields(answers) ? answers['prices'] : undefined;
  if (!isFields(prices)) return undefined;
  const entries = Object.values(prices);
  return entries.length > 0 && entries.every((price) => typeof price === 'string') ? (prices as Record<string, string>) : undefined;
}

function contributionsIn(bytes: Uint8Array): Contributions | undefined {
  const value = parsed(bytes);
  if (!isFields(value)) return undefined;
  const fits = Object.entries(value).every(([office, key]) => isOffice(office) && (key === null || typeof key === 'string'));
  return fits ? (value as Partial<Record<Office, string | null>>) : undefined;
}
