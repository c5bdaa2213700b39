import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Encrypter, Stanza } from 'age-encryption';
import {
  canonical,
  checkStatement,
  combine,
  contributionOf,
  decryptWith,
  digestOf,
  encryptTo,
  fromBase64,
  isRecipient,
  type Json,
  lockIdentity,
  newIdentity,
  type Office,
  offices,
  openContent,
  openFile,
  readStatement,
  recipientOf,
  type Recipients,
  sealEnvelope,
  sealFile,
  shareOf,
  type Statement,
  toBase64,
  unlockIdentity,
  utf8,
} from '#sealing';

const procedure = '01890000-0000-7000-8000-000000000001';
const provider = '51110105MJ00000000';
const bytes = utf8('方案书正文 '.repeat(500));

let identities: Record<Office, string>;
let recipients: Recipients;

beforeAll(async () => {
  identities = { purchaser: await newIdentity(), finance: await newIdentity(), supervisor: await newIdentity() };
  recipients = {
    purchaser: await recipientOf(identities.purchaser),
    finance: await recipientOf(identities.finance),
    supervisor: await recipientOf(identities.supervisor),
  };
});

async function sealed(kind: 'technical' | 'price' = 'technical', answers: Json = { plan: '以老人为中心' }) {
  const secret = await newIdentity();
  const file = await sealFile(await recipientOf(secret), { name: '方案书.pdf', mediaType: 'application/pdf', bytes });
  const envelope = await sealEnvelope({ procedure, number: 'CG-1', provider, kind, answers, files: [file], secret, recipients });
  return { ...envelope, file, read: readStatement(envelope.statement)! };
}

async function given(statement: Statement, ...from: Office[]) {
  const entries = await Promise.all(
    from.map(async (office) => [office, await contributionOf(identities[office], statement, office)] as const),
  );
  return Object.fromEntries(entries) as Record<Office, string>;
}

/** A share as any program can make it, with further readers when somebody wants some. */
async function aShare(recipient: string, part: Uint8Array, named = procedure, ...others: string[]): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  for (const one of [recipient, ...others]) encrypter.addRecipient(one);
  encrypter.addRecipient({ wrapFileKey: () => [new Stanza(['qiyue-procedure', named], new Uint8Array(0))] });
  return encrypter.encrypt(part);
}

/** The statement with some share replaced: what a bidder could do who wants a way out. */
const withShare = (statement: Statement, office: Office, share: Uint8Array): Statement => ({
  ...statement,
  shares: statement.shares.map((one) => (one.office === office ? { ...one, share: toBase64(share) } : one)),
});

const written = (statement: unknown): Uint8Array => canonical(statement as Json);

test.each([
  ['purchaser', 'finance'],
  ['purchaser', 'supervisor'],
  ['finance', 'supervisor'],
] as [Office, Office][])('%s and %s open an envelope together', async (one, other) => {
  const { read, secret, content, file } = await sealed();
  expect(await combine(read, await given(read, one, other))).toEqual({ secret });
  const opened = await openContent(read, secret, content, provider);
  expect(opened).toMatchObject({ content: { provider, number: 'CG-1', answers: { plan: '以老人为中心' }, files: [file.entry] } });
  expect(await openFile(file.entry, secret, file.bytes)).toEqual({ bytes });
});

test('all three open it as well, and two true shares beside a bogus one', async () => {
  const { read, secret } = await sealed();
  expect(await combine(read, await given(read, ...offices))).toEqual({ secret });
  const bogus = withShare(read, 'finance', await aShare(recipients.finance, new Uint8Array(33).fill(7)));
  expect(await combine(bogus, await given(bogus, ...offices))).toEqual({ secret });
});

test('one holder gets nothing: neither alone nor by asking twice', async () => {
  const { read, content } = await sealed();
  const { purchaser } = await given(read, 'purchaser');
  expect(await combine(read, { purchaser })).toEqual({ fault: 'unopened', offices: [] });
  expect(await combine(read, { purchaser, finance: purchaser })).toEqual({ fault: 'contribution', office: 'finance' });
  expect(await decryptWith(identities.purchaser, content)).toBeUndefined();
  expect(await contributionOf(identities.purchaser, read, 'finance')).toBeUndefined();
});

test('a forged contribution is the fault of its holder, proved by the header of the share', async () => {
  const { read } = await sealed();
  const { purchaser } = await given(read, 'purchaser');
  const forged = toBase64(new Uint8Array(16).fill(9));
  expect(await shareOf(read, 'finance', forged)).toBeUndefined();
  expect(await combine(read, { purchaser, finance: forged })).toEqual({ fault: 'contribution', office: 'finance' });
  expect(await combine(read, { purchaser, finance: 'no base64' })).toEqual({ fault: 'contribution', office: 'finance' });
});

