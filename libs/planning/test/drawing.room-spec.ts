import { LedgerQueries } from '#ledger';
import { PlanItemDrawing, PlanItemService, PlanningModule, PlanQueries } from '#planning';
import { Database, uuidv7 } from '#platform';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { aDistrict, anApprovedYear, aPlanItem, type District } from './builders.js';

describe('an item that is used contract by contract', () => {
  let rooms: TestRooms;
  let district: District;
  let id: string;
  beforeAll(async () => {
    rooms = await openRooms([PlanningModule]);
    district = await aDistrict(rooms);
    await anApprovedYear(rooms, district);
    id = await inProcedure('“十分钟便民服务圈”社区服务项目');
  });
  afterAll(() => rooms.close());

  const drawing = (): PlanItemDrawing => rooms.get(PlanItemDrawing);
  const transaction: Database['transaction'] = (work) => rooms.get(Database).transaction(work);
  const draw = (price: bigint, contract = uuidv7(), item = id): Promise<void> =>
    transaction((tx) => drawing().draw(tx, district.handler, item, contract, price));
  const inProcedure = async (title: string): Promise<string> => {
    const item = await aPlanItem(rooms, district, title, 'announced');
    await transaction((tx) => rooms.get(PlanItemService).use(tx, district.handler, item.id, uuidv7()));
    return item.id;
  };
  const reserved = async (): Promise<bigint | undefined> =>
    (await rooms.get(LedgerQueries).balances('budget:2026-MZ-02:free'))[0]?.debitsPending;

  it('gives each contract its price and keeps holding the rest, down to the last fen', async () => {
    const amount = (await rooms.get(PlanQueries).item(id))!.amount;
    const before = (await reserved())!;
    const first = uuidv7();
    await draw(10_000_000n, first);
    await draw(5_000_000n);
    expect(before - (await reserved())!).toBe(15_000_000n);
    expect((await rooms.get(LedgerQueries).balances(`contract:${first}:`))[0]).toMatchObject({ free: 10_000_000n });
    await expect(draw(amount - 15_000_000n + 1n)).rejects.toMatchObject({ refusal: { code: 'planning.price-over-budget' } });
    await draw(amount - 15_000_000n);
    await expect(draw(1n)).rejects.toMatchObject({ refusal: { code: 'planning.price-over-budget' } });
    await transaction((tx) => drawing().finish(tx, district.handler, id));
    expect(await rooms.get(PlanQueries).item(id)).toMatchObject({ state: 'settled', settledPrice: amount });
  });

  it('is settled with the rest free again, and waits for another procedure when nothing was drawn', async () => {
    const [used, unused] = [await inProcedure('远程求救求助呼叫中心运营服务'), await inProcedure('“心灵乐园”心理健康服务')];
    await draw(1_000_000n, uuidv7(), used);
    for (const item of [used, unused]) await transaction((tx) => drawing().finish(tx, district.handler, item));
    expect(await rooms.get(PlanQueries).item(used)).toMatchObject({ state: 'settled', settledPrice: 1_000_000n });
    expect(await rooms.get(PlanQueries).item(unused)).toMatchObject({ state: 'announced', procedureId: null });
    expect((await rooms.get(LedgerQueries).check()).faults).toEqual([]);
  });
});
