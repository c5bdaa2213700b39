import { unzipSync, zipSync } from 'fflate';
import {
  canonical,
  type Check,
  checkSaid,
  digestOf,
  encryptTo,
  type Json,
  newIdentity,
  type OpeningStatement,
  packBid,
  type RecordedBid,
  toBase64,
  utf8,
  verifyOpening,
  verifyReceipt,
} from '#sealing';
import { aBid, anOpening, makeHolders, otherPem, pem, procedure, recipients, signed, two } from './openings.js';

beforeAll(makeHolders);

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
  test('when the journal was told another root, or does not match its commitments', async () => {
    const other = (statement: OpeningStatement): OpeningStatement => ({ ...statement, root: 'e'.repeat(64) });
    expect(await faultsOf(await anOpening(two, other))).toEqual(['root', 'journal']);
    const zip = await anOpening(two);
    const changed = (from: string, to: string): Uint8Array =>
      rezipped(zip, (files) => (files['journal.json'] = utf8(Buffer.from(files['journal.json']!).toString().replace(from, to))));
    expect(await faultsOf(changed('"salt":"ab', '"salt":"ac'))).toEqual(['journal']);
    expect(await faultsOf(changed('"payload":"', '"payload":"AAAA'))).toEqual(['journal']);
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
