import type { Actor } from '#kernel';
import { Database } from '#platform';
import {
  AwardQueries,
  AwardService,
  DecisionService,
  EvaluationModule,
  EvaluationQueries,
  EvaluationService,
  PanelQueries,
} from '#evaluation';
import { ProcedureQueries } from '#tendering';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { aCast, type Cast } from '../../tendering/test/builders.js';
import { allQualified, allTold, anOpenedBox, aPanel, decided, fresh, type Opened, reported, scored, someExperts } from './builders.js';

const code = (wanted: string): object => ({ refusal: { code: wanted } });

jest.setTimeout(120_000);

describe('a procedure of lots', () => {
  let rooms: TestRooms;
  let cast: Cast;
  let experts: Actor[];
  beforeAll(async () => {
    rooms = await openRooms([EvaluationModule], { acceleration: 200_000 });
    cast = await aCast(rooms);
    experts = await someExperts(rooms, 12);
  }, 60_000);
  afterAll(() => rooms.close());
  const progress = (id: string) => rooms.get(EvaluationQueries).progress(cast.handler, id);
  const lots = ['400000.00', '450000.00'];
  const both = (first: string, second: string) => ({ '1': first, '2': second });
  const announceAll = async (opened: Opened): Promise<void> => {
    await allTold(rooms, cast, opened);
    for (const { award } of (await progress(opened.procedure.id)).lots)
      if (award?.state === 'decided') await rooms.get(AwardService).announce(fresh(cast.handler), award.id);
  };
  const finalize = (id: string) => rooms.get(Database).transaction((tx) => rooms.get(AwardService).finalize(tx, cast.approver, id));

  it('judges each offer for each lot: its own ranking, winner, letter and result', async () => {
    const opened = await anOpenedBox(rooms, cast, [both('390000.00', '400000.00'), both('380000.00', '440000.00')], { lots });
    const { id, number } = opened.procedure;
    expect((await progress(id)).candidates.map(({ lot, price }) => [lot, price]).sort()).toHaveLength(4);
    await allQualified(rooms, cast, opened);
    const members = await aPanel(rooms, cast, opened, experts);
    await scored(rooms, opened, members, [80, 80]);
    await reported(rooms, opened, members);
    const { candidates } = await progress(id);
    const winner = (lot: string) => candidates.find((one) => one.lot === lot && one.rank === 1)!;
    expect([winner('1').bidId, winner('2').bidId]).toEqual([opened.bids[1]!.id, opened.bids[0]!.id]);

    const decisions = rooms.get(DecisionService);
    await expect(decisions.decide(fresh(cast.approver), id, { bidId: winner('1').bidId, lot: '2' })).rejects.toMatchObject(
      code('award.not-in-order'),
    );
    await decisions.decide(fresh(cast.approver), id, { bidId: winner('1').bidId, lot: '1' });
    expect((await progress(id)).state).toBe('reported');
    await decisions.decide(fresh(cast.approver), id, { bidId: winner('2').bidId, lot: '2' });
    expect((await progress(id)).state).toBe('decided');
    await announceAll(opened);

    const result = (await rooms.get(AwardQueries).publicByNumber(number))!;
    expect(result.lots.map(({ lot, ranking }) => [lot, ranking.length])).toEqual([
      ['1', 2],
      ['2', 2],
    ]);
    expect(result.lots[0]!.winner!.name).not.toBe(result.lots[1]!.winner!.name);
    const outcomes = await rooms.get(EvaluationQueries).outcomesFor(opened.bids[0]!.provider, id);
    expect(outcomes.map(({ lot, outcome }) => [lot, outcome?.won, outcome?.lot.of])).toEqual([
      ['1', false, 2],
      ['2', true, 2],
    ]);

    const awards = await rooms.get(AwardQueries).ofProcedure(id);
    await finalize(awards[0]!.id);
    expect((await rooms.get(ProcedureQueries).byId(id))!.state).toBe('closed');
    await finalize(awards[1]!.id);
    expect((await rooms.get(ProcedureQueries).byId(id))!.state).toBe('completed');
  });

  it('lets a lot with too few offers fail alone and ends when every lot has failed or its contract', async () => {
    const opened = await anOpenedBox(rooms, cast, [both('390000.00', '400000.00'), { '2': '440000.00' }], { lots });
    const { id, number } = opened.procedure;
    expect((await progress(id)).lots.map(({ state }) => state)).toEqual(['failed', 'open']);
    const { awardId } = await decided(rooms, cast, opened, experts, [90, 70]);
    await announceAll(opened);
    const result = (await rooms.get(AwardQueries).publicByNumber(number))!;
    expect(result.lots[0]).toMatchObject({ award: null, failure: expect.stringContaining('只收到 1 份') as string });
    const [first] = await rooms.get(EvaluationQueries).outcomesFor(opened.bids[0]!.provider, id);
    expect(first).toMatchObject({ lot: '1', outcome: null, failure: expect.any(String) as string });
    await finalize(awardId);
    expect((await rooms.get(ProcedureQueries).byId(id))!.state).toBe('completed');
  });

  it('keeps an offer above the limit of one lot out of that lot only, and says so of a lot where all are', async () => {
    const dear = both('400000.01', '440000.00');
    const { procedure } = await anOpenedBox(rooms, cast, [dear, dear, both('400000.01', '450000.01')], { lots });
    const { lots: judged, candidates } = await progress(procedure.id);
    expect(judged.map(({ state }) => state)).toEqual(['failed', 'open']);
    expect(judged[0]!.failure).toBe('全部 3 份报价都超过最高限价，采购人不能支付，依法废标（政府采购法第三十六条）。');
    const out = candidates.filter(({ lot }) => lot === '2').map(({ excluded }) => excluded);
    expect(out.filter((one) => one === 'over-price')).toHaveLength(1);
  });

  it('takes last prices lot by lot and keeps the first; a lot with too few left fails alone', async () => {
    const opened = await anOpenedBox(rooms, cast, [both('390000.00', '400000.00'), both('380000.00', '440000.00'), { '2': '445000.00' }], {
      lots,
    });
    const { id } = opened.procedure;
    const [one, two, three] = opened.bids.map((bid) => bid.id) as [string, string, string];
    await allQualified(rooms, cast, opened);
    const members = await aPanel(rooms, cast, opened, experts, { [one]: both('370000.00', '395000.00'), [two]: null });
    const after = await progress(id);
    expect(after.lots.map(({ state, failure }) => [state, failure])).toEqual([
      ['failed', expect.stringContaining('有效的最后报价只有 1 份') as string],
      ['open', null],
    ]);
    const line = (bid: string, lot: string) => after.candidates.find((each) => each.bidId === bid && each.lot === lot)!;
    expect(line(one, '2')).toMatchObject({ price: 39_500_000n, firstPrice: 40_000_000n, excluded: null });
    expect(line(two, '2')).toMatchObject({ excluded: 'no-last-price', price: 44_000_000n });
    expect(line(three, '2')).toMatchObject({ price: 44_500_000n, firstPrice: null, excluded: null });
    expect((await rooms.get(PanelQueries).sheet(members[0]!, id)).bids).toHaveLength(2);
    await scored(rooms, opened, members, [80, 0, 70]);
    await reported(rooms, opened, members);
    const { candidates } = await progress(id);
    expect(candidates.find(({ rank }) => rank === 1)).toMatchObject({ bidId: one, lot: '2', price: 39_500_000n });
  });

  it('goes to the next candidate of its lot when one award is withdrawn; the other lot stands', async () => {
    const opened = await anOpenedBox(rooms, cast, [both('390000.00', '400000.00'), both('380000.00', '440000.00')], { lots });
    const { id } = opened.procedure;
    await decided(rooms, cast, opened, experts, [80, 80]);
    await announceAll(opened);
    const [first, second] = await rooms.get(AwardQueries).ofProcedure(id);
    await rooms
      .get(Database)
      .transaction((tx) => rooms.get(AwardService).withdraw(tx, cast.approver, first!.id, { cause: 'winner-refused', reason: '放弃' }));
    const after = await progress(id);
    expect([after.state, ...after.lots.map(({ state }) => state)]).toEqual(['reported', 'reported', 'decided']);
    expect((await rooms.get(AwardQueries).byProcedure(id))!.id).toBe(second!.id);
    const next = after.candidates.find(({ lot, rank }) => lot === '1' && rank === 2)!;
    await rooms.get(DecisionService).decide(fresh(cast.approver), id, { bidId: next.bidId, lot: '1' });
    expect((await progress(id)).state).toBe('decided');
  });

  it('is done again by another panel: nobody sits twice, unannounced work is not told, final lots stay', async () => {
    const opened = await anOpenedBox(rooms, cast, [both('390000.00', '400000.00'), both('380000.00', '440000.00')], { lots });
    const { id, number } = opened.procedure;
    await decided(rooms, cast, opened, experts, [80, 80]);
    await announceAll(opened);
    const [first, second] = await rooms.get(AwardQueries).ofProcedure(id);
    await finalize(second!.id);
    const before = (await progress(id)).seats.map(({ name }) => name);
    await rooms
      .get(Database)
      .transaction((tx) => rooms.get(EvaluationService).redo(tx, cast.supervisor, id, { reason: '评审专家应当回避而未回避' }));
    const redone = await progress(id);
    expect(redone).toMatchObject({ state: 'qualified', round: 2, redoReason: '评审专家应当回避而未回避', seats: [] });
    expect(redone.lots.map(({ lot, state }) => [lot, state])).toEqual([['1', 'open']]);
    expect(await rooms.get(AwardQueries).byProcedure(id, '1')).toBeNull();
    const members = await aPanel(rooms, cast, opened, experts);
    expect(members.some(({ name }) => before.includes(name))).toBe(false);
    await scored(rooms, opened, members, [95, 60]);
    await reported(rooms, opened, members);
    const shown = (await rooms.get(AwardQueries).publicByNumber(number))!;
    expect(shown.lots[0]!.award).toMatchObject({ id: first!.id, state: 'withdrawn' });
    expect(shown.lots[0]!.ranking[0]!.providerId).toBe(first!.providerId);
    const { candidates } = await progress(id);
    const winner = candidates.find(({ rank }) => rank === 1)!;
    expect(winner.bidId).toBe(opened.bids[0]!.id);
    await rooms.get(DecisionService).decide(fresh(cast.approver), id, { bidId: winner.bidId });
    await announceAll(opened);
    await finalize((await rooms.get(AwardQueries).byProcedure(id, '1'))!.id);
    expect((await rooms.get(ProcedureQueries).byId(id))!.state).toBe('completed');
  });

  it('is done again from the qualification: every offer is judged anew, also one that had failed or was put out', async () => {
    const opened = await anOpenedBox(rooms, cast, ['390000.00', '400000.00', '410000.00']);
    const { id } = opened.procedure;
    const evaluations = rooms.get(EvaluationService);
    const { eligibility } = await progress(id);
    const unfit = { passed: false, unmet: [eligibility[0]!.id], reason: '登记证书过期' };
    const last = opened.bids[2]!.id;
    for (const bid of opened.bids)
      await evaluations.qualify(cast.handler, id, { bidId: bid.id, ...(bid.id === last ? unfit : { passed: true }) });
    await evaluations.conclude(cast.handler, id);
    await aPanel(rooms, cast, opened, experts);
    await rooms
      .get(Database)
      .transaction((tx) => evaluations.redo(tx, cast.supervisor, id, { reason: '资格审查有误', from: 'qualification' }));
    const redone = await progress(id);
    expect(redone).toMatchObject({ state: 'qualifying', round: 2, seats: [], panelSize: null });
    expect(redone.candidates.map(({ passed, judgement, excluded }) => [passed, judgement, excluded])).toEqual(
      opened.bids.map(() => [null, null, null]),
    );
    await expect(evaluations.conclude(cast.handler, id)).rejects.toMatchObject({ refusal: { code: 'qualification.unsettled' } });
    for (const bid of opened.bids) await evaluations.qualify(cast.handler, id, { bidId: bid.id, passed: true });
    expect((await evaluations.conclude(cast.handler, id)).state).toBe('qualified');
    expect((await progress(id)).candidates.find(({ bidId }) => bidId === last)).toMatchObject({ passed: true, judgement: null });
  });
});
