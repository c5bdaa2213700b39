import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonical, combine, digestOf, openContent, readRecovery, readStatement, unpackBid } from '#sealing';
import { anOpening, makeHolders, otherPem, pem, stranger, two } from '../../../libs/sealing/test/builders.js';
import { isOffline, runOffline } from '../src/offline.js';

const folder = mkdtempSync(join(tmpdir(), 'qiyue-cli-'));
const at = (name: string): string => join(folder, name);
const procedure = '01890000-0000-7000-8000-000000000001';
const provider = '52321202MJ5000017X';
let printed: { out: string; error: string; code: number };

async function qiyue(...words: string[]): Promise<typeof printed> {
  let [out, error] = ['', ''];
  const catching = [
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((out += String(text)))),
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((error += String(text)))),
  ];
  process.exitCode = 0;
  await runOffline(['node', 'qiyue', ...words]);
  const code = Number(process.exitCode);
  process.exitCode = 0;
  catching.forEach((one) => one.mockRestore());
  return (printed = { out, error, code });
}

const json = <T>({ out }: { out: string }): T => JSON.parse(out) as T;

beforeAll(async () => {
  process.env.QIYUE_ROOT ??= process.cwd();
  process.env.QIYUE_PASSPHRASE = '春眠不觉晓处处闻啼鸟 7';
  const keys: Record<string, string> = {};
  for (const office of ['purchaser', 'finance', 'supervisor'])
    keys[office] = json<{ recipient: string }>(await qiyue('--json', 'keys', 'new', '--out', at(`${office}.age`))).recipient;
  const slip = {
    type: 'qiyue-packing-slip',
    suite: 'age-1',
    procedure,
    number: 'CG-2026-1',
    title: '助老服务',
    version: 1,
    closesAt: '2026-11-30T17:00:00.000+08:00',
    recipients: keys,
    envelopes: ['qualification', 'technical', 'price'],
    lots: [{ id: '1', name: '助老服务', maxPrice: '850000.00' }],
    limits: { file: 3_000_000, total: 4_000_000, files: 2, text: 20 },
  };
  writeFileSync(at('slip.json'), canonical(slip));
  mkdirSync(at('offer/technical'), { recursive: true });
  const answers = { provider, commitment: true, staffing: '十二人', experience: '五年', prices: { '1': '398000' } };
  writeFileSync(at('offer/answers.json'), JSON.stringify(answers));
  writeFileSync(at('offer/plan.txt'), '方案很长，写在自己的文件里');
  writeFileSync(at('offer/technical/方案.pdf'), '%PDF-1.7 方案');
  writeFileSync(at('dear.json'), JSON.stringify({ ...answers, plan: '方案', prices: { '1': '998000' } }));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('offline commands load nothing of the platform', () => {
  expect(['pack', 'keys', 'contribute'].every((word) => isOffline(['node', 'qiyue', '--json', word]))).toBe(true);
  expect(isOffline(['node', 'qiyue', 'verify', 'opening', 'x.zip'])).toBe(true);
  expect(['verify', 'start', 'doctor'].some((word) => isOffline(['node', 'qiyue', word]))).toBe(false);
});

test('an offer is packed without a network and opened by two holders', async () => {
  const packed = json<{ packed: string; recovery: string; digest: string }>(
    await qiyue('--json', 'pack', at('slip.json'), at('offer'), '--out', at('bid')),
  );
  const read = await unpackBid(Uint8Array.from(readFileSync(packed.packed)), { bytes: 10_000_000 });
  if ('fault' in read) throw new Error(read.fault.code);
  const bytes = read.bid.envelopes.price!;
  const statement = readStatement(bytes)!;
  const given: Record<string, string> = {};
  for (const office of ['finance', 'supervisor'] as const) {
    const { recipient, share } = statement.shares.find((one) => one.office === office)!;
    const shares = { procedureId: procedure, office, recipient, envelopes: [{ sha256: await digestOf(bytes), share }] };
    writeFileSync(at('shares.json'), JSON.stringify(shares));
    const made = json<{ contributions: { fileKey: string }[] }>(
      await qiyue('contribute', at('shares.json'), '--identity', at(`${office}.age`)),
    );
    given[office] = made.contributions[0]!.fileKey;
  }
  const opened = await combine(statement, given);
  if (!('secret' in opened)) throw new Error(opened.fault);
  const content = await openContent(statement, opened.secret, read.bid.files.get(statement.files[0]!.sha256)!, provider);
  expect(content).toMatchObject({ content: { number: 'CG-2026-1', answers: { prices: { '1': '398000.00' } } } });
  const recovery = readRecovery(Uint8Array.from(readFileSync(packed.recovery)))!;
  expect(recovery.envelopes.find(({ kind }) => kind === 'price')!.secret).toBe(opened.secret);
});

test('what the opening would refuse is said before', async () => {
  await qiyue('pack', at('slip.json'), at('dear.json'), '--out', at('dear'));
  expect(printed).toMatchObject({ code: 1, out: '' });
  expect(printed.error).toContain('850000.00');
  await qiyue('pack', at('dear.json'), at('offer'), '--out', at('none'));
  expect(printed.error).toContain('is no packing slip');
  writeFileSync(at('bare.json'), '{}');
  await qiyue('--json', 'pack', at('slip.json'), at('bare.json'), '--out', at('none'));
  expect(JSON.parse(printed.error)).toMatchObject({ error: 'wanting' });
});

test('what the platform would not take in is said before, with its own numbers', async () => {
  const answers = { provider, commitment: true, plan: '方案', staffing: '十二人', experience: '五年', prices: { '1': '398000' } };
  const refusal = async (changes: object): Promise<string> => {
    writeFileSync(at('odd.json'), JSON.stringify({ ...answers, ...changes }));
    await qiyue('pack', at('slip.json'), at('odd.json'), '--out', at('odd'));
    expect(printed).toMatchObject({ code: 1, out: '' });
    return printed.error;
  };
  const file = (name: string, size: number) => {
    writeFileSync(at(name), Buffer.alloc(size));
    return { kind: 'technical', path: at(name) };
  };
  expect(await refusal({ provider: '52321202MJ50000' })).toContain('18');
  expect(await refusal({ plan: '𠮷'.repeat(21) })).toContain('at most 20 characters; it has 21');
  expect(await refusal({ files: [file('one.pdf', 2_990_000)] })).toContain('one.pdf may have at most 2 MB');
  expect(await refusal({ files: [file('one.pdf', 1_700_000), file('two.pdf', 1_700_000)] })).toContain('at most 3 MB together');
  expect(await refusal({ files: ['1.pdf', '2.pdf', '3.pdf'].map((name) => file(name, 9)) })).toContain('at most 2 attachments');
  writeFileSync(at('fine.json'), JSON.stringify({ ...answers, plan: '𠮷'.repeat(20) }));
  await qiyue('--json', 'pack', at('slip.json'), at('fine.json'), '--out', at('fine'));
  expect(printed.code).toBe(0);
});

test('a key that is not the one of the notice opens nothing, a wrong passphrase neither', async () => {
  await qiyue('contribute', at('shares.json'), '--identity', at('purchaser.age'));
  expect(printed).toMatchObject({ code: 1, out: '' });
  process.env.QIYUE_PASSPHRASE = 'another passphrase';
  await qiyue('contribute', at('shares.json'), '--identity', at('supervisor.age'));
  expect(printed.error).toContain('passphrase is another');
  await qiyue('keys', 'new', '--out', at('finance.age'));
  expect(printed.error).toContain('not written over');
});

test('a paper that is none is told from one', async () => {
  await qiyue('verify', 'receipt', at('slip.json'));
  expect(printed).toMatchObject({ code: 1 });
  expect(printed.out).toContain('✗');
  await qiyue('verify', 'opening', at('slip.json'));
  expect(printed.code).toBe(1);
});

test('an opening is sound by the exit only with a key from elsewhere, and a forged one never is', async () => {
  await makeHolders();
  writeFileSync(at('package.zip'), await anOpening(two));
  writeFileSync(at('forged.zip'), await anOpening(two, { by: stranger }));
  writeFileSync(
    at('claimed.zip'),
    await anOpening([...two, { uscc: 'C', price: '1.00', cause: { code: 'bid.plan-missing', kind: 'technical' } }]),
  );
  writeFileSync(at('keys.json'), JSON.stringify({ data: [{ publicKey: otherPem }, { publicKey: pem }], page: { next: null } }));
  writeFileSync(at('key.pem'), pem);
  const exits: Record<string, number> = {};
  for (const file of ['package', 'forged', 'claimed'])
    for (const key of [[], ['--key', at('key.pem')]])
      exits[[file, ...key.slice(0, 1)].join(' ')] = (await qiyue('verify', 'opening', at(`${file}.zip`), ...key)).code;
  expect(exits).toEqual({ package: 3, 'package --key': 0, forged: 3, 'forged --key': 1, claimed: 3, 'claimed --key': 4 });
  expect((await qiyue('verify', 'opening', at('package.zip'), '--key', at('keys.json'))).code).toBe(0);
  expect((await qiyue('verify', 'opening', at('package.zip'))).out).not.toContain('全部相符');
  expect(printed.out).toContain('谁签的没有核对');
  expect((await qiyue('verify', 'opening', at('package.zip'), '--key', at('package.zip'))).error).toContain('There is no public key');
});
