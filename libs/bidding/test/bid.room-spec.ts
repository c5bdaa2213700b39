import { createHash, randomUUID } from 'node:crypto';
import type { Actor } from '#kernel';
import { BiddingModule, BidQueries, BidService, LateAttempts, OpeningQueries, SubmissionService } from '#bidding';
import { Verification } from '#documents';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { draft, handedIn, organization, pdf, person, procedure, until } from './builders.js';

describe('a bid', () => {
  let rooms: TestRooms;
  let provider: Actor;
  beforeAll(async () => {
    rooms = await openRooms([BiddingModule]);
    provider = person(await organization(rooms.database), ['provider_admin'], '王敏');
  }, 60_000);
  afterAll(() => rooms.close());

  const bids = (): BidService => rooms.get(BidService);
  const queries = (): BidQueries => rooms.get(BidQueries);
  const submissions = (): SubmissionService => rooms.get(SubmissionService);
  const code = (wanted: string): object => ({ refusal: { code: wanted } });

  it('is begun once for a provider and a procedure, whoever of its people begins it', async () => {
    const { id: procedureId } = await procedure(rooms.database);
    const colleague = person(provider.organizationId, ['project_lead'], '李强');
    const begun = await Promise.all([provider, colleague, provider].map((actor) => bids().start(actor, procedureId)));
    expect(new Set(begun.map(({ id }) => id)).size).toBe(1);
  });

  it('is kept from the first field and can be continued by a colleague', async () => {
    const { id: procedureId } = await procedure(rooms.database);
    const colleague = person(provider.organizationId, ['provider_finance'], '赵会计');
    const { id } = await bids().start(provider, procedureId);
    const first = await bids().save(provider, id, { version: 0, plan: '先写一句' });
    await bids().save(colleague, id, { version: 0, price: '1,000.5' });
    const bid = await queries().ownBid(colleague, id);
    expect(bid.draft.offer).toEqual({ plan: '先写一句', price: '1000.50' });
    expect(bid.draft.touched.price?.name).toBe('赵会计');
    await expect(bids().save(colleague, id, { version: 0, plan: '覆盖' })).rejects.toMatchObject({
      refusal: { kind: 'stale', code: 'bid.changed-meanwhile', facts: { name: '王敏' } },
    });
    await bids().save(colleague, id, { version: first.version, plan: '接着写' });
  });

  it('stands in the database as bytes nobody can read, and without its author', async () => {
    const { id: procedureId } = await procedure(rooms.database);
    const secret = `绝密方案${randomUUID()}`;
    const { id, version } = await draft(rooms, provider, procedureId, '778899.66');
    const saved = await bids().save(provider, id, { version, plan: secret });
    const attached = await bids().attach(provider, id, { name: `${secret}.pdf`, bytes: pdf(secret) });
    await submissions().submit(provider, id, { version: attached.version, declared: true });
    expect(saved.version).toBeLessThan(attached.version);

    const tables = await rooms.database.sql<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_schema in ('bidding', 'documents', 'platform', 'tendering') and table_type = 'BASE TABLE'`,
    );
    expect(tables.length).toBeGreaterThan(15);
    const hidden = [secret, '778899.66', provider.organizationId, provider.personId, provider.name];
    for (const { name } of tables) {
      const [row] = await rooms.database.sql<{ text: string | null }>(`select string_agg(t::text, '') as text from ${name} t`);
      for (const word of hidden) {
        const found = [word, Buffer.from(word).toString('hex'), Buffer.from(word).toString('base64').slice(0, 20)].filter((shape) =>
          row!.text?.includes(shape),
        );
        expect([name, word, found]).toEqual([name, word, []]);
      }
    }
    // The search finds what is there: plain text in a row, and hex where a column holds bytes.
    const [control] = await rooms.database.sql<{ text: string }>(`select string_agg(t::text, '') as text from platform.journal t`);
    expect(control!.text).toContain(id);
    expect(control!.text).toContain(Buffer.from('"by":"system:box"').toString('hex'));
  });

  it('is handed in with a receipt that anybody can check', async () => {
    const { id: procedureId } = await procedure(rooms.database);
    const { id, receipt } = await handedIn(rooms, provider, procedureId);
    expect(receipt).toMatchObject({
      type: 'bid-receipt',
      bid: id,
      version: 1,
      kind: 'submitted',
      title: '社区居家养老助餐',
    });
    expect(receipt.number).toMatch(/^R-\d{8}-[2-9A-Z]{6}-[2-9A-Z]$/);
    expect(JSON.stringify(receipt)).not.toContain(provider.organizationId);
    const [row] = await rooms.database.sql<{ envelope: Buffer; at: Date }>(
      'select envelope, received_at as at from bidding.submission where number = $1',
      [receipt.number],
    );
    expect(createHash('sha256').update(row!.envelope).digest('hex')).toBe(receipt.envelope!.sha256);
    expect(new Date(receipt.receivedAt)).toEqual(row!.at);
    expect(await rooms.get(Verification).ofText(JSON.stringify(receipt))).toMatchObject({
      verdict: 'genuine',
    });
    expect(await rooms.get(Verification).ofText(JSON.stringify({ ...receipt, version: 2 }))).toMatchObject({
      verdict: 'altered',
    });
    expect((await queries().receipt(provider, receipt.number)).by).toBe('王敏');
  });

  it('can be replaced, withdrawn and handed in again, each with a receipt of its own', async () => {
    const { id: procedureId } = await procedure(rooms.database);
    const { id } = await handedIn(rooms, provider, procedureId);
    const { version } = await bids().save(provider, id, { version: 99, price: '790000' });
    await submissions().submit(provider, id, { version, declared: true });
    await submissions().withdraw(provider, id, { confirmed: true });
    await expect(submissions().withdraw(provider, id, { confirmed: true })).rejects.toMatchObject(code('lifecycle.not-now'));
    await submissions().submit(provider, id, { version, declared: true });
    const receipts = await queries().receipts(provider, id);
    expect(receipts.map(({ receipt, current }) => [receipt.version, receipt.kind, current])).toEqual([
      [4, 'submitted', true],
      [3, 'withdrawn', false],
      [2, 'replaced', false],
      [1, 'submitted', false],
    ]);
    expect(new Set(receipts.map(({ receipt }) => receipt.number)).size).toBe(4);
  });

  it('is not handed in incomplete, above the limit, unchecked, or by field staff', async () => {
    const { id: procedureId } = await procedure(rooms.database, { maxPrice: 80_000_000 });
    const { id } = await bids().start(provider, procedureId);
    const submit = (actor: Actor, version: number) => submissions().submit(actor, id, { version, declared: true });
    await expect(submit(provider, 0)).rejects.toMatchObject({
      refusal: { code: 'bid.incomplete', facts: { count: 5 } },
    });
    const { version } = await bids().save(provider, id, {
      version: 0,
      price: '800000.01',
      plan: '计划',
      staffing: '人员',
      experience: '无',
      commitment: true,
    });
    await expect(submit(provider, version)).rejects.toMatchObject({
      refusal: { fields: [{ field: 'price', code: 'bid.price-above-limit' }] },
    });
    const saved = await bids().save(provider, id, { version, price: '800000' });
    await expect(submit(provider, version)).rejects.toMatchObject({
      refusal: { kind: 'stale', code: 'bid.checked-another-version' },
    });
    await expect(submit(person(provider.organizationId, ['provider_finance']), saved.version)).rejects.toMatchObject(
      code('bid.submit-role'),
    );
    await expect(submit(person(provider.organizationId, ['field_staff']), saved.version)).rejects.toMatchObject(code('absent'));
    await expect(submit(provider, saved.version)).resolves.toMatchObject({ version: 1 });
  });

  it('reads its files again and says which one is damaged', async () => {
    const { id: procedureId } = await procedure(rooms.database);
    const { id } = await draft(rooms, provider, procedureId);
    const { version, file } = await bids().attach(provider, id, { name: '方案.pdf', bytes: pdf('第一版') });
    await expect(bids().attach(provider, id, { name: '又一份.pdf', bytes: pdf('第一版') })).rejects.toMatchObject(code('bid.file-twice'));
    await expect(bids().attach(provider, id, { name: 'x.exe', bytes: Buffer.from('MZ') })).rejects.toMatchObject(code('file.type'));
    expect(await rooms.get(OpeningQueries).reread(provider, id)).toEqual([
      { name: '方案.pdf', size: file.size, sha256: file.sha256, sound: true },
    ]);
    await rooms.database.sql(
      `begin; alter table documents.blob disable trigger keep_blob; alter table documents.blob drop constraint blob_check;
       update documents.blob set bytes = set_byte(bytes, 60, (get_byte(bytes, 60) + 1) % 256) where sha256 = decode('${file.sealed}', 'hex'); commit`,
    );
    expect(await rooms.get(OpeningQueries).reread(provider, id)).toMatchObject([{ sound: false }]);
    await expect(submissions().submit(provider, id, { version, declared: true })).rejects.toMatchObject({
      refusal: { code: 'bid.file-damaged', facts: { name: '方案.pdf' } },
    });
    const removed = await bids().detach(provider, id, { sha256: file.sha256 });
    await submissions().submit(provider, id, { version: removed.version, declared: true });
  });

  it('is refused a moment late with both times; the try is on record for the bidder alone', async () => {
    const open = await procedure(rooms.database, { closesIn: 700 });
    const { id, version } = await draft(rooms, provider, open.id);
    await until(rooms.database, open.closesAt);
    const late = await submissions()
      .submit(provider, id, { version, declared: true })
      .then(
        () => undefined,
        (error: { refusal: { code: string; kind: string; facts: { closedAt: Date; triedAt: Date } } }) => error.refusal,
      );
    expect(late).toMatchObject({ kind: 'conflict', code: 'bid.late', facts: { closedAt: open.closesAt } });
    expect(late!.facts.triedAt.getTime()).toBeGreaterThanOrEqual(open.closesAt.getTime());
    await rooms.get(LateAttempts).written();
    expect(await queries().attempts(provider, id)).toMatchObject([
      {
        act: 'submit',
        by: '王敏',
        draftVersion: version,
        closedAt: open.closesAt,
        triedAt: late!.facts.triedAt,
      },
    ]);
    const stranger = person(await organization(rooms.database), ['provider_admin']);
    await expect(queries().attempts(stranger, id)).rejects.toMatchObject(code('absent'));
    expect(await rooms.database.sql('select from bidding.submission where bid = $1', [id])).toHaveLength(0);
    await expect(bids().save(provider, id, { version, plan: '太晚' })).rejects.toMatchObject(code('bid.late'));
    expect((await queries().ownBid(provider, id)).draft.offer.plan).toContain('两餐');
  });

  it.each([
    ['the buyer itself', { kind: 'department' }, 'bid.not-a-provider'],
    ['a public institution of the first class', { kind: 'agency', classOne: true }, 'bid.class-one'],
    ['an organization on the list of serious offenders', { standing: 'banned' }, 'bid.banned'],
  ])('is not open to %s', async (_who, changes, refusal) => {
    const { id: procedureId } = await procedure(rooms.database);
    const actor = person(await organization(rooms.database, changes), ['provider_admin']);
    await expect(bids().start(actor, procedureId)).rejects.toMatchObject(code(refusal));
  });

  it('may be written but not handed in while the procedure is suspended', async () => {
    const open = await procedure(rooms.database);
    const { id, version } = await draft(rooms, provider, open.id);
    await rooms.database.sql(`update tendering.procedure set state = 'suspended', suspended_at = now() where id = $1`, [open.id]);
    const saved = await bids().save(provider, id, { version, plan: '改一改' });
    await expect(submissions().submit(provider, id, { version: saved.version, declared: true })).rejects.toMatchObject(
      code('bid.suspended'),
    );
  });

  it('is received by the database itself only in time, and never changed', async () => {
    const open = await procedure(rooms.database, { closesIn: 500 });
    const { id } = await handedIn(rooms, provider, open.id);
    await expect(rooms.database.sql(`update bidding.submission set received_at = now() where bid = $1`, [id])).rejects.toThrow(
      'append-only',
    );
    const again = `insert into bidding.submission (bid, version, kind, number, envelope, envelope_sha256, receipt, received_at)
      select bid, 9, kind, number || 'X', envelope, envelope_sha256, receipt, $2 from bidding.submission where bid = $1`;
    await expect(rooms.database.sql(again, [id, new Date(open.closesAt.getTime() + 1)])).rejects.toThrow('after the deadline');
    await expect(
      rooms.database.sql(
        `insert into bidding.opened_bid select bid, $2, $3, 1, '{}', 1, envelope_sha256, received_at, now() from bidding.submission where bid = $1`,
        [id, open.id, provider.organizationId],
      ),
    ).rejects.toThrow('before its box is opened');
  });
});