test('a holder is not brought to open a share of one box under the name of another', async () => {
  const { read } = await sealed();
  const other = '01890000-0000-7000-8000-000000000002';
  expect(await contributionOf(identities.purchaser, { ...read, procedure: other }, 'purchaser')).toBeUndefined();
  const renamed = Buffer.from(fromBase64(read.shares[0]!.share)!).toString('latin1').replace(procedure, other);
  const disguised = withShare({ ...read, procedure: other }, 'purchaser', Uint8Array.from(Buffer.from(renamed, 'latin1')));
  expect(await contributionOf(identities.purchaser, disguised, 'purchaser')).toBeUndefined();
});

test('bogus shares are the fault of the bidder', async () => {
  const { read } = await sealed();
  const bogus = withShare(read, 'finance', await aShare(recipients.finance, new Uint8Array(33).fill(7)));
  expect(checkStatement(written(bogus), { procedure, kind: 'technical', recipients })).toBeUndefined();
  expect(await combine(bogus, await given(bogus, 'purchaser', 'finance'))).toEqual({ fault: 'bidder' });
});

test('a share whose body was broken behind a true header is the fault of the bidder', async () => {
  const { read } = await sealed();
  const share = fromBase64(read.shares[1]!.share)!;
  share[share.length - 1]! ^= 1;
  const broken = withShare(read, 'finance', share);
  expect(await combine(broken, await given(broken, 'purchaser', 'finance'))).toEqual({ fault: 'bidder' });
});

test('a share that was closed to somebody else does not open, and its holder can say so', async () => {
  const { read } = await sealed();
  const elsewhere = withShare(read, 'finance', await aShare(recipients.supervisor, new Uint8Array(33)));
  expect(await contributionOf(identities.finance, elsewhere, 'finance')).toBeUndefined();
  const { purchaser } = await given(elsewhere, 'purchaser');
  expect(await combine(elsewhere, { purchaser, finance: null })).toEqual({ fault: 'unopened', offices: ['finance'] });
});

test('a flipped bit is found', async () => {
  const { read, secret, content, file } = await sealed();
  for (const at of [30, 170, content.length - 1]) {
    const flipped = Uint8Array.from(content);
    flipped[at]! ^= 1;
    const blind = { ...read, files: [{ ...read.files[0]!, sha256: await digestOf(flipped) }, ...read.files.slice(1)] };
    expect(await openContent(read, secret, flipped)).toEqual({ fault: { code: 'content.digest' } });
    expect(await openContent(blind, secret, flipped)).toEqual({ fault: { code: 'content.unreadable' } });
  }
  const flipped = Uint8Array.from(file.bytes);
  flipped[500]! ^= 1;
  expect(await openFile(file.entry, secret, flipped)).toMatchObject({ fault: { code: 'file.digest' } });
  expect(await openFile({ ...file.entry, sealed: await digestOf(flipped) }, secret, flipped)).toMatchObject({
    fault: { code: 'file.unreadable' },
  });
});

test('another procedure, kind or provider inside is found out', async () => {
  const { read, secret, content } = await sealed();
  expect(await openContent(read, secret, content, '51110105MJ11111111')).toMatchObject({ fault: { code: 'content.provider' } });
  expect(await openContent({ ...read, procedure: 'other' }, secret, content)).toEqual({ fault: { code: 'content.procedure' } });
  expect(await openContent({ ...read, kind: 'price' }, secret, content)).toMatchObject({ fault: { code: 'content.kind' } });
  expect(await openContent({ ...read, files: read.files.slice(0, 1) }, secret, content)).toEqual({ fault: { code: 'content.files' } });
  expect(await openContent(read, await newIdentity(), content)).toEqual({ fault: { code: 'secret.foreign' } });
});

