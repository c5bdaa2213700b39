import type { Actor } from '#kernel';
import { AwardQueries, AwardService, EvaluationQueries } from '#evaluation';
import { ContractQueries, ContractService, ContractsModule, SigningService } from '#contracts';
import { LedgerQueries } from '#ledger';
import { PlanQueries } from '#planning';
import { ProcedureQueries } from '#tendering';
import { allTold, anOpenedBox, decided, fresh, someExperts } from '../../evaluation/test/builders.js';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { aCast, type Cast } from '../../tendering/test/builders.js';
import { colleagues } from './builders.js';

jest.setTimeout(120_000);

describe('contracts of lots', () => {
  let rooms: TestRooms;
  let cast: Cast;
  let experts: Actor[];
  beforeAll(async () => {
    rooms = await openRooms([ContractsModule], { acceleration: 100_000 });
    cast = await aCast(rooms);
    experts = await someExperts(rooms, 5);
  }, 60_000);
  afterAll(() => rooms.close());

  it('take their prices out of what is held, one by one, and free the rest with the last', async () => {
    const prices = [
      { '1': '390000.00', '2': '400000.00' },
      { '1': '380000.00', '2': '440000.00' },
    ];
    const opened = await anOpenedBox(rooms, cast, prices, { lots: ['400000.00', '450000.00'] });
    const { id, planItemId } = opened.procedure;
    await decided(rooms, cast, opened, experts, [80, 80]);
    await allTold(rooms, cast, opened);
    for (const { award } of (await rooms.get(EvaluationQueries).progress(cast.handler, id)).lots)
      await rooms.get(AwardService).announce(fresh(cast.handler), award!.id);
    await rooms.settle();
    const [first, second] = await rooms.get(AwardQueries).ofProcedure(id);

    const item = async () => (await rooms.get(PlanQueries).item(planItemId))!;
    const held = async () => (await rooms.get(LedgerQueries).balances(`budget:${(await item()).lineNumber}:free`))[0]!.debitsPending;
    const before = await held();
    const signed = async (lot: string): Promise<string> => {
      const {
        id: contract,
        title,
        content,
      } = await rooms.get(ContractService).draft(cast.handler, id, cast.otherHandler.personId, colleagues(cast), lot);
      expect([title, content.quantity]).toEqual([expect.stringContaining(`第 ${lot} 包 片区${lot}`), { amount: '100', unit: '户' }]);
      await rooms.get(ContractService).offer(cast.handler, contract);
      const provider = cast.providers.find(({ organizationId }) => organizationId === content.provider.id)!;
      await rooms.get(SigningService).sign(provider, contract);
      await rooms.get(SigningService).sign(cast.approver, contract);
      return contract;
    };
    const one = await signed('1');
    expect([before - (await held()), (await item()).state]).toEqual([38_000_000n, 'in_procedure']);
    expect((await rooms.get(ProcedureQueries).byId(id))!.state).toBe('closed');
    expect((await rooms.get(ContractQueries).ofAward(first!.id))!.id).toBe(one);
    const two = await signed('2');
    expect([await held(), await item()]).toEqual([0n, expect.objectContaining({ state: 'settled', settledPrice: 78_000_000n })]);
    expect((await rooms.get(ContractQueries).ofAward(second!.id))!.id).toBe(two);
    expect((await rooms.get(ProcedureQueries).byId(id))!.state).toBe('completed');
    for (const [contract, price] of [[one, 38_000_000n] as const, [two, 40_000_000n] as const])
      expect((await rooms.get(LedgerQueries).balances(`contract:${contract}:`))[0]).toMatchObject({ free: price });
    expect((await rooms.get(LedgerQueries).check()).faults).toEqual([]);
  });
});
