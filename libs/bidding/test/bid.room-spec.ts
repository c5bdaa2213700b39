import { createHash, randomUUID } from 'node:crypto';
import type { Actor } from '#kernel';
import {
  BiddingModule,
  BidQueries,
  BidService,
  PackedBids,
  OpeningQueries,
  type Receipt,
  SubmissionService,
  Uploads,
  Workspace,
} from '#bidding';
import { Verification } from '#documents';
import { digestOf, envelopeKinds, newIdentity, packBid, recipientOf, sealEnvelope } from '#sealing';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { draft, handedIn, organization, pdf, person, procedure, type TestBid, until } from './builders.js';

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
  const submit = (bid: TestBid, actor = provider): Promise<Receipt> => submissions().submit(actor, bid.id, bid.input);
  const code = (wanted: string): object => ({ refusal: { code: wanted } });

  it('is begun once for a provider and a procedure, whoever of its people begins it', async () => {
    const { id: procedureId } = await procedure(rooms.database);
    const colleague = person(provider.organizationId, ['project_lead'], '李强');
    const begun = await Promise.all([provider, colleague, provider].map((actor) => bids().start(actor, procedureId)));
    expect(new Set(begun.map(({ id }) => id)).size).toBe(1);
  });

  it('is given all that is needed to seal it', async () => {
    const open = await procedure(rooms.database);
    const { id } = await bids().start(provider, open.id);
    const { purchaser, finance, supervisor } = open.holders;
    expect(await queries().desk(provider, id)).toMatchObject({
      procedureId: open.id,
      state: 'draft',
      recipients: { purchaser: purchaser.recipient, finance: finance.recipient, supervisor: supervisor.recipient },
      lots: [{ id: '1', maxPrice: '850000.00' }],
      handedIn: null,
      used: 0,
    });
    const bid = await handedIn(rooms, provider, open.id);
    const { handedIn: lies, used } = await queries().desk(provider, id);
    expect(lies).toMatchObject({ number: bid.receipt.number, version: 1, digest: bid.receipt.envelope!.sha256, current: true });
    expect(used).toBe(0);
  });

  it('stands in the database as bytes nobody can read, and without its author', async () => {
    const { id: procedureId } = await procedure(rooms.database);
    const secret = `绝密方案${randomUUID()}`;
    const files = [{ name: `${secret}.pdf`, bytes: pdf(secret) }];
    const bid = await draft(rooms, provider, procedureId, '778899.66', { plan: secret, files });
    await submit(bid);

    const tables = await rooms.database.sql<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_schema in ('bidding', 'documents', 'platform', 'tendering') and table_type = 'BASE TABLE'`,
    );
    expect(tables.length).toBeGreaterThan(15);
    const hidden = [secret, '778899.66', provider.organizationId, provider.personId, provider.name, ...Object.values(bid.secrets)];
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
    expect(control!.text).toContain(bid.id);
    expect(control!.text).toContain(Buffer.from('"by":"system:box"').toString('hex'));
  });

  it('is handed in with a receipt that anybody can check', async () => {
    const { id: procedureId } = await procedure(rooms.database);
    const { id, receipt, input } = await handedIn(rooms, provider, procedureId);
    expect(receipt).toMatchObject({ type: 'bid-receipt', bid: id, version: 1, kind: 'submitted', title: '社区居家养老助餐' });
    expect(receipt.number).toMatch(/^R-\d{8}-[2-9A-Z]{6}-[2-9A-Z]$/);
    expect(JSON.stringify(receipt)).not.toContain(provider.organizationId);
    const digests = envelopeKinds.map((kind) => createHash('sha256').update(Buffer.from(input.envelopes[kind], 'base64')).digest('hex'));
    expect(receipt.envelopes.map(({ sha256 }) => sha256)).toEqual(digests);
    expect(receipt.envelope!.size).toBe(receipt.envelopes.reduce((sum, { size }) => sum + size, 0));
    const [row] = await rooms.database.sql<{ envelope: Buffer; at: Date }>(
      'select envelope, received_at as at from bidding.submission where number = $1',
      [receipt.number],
    );
    expect(createHash('sha256').update(row!.envelope).digest('hex')).toBe(receipt.envelope!.sha256);
    expect(JSON.parse(row!.envelope.toString())).toMatchObject({ envelopes: { price: digests[2] } });
    expect(new Date(receipt.receivedAt)).toEqual(row!.at);
    const check = (paper: object) => rooms.get(Verification).ofText(JSON.stringify(paper));
    expect(await check(receipt)).toMatchObject({ verdict: 'genuine' });
    expect(await check({ ...receipt, version: 2 })).toMatchObject({ verdict: 'altered' });
    await rooms.settle();
    const kept = await queries().receipt(provider, receipt.number);
    expect(kept.by).toBe('王敏');
    const [entry] = await rooms.database.sql<{ seq: string; type: string }>('select seq, type from platform.journal where id = $1', [
      receipt.entry,
    ]);
    expect([entry!.type, BigInt(entry!.seq)]).toEqual(['bid.submitted', kept.entryNumber]);
  });

  it('can be replaced, withdrawn and handed in again, each with a receipt of its own', async () => {
    const { id: procedureId } = await procedure(rooms.database);
    const first = await handedIn(rooms, provider, procedureId);
    const second = await draft(rooms, provider, procedureId, '790000.00');
    await submit(second);
    expect(await submit(second)).toMatchObject({ version: 2 });
    await submissions().withdraw(provider, first.id, { confirmed: true });
    await expect(submissions().withdraw(provider, first.id, { confirmed: true })).rejects.toMatchObject(code('lifecycle.not-now'));
    await submit(second);
    const receipts = await queries().receipts(provider, first.id);
    expect(receipts.map(({ receipt, current }) => [receipt.version, receipt.kind, current])).toEqual([
      [4, 'submitted', true],
      [3, 'withdrawn', false],
      [2, 'replaced', false],
      [1, 'submitted', false],
    ]);
    expect(new Set(receipts.map(({ receipt }) => receipt.number)).size).toBe(4);
  });

  it('is handed in by those who may stand for the provider', async () => {
    const { id: procedureId } = await procedure(rooms.database);
    const bid = await draft(rooms, provider, procedureId);
    const as = (...roles: Parameters<typeof person>[1]) => submit(bid, person(provider.organizationId, roles));
    await expect(as('provider_finance')).rejects.toMatchObject(code('bid.submit-role'));
    await expect(as('field_staff')).rejects.toMatchObject(code('absent'));
    const stranger = person(await organization(rooms.database), ['provider_admin']);
    await expect(submit(bid, stranger)).rejects.toMatchObject(code('absent'));
    await expect(as('project_lead')).resolves.toMatchObject({ version: 1 });
  });

  it('is only taken sealed to the holders the notice names, for this procedure, as agreed', async () => {
    const open = await procedure(rooms.database);
    const other = await procedure(rooms.database);
    const strangers = await Promise.all(['purchaser', 'finance', 'supervisor'].map(async () => recipientOf(await newIdentity())));
    const [purchaser, finance, supervisor] = strangers as [string, string, string];
    const cases: [string, Parameters<typeof draft>[4]][] = [
      ['statement.recipients', { tampering: { recipients: { purchaser, finance, supervisor } } }],
      ['statement.procedure', { tampering: { procedure: other.id } }],
      [
        'statement.not-canonical',
        { tampering: { statement: (bytes) => Buffer.from(JSON.stringify(JSON.parse(Buffer.from(bytes).toString()), null, 1)) } },
      ],
      ['statement.unreadable', { tampering: { statement: () => Buffer.from('{}') } }],
    ];
    for (const [fault, more] of cases)
      await expect(draft(rooms, provider, open.id, '800000.00', more).then(submit)).rejects.toMatchObject({ refusal: { code: fault } });
    const bid = await draft(rooms, provider, open.id);
    const turned = { ...bid.input, envelopes: { ...bid.input.envelopes, price: bid.input.envelopes.technical } };
    await expect(submissions().submit(provider, bid.id, turned)).rejects.toMatchObject(code('bid.key-used'));
    expect(await rooms.database.sql('select from bidding.submission where bid = $1', [bid.id])).toHaveLength(0);
  });

  it("may not use the keys of another's envelopes", async () => {
    const open = await procedure(rooms.database);
    const mine = await handedIn(rooms, provider, open.id);
    const copier = person(await organization(rooms.database), ['provider_admin']);
    const { id } = await bids().start(copier, open.id);
    const rows = await rooms.database.sql<{ bytes: Buffer }>(
      'select c.bytes from bidding.chunk c join bidding.upload u on u.id = c.upload where u.bid = $1',
      [mine.id],
    );
    for (const { bytes } of rows) await rooms.get(Uploads).whole(copier, id, createHash('sha256').update(bytes).digest('hex'), bytes, 1e6);
    await expect(submissions().submit(copier, id, mine.input)).rejects.toMatchObject(code('bid.key-used'));
  });

  it('needs all its files, reads them again, and says which one is damaged', async () => {
    const { id: procedureId } = await procedure(rooms.database);
    const bid = await draft(rooms, provider, procedureId);
    const { items } = await rooms.get(Uploads).list(provider, bid.id);
    const [first, ...others] = items;
    const bytes = await rooms.get(Uploads).bytes(provider, bid.id, first!.id);
    await rooms.get(Uploads).drop(provider, bid.id, first!.id);
    await expect(submit(bid)).rejects.toMatchObject({ refusal: { code: 'bid.file-missing', facts: { sha256: first!.sha256 } } });
    await rooms.get(Uploads).whole(provider, bid.id, first!.sha256, bytes, 20_000);
    const change = (by: number): Promise<unknown> =>
      rooms.database.sql(
        `begin; set local session_replication_role = replica; alter table bidding.chunk drop constraint if exists chunk_check;
         update bidding.chunk set bytes = set_byte(bytes, 60, (get_byte(bytes, 60) + ${by}) % 256) where upload = '${others[0]!.id}'; commit`,
      );
    await change(1);
    await expect(submit(bid)).rejects.toMatchObject({ refusal: { code: 'bid.file-damaged', facts: { sha256: others[0]!.sha256 } } });
    await change(255);
    await submit(bid);
    await expect(rooms.get(Uploads).drop(provider, bid.id, others[0]!.id)).rejects.toMatchObject(code('upload.handed-in'));
    await expect(rooms.database.sql('delete from bidding.upload where id = $1', [others[0]!.id])).rejects.toThrow('stays in its box');
  });

  it('is refused a moment late with both times; the try is on record for the bidder alone', async () => {
    const open = await procedure(rooms.database, { closesIn: 6_000 });
    const bid = await draft(rooms, provider, open.id);
    await until(rooms.database, open.closesAt);
    const late = await submit(bid).then(
      () => undefined,
      (error: { refusal: { code: string; kind: string; facts: { closedAt: Date; triedAt: Date } } }) => error.refusal,
    );
    expect(late).toMatchObject({ kind: 'conflict', code: 'bid.late', facts: { closedAt: open.closesAt } });
    expect(late!.facts.triedAt.getTime()).toBeGreaterThanOrEqual(open.closesAt.getTime());
    const [attempt] = await queries().attempts(provider, bid.id);
    expect(attempt).toMatchObject({ act: 'submit', by: '王敏', closedAt: open.closesAt, triedAt: late!.facts.triedAt });
    expect(attempt!.digest).toMatch(/^[0-9a-f]{64}$/);
    const paper = await queries().attempt(provider, bid.id, attempt!.id);
    expect(await rooms.get(Verification).ofText(JSON.stringify(paper))).toMatchObject({ verdict: 'genuine' });
    const stranger = person(await organization(rooms.database), ['provider_admin']);
    await expect(queries().attempts(stranger, bid.id)).rejects.toMatchObject(code('absent'));
    expect(await rooms.database.sql('select from bidding.submission where bid = $1', [bid.id])).toHaveLength(0);
    const part = { part: 'plan', version: 0, bytes: Buffer.from('x') };
    await expect(rooms.get(Workspace).save(provider, bid.id, part)).rejects.toMatchObject(code('bid.late'));
  });

  it('packed offline is on record as well when it is late, with none of its files', async () => {
    const open = await procedure(rooms.database, { closesIn: 3_000 });
    const { id } = await bids().start(provider, open.id);
    const { number, provider: own, recipients } = await queries().desk(provider, id);
    const envelopes: Record<string, Uint8Array> = {};
    const files = new Map<string, Uint8Array>();
    for (const kind of envelopeKinds) {
      const sealed = await sealEnvelope({ procedure: open.id, number, provider: own.uscc, kind, answers: {}, recipients: recipients! });
      envelopes[kind] = sealed.statement;
      files.set(await digestOf(sealed.content), sealed.content);
    }
    const bytes = Buffer.from(await packBid({ procedure: open.id, envelopes, files }));
    await until(rooms.database, open.closesAt);
    const late = rooms.get(PackedBids).submit(provider, open.id, { bytes, declared: true });
    await expect(late).rejects.toMatchObject(code('bid.late'));
    expect(await queries().attempts(provider, id)).toMatchObject([{ act: 'submit', closedAt: open.closesAt }]);
    expect((await rooms.get(Uploads).list(provider, id)).items).toEqual([]);
  });

  it('is told when a late try could not be put on record', async () => {
    const open = await procedure(rooms.database, { closesIn: 4_000 });
    const bid = await draft(rooms, provider, open.id);
    await until(rooms.database, open.closesAt);
    await rooms.database.sql('alter table bidding.attempt add constraint full_up check (false) not valid');
    await expect(submit(bid)).rejects.toMatchObject(code('bid.late-unrecorded'));
    await rooms.database.sql('alter table bidding.attempt drop constraint full_up');
    expect(await queries().attempts(provider, bid.id)).toEqual([]);
    await Promise.all([1, 2, 3].map(() => expect(submit(bid)).rejects.toMatchObject(code('bid.late'))));
    expect(await queries().attempts(provider, bid.id)).toHaveLength(3);
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
    const bid = await draft(rooms, provider, open.id);
    await rooms.database.sql(`update tendering.procedure set state = 'suspended', suspended_at = now() where id = $1`, [open.id]);
    await rooms.get(Workspace).save(provider, bid.id, { part: 'plan', version: 0, bytes: Buffer.from('closed') });
    await expect(submit(bid)).rejects.toMatchObject(code('bid.suspended'));
  });

  it('is received by the database itself only in time, with all its files, and never changed', async () => {
    const open = await procedure(rooms.database, { closesIn: 6_000 });
    const { id } = await handedIn(rooms, provider, open.id);
    await expect(rooms.database.sql(`update bidding.submission set received_at = now() where bid = $1`, [id])).rejects.toThrow(
      'append-only',
    );
    const again = `insert into bidding.submission (bid, version, kind, number, envelope, envelope_sha256, receipt, received_at)
      select bid, 9, kind, number || 'X', envelope, envelope_sha256, receipt, $2 from bidding.submission where bid = $1`;
    await expect(rooms.database.sql(again, [id, new Date(open.closesAt.getTime() + 1)])).rejects.toThrow('after the deadline');
    const envelope = `insert into bidding.envelope (sha256, bid, kind, pk, statement, files, size)
      select sha256('x'), bid, kind, pk, 'x', array[sha256('nothing')], 1 from bidding.envelope where bid = $1 limit 1`;
    await expect(rooms.database.sql(envelope, [id])).rejects.toThrow('without its files');
    await expect(
      rooms.database.sql(
        `insert into bidding.opened_bid (bid, procedure, provider, price, prices, offer, version, envelope_sha256, received_at, opened_at)
         select bid, $2, $3, 1, '{}', '{}', 1, envelope_sha256, received_at, now() from bidding.submission where bid = $1`,
        [id, open.id, provider.organizationId],
      ),
    ).rejects.toThrow('before its box is opened');
    expect(await rooms.get(OpeningQueries).waiting(open.holders.purchaser.actor)).toEqual([]);
  });
});
