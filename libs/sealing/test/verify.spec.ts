import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { unzipSync, zipSync } from 'fflate';
import {
  bidStatement,
  boxRoot,
  canonical,
  type Check,
  checkSaid,
  combine,
  type Contributions,
  contributionOf,
  digestOf,
  encryptTo,
  type Json,
  newIdentity,
  type Office,
  offices,
  type OpeningStatement,
  packBid,
  packOpening,
  type PackagedBid,
  readStatement,
  recipientOf,
  type RecordedBid,
  sealEnvelope,
  toBase64,
  utf8,
  verifyOpening,
  verifyReceipt,
} from '#sealing';

const procedure = '01890000-0000-7000-8000-000000000001';
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
const otherPem = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();

async function signed<T extends object>(statement: T, key: KeyObject = privateKey) {
  const keyId = (await digestOf(publicKey.export({ type: 'spki', format: 'der' }))).slice(0, 16);
  const signature = toBase64(Uint8Array.from(sign(null, canonical(statement as unknown as Json), key)));
  return { ...statement, signature: { algorithm: 'Ed25519' as const, keyId, signature } };
}

let identities: Record<Office, string>;
let recipients: Record<Office, string>;

beforeAll(async () => {
  identities = { purchaser: await newIdentity(), finance: await newIdentity(), supervisor: await newIdentity() };
  recipients = {
    purchaser: await recipientOf(identities.purchaser),
    finance: await recipientOf(identities.finance),
    supervisor: await recipientOf(identities.supervisor),
  };
});

interface Wish {
  readonly uscc: string;
  readonly price: string;
  /** The provider the envelope itself names. */
  readonly inside?: string;
  /** Breaks the share of finance. */
  readonly bogus?: boolean;
}

async function aBid({ uscc, price, inside = uscc, bogus }: Wish): Promise<{ recorded: RecordedBid; packaged: PackagedBid }> {
  const sealed = await sealEnvelope({
    procedure,
    number: 'CG-1',
    provider: inside,
    kind: 'price',
    answers: { prices: { '1': price } },
    recipients,
  });
  const read = readStatement(sealed.statement)!;
  const broken = { ...read, shares: read.shares.map((one, at) => (at === 1 ? { ...one, share: brokenBody(one.share) } : one)) };
  const statement = bogus ? broken : read;
  const bytes = canonical(statement as unknown as Json);
  const bid = bidStatement({ procedure, envelopes: { price: await digestOf(bytes) } });
  const contributions: Contributions = {
    purchaser: (await contributionOf(identities.purchaser, statement, 'purchaser'))!,
    finance: (await contributionOf(identities.finance, statement, 'finance'))!,
  };
  const opened = await combine(statement, contributions);
  const secret = 'secret' in opened ? opened.secret : undefined;
  const invalid = secret === undefined || inside !== uscc;
  const digest = await digestOf(bid);
  return {
    recorded: {
      bid: `bid ${uscc}`,
      version: 1,
      provider: { name: `机构${uscc}`, uscc },
      digest,
      receivedAt: '2026-11-30T16:00:00.000+08:00',
      state: invalid ? 'invalid' : 'opened',
      fault: invalid ? 'envelope' : null,
      prices: invalid ? null : { '1': price },
    },
    packaged: {
      digest,
      bid,
      envelopes: { price: bytes },
      price: { content: sealed.content, ...(secret ? { secret } : {}), contributions },
    },
  };
}

function brokenBody(share: string): string {
  const bytes = Buffer.from(share, 'base64');
  bytes[bytes.length - 1]! ^= 1;
  return bytes.toString('base64');
}

async function anOpening(wishes: readonly Wish[], change: (statement: OpeningStatement) => OpeningStatement = (same) => same) {
  const bids = await Promise.all(wishes.map(aBid));
  const filler = 'f'.repeat(64);
  const statement: OpeningStatement = {
    type: 'qiyue-opening',
    suite: 'age-1',
    procedure,
    number: 'CG-1',
    title: '助老服务',
    root: await boxRoot(
      bids.map(({ recorded }) => recorded.digest),
      filler,
    ),
    filler,
    minimum: 2,
    sealedAt: '2026-11-30T17:00:00.000+08:00',
    openedAt: '2026-11-30T17:05:00.000+08:00',
    holders: offices.map((office) => ({ office, unit: `${office}局`, recipient: recipients[office] })),
    bids: bids.map(({ recorded }) => recorded),
  };
  return packOpening({ record: await signed(change(statement)), platformKey: pem, bids: bids.map(({ packaged }) => packaged) });
}

const two: readonly Wish[] = [
  { uscc: 'A', price: '398000.00' },
  { uscc: 'B', price: '402000.00' },
];
const failed = (checks: readonly Check[]): string[] => [
  ...new Set(checks.filter(({ result }) => result === 'failed').map(({ code }) => code)),
];
const faultsOf = async (zip: Uint8Array, platformKey?: string): Promise<string[]> =>
  failed((await verifyOpening(zip, platformKey === undefined ? {} : { platformKey })).checks);
const rezipped = (zip: Uint8Array, change: (files: Record<string, Uint8Array>) => void): Uint8Array => {
  const files = unzipSync(zip);
  change(files);
  return zipSync(files, { level: 0 });
};

