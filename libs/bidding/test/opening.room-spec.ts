import { createHash } from 'node:crypto';
import pg from 'pg';
import type { Actor, Role } from '#kernel';
import { BiddingModule, BidQueries, Contributions, Minutes, Opening, OpeningQueries, Shares, SubmissionService } from '#bidding';
import { Verification } from '#documents';
import { boxRoot, contribute, type Office, type Statement } from '#sealing';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { lockWaiters, somebodyWaits } from '../../platform/test/waiting.js';
import {
  comes,
  handedIn,
  openBox,
  organization,
  pdf,
  person,
  procedure,
  sealAtDeadline,
  type TestOffer,
  type TestProcedure,
} from './builders.js';

describe('an opening', () => {
  let rooms: TestRooms;
  let providers: Actor[];
  beforeAll(async () => {
    rooms = await openRooms([BiddingModule]);
    providers = [];
    for (let place = 0; place < 4; place += 1) providers.push(person(await organization(rooms.database), ['provider_admin']));
  }, 60_000);
  afterAll(() => rooms.close());

  const show = (actor: Actor, id: string) => rooms.get(OpeningQueries).show(actor, id);
  const code = (wanted: string): object => ({ refusal: { code: wanted } });
  const buyer = ({ departmentId }: TestProcedure, roles: Role[] = ['handler']): Actor => person(departmentId, roles, '张伟');
  const opened = (id: string) => rooms.get(BidQueries).opened(id);

  interface Sealed {
    readonly open: TestProcedure;
    readonly bids: Awaited<ReturnType<typeof handedIn>>[];
  }

  /** A procedure with bids, past its deadline and sealed. */
  async function sealed(count: number, method = 'open_tender', more: readonly Partial<TestOffer>[] = []): Promise<Sealed> {
    const open = await procedure(rooms.database, { closesIn: 600_000, method });
    const bids = [];
    for (const [place, actor] of providers.slice(0, count).entries())
      bids.push(await handedIn(rooms, actor, open.id, `${800_000 - place}.00`, more[place]));
    await sealAtDeadline(rooms, open);
    return { open, bids };
  }

  it('needs two holders of two units, confirmed a moment ago, and only then are offers read', async () => {
    const { open, bids } = await sealed(3);
    const { purchaser, finance } = open.holders;
    const give = (actor: Actor) => rooms.get(Contributions).contribute(actor, open.id, { contributions: [] });
    await expect(give({ ...purchaser.actor, confirmedAt: null })).rejects.toMatchObject(code('confirm-first'));
    for (const other of [providers[0]!, buyer(open), person(finance.actor.organizationId, ['finance_checker'])])
      await expect(give(other)).rejects.toMatchObject(code('opening.not-your-part'));
    expect(await comes(rooms, purchaser, open.id)).toEqual({ state: 'sealed', offices: ['purchaser'] });
    expect(await comes(rooms, purchaser, open.id)).toEqual({ state: 'sealed', offices: ['purchaser'] });
    const colleague = person(purchaser.actor.organizationId, ['key_holder']);
    await expect(comes(rooms, { ...purchaser, actor: colleague }, open.id)).rejects.toMatchObject(code('opening.office-taken'));
    const same = { ...finance, actor: { ...finance.actor, personId: purchaser.actor.personId } };
    await expect(comes(rooms, same, open.id)).rejects.toMatchObject(code('opening.same-person'));
    expect(await opened(open.id)).toEqual([]);

    expect(await comes(rooms, finance, open.id)).toEqual({ state: 'opened', offices: ['purchaser', 'finance'] });
    const offers = await opened(open.id);
    expect(offers.map(({ bidId, providerId, price, prices, offer }) => [bidId, providerId, price, [...prices], offer.price])).toEqual(
      [2, 1, 0].map((place) => {
        const price = BigInt(80_000_000 - place * 100);
        return [bids[place]!.id, providers[place]!.organizationId, price, [['1', price]], `${800_000 - place}.00`];
      }),
    );
    await expect(comes(rooms, open.holders.supervisor, open.id)).rejects.toMatchObject(code('opening.over'));
  });

  it.each([
    ['purchaser', 'supervisor'],
    ['supervisor', 'finance'],
  ] as [Office, Office][])('is done by any two: %s and %s', async (one, other) => {
    const { open } = await sealed(2, 'competitive_consultation');
    expect(await openBox(rooms, open.holders, open.id, [one, other])).toMatchObject({ state: 'opened' });
    expect(await opened(open.id)).toHaveLength(2);
  });

  it('hands a holder the own shares only, and none before the seal', async () => {
    const open = await procedure(rooms.database, { closesIn: 600_000, method: 'competitive_consultation' });
    const bids = [];
    for (const actor of providers.slice(0, 2)) bids.push(await handedIn(rooms, actor, open.id));
    const shares = (office: Office) => rooms.get(Shares).of({ ...open.holders[office].actor, confirmedAt: new Date() }, open.id);
    await expect(shares('purchaser')).rejects.toMatchObject(code('opening.not-sealed'));
    await sealAtDeadline(rooms, open);
    const own = await shares('purchaser');
    expect(own).toMatchObject({ office: 'purchaser', tooFew: false, recipient: open.holders.purchaser.recipient });
    expect(own.envelopes).toHaveLength(6);
    const statements = bids.flatMap(({ input }) =>
      Object.values(input.envelopes).map((text) => JSON.parse(Buffer.from(text as string, 'base64').toString()) as Statement),
    );
    const mine = statements.map((statement) => statement.shares.find(({ office }) => office === 'purchaser')!.share).sort();
    expect(own.envelopes.map(({ share }) => share).sort()).toEqual(mine);
  });

  it('takes no false key, says so in the journal without showing it, and shows it in the record', async () => {
    const { open } = await sealed(2, 'competitive_consultation');
    const { purchaser, finance } = open.holders;
    const present = { ...purchaser.actor, confirmedAt: new Date() };
    const { contributions } = await contribute(purchaser.identity, await rooms.get(Shares).of(present, open.id));
    const given = [...contributions];
    const wrong = given.map((one, place) => (place === 1 ? { ...one, fileKey: given[0]!.fileKey } : one));
    await expect(rooms.get(Contributions).contribute(present, open.id, { contributions: wrong })).rejects.toMatchObject({
      refusal: { code: 'opening.contribution-false', facts: { envelope: given[1]!.envelope } },
    });
    await expect(rooms.get(Contributions).contribute(present, open.id, { contributions: given.slice(1) })).rejects.toMatchObject(
      code('opening.contributions-missing'),
    );
    expect(
      await rooms.database.sql(
        'select from bidding.contribution join bidding.envelope e on e.sha256 = envelope join bidding.bid b on b.id = e.bid where b.procedure = $1',
        [open.id],
      ),
    ).toEqual([]);
    const [entry] = await rooms.database.sql<{ text: string }>(
      `select convert_from(payload, 'UTF8') as text from platform.journal where type = 'opening.contribution-refused' and project = $1`,
      [open.id],
    );
    expect(entry!.text).toContain(given[1]!.envelope);
    expect(entry!.text).not.toContain(given[0]!.fileKey);
    await comes(rooms, purchaser, open.id);
    await comes(rooms, finance, open.id);
    const { record } = await show(buyer(open), open.id);
    expect(record!.refused).toMatchObject([{ office: 'purchaser', envelope: given[1]!.envelope, fileKey: given[0]!.fileKey }]);
  });

  it('leaves a signed record from which anybody with the receipts counts the root again, and minutes that both sign', async () => {
    const { open, bids } = await sealed(3);
    await openBox(rooms, open.holders, open.id);
    const { record, root, state, minutes } = await show(buyer(open), open.id);
    expect(state).toBe('opened');
    expect(record).toMatchObject({ result: 'opened', rootMatches: true, minimum: 3, invalid: [], fallback: [], refused: [] });
    expect(record!.holders.map(({ office, name, unit }) => [office, name, unit])).toEqual([
      ['purchaser', '冯保管', '海陵区民政局'],
      ['finance', '陈保管', '海陵区财政局'],
    ]);
    const digests = bids.map(({ receipt }) => receipt.envelope!.sha256);
    expect(await boxRoot(digests, record!.filler)).toBe(root);
    expect(await rooms.get(Verification).ofText(JSON.stringify(record))).toMatchObject({ verdict: 'genuine' });

    expect(minutes!.text).toContain('800000.00 元');
    expect(createHash('sha256').update(minutes!.text).digest('hex')).toBe(minutes!.digest);
    const { purchaser, finance, supervisor } = open.holders;
    const sign = (actor: Actor, digest = minutes!.digest) =>
      rooms.get(Minutes).sign({ ...actor, confirmedAt: new Date() }, open.id, { digest });
    await expect(sign(supervisor.actor)).rejects.toMatchObject(code('minutes.not-present'));
    await expect(sign(purchaser.actor, '0'.repeat(64))).rejects.toMatchObject(code('minutes.other'));
    await sign(purchaser.actor);
    await sign(purchaser.actor);
    expect((await sign(finance.actor)).signatures.map(({ office }) => office)).toEqual(['purchaser', 'finance']);
    expect(await journal(open.id)).toEqual([
      'procedure.closed',
      'box.sealed',
      'opening.contributed',
      'opening.contributed',
      'box.opened',
      'minutes.signed',
      'minutes.signed',
    ]);
    const facts = await rooms.database.sql<{ facts: string }>(
      `select convert_from(payload, 'UTF8') as facts from platform.journal where type = 'box.sealed' and project = $1`,
      [open.id],
    );
    expect(facts[0]!.facts).not.toMatch(/count/);
  });

  it.each([
    ['open_tender', 2, 'void'],
    ['open_tender', 0, 'void'],
    ['local_small_purchase', 2, 'void'],
    ['competitive_consultation', 1, 'void'],
    ['competitive_consultation', 2, 'opened'],
  ])('of a box of %s with %i bids ends %s', async (method, count, state) => {
    const { open } = await sealed(count, method);
    const present = { ...open.holders.finance.actor, confirmedAt: new Date() };
    const { tooFew, envelopes } = await rooms.get(Shares).of(present, open.id);
    expect([tooFew, envelopes.length]).toEqual([state === 'void', state === 'void' ? 0 : count * 3]);
    expect(await openBox(rooms, open.holders, open.id)).toMatchObject({ state });
    const read = await rooms.database.sql('select from bidding.opened_bid where procedure = $1', [open.id]);
    expect(read).toHaveLength(state === 'opened' ? count : 0);
    const [row] = await rooms.database.sql<object>('select state, responsive from tendering.procedure where id = $1', [open.id]);
    expect(row).toEqual(state === 'opened' ? { state: 'closed', responsive: null } : { state: 'failed', responsive: count });
    const states = await rooms.database.sql<{ state: string }>('select state from bidding.bid where procedure = $1', [open.id]);
    expect(states.map((bid) => bid.state)).toEqual(Array.from({ length: count }, () => state));
    const { minutes, record } = await show(buyer(open), open.id);
    expect(record).toMatchObject({ result: state === 'void' ? 'too-few' : 'opened' });
    expect(minutes!.text).toContain(state === 'void' ? '全部响应未拆封' : '响应文件');
  });

  it('does not count a bid that was withdrawn', async () => {
    const open = await procedure(rooms.database, { closesIn: 600_000, method: 'competitive_consultation' });
    const bids = [];
    for (const actor of providers.slice(0, 3)) bids.push(await handedIn(rooms, actor, open.id));
    await rooms.get(SubmissionService).withdraw(providers[1]!, bids[1]!.id, { confirmed: true });
    await sealAtDeadline(rooms, open);
    await openBox(rooms, open.holders, open.id);
    expect((await opened(open.id)).map(({ bidId }) => bidId).sort()).toEqual([bids[0]!.id, bids[2]!.id].sort());
    expect((await rooms.get(BidQueries).ownBid(providers[1]!, bids[1]!.id)).state).toBe('withdrawn');
    await expect(show(providers[1]!, open.id)).rejects.toMatchObject(code('absent'));
    expect((await show(providers[0]!, open.id)).bids).toHaveLength(2);
  });

  it('hands out the files of an opened offer exactly as they were sealed', async () => {
    const file = { name: '方案.pdf', bytes: pdf('内容') };
    const { open, bids } = await sealed(2, 'competitive_consultation', [{ files: [file] }]);
    const { id, files } = bids[0]!;
    const read = (actor: Actor) => rooms.get(OpeningQueries).file(actor, id, files[0]!.sha256);
    await expect(read(buyer(open))).rejects.toMatchObject(code('absent'));
    await openBox(rooms, open.holders, open.id);
    const { bytes, name } = await read(buyer(open));
    expect([name, bytes]).toEqual(['方案.pdf', file.bytes]);
    await expect(read(providers[1]!)).rejects.toMatchObject(code('absent'));
    const clear = await rooms.database.sql(`select from bidding.chunk where position($1::bytea in bytes) > 0`, [Buffer.from('内容')]);
    expect(clear).toEqual([]);
  });

  it('shows bidders no prices where none are read out, until the result is known', async () => {
    const { open } = await sealed(2, 'competitive_consultation');
    await openBox(rooms, open.holders, open.id);
    expect(await show(providers[0]!, open.id)).toMatchObject({ pricesShown: false });
    expect((await show(providers[0]!, open.id)).minutes!.text).not.toContain('799999');
    expect(await show(buyer(open), open.id)).toMatchObject({ pricesShown: true });
    await rooms.database.sql('update bidding.box set result_at = now() where procedure = $1', [open.id]);
    expect(await show(providers[0]!, open.id)).toMatchObject({ pricesShown: true });
  });

  it('goes on after the server went away between the second holder and the writing', async () => {
    const { open } = await sealed(2, 'competitive_consultation');
    const { purchaser, finance } = open.holders;
    await comes(rooms, purchaser, open.id);
    const other = new pg.Client({ connectionString: rooms.database.url });
    await other.connect();
    await other.query('begin');
    await other.query('select from tendering.procedure where id = $1 for update', [open.id]);
    const cut = expect(comes(rooms, finance, open.id)).rejects.toThrow();
    await somebodyWaits(rooms);
    await rooms.database.sql(`select pg_terminate_backend(pid) ${lockWaiters}`);
    await cut;
    await other.query('rollback');
    await other.end();
    expect((await show(buyer(open), open.id)).state).toBe('sealed');
    await rooms.get(Opening).ring(open.id);
    expect((await show(buyer(open), open.id)).state).toBe('opened');
  });

  it('is done by the database only after two came', async () => {
    const { open } = await sealed(3);
    const set = `update bidding.box set state = 'opened', ended_at = now() where procedure = $1`;
    await expect(rooms.database.sql(set, [open.id])).rejects.toThrow('opened by two');
    await comes(rooms, open.holders.purchaser, open.id);
    await expect(rooms.database.sql(set, [open.id])).rejects.toThrow('opened by two');
    await expect(rooms.database.sql(`update bidding.box set root = sha256('x') where procedure = $1`, [open.id])).rejects.toThrow(
      'does not change',
    );
  });

  it('does not happen before the deadline', async () => {
    const open = await procedure(rooms.database);
    await handedIn(rooms, providers[0]!, open.id);
    const { actor } = open.holders.purchaser;
    await expect(rooms.get(Contributions).contribute(actor, open.id, { contributions: [] })).rejects.toMatchObject(
      code('opening.not-sealed'),
    );
  });

  const journal = async (project: string): Promise<string[]> => {
    const rows = await rooms.database.sql<{ type: string }>(
      `select type from platform.journal where project = $1 and type not like 'plan-item.%' order by at`,
      [project],
    );
    return rows.map(({ type }) => type);
  };
});