describe('a statement is refused', () => {
  const code = async (change: (statement: Statement) => unknown): Promise<string | undefined> => {
    const { read } = await sealed();
    return checkStatement(written(await change(read)), { procedure, kind: 'technical', recipients })?.code;
  };

  test('never when it was sealed as asked', async () => {
    const [technical, price] = [await sealed(), await sealed('price', { prices: { '1': '1.00' } })];
    expect(checkStatement(technical.statement, { procedure, kind: 'technical', recipients })).toBeUndefined();
    expect(checkStatement(price.statement, { procedure, kind: 'price', recipients })).toBeUndefined();
    expect(await digestOf(technical.statement)).toBe(technical.sha256);
  });
  test('for another suite, procedure, kind or form', async () => {
    expect(await code((read) => ({ ...read, suite: 'sm-1' }))).toBe('statement.suite');
    expect(await code((read) => ({ ...read, procedure: 'other' }))).toBe('statement.procedure');
    expect(await code((read) => ({ ...read, kind: 'price' }))).toBe('statement.kind');
    expect(await code((read) => ({ ...read, note: 'more' }))).toBe('statement.unreadable');
    expect(await code((read) => ({ ...read, pk: read.pk.toUpperCase() }))).toBe('statement.key');
  });
  test('for white space or another order of names', async () => {
    const { statement } = await sealed();
    const loose = utf8(JSON.stringify(JSON.parse(new TextDecoder().decode(statement)), null, 1));
    expect(checkStatement(loose, { procedure, kind: 'technical', recipients })?.code).toBe('statement.not-canonical');
  });
  test('for other recipients than the notice names', async () => {
    const other = await recipientOf(await newIdentity());
    expect(await code((read) => ({ ...read, shares: read.shares.map((share) => ({ ...share, recipient: other })) }))).toBe(
      'statement.recipients',
    );
    expect(await code((read) => ({ ...read, shares: read.shares.slice(0, 2) }))).toBe('statement.share');
  });
  test('for two X25519 stanzas in a share: a second reader could have been let in', async () => {
    const two = await aShare(recipients.finance, new Uint8Array(33), procedure, recipients.purchaser);
    expect(await code((read) => withShare(read, 'finance', two))).toBe('statement.share');
  });
  test('for a share that names another procedure or none', async () => {
    const elsewhere = await aShare(recipients.finance, new Uint8Array(33), '01890000-0000-7000-8000-000000000002');
    expect(await code((read) => withShare(read, 'finance', elsewhere))).toBe('statement.share');
    expect(await code(async (read) => withShare(read, 'finance', await encryptTo(recipients.finance, new Uint8Array(33))))).toBe(
      'statement.share',
    );
  });
  test('for sizes that are not padded and files named twice', async () => {
    expect(await code((read) => ({ ...read, files: [{ ...read.files[0], size: 70_001 }] }))).toBe('statement.size');
    expect(await code((read) => ({ ...read, files: [read.files[0], { ...read.files[1], size: 10_201 }] }))).toBe('statement.size');
    expect(await code((read) => ({ ...read, files: [read.files[0], read.files[0]] }))).toBe('statement.files');
    expect(await code((read) => ({ ...read, files: [] }))).toBe('statement.files');
  });
});

test('all prices have one size', async () => {
  const cheap = await sealed('price', { prices: { '1': '1.00' } });
  const dear = await sealed('price', { prices: { '1': '99999999.99', '2': '12345678.90', '3': '0.01' } });
  expect(cheap.content.length).toBe(dear.content.length);
  expect(cheap.statement.length).toBe(dear.statement.length);
  await expect(sealed('price', { note: 'x'.repeat(70_000) })).rejects.toThrow(RangeError);
});

test('an identity is locked under a passphrase', async () => {
  const locked = await lockIdentity(identities.finance, '春眠不觉晓 7', 10);
  expect(await unlockIdentity(locked, '春眠不觉晓 7')).toBe(identities.finance);
  expect(await unlockIdentity(locked, '春眠不觉晓 8')).toBeUndefined();
  expect(isRecipient(recipients.finance)).toBe(true);
  expect([identities.finance, recipients.finance.toUpperCase(), `${recipients.finance}q`, ''].some(isRecipient)).toBe(false);
});

const stock = ((): boolean => {
  try {
    execFileSync('age', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

(stock ? test : test.skip)('the age program, which is not ours, opens the same bytes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'qiyue-age-'));
  const { read, secret, content, file } = await sealed('price', { prices: { '1': '398000.00' } });
  const put = (name: string, value: Uint8Array | string): string => {
    writeFileSync(join(folder, name), value);
    return join(folder, name);
  };
  const age = (key: string, name: string): Buffer => execFileSync('age', ['-d', '-i', key, name]);
  const key = put('price.key', `${secret}\n`);
  expect(JSON.parse(age(key, put('content.age', content)).toString())).toMatchObject({ answers: { prices: { '1': '398000.00' } } });
  expect(age(key, put('file.age', file.bytes)).subarray(0, bytes.length).equals(bytes)).toBe(true);
  const share = age(put('holder.key', identities.finance), put('share.age', fromBase64(read.shares[1]!.share)!));
  expect(share.length).toBe(33);
});