test('a true opening package is sound, with and without the key from elsewhere', async () => {
  const zip = await anOpening(two);
  const report = await verifyOpening(zip, { platformKey: pem });
  expect(failed(report.checks)).toEqual([]);
  expect(report).toMatchObject({ sound: true, record: { number: 'CG-1' } });
  expect(report.checks.filter(({ code }) => code === 'price').map((check) => checkSaid(check, 'zh'))).toEqual([
    '机构A：解密得到的报价与记录一致：398000.00 元。',
    '机构B：解密得到的报价与记录一致：402000.00 元。',
  ]);
  const alone = await verifyOpening(zip);
  expect(alone.sound).toBe(true);
  expect(alone.checks.find(({ code }) => code === 'key')!.result).toBe('skipped');
});

test('a bid whose fault is its bidder’s is recorded as such and can be seen to be', async () => {
  const zip = await anOpening([...two, { uscc: 'C', price: '1.00', bogus: true }, { uscc: 'D', price: '1.00', inside: 'A' }]);
  const report = await verifyOpening(zip, { platformKey: pem });
  expect(report.sound).toBe(true);
  expect(report.checks.filter(({ code }) => code === 'blame').map(({ facts }) => facts)).toEqual([
    { fault: 'bidder' },
    { fault: 'content.provider' },
  ]);
});

describe('a package is not sound', () => {
  const record = (change: (bid: RecordedBid, at: number) => RecordedBid) => (statement: OpeningStatement) => ({
    ...statement,
    bids: statement.bids.map(change),
  });

  test('with another price in the record than in the envelope', async () => {
    const zip = await anOpening(
      two,
      record((bid, at) => (at === 0 ? { ...bid, prices: { '1': '1.00' } } : bid)),
    );
    expect(await faultsOf(zip)).toEqual(['price']);
  });
  test('with a sound bid declared invalid, or a bid left out', async () => {
    const left = (statement: OpeningStatement): OpeningStatement => ({ ...statement, bids: statement.bids.slice(0, 1) });
    expect(await faultsOf(await anOpening(two, left))).toEqual(['root', 'complete', 'minimum']);
    const refused = record((bid, at) => (at === 0 ? { ...bid, provider: { ...bid.provider, uscc: 'Z' } } : bid));
    expect(await faultsOf(await anOpening(two, refused))).toEqual(['blame']);
  });
  test('when somebody else signed it or it was changed after that', async () => {
    const zip = await anOpening(two);
    expect(await faultsOf(zip, otherPem)).toEqual(['signature', 'key']);
    const altered = rezipped(zip, (files) => {
      files['opening.json'] = utf8(Buffer.from(files['opening.json']!).toString().replace('助老', '助残'));
    });
    expect(await faultsOf(altered)).toEqual(['signature']);
  });
  test('with a forged contribution, another key, or another ciphertext', async () => {
    const zip = await anOpening(two);
    const file = (files: Record<string, Uint8Array>, name: string): string => Object.keys(files).find((path) => path.endsWith(name))!;
    const change = (name: string, bytes: Uint8Array): Uint8Array => rezipped(zip, (files) => void (files[file(files, name)] = bytes));
    const forged = canonical({ purchaser: toBase64(new Uint8Array(16)), finance: toBase64(new Uint8Array(16)) });
    expect(await faultsOf(change('contributions.json', forged))).toContain('contributions');
    expect(await faultsOf(change('price.key', utf8(`${await newIdentity()}\n`)))).toContain('secret');
    expect(await faultsOf(change('price.age', await encryptTo(recipients.finance, new Uint8Array(65_536))))).toEqual(['blame']);
    expect(await faultsOf(change('/price.json', utf8('{}')))).toEqual(['envelopes']);
    expect(await faultsOf(rezipped(zip, (files) => void delete files[file(files, 'bid.json')]))).toContain('envelopes');
  });
  test('when it is none', async () => {
    expect(await faultsOf(utf8('none'))).toEqual(['readable']);
    expect(await faultsOf(zipSync({ 'opening.json': utf8('{}') }, { level: 0 }))).toEqual(['readable']);
  });
});

test('a receipt is checked with the platform’s key and the packed bid', async () => {
  const { packaged } = await aBid(two[0]!);
  const files = new Map([[await digestOf(packaged.price!.content), packaged.price!.content]]);
  const packedBid = await packBid({ procedure, envelopes: packaged.envelopes, files });
  const statement = { type: 'bid-receipt', number: 'R1', envelope: { sha256: packaged.digest, size: 1 } };
  const receipt = canonical((await signed(statement)) as unknown as Json);
  expect(failed((await verifyReceipt(receipt, { platformKey: pem, packedBid })).checks)).toEqual([]);
  expect(failed((await verifyReceipt(receipt, { platformKey: otherPem })).checks)).toEqual(['signature']);
  expect((await verifyReceipt(receipt)).checks.map(({ result }) => result)).toEqual(['ok', 'skipped']);
  const other = canonical((await signed({ ...statement, envelope: { sha256: '0'.repeat(64), size: 1 } })) as unknown as Json);
  expect(failed((await verifyReceipt(other, { platformKey: pem, packedBid })).checks)).toEqual(['bid']);
  expect(failed((await verifyReceipt(utf8('{}'))).checks)).toEqual(['readable']);
});
