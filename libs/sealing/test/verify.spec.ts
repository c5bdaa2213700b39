import { unzipSync, zipSync } from 'fflate';
import {
  canonical,
  type Check,
  checkSaid,
  digestOf,
  encryptTo,
  type Json,
  newIdentity,
  type Office,
  offices,
  type OpeningStatement,
  packBid,
  type RecordedBid,
  recipientOf,
  toBase64,
  utf8,
  verifyOpening,
  verifyReceipt,
} from '#sealing';
import { aBid, anOpening, makeHolders, type Otherwise, otherPem, pem, procedure, recipients, signed, stranger, two } from './builders.js';

beforeAll(makeHolders);

const failed = (checks: readonly Check[]): string[] => [
  ...new Set(checks.filter(({ result }) => result === 'failed').map(({ code }) => code)),
];
const faultsOf = async (zip: Uint8Array, key: string = pem): Promise<string[]> =>
  failed((await verifyOpening(zip, { platformKeys: [key] })).checks);
const rezipped = (zip: Uint8Array, change: (files: Record<string, Uint8Array>) => void): Uint8Array => {
  const files = unzipSync(zip);
  change(files);
  return zipSync(files, { level: 0 });
};

test('a true opening package is sound; without a key from elsewhere it is only consistent', async () => {
  const zip = await anOpening(two);
  const report = await verifyOpening(zip, { platformKeys: [otherPem, pem] });
  expect(report.checks.filter(({ result }) => result !== 'ok')).toEqual([]);
  expect(report).toMatchObject({ sound: true, conclusion: 'fits', record: { number: 'CG-1' } });
  expect(report.checks.filter(({ code }) => code === 'price').map((check) => checkSaid(check, 'zh'))).toEqual([
    '机构A：解密得到的报价与记录一致：398000.00 元。',
    '机构B：解密得到的报价与记录一致：402000.00 元。',
  ]);
  const alone = await verifyOpening(zip);
  expect(alone).toMatchObject({ sound: false, conclusion: 'unsigned' });
  expect(alone.checks.find(({ code }) => code === 'key')!.result).toBe('skipped');
});

test('a package that fits together but was signed by a stranger fails, whatever key it carries', async () => {
  const forged = await anOpening(two, { by: stranger });
  expect(await verifyOpening(forged)).toMatchObject({ conclusion: 'unsigned', sound: false });
  expect(await verifyOpening(forged, { platformKeys: [pem] })).toMatchObject({ conclusion: 'failed' });
  expect(await faultsOf(forged)).toEqual(['signature', 'key']);
  expect(await verifyOpening(forged, { platformKeys: [] })).toMatchObject({ conclusion: 'failed' });
});

