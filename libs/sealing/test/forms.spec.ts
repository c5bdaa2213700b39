import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { canonical as signedForm } from '#documents';
import {
  ageSize,
  bidStatement,
  boxRoot,
  canonical,
  digestOf,
  encryptTo,
  inclusionProof,
  isIncluded,
  newIdentity,
  openFile,
  packBid,
  padme,
  plainSize,
  readRecovery,
  readSlip,
  recipientOf,
  recoveryFile,
  sealEnvelope,
  sealFile,
  toBase64,
  fromBase64,
  toHex,
  fromHex,
  unpackBid,
  utf8,
  type Json,
} from '#sealing';

const procedure = '01890000-0000-7000-8000-000000000001';
const digest = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toHex);
const file = fc.record({ name: fc.string(), mediaType: fc.constant('text/plain'), bytes: fc.uint8Array({ maxLength: 3000 }) });

test('padding adds at most 12 % and leaves few sizes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 40 }), (length) => {
      const size = padme(length);
      expect(size).toBeGreaterThanOrEqual(length);
      expect(size).toBeLessThanOrEqual(length * 1.12);
      expect(padme(size)).toBe(size);
    }),
  );
  const sizes = new Set(Array.from({ length: 100_000 }, (_, at) => padme(at + 100_000)));
  expect(sizes.size).toBeLessThan(40);
});

test('the size of an age file is known from that of its plaintext, and back', async () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 2 ** 40 }), (size) => plainSize(ageSize(size)) === size));
  const recipient = await recipientOf(await newIdentity());
  for (const size of [0, 1, 33, 65_535, 65_536, 65_537, 131_072])
    expect((await encryptTo(recipient, new Uint8Array(size))).length).toBe(ageSize(size));
  expect(plainSize(10)).toBeUndefined();
});

test('any file comes out as it went in', async () => {
  const secret = await newIdentity();
  const pk = await recipientOf(secret);
  await fc.assert(
    fc.asyncProperty(file, async (one) => {
      const { entry, bytes } = await sealFile(pk, one);
      expect(await openFile(entry, secret, bytes)).toEqual({ bytes: one.bytes });
    }),
    { numRuns: 25 },
  );
});

test('text forms of bytes go both ways', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(fromHex(toHex(bytes))).toEqual(bytes);
      expect(fromBase64(toBase64(bytes))).toEqual(bytes);
    }),
  );
  expect(['AB==', 'A', 'AA=A', '!!!!', 7].map(fromBase64)).toEqual(Array(5).fill(undefined));
});

test('what is sealed is written in the form in which it is signed', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      expect(Buffer.from(canonical(value as Json)).equals(signedForm(value as Json))).toBe(true);
    }),
  );
});

describe('the root of a box', () => {
  test('does not depend on the order and changes with every bid', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(digest, { minLength: 1, maxLength: 12 }), digest, async (digests, filler) => {
        const root = await boxRoot(digests, filler);
        expect(await boxRoot([...digests].reverse(), filler)).toBe(root);
        expect(await boxRoot(digests.slice(1), filler)).not.toBe(root);
      }),
      { numRuns: 50 },
    );
  });
  test('is reached from each bid by its proof and from no other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(digest, { minLength: 2, maxLength: 20 }), digest, async (digests, filler) => {
        const root = await boxRoot(digests, filler);
        for (const one of digests) {
          const proof = (await inclusionProof(digests, filler, one))!;
          expect(await isIncluded(root, one, proof)).toBe(true);
          expect(await isIncluded(root, filler, proof)).toBe(false);
          if (proof.path.length > 0) expect(await isIncluded(root, one, { ...proof, path: proof.path.slice(1) })).toBe(false);
        }
        expect(await inclusionProof(digests, filler, '0'.repeat(64))).toBeUndefined();
      }),
      { numRuns: 40 },
    );
  });
});

