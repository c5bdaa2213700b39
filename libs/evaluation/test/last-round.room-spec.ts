import type { Actor } from '#kernel';
import { Database } from '#platform';
import {
  ClarificationService,
  DecisionService,
  EvaluationModule,
  EvaluationQueries,
  EvaluationService,
  LastRound,
  PanelQueries,
  ReportService,
  ScoreService,
} from '#evaluation';
import { BidQueries, OpeningQueries } from '#bidding';
import { ProcedureQueries } from '#tendering';
import { comes, handsInLast, openBox, sealLastPrices } from '../../bidding/test/builders.js';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { aCast, type Cast } from '../../tendering/test/builders.js';
import { allQualified, anOpenedBox, aPanel, callLastPrices, fresh, type Opened, reported, scored, someExperts } from './builders.js';

const code = (wanted: string): object => ({ refusal: { code: wanted } });

jest.setTimeout(120_000);

describe('last prices, from the call to the ranking', () => {
  let rooms: TestRooms;
  let cast: Cast;
  let experts: Actor[];
  beforeAll(async () => {
    rooms = await openRooms([EvaluationModule], { acceleration: 5_000 });
    cast = await aCast(rooms);
    experts = await someExperts(rooms, 8);
  }, 60_000);
  afterAll(() => rooms.close());

  const progress = (id: string) => rooms.get(EvaluationQueries).progress(cast.handler, id);
  const sheet = (actor: Actor, id: string) => rooms.get(PanelQueries).sheet(actor, id);
  const soon = async (): Promise<string> => new Date((await rooms.get(Database).now()).getTime() + 60_000).toISOString();

  /** A panel that has checked compliance and talks with the bidders. */
  const talking = async (prices: readonly string[]): Promise<{ opened: Opened; id: string; members: [Actor, Actor, Actor] }> => {
    const opened = await anOpenedBox(rooms, cast, prices);
    await allQualified(rooms, cast, opened);
    const members = (await aPanel(rooms, cast, opened, experts, null)) as [Actor, Actor, Actor];
    return { opened, id: opened.procedure.id, members };
  };

  it('are called by the chair after the talks, wait sealed, and then decide the ranking', async () => {
    const { opened, id, members } = await talking(['800000.00', '780000.00', '820000.00']);
    const [chair, second] = members;
    const round = rooms.get(LastRound);
    const [low, stays, leaves] = opened.bids as [Opened['bids'][0], Opened['bids'][0], Opened['bids'][0]];
    expect((await sheet(second, id)).lastRound).toEqual({ state: 'awaited', closesAt: null });
    await expect(scored(rooms, opened, [second], [80, 80, 80])).rejects.toMatchObject(code('last-round.first'));
    await expect(round.call(second, id, { closesAt: await soon() })).rejects.toMatchObject(code('panel.chair-only'));
    const asked = await rooms.get(ClarificationService).ask(chair, id, { bidId: low.id, question: '夜间如何值守？' });
    await expect(round.call(chair, id, { closesAt: await soon() })).rejects.toMatchObject(code('last-round.talks-open'));
    await rooms.get(ClarificationService).answer(low.provider, asked.id, { answer: '两人轮班' });
    await expect(round.call(chair, id, { closesAt: '2026-01-01T08:00' })).rejects.toMatchObject(code('last-price.too-soon'));
    await callLastPrices(rooms, id, chair);
    await expect(round.call(chair, id, { closesAt: await soon() })).rejects.toMatchObject(code('last-price.called'));
    const told = await rooms.database.sql<{ n: number }>(
      `select count(*)::int as n from platform.journal where project = $1 and type = 'last-price.asked'`,
      [id],
    );
    expect(told[0]!.n).toBe(3);

    await handsInLast(rooms, low.provider, low.id, { '1': '701234.00' });
    await handsInLast(rooms, stays.provider, stays.id, { '1': '765432.00' });
    await expect(rooms.get(ScoreService).lock(second, id)).rejects.toMatchObject(code('last-round.out'));
    const everybody = async (): Promise<string> =>
      JSON.stringify(
        [await sheet(chair, id), await progress(id), await rooms.get(OpeningQueries).show(cast.handler, id), await offers()],
        (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value instanceof Map ? [...value] : value),
      );
    const offers = () => rooms.get(BidQueries).opened(id);
    const closed = async (): Promise<void> => {
      const text = await everybody();
      for (const secret of ['701234', '70123400', '765432', '76543200']) expect(text).not.toContain(secret);
    };
    await closed();
    await sealLastPrices(rooms, id);
    await closed();
    await comes(rooms, cast.keyHolders.supervisor!, id);
    await closed();
    await comes(rooms, cast.keyHolders.finance!, id);
    await rooms.settle();
    expect(await everybody()).toContain('701234');

    const after = await progress(id);
    const line = (bid: string) => after.candidates.find(({ bidId }) => bidId === bid)!;
    expect(after.lastRound).toMatchObject({ state: 'taken' });
    expect(line(low.id)).toMatchObject({ price: 70_123_400n, firstPrice: 80_000_000n, excluded: null });
    expect(line(leaves.id)).toMatchObject({ price: 82_000_000n, excluded: 'no-last-price' });
    expect(line(leaves.id).exclusion).toContain('视为退出');
    expect((await sheet(chair, id)).bids!.map(({ bidId }) => bidId).sort()).toEqual([low.id, stays.id].sort());
    await rooms.get(ScoreService).lock(second, id);
    await scored(rooms, opened, [members[0], members[2]], [80, 80, 80]);
    await reported(rooms, opened, members);
    const { candidates } = await progress(id);
    expect(candidates.map(({ bidId, rank }) => [bidId, rank]).sort()).toEqual(
      [
        [low.id, 1],
        [stays.id, 2],
        [leaves.id, null],
      ].sort(),
    );
    const award = await rooms.get(DecisionService).decide(fresh(cast.approver), id, { bidId: low.id });
    expect(award.price).toBe(70_123_400n);
  });

  it('from fewer than the law asks end the evaluation and the procedure, and nobody reads a price', async () => {
    const { opened, id, members } = await talking(['800000.00', '780000.00']);
    await callLastPrices(rooms, id, members[0]);
    const [one] = opened.bids as [Opened['bids'][0]];
    await handsInLast(rooms, one.provider, one.id, { '1': '700000.00' });
    await sealLastPrices(rooms, id);
    expect(await openBox(rooms, cast.keyHolders, id)).toMatchObject({ state: 'void' });
    await rooms.settle();
    const after = await progress(id);
    expect([after.state, after.lots[0]!.failure]).toEqual(['failed', '有效的最后报价只有 1 份，不足法定的 2 份，不再评审。']);
    expect(await rooms.get(ProcedureQueries).byId(id)).toMatchObject({ state: 'failed' });
    expect(after.candidates.map(({ price }) => price)).toEqual(expect.arrayContaining([80_000_000n, 78_000_000n]));
  });

  it('above the limit put their bidder out; with too few left the evaluation ends', async () => {
    const { opened, id, members } = await talking(['800000.00', '780000.00', '790000.00']);
    await callLastPrices(rooms, id, members[0]);
    const prices = ['850000.01', '700000.00', '710000.00'];
    for (const [place, { id: bid, provider }] of opened.bids.entries()) await handsInLast(rooms, provider, bid, { '1': prices[place]! });
    await sealLastPrices(rooms, id);
    await openBox(rooms, cast.keyHolders, id);
    await rooms.settle();
    const { state, candidates } = await progress(id);
    expect(state).toBe('scoring');
    expect(candidates.find(({ bidId }) => bidId === opened.bids[0]!.id)).toMatchObject({
      excluded: 'over-price',
      exclusion: '报价 850000.01 元超过最高限价 850000.00 元。',
    });
  });

  it('stay when the panel is another one, and are not asked for again', async () => {
    const { opened, id, members } = await talking(['800000.00', '780000.00', '790000.00']);
    const [one, two, three] = opened.bids.map((bid) => bid.id) as [string, string, string];
    await callLastPrices(rooms, id, members[0]);
    for (const { id: bid, provider } of opened.bids.slice(0, 2)) await handsInLast(rooms, provider, bid, { '1': '700000.00' });
    const redo = () =>
      rooms.get(Database).transaction((tx) => rooms.get(EvaluationService).redo(tx, cast.supervisor, id, { reason: '专家应当回避' }));
    await redo();
    expect((await progress(id)).lastRound).toMatchObject({ state: 'out' });
    await sealLastPrices(rooms, id);
    await openBox(rooms, cast.keyHolders, id);
    await rooms.settle();
    await redo();
    const { lastRound, candidates } = await progress(id);
    expect(lastRound).toMatchObject({ state: 'taken' });
    expect(new Map(candidates.map(({ bidId, price, excluded }) => [bidId, [price, excluded]]))).toEqual(
      new Map([
        [one, [70_000_000n, null]],
        [two, [70_000_000n, null]],
        [three, [79_000_000n, 'no-last-price']],
      ]),
    );
    const again = await aPanel(rooms, cast, opened, experts, null);
    await expect(rooms.get(LastRound).call(again[0]!, id, { closesAt: await soon() })).rejects.toMatchObject(code('last-price.called'));
    await scored(rooms, opened, again, [80, 70, 0]);
    await rooms.get(ReportService).draft(again[0]!, id);
  });
});
