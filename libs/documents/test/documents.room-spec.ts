import { createHash, createPublicKey, verify } from 'node:crypto';
import { system, type Actor } from '#kernel';
import { canonical, DocumentService, DocumentsModule, Files, Seal, Signer, Templates, Verification, Prints } from '#documents';
import { Database } from '#platform';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';

const pdf = (text: string): Buffer => Buffer.from(`%PDF-1.7\n${text}`);
const actorOf = (organizationId: string): Actor => ({
  ...system('test'),
  personId: organizationId,
  organizationId,
  roles: ['provider_admin'],
});
const owner = actorOf('0190aaaa-0000-7000-8000-000000000001');
const other = actorOf('0190aaaa-0000-7000-8000-000000000002');

describe('documents', () => {
  let rooms: TestRooms;
  beforeAll(async () => {
    rooms = await openRooms([DocumentsModule]);
  }, 60_000);
  afterAll(() => rooms.close());

  const files = (): Files => rooms.get(Files);
  const inside = <T>(work: Parameters<Database['transaction']>[0]): Promise<T> => rooms.get(Database).transaction(work) as Promise<T>;

  it('keeps equal bytes once and gives back exactly what came in', async () => {
    const one = await files().upload(owner, { name: '方案.pdf', bytes: pdf('equal') });
    const two = await files().upload(other, { name: '另一份.pdf', bytes: pdf('equal') });
    expect(one.sha256).toBe(createHash('sha256').update(pdf('equal')).digest('hex'));
    expect(two.sha256).toBe(one.sha256);
    expect(await rooms.database.sql('select from documents.blob where sha256 = $1', [Buffer.from(one.sha256, 'hex')])).toHaveLength(1);
    expect((await files().read(one.id)).bytes).toEqual(pdf('equal'));
  });

  it('shows a private file to its owner and to whom it was granted, and to nobody else', async () => {
    const file = await files().upload(owner, { name: 'a.pdf', bytes: pdf('private') });
    await expect(files().download(other, file.id)).rejects.toMatchObject({ refusal: { kind: 'absent' } });
    await expect(files().download(undefined, file.id)).rejects.toMatchObject({ refusal: { kind: 'absent' } });
    expect((await files().download(owner, file.id)).file.name).toBe('a.pdf');
    await inside((tx) => files().attach(tx, owner, file.id, { organizations: [other.organizationId] }));
    expect((await files().download(other, file.id)).bytes).toEqual(pdf('private'));
    await inside((tx) => files().attach(tx, owner, file.id, { public: true }));
    expect((await files().download(undefined, file.id)).file.public).toBe(true);
  });

  it("does not let anybody attach another's file", async () => {
    const file = await files().upload(owner, { name: 'b.pdf', bytes: pdf('mine') });
    await expect(inside((tx) => files().attach(tx, other, file.id, { public: true }))).rejects.toMatchObject({
      refusal: { kind: 'absent' },
    });
  });

  it('never changes a stored file, whoever tries', async () => {
    const file = await files().upload(owner, { name: 'c.pdf', bytes: pdf('fixed'), public: true });
    await expect(rooms.database.sql("update documents.file set name = 'd.pdf' where id = $1", [file.id])).rejects.toThrow('not changed');
    await expect(rooms.database.sql('delete from documents.blob')).rejects.toThrow();
    await expect(rooms.database.sql("insert into documents.blob (sha256, bytes) values (sha256('x'), 'y')")).rejects.toThrow('check');
  });

  it('keeps a sealed file unreadable in the database and opens it only where it belongs', async () => {
    const sealed = await inside<Awaited<ReturnType<Files['putSealed']>>>((tx) =>
      files().putSealed(tx, { name: 'bid.pdf', bytes: pdf('绝密报价 778899') }, 'bid 1'),
    );
    const [row] = await rooms.database.sql<{ bytes: Buffer }>('select bytes from documents.blob where sha256 = $1', [
      Buffer.from(sealed.sealed, 'hex'),
    ]);
    expect(row!.bytes.includes('778899')).toBe(false);
    expect(row!.bytes.toString('latin1').startsWith('qiyue-seal-1:aes-256-gcm\n')).toBe(true);
    expect(await files().readSealed(sealed, 'bid 1')).toEqual(pdf('绝密报价 778899'));
    await expect(files().readSealed(sealed, 'bid 2')).rejects.toMatchObject({
      refusal: { code: 'seal.broken' },
    });
    expect(await inside((tx) => files().damaged(tx, [sealed.sealed, 'ab'.repeat(32)]))).toEqual(['ab'.repeat(32)]);
  });

  it('opens nothing in which a single bit was turned', () => {
    const seal = rooms.get(Seal);
    const sealed = seal.close(Buffer.from('offer'), 'here');
    expect(seal.close(Buffer.from('offer'), 'here').equals(sealed)).toBe(false);
    for (let place = 0; place < sealed.length; place += 1) {
      const turned = Buffer.from(sealed);
      turned[place]! ^= 1;
      expect(() => seal.open(turned, 'here')).toThrow('seal.broken');
    }
  });

  it('signs so that anybody can check with the public key alone', () => {
    const signer = rooms.get(Signer);
    const { signature, ...statement } = signer.signed({ number: 'R-1', at: '2026-11-30T17:00:00+08:00' });
    expect(verify(null, canonical(statement), createPublicKey(signer.publicKeyPem), Buffer.from(signature.signature, 'base64'))).toBe(true);
    expect(signature.keyId).toMatch(/^[0-9a-f]{16}$/);
  });

  it('tells a genuine receipt from an altered one and from one it never signed', async () => {
    const receipt = rooms.get(Signer).signed({ number: 'R-1', size: 5 });
    const check = (value: object) => rooms.get(Verification).ofText(JSON.stringify(value));
    expect(await check(receipt)).toMatchObject({ verdict: 'genuine', statement: { number: 'R-1' } });
    expect(await check({ ...receipt, size: 6 })).toMatchObject({ verdict: 'altered' });
    expect(await check({ ...receipt, signature: { ...receipt.signature, keyId: '0'.repeat(16) } })).toMatchObject({ verdict: 'unknown' });
    expect(await rooms.get(Verification).ofText('hello')).toMatchObject({
      verdict: 'unknown',
      what: 'nothing',
    });
  });

  it('issues a paper once, escapes what fills it and knows it again by its digest', async () => {
    const templates = rooms.get(Templates);
    templates.add('test-letter', '<h1>{{title}}</h1><p>{{yuan price}} {{words price}} {{date day}}</p>');
    const html = templates.render('test-letter', {
      title: '<b>通知</b>',
      price: 85000000n,
      day: '2026-11-30',
    });
    expect(html).toBe('<h1>&lt;b&gt;通知&lt;/b&gt;</h1><p>¥850,000.00 捌拾伍万元整 2026年11月30日</p>');
    expect(() => templates.render('test-letter', { title: 'x' })).toThrow();
    expect(() => templates.add('raw', '{{{title}}}')).toThrow('unescaped');
    templates.add('test-number', '<p>{{number}}</p>');
    expect(templates.render('test-number', { number: 'HT-1' })).toBe('<p>HT-1</p>');

    const issued = await inside<{ id: string; sha256: string }>((tx) =>
      rooms.get(DocumentService).issue(tx, owner, {
        kind: 'letter',
        subject: owner.personId,
        title: '通知',
        number: 'HT-1',
        html,
        public: false,
      }),
    );
    const { paper, bytes, body } = await rooms.get(DocumentService).read(owner, issued.id);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(paper.sha256);
    expect(body).toBe(html);
    await expect(rooms.get(DocumentService).read(other, issued.id)).rejects.toMatchObject({
      refusal: { kind: 'absent' },
    });
    expect(await rooms.get(Verification).ofText(issued.sha256)).toMatchObject({
      verdict: 'genuine',
      what: 'paper',
      number: 'HT-1',
    });
    expect(await rooms.get(Verification).ofFile(bytes)).toMatchObject({ verdict: 'genuine', what: 'paper' });
    await expect(rooms.database.sql("update documents.paper set title = 'x'")).rejects.toThrow('append-only');

    const print = await rooms.get(Prints).ofPaper(owner, issued.id);
    expect([print.name, print.bytes.subarray(0, 5).toString()]).toEqual(['<b>通知</b> HT-1.pdf', '%PDF-']);
    expect((await rooms.get(Prints).ofPaper(owner, issued.id)).sha256).toBe(print.sha256);
    expect(await rooms.database.sql('select 1 from documents.print')).toHaveLength(1);
    expect(await rooms.get(Verification).ofFile(print.bytes)).toMatchObject({ verdict: 'genuine', what: 'paper', number: 'HT-1' });
    await expect(rooms.get(Prints).ofPaper(other, issued.id)).rejects.toMatchObject({ refusal: { kind: 'absent' } });
    await expect(rooms.database.sql("update documents.print set kind = 'x'")).rejects.toThrow('append-only');
  });
});