describe('a bid that does not count', () => {
  const blamed = async (zip: Uint8Array): Promise<unknown[]> => {
    const { checks, conclusion } = await verifyOpening(zip, { platformKeys: [pem] });
    return [conclusion, ...checks.filter(({ code }) => code === 'blame').map(({ result, facts }) => [result, facts!['fault']])];
  };
  const handed = (subject?: string): [string, string?] => ['bid.secrets-handed', subject];
  const agreed: [string] = ['opening.fallback-agreed'];
  const noKey = { uscc: 'C', price: '1.00', silent: true, cause: { code: 'secret.missing', kind: 'price' as const } };
  const others = async (): Promise<Record<Office, string>> => {
    const made = {} as Record<Office, string>;
    for (const office of offices) made[office] = await recipientOf(await newIdentity());
    return made;
  };

  test('by its bidder’s fault is seen to be so', async () => {
    const above = { uscc: 'E', price: '500000.01', cause: { code: 'bid.price-above-limit', kind: 'price' as const } };
    const wrong = [{ uscc: 'C', price: '1.00', bogus: true }, { uscc: 'D', price: '1.00', inside: 'A' }, above];
    expect(await blamed(await anOpening([...two, ...wrong]))).toEqual([
      'fits',
      ['ok', 'share.false'],
      ['ok', 'content.provider'],
      ['ok', 'bid.price-above-limit'],
    ]);
  });

  test('although nothing is wrong with it makes the package fail, whatever is said of it', async () => {
    const flipped = (statement: OpeningStatement): OpeningStatement => ({
      ...statement,
      bids: statement.bids.map((bid, at) => (at === 0 ? { ...bid, state: 'invalid' } : bid)),
    });
    expect(await blamed(await anOpening(two, { record: flipped }))).toEqual(['failed', ['failed', 'none']]);
    for (const code of ['share.false', 'share.closed', 'secret.missing', 'content.unreadable', 'content.missing', 'bid.price-above-limit'])
      expect(await blamed(await anOpening([...two, { uscc: 'C', price: '1.00', cause: { code, kind: 'price' } }]))).toEqual([
        'failed',
        ['failed', code],
      ]);
  });

  test('for something that is not shown is only claimed, and that is said', async () => {
    const zip = await anOpening([...two, { uscc: 'C', price: '1.00', cause: { code: 'bid.plan-missing', kind: 'technical' } }]);
    expect(await blamed(zip)).toEqual(['unproved', ['unproved', 'bid.plan-missing']]);
    const { checks } = await verifyOpening(zip, { platformKeys: [pem] });
    expect(
      checkSaid(
        checks.find(({ code }) => code === 'blame')!,
        'zh',
      ),
    ).toContain('只是平台的说法');
  });

  test('for something that is not shown is seen to be invalid when the price shows a fault of its own', async () => {
    const cause = { code: 'content.provider', kind: 'qualification' as const };
    expect(await blamed(await anOpening([...two, { uscc: 'C', price: '1.00', inside: 'A', cause }]))).toEqual([
      'fits',
      ['ok', 'content.provider'],
    ]);
  });

  test('because its bidder handed in no key is only claimed, and denied where none was called for or one was handed in', async () => {
    const few = [...two, noKey];
    expect(await blamed(await anOpening(few, { told: [agreed] }))).toEqual(['unproved', ['unproved', 'secret.missing']]);
    expect(await blamed(await anOpening(few, { told: [['opening.own-keys-asked']] }))).toEqual([
      'unproved',
      ['unproved', 'secret.missing'],
    ]);
    expect(await blamed(await anOpening(few))).toEqual(['failed', ['failed', 'secret.missing']]);
    expect(await blamed(await anOpening(few, { told: [agreed, handed('bid C')] }))).toEqual(['failed', ['failed', 'secret.missing']]);
  });

  test('because two holders could not open it is only their word, unless it is closed to keys the notice has replaced', async () => {
    const cause = { code: 'share.closed', kind: 'price' as const };
    const earlier = await others();
    const stale = await anOpening([...two, { uscc: 'C', price: '1.00', closedTo: earlier, cause }], { earlier });
    expect(await blamed(stale)).toEqual(['fits', ['ok', 'share.earlier']]);
    const foreign = { ...(await others()) };
    expect(await faultsOf(await anOpening([...two, { uscc: 'C', price: '1.00', closedTo: foreign, cause }], { earlier }))).toEqual([
      'envelopes',
    ]);
    expect(await blamed(await anOpening([...two, { uscc: 'C', price: '1.00', denied: true, cause }]))).toEqual([
      'unproved',
      ['unproved', 'share.closed'],
    ]);
  });

  test('needs the contributions for its other envelopes when the fault lies there', async () => {
    const cause = { code: 'share.false', kind: 'technical' as const };
    expect(await blamed(await anOpening([...two, { uscc: 'C', price: '1.00', cause }]))).toEqual(['failed', ['failed', 'share.false']]);
  });
});