describe('a packed bid', () => {
  async function packed() {
    const recipients = {
      purchaser: await recipientOf(await newIdentity()),
      finance: await recipientOf(await newIdentity()),
      supervisor: await recipientOf(await newIdentity()),
    };
    const common = { procedure, number: 'CG-1', provider: '51110105MJ00000000', recipients };
    const secret = await newIdentity();
    const plan = await sealFile(await recipientOf(secret), { name: 'plan.txt', mediaType: 'text/plain', bytes: utf8('plan') });
    const technical = await sealEnvelope({ ...common, kind: 'technical', answers: {}, files: [plan], secret });
    const price = await sealEnvelope({ ...common, kind: 'price', answers: { prices: { '1': '1.00' } } });
    const files = new Map<string, Uint8Array>();
    for (const bytes of [technical.content, price.content, plan.bytes]) files.set(await digestOf(bytes), bytes);
    return { procedure, envelopes: { technical: technical.statement, price: price.statement }, files };
  }
  const limits = { bytes: 10_000_000 };
  const codeOf = async (zip: Uint8Array): Promise<unknown> => {
    const read = await unpackBid(zip, limits);
    return 'fault' in read ? read.fault.code : 'taken';
  };

  test('comes out as it went in, the same bytes every time', async () => {
    const bid = await packed();
    const zip = await packBid(bid);
    expect(await packBid(bid)).toEqual(zip);
    const read = await unpackBid(zip, limits);
    expect(read).toEqual({ bid: { ...bid, files: new Map([...bid.files].sort()) } });
  });
  test('is refused when something lacks, is foreign, altered, compressed or too large', async () => {
    const zip = await packBid(await packed());
    const entries = unzipSync(zip);
    const sealedFile = Object.keys(entries).find((name) => name.endsWith('.age'))!;
    const again = (change: Record<string, Uint8Array | undefined>): Uint8Array => {
      const whole = Object.entries({ ...entries, ...change }).filter((entry): entry is [string, Uint8Array] => entry[1] !== undefined);
      return zipSync(Object.fromEntries(whole), { level: 0 });
    };
    expect(await codeOf(again({}))).toBe('taken');
    expect(await codeOf(again({ [sealedFile]: undefined }))).toBe('packed.missing');
    expect(await codeOf(again({ [sealedFile]: utf8('other') }))).toBe('packed.altered');
    expect(await codeOf(again({ [`${await digestOf(utf8('more'))}.age`]: utf8('more') }))).toBe('packed.foreign');
    expect(await codeOf(again({ 'run.exe': utf8('more') }))).toBe('packed.foreign');
    expect(await codeOf(again({ 'price.json': undefined }))).toBe('packed.altered');
    expect(await codeOf(again({ 'bid.json': bidStatement({ procedure: 'other', envelopes: {} }) }))).toBe('packed.altered');
    expect(await codeOf(zipSync(entries, { level: 9 }))).toBe('packed.foreign');
    expect(await codeOf(utf8('no zip'))).toBe('packed.unreadable');
    expect(await unpackBid(zip, { bytes: 100 })).toEqual({ fault: { code: 'packed.too-large', facts: { limit: 100 } } });
  });
  test('that is any heap of bytes is refused calmly', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (heap) => {
        expect('fault' in (await unpackBid(heap, limits))).toBe(true);
      }),
    );
  });
});

test('a recovery file and a packing slip are read back, other papers are not', async () => {
  const secret = await newIdentity();
  const pk = await recipientOf(secret);
  const recovery = { procedure, number: 'CG-1', title: '助老服务', workspace: secret, envelopes: [{ kind: 'price' as const, pk, secret }] };
  expect(readRecovery(recoveryFile(recovery))).toEqual({ type: 'qiyue-recovery', suite: 'age-1', ...recovery });
  expect(readRecovery(recoveryFile({ ...recovery, workspace: 'none' }))).toBeUndefined();
  const recipients = { purchaser: pk, finance: await recipientOf(await newIdentity()), supervisor: await recipientOf(await newIdentity()) };
  const slip = {
    type: 'qiyue-packing-slip',
    suite: 'age-1',
    procedure,
    number: 'CG-1',
    title: '助老服务',
    version: 1,
    closesAt: '2026-11-30T17:00:00.000+08:00',
    recipients,
    envelopes: ['qualification', 'technical', 'price'],
    lots: [{ id: '1', name: '助老服务', maxPrice: '850000.00' }],
  };
  expect(readSlip(canonical(slip))).toEqual(slip);
  expect(readSlip(canonical({ ...slip, recipients: { ...recipients, finance: pk } }))).toBeUndefined();
  expect(readSlip(utf8('{}'))).toBeUndefined();
});
