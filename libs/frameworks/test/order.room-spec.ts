import { ContractQueries, ContractService, SigningService } from '#contracts';
import { type Deadline, DeadlineQueries } from '#calendar';
import type { Actor } from '#kernel';
import { LedgerQueries } from '#ledger';
import {
  EvidenceService,
  FrameworksModule,
  MembershipService,
  OrderContracts,
  OrderQueries,
  OrderService,
  type PlaceOrder,
  TakingService,
  type WholeAgreement,
  type WholeOrder,
} from '#frameworks';
import { PlanQueries } from '#planning';
import { Database } from '#platform';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { aCast, type Cast } from '../../tendering/test/builders.js';
import { anAgreement, anOrder, entrantOf, specAcceleration } from './builders.js';

describe('an order under a framework agreement', () => {
  let rooms: TestRooms;
  let cast: Cast;
  let whole: WholeAgreement;
  beforeAll(async () => {
    rooms = await openRooms([FrameworksModule], { acceleration: specAcceleration });
    cast = await aCast(rooms);
    whole = await anAgreement(rooms, cast);
  }, 120_000);
  afterAll(() => rooms.close());

  const code = (wanted: string): object => ({ refusal: { code: wanted } });
  const orders = (): OrderService => rooms.get(OrderService);
  const taking = (): TakingService => rooms.get(TakingService);
  const place = (wish: Partial<PlaceOrder> = {}, actor: Actor = cast.handler) => orders().place(actor, whole.id, anOrder(wish));
  const direct = (provider: Actor, wish: Partial<PlaceOrder> = {}) => place({ entrantId: entrantOf(whole, provider), ...wish });
  const order = async (id: string): Promise<WholeOrder> => (await rooms.get(OrderQueries).byId(id))!;
  const clocks = async (subject: string): Promise<Record<string, Deadline>> =>
    Object.fromEntries((await rooms.get(DeadlineQueries).ofSubjects([subject])).map((deadline) => [deadline.key, deadline]));
  const colleagues = () =>
    [cast.handler, cast.otherHandler].map(({ personId, name, organizationId }) => ({ personId, name, organizationId }));

  describe('by direct choice', () => {
    it('records who chose, is approved by a second person, and goes to an entrant of the lot only', async () => {
      const [first, , , fourth] = cast.providers;
      await expect(place({ entrantId: entrantOf(whole, fourth!) })).rejects.toMatchObject(code('framework.not-an-entrant'));
      await expect(direct(first!, { lot: '9' })).rejects.toMatchObject(code('framework.nobody-for-lot'));
      await expect(orders().place(cast.stranger, whole.id, anOrder())).rejects.toMatchObject(code('absent'));
      await expect(orders().place(cast.acceptor, whole.id, anOrder())).rejects.toMatchObject(code('framework.order-role'));
      await expect(direct(first!, { months: 25 })).rejects.toMatchObject(code('framework.order-too-long'));
      await expect(place({ way: 'rotation', chosenBy: 'users' })).rejects.toMatchObject(code('framework.users-choose-directly'));
      const id = await direct(first!, { chosenBy: 'users' });
      expect(await order(id)).toMatchObject({
        state: 'placed',
        amount: 150_000n,
        price: 5_000n,
        chosenBy: 'users',
        chooser: '城中街道居委会服务对象代表会',
      });
      await expect(taking().accept(first!, id)).rejects.toMatchObject(code('absent'));
      await expect(orders().approve(cast.handler, id)).rejects.toMatchObject(code('framework.desk-role'));
      await expect(orders().approve({ ...cast.otherApprover, confirmedAt: null }, id)).rejects.toMatchObject(code('confirm-first'));
      const both = await orders().place(cast.otherApprover, whole.id, anOrder({ entrantId: entrantOf(whole, first!) }));
      await expect(orders().approve(cast.otherApprover, both)).rejects.toMatchObject(code('framework.second-person'));
      await orders().cancel(cast.approver, both, { reason: '重复下单' });
      await orders().approve(cast.approver, id);
      expect((await clocks(id))['framework.order.accept']).toMatchObject({ holder: first!.organizationId, metAt: null });
    });

    it('becomes a contract whose price leaves the plan item, and then takes evidence and feedback', async () => {
      const [first, second] = cast.providers;
      const id = await direct(first!, { chosenBy: 'users' });
      await orders().approve(cast.approver, id);
      await expect(taking().accept(second!, id)).rejects.toMatchObject(code('absent'));
      await taking().accept(first!, id);
      await expect(rooms.get(EvidenceService).record(first!, id, { day: '2026-01-05', quantity: 5, note: '签收' })).rejects.toMatchObject(
        code('framework.order-not-bound'),
      );
      const draft = () => rooms.get(OrderContracts).draft(cast.handler, id, cast.otherHandler.personId, colleagues());
      await expect(draft()).rejects.toMatchObject(code('framework.announce-first'));
      await orders().announce(cast.handler, id);
      expect((await clocks(id))['framework.order.announce']!.metAt).toBeInstanceOf(Date);
      const contractId = await draft();
      await expect(draft()).rejects.toMatchObject(code('contract.exists'));
      await expect(orders().cancel(cast.approver, id, { reason: 'x' })).rejects.toMatchObject(code('framework.contract-drafted'));

      await rooms.get(ContractService).offer(cast.handler, contractId);
      await rooms.get(SigningService).sign(first!, contractId);
      const contract = await rooms.get(SigningService).sign(cast.approver, contractId);
      await rooms.settle();
      expect(contract).toMatchObject({
        state: 'active',
        price: 150_000n,
        orderId: id,
        content: { quantity: { amount: '30', unit: '小时' } },
      });
      expect(await order(id)).toMatchObject({ state: 'contracted', contractId });
      expect((await clocks(id))['contract.sign']!.metAt).toBeInstanceOf(Date);
      const [fund] = whole.funds;
      const balances = await rooms.get(LedgerQueries).balances(`contract:${contractId}`);
      expect(balances.map(({ creditsPosted }) => creditsPosted)).toEqual([150_000n]);
      expect(await rooms.get(PlanQueries).item(fund!.planItemId)).toMatchObject({ state: 'in_procedure' });
      expect((await rooms.get(LedgerQueries).check()).faults).toEqual([]);

      const evidence = rooms.get(EvidenceService);
      const done = await evidence.record({ ...first!, roles: ['field_staff'] }, id, {
        day: '2026-01-05',
        quantity: 20,
        note: '5 户签字单',
      });
      await expect(evidence.record(first!, id, { day: '2026-01-06', quantity: 11, note: '多了' })).rejects.toMatchObject(
        code('framework.more-than-ordered'),
      );
      await expect(evidence.record(first!, id, { day: '2999-01-01', quantity: 1, note: '明天' })).rejects.toMatchObject(
        code('framework.day-to-come'),
      );
      await expect(evidence.confirm(first!, id, done)).rejects.toMatchObject(code('absent'));
      await evidence.confirm(cast.acceptor, id, done);
      await expect(evidence.confirm(cast.acceptor, id, done)).rejects.toMatchObject(code('framework.confirmed-already'));
      await evidence.feedback(cast.acceptor, id, { source: 'user', rating: 5, words: '护理员准时，老人很满意。' });
      const now = await order(id);
      expect([now.evidence.length, now.evidence[0]!.confirmedAt, now.feedback[0]!.rating]).toEqual([1, expect.any(Date), 5]);
    });

    it('may have another contract when the first was not signed', async () => {
      const [first] = cast.providers;
      const id = await direct(first!);
      await orders().approve(cast.approver, id);
      await taking().accept(first!, id);
      await orders().announce(cast.handler, id);
      const draft = () => rooms.get(OrderContracts).draft(cast.handler, id, cast.otherHandler.personId, colleagues());
      const contractId = await draft();
      await rooms.get(ContractService).reject(cast.approver, contractId, { code: 'text-error', text: '地点写错' });
      await rooms.settle();
      expect((await order(id)).contractId).toBeNull();
      expect((await rooms.get(ContractQueries).byId(await draft()))!.state).toBe('drafted');
    });

    it('stays within the money that is held', async () => {
      const [first] = cast.providers;
      await expect(direct(first!, { quantity: 17_001 })).rejects.toMatchObject(code('framework.over-budget'));
      const id = await direct(first!, { quantity: 16_800 });
      await expect(direct(first!, { quantity: 200 })).rejects.toMatchObject(code('framework.over-budget'));
      await orders().cancel(cast.approver, id, { reason: '试算' });
      await orders().cancel(cast.approver, await direct(first!, { quantity: 200 }), { reason: '试算' });
    });
  });

  describe('by turns', () => {
    const turn = async (id: string): Promise<number> =>
      cast.providers.findIndex(
        ({ organizationId }) => organizationId === whole.entrants.find((one) => one.id === turnOf.get(id))?.providerId,
      );
    const turnOf = new Map<string, string>();
    const placed = async (): Promise<string> => {
      const id = await place({ way: 'rotation' });
      turnOf.set(id, (await order(id)).entrantId!);
      return id;
    };

    it('goes round in the order of the entry, skips with a reason, and passes on when an entrant declines', async () => {
      const first = await placed();
      expect(await turn(first)).toBe(0);
      const second = await placed();
      expect(await turn(second)).toBe(1);
      await expect(orders().skip(cast.approver, second, { reason: 'x' })).rejects.toMatchObject(code('framework.order-role'));
      await orders().skip(cast.handler, second, { reason: '在整改期内' });
      const passed = await order(second);
      expect([passed.entrantId, passed.amount]).toEqual([entrantOf(whole, cast.providers[2]!), 165_000n]);
      await orders().approve(cast.approver, second);
      await taking().decline(cast.providers[2]!, second, { reason: '本周满员' });
      expect(await order(second)).toMatchObject({ state: 'offered', entrantId: entrantOf(whole, cast.providers[0]!) });
      await taking().decline(cast.providers[0]!, second, { reason: '满员' });
      const ended = await order(second);
      expect([ended.state, ended.skips.map(({ reason }) => reason)]).toEqual(['declined', ['在整改期内', '本周满员', '满员']]);
      expect(await turn(await placed())).toBe(1);
    });
  });

  describe('by a second contest', () => {
    const inSeconds = async (seconds: number): Promise<string> =>
      new Date((await rooms.get(Database).now()).getTime() + seconds * 1000).toISOString();
    const running = async (): Promise<string> => {
      const id = await place({ way: 'contest', quotesCloseAt: await inSeconds(600) });
      await orders().approve(cast.approver, id);
      return id;
    };
    const close = (id: string) =>
      rooms.database.sql(`update frameworks.call_off set quotes_close_at = clock_timestamp() where id = $1`, [id]);

    it('gives enough time, keeps quotes sealed until the closing and takes none after it', async () => {
      await expect(place({ way: 'contest' })).rejects.toMatchObject(code('framework.closing-missing'));
      await expect(place({ way: 'contest', quotesCloseAt: await inSeconds(0) })).rejects.toMatchObject(code('framework.contest-too-short'));
      const id = await running();
      const [first, second, , fourth] = cast.providers;
      await expect(taking().quote(first!, id, { price: '50.01' })).rejects.toMatchObject(code('framework.quote-over-price'));
      await expect(taking().quote(fourth!, id, { price: '40.00' })).rejects.toMatchObject(code('absent'));
      await taking().quote(first!, id, { price: '48.13' });
      await taking().quote(first!, id, { price: '47.13' });
      await taking().quote(second!, id, { price: '46.57' });
      const rows = await rooms.database.sql<{ sealed: Buffer; price: string | null }>(
        'select * from frameworks.quote where call_off_id = $1',
        [id],
      );
      expect(rows.map(({ price }) => price)).toEqual([null, null]);
      expect(new Set(rows.map(({ sealed }) => sealed.length)).size).toBe(1);
      expect(rows.some(({ sealed }) => sealed.includes('46.57') || sealed.includes('4657'))).toBe(false);
      expect((await order(id)).quotes).toEqual([]);
      await expect(taking().decide(cast.handler, id)).rejects.toMatchObject(code('framework.quotes-running'));
      await expect(
        rooms.database.sql('update frameworks.quote set price = 1, opened_at = now() where call_off_id = $1', [id]),
      ).rejects.toThrow('after the closing');

      await close(id);
      await expect(taking().quote(first!, id, { price: '40.00' })).rejects.toMatchObject(code('framework.quotes-closed'));
      await taking().decide(cast.handler, id);
      const decided = await order(id);
      expect(decided).toMatchObject({
        state: 'accepted',
        price: 4_657n,
        amount: 139_710n,
        entrantId: entrantOf(whole, second!),
        tieSeed: null,
      });
      expect(decided.quotes.map(({ price }) => price)).toEqual([4_657n, 4_713n]);
      const told = await rooms.database.sql<{ organization: string }>(
        `select organization from platform.journal where subject = $1 and type = 'order.quoted'`,
        [id],
      );
      expect(new Set(told.map(({ organization }) => organization)).size).toBe(1);
      expect(told[0]!.organization).not.toBe(first!.organizationId);
    });

    it('draws lots between equals with a recorded seed, and fails without quotes', async () => {
      const [tied, empty] = [await running(), await running()];
      for (const provider of cast.providers.slice(0, 3)) await taking().quote(provider, tied, { price: '45.00' });
      for (const id of [tied, empty]) {
        await close(id);
        await taking().decide(cast.handler, id);
      }
      expect((await order(tied)).tieSeed).toMatch(/^[0-9a-f]{64}$/);
      expect(await order(empty)).toMatchObject({ state: 'failed', endText: '截止时没有供应商报价。' });
    });
  });

  it('goes to nobody who was put out', async () => {
    const [, , third] = cast.providers;
    const entrant = entrantOf(whole, third!);
    await rooms
      .get(MembershipService)
      .remove(cast.approver, entrant, { ground: 'banned', reason: '被禁止参加政府采购', hearing: '书面陈述' });
    await expect(place({ entrantId: entrant })).rejects.toMatchObject(code('framework.not-an-entrant'));
  });
});