describe('a package is not sound', () => {
  const record = (change: (bid: RecordedBid, at: number) => RecordedBid): Otherwise => ({
    record: (statement) => ({ ...statement, bids: statement.bids.map(change) }),
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
    expect(await faultsOf(await anOpening(two, { record: left }))).toEqual(['root', 'complete', 'minimum']);
    const refused = record((bid, at) => (at === 0 ? { ...bid, provider: { ...bid.provider, uscc: 'Z' } } : bid));
    expect(await faultsOf(await anOpening(two, refused))).toEqual(['opens']);
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
    expect(await faultsOf(change('price.age', await encryptTo(recipients.finance, new Uint8Array(65_536))))).toEqual(['opens']);
    expect(await faultsOf(change('/price.json', utf8('{}')))).toEqual(['envelopes']);
    expect(await faultsOf(rezipped(zip, (files) => void delete files[file(files, 'bid.json')]))).toContain('envelopes');
  });
  test('when the journal was told another root, or does not match its commitments', async () => {
    const other = (statement: OpeningStatement): OpeningStatement => ({ ...statement, root: 'e'.repeat(64) });
    expect(await faultsOf(await anOpening(two, { record: other }))).toEqual(['root', 'journal']);
    const zip = await anOpening(two);
    const changed = (from: string, to: string): Uint8Array =>
      rezipped(zip, (files) => (files['journal.json'] = utf8(Buffer.from(files['journal.json']!).toString().replace(from, to))));
    expect(await faultsOf(changed('"salt":"ab', '"salt":"ac'))).toEqual(['journal']);
    expect(await faultsOf(changed('"payload":"', '"payload":"AAAA'))).toEqual(['journal']);
  });
  test('when its keys or limits are not those the journal was told with the notice', async () => {
    const changed = (record: Otherwise['record']): Promise<Uint8Array> => anOpening(two, { record: record! });
    const lots = [{ id: '1', name: '助老服务', maxPrice: '600000.00' }];
    expect(await faultsOf(await changed((same) => ({ ...same, lots })))).toEqual(['notice']);
    expect(await faultsOf(await changed((same) => ({ ...same, notices: [] })))).toEqual(['notice']);
    const holders = [{ office: 'finance' as const, unit: '财政局', recipient: await recipientOf(await newIdentity()) }];
    expect(await faultsOf(await changed((same) => ({ ...same, holders })))).toEqual(['notice']);
    const silent = await verifyOpening(await anOpening(two, { untold: ['notice.published'] }), { platformKeys: [pem] });
    expect(silent.conclusion).toBe('unproved');
    expect(silent.checks.filter(({ result }) => result !== 'ok').map(({ code }) => code)).toEqual(['notice']);
  });
  test('when a bid counts whose price is none; one above the limit leaves its lot only', async () => {
    expect(await faultsOf(await anOpening([...two, { uscc: 'C', price: '0.00' }]))).toEqual(['counts']);
    expect(await faultsOf(await anOpening([...two, { uscc: 'C', price: '500000.01' }]))).toEqual([]);
  });
  test('with other minutes, or other signers of them', async () => {
    const zip = await anOpening(two);
    const minutes = (bytes?: Uint8Array): Uint8Array =>
      rezipped(zip, (files) => {
        if (bytes) files['minutes.txt'] = bytes;
        else delete files['minutes.txt'];
      });
    expect(await faultsOf(minutes(utf8('另一份开启记录\n')))).toEqual(['minutes']);
    expect(await faultsOf(minutes())).toEqual(['minutes']);
    expect(await faultsOf(await anOpening(two, { untold: ['minutes.signed'] }))).toEqual(['signers']);
    const { checks } = await verifyOpening(zip, { platformKeys: [pem] });
    expect(
      checkSaid(
        checks.find(({ code }) => code === 'signers')!,
        'zh',
      ),
    ).toContain('冯保管、陈保管');
  });
  test('when a holder was wronged: a share that was refused is true', async () => {
    const refusing =
      (fileKey: (truly: string) => string | null): Otherwise['record'] =>
      (same) => ({
        ...same,
        refused: [{ office: 'finance', envelope: given.envelope, fileKey: fileKey(given.finance), at: same.openedAt }],
      });
    const bids = await Promise.all(two.map(aBid));
    const { price } = bids[0]!.packaged.envelopes;
    const given = { envelope: await digestOf(price!), finance: bids[0]!.packaged.price!.contributions!.finance! };
    const opening = (fileKey: (truly: string) => string | null): Promise<Uint8Array> => anOpening(bids, { record: refusing(fileKey)! });
    expect(await faultsOf(await opening((key) => key))).toEqual(['refused']);
    expect(await faultsOf(await opening(() => toBase64(new Uint8Array(16))))).toEqual([]);
    expect((await verifyOpening(await opening(() => null), { platformKeys: [pem] })).conclusion).toBe('unproved');
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
  expect(failed((await verifyReceipt(receipt, { platformKeys: [otherPem, pem], packedBid })).checks)).toEqual([]);
  expect(failed((await verifyReceipt(receipt, { platformKeys: [otherPem] })).checks)).toEqual(['signature']);
  expect((await verifyReceipt(receipt)).checks.map(({ result }) => result)).toEqual(['ok', 'skipped']);
  const other = canonical((await signed({ ...statement, envelope: { sha256: '0'.repeat(64), size: 1 } })) as unknown as Json);
  expect(failed((await verifyReceipt(other, { platformKeys: [otherPem, pem], packedBid })).checks)).toEqual(['bid']);
  expect((await verifyReceipt(receipt)).conclusion).toBe('unsigned');
  expect(failed((await verifyReceipt(utf8('{}'))).checks)).toEqual(['readable']);
});

test('the log of late tries is checked like a receipt, against any bid that was tried', async () => {
  const { packaged } = await aBid(two[0]!);
  const files = new Map([[await digestOf(packaged.price!.content), packaged.price!.content]]);
  const packedBid = await packBid({ procedure, envelopes: packaged.envelopes, files });
  const tries = [
    { act: 'withdraw', digest: null },
    { act: 'submit', digest: packaged.digest },
  ];
  const log = (changed: Json = tries) => signed({ type: 'late-tries', procedure: 'CG-1', title: '助老服务', tries: changed });
  const bytes = canonical((await log()) as unknown as Json);
  expect(await verifyReceipt(bytes, { platformKeys: [pem], packedBid })).toMatchObject({
    sound: true,
    keyId: expect.any(String) as string,
  });
  const altered = utf8(Buffer.from(bytes).toString().replace('withdraw', 'submit'));
  expect(failed((await verifyReceipt(altered, { platformKeys: [pem] })).checks)).toEqual(['signature']);
  const other = canonical((await log([{ act: 'submit', digest: '0'.repeat(64) }])) as unknown as Json);
  expect(failed((await verifyReceipt(other, { platformKeys: [pem], packedBid })).checks)).toEqual(['bid']);
});
