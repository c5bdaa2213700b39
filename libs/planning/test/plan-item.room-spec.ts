import { LedgerQueries, LineFigureQueries } from '#ledger';
import { BudgetLineService, PlanChecks, PlanItemService, PlanningModule, PlanQueries } from '#planning';
import { Database, uuidv7 } from '#platform';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { aDistrict, anApprovedYear, answered, aPlanItem, type District, person } from './builders.js';

let rooms: TestRooms;
let district: District;
let service: PlanItemService;
let plan: PlanQueries;
let database: Database;
beforeAll(async () => {
  rooms = await openRooms([PlanningModule], { acceleration: 1 });
  district = await aDistrict(rooms);
  await anApprovedYear(rooms, district);
  [service, plan, database] = [rooms.get(PlanItemService), rooms.get(PlanQueries), rooms.get(Database)];
});
afterAll(() => rooms.close());

const code = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: Error & { refusal?: { code: string } }) => error.refusal?.code ?? error.message,
  );
const figuresOf = async (line: string) => (await rooms.get(LineFigureQueries).of([line])).get(line)!;
const calls = '远程求救求助呼叫中心运营服务';

describe('a plan item in the offices', () => {
  it('passes handler, colleague and finance, three persons, and its money is held the moment it is approved', async () => {
    const { handler, approver, checker, financeApprover, departmentId } = district;
    const item = await aPlanItem(rooms, district, calls, 'draft');
    expect(await code(service.endorse(approver, item.id))).toBe('lifecycle.not-now');
    await service.submit(handler, item.id, answered);
    expect(await code(service.endorse({ ...handler, roles: ['handler', 'approver'] }, item.id))).toBe('planning.second-person');
    expect(await code(service.approve(financeApprover, item.id, {}))).toBe('lifecycle.not-now');
    await service.endorse(approver, item.id);
    expect(await code(service.approve(checker, item.id, {}))).toBe('planning.second-person');
    expect(await code(service.approve({ ...approver, roles: ['finance_approver'] }, item.id, {}))).toBe('planning.second-person');
    expect(await code(service.approve(handler, item.id, {}))).toBe('forbidden');
    expect((await figuresOf('2026-MZ-01')).reserved).toBe(0n);
    await service.approve(financeApprover, item.id, {});
    expect(await figuresOf('2026-MZ-01')).toMatchObject({ appropriated: 420_000_000n, reserved: 85_000_000n, free: 335_000_000n });
    const told = await rooms.database.sql<{ type: string }>('select type from platform.journal where subject = $1 order by at', [item.id]);
    expect(told.map(({ type }) => type)).toEqual(['plan-item.submitted', 'plan-item.endorsed', 'plan-item.approved']);
    expect((await plan.item(item.id))!.departmentId).toBe(departmentId);
  });

  it('does not exist for another department until it is public', async () => {
    const item = await aPlanItem(rooms, district, '社区居家养老服务站运营服务', 'draft');
    expect(await code(service.submit(district.stranger, item.id, answered))).toBe('absent');
    await aPlanItem(rooms, district, '社区居家养老服务站运营服务', 'announced');
    expect(await code(service.drop(district.stranger, item.id, { reason: '不再需要' }))).toBe('forbidden');
  });

  it('goes back to its author with a reason, from the colleague and from finance', async () => {
    const { id } = await aPlanItem(rooms, district, '老年助餐点配送服务', 'in_review');
    await service.return(district.approver, id, { reason: '数量与台账不符' });
    expect(await plan.item(id)).toMatchObject({ state: 'draft', returnReason: '数量与台账不符', submittedBy: null });
    await service.submit(district.handler, id, answered);
    await service.endorse(district.approver, id);
    expect(await code(service.return(district.approver, id, { reason: '再看看数量' }))).toBe('forbidden');
    await service.return(district.financeApprover, id, { reason: '测算依据不足' });
    expect(await plan.item(id)).toMatchObject({ state: 'draft', endorsedBy: null, returnReason: '测算依据不足' });
  });

  it('is refused when the handler says it is on the negative list, leaves a question open, or buys for too long', async () => {
    const { id, lineNumber } = await aPlanItem(rooms, district, '“124”展颜助老结对关爱服务', 'draft');
    const negativeList = { ...answered.negativeList, recruiting: 'yes' as const };
    expect(await code(service.submit(district.handler, id, { ...answered, negativeList }))).toBe('planning.negative-recruiting');
    const item = (await plan.item(id))!;
    const details = { ...item, lineNumber, amount: '350000.00', version: item.version };
    expect(await code(service.edit(district.handler, id, { ...details, title: '招聘20名窗口人员' }))).toBe('done');
    expect(await code(service.submit(district.handler, id, answered))).toBe('planning.negative-recruiting');
    expect(await code(service.edit(district.handler, id, details))).toBe('stale');
    await service.edit(district.handler, id, { ...details, version: undefined });
    expect(await code(service.submit(district.handler, id, { ...answered, smeReserve: undefined }))).toBe('planning.sme-answer-missing');
    expect(await code(service.submit(district.handler, id, answered))).toBe('planning.too-much-for-small');
    await service.edit(district.handler, id, { ...details, version: undefined, method: 'competitive_consultation', months: 36 });
    expect(await code(service.submit(district.handler, id, answered))).toBe('planning.term-needs-statements');
    await service.edit(district.handler, id, { ...details, version: undefined, method: 'competitive_consultation', months: 37 });
    expect(
      await code(service.submit(district.handler, id, { ...answered, statements: ['stable', 'continuous', 'funded', 'price_stable'] })),
    ).toBe('planning.term-too-long');
  });

  it('is written by a handler for the own department on an own line, once under a name', async () => {
    const details = {
      lineNumber: '2026-MZ-02',
      title: '社区广场舞辅导服务',
      category: '文体服务',
      beneficiaries: '社区居民',
      quantity: 20,
      unit: '个社区',
      quality: '每社区每月不少于2次',
      amount: '60000.00',
      quarter: '2026Q3',
      method: 'local_small_purchase' as const,
      months: 6,
    };
    const item = await service.draft(district.handler, details);
    expect(item.number).toMatch(/^321202-2026-JH-\d{4}$/);
    expect(await code(service.draft(district.handler, details))).toBe('planning.title-taken');
    expect(await code(service.draft(district.handler, { ...details, title: '另一项', quarter: '2027Q1' }))).toBe(
      'planning.quarter-of-another-year',
    );
    expect(await code(service.draft(district.handler, { ...details, title: '另一项', lineNumber: '2026-CL-01' }))).toBe(
      'planning.no-such-line',
    );
    expect(await code(service.draft(district.financeApprover, { ...details, title: '另一项' }))).toBe('forbidden');
    await service.drop(district.handler, item.id, { reason: '并入另一项' });
    expect(await code(service.draft(district.handler, details))).toBe('done');
  });
});

describe('the money of a line', () => {
  const anItem = (title: string, amount: string) =>
    service.draft(district.handler, {
      lineNumber: '2026-MZ-03',
      title,
      category: '养老服务',
      beneficiaries: '居民',
      quantity: 1,
      unit: '项',
      quality: '按约定',
      amount,
      quarter: '2026Q4',
      method: 'open_tender',
      months: 12,
    });
  const endorsed = async (title: string, amount: string): Promise<string> => {
    const { id } = await anItem(title, amount);
    await service.submit(district.handler, id, answered);
    await service.endorse(district.approver, id);
    return id;
  };

  it('is never promised twice, though sixteen approvals come at once', async () => {
    const ids: string[] = [];
    for (let place = 0; place < 16; place += 1) ids.push(await endorsed(`并发${place}`, '200000.00'));
    const answers = await Promise.all(ids.map((id) => code(service.approve(district.financeApprover, id, {}))));
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(7);
    expect(answers.filter((answer) => answer === 'ledger.over-limit')).toHaveLength(9);
    expect(await figuresOf('2026-MZ-03')).toMatchObject({ reserved: 140_000_000n, free: 10_000_000n });
    const refused = await service
      .approve(district.financeApprover, ids[answers.indexOf('ledger.over-limit')]!, {})
      .catch((error: { refusal: object }) => error.refusal);
    expect(refused).toMatchObject({ facts: { free: 10_000_000n, wanted: 20_000_000n } });
    expect(await plan.item(ids[answers.indexOf('ledger.over-limit')]!)).toMatchObject({ state: 'endorsed', approvedBy: null });
  });

  it('is free again when an item is dropped, and more after an adjustment', async () => {
    const { items } = await plan.items({ q: '并发', states: ['approved'], limit: 1 });
    await service.drop(district.handler, items[0]!.id, { reason: '上级另有安排' });
    expect((await figuresOf('2026-MZ-03')).free).toBe(30_000_000n);
    const [line] = (await plan.lines({ numbers: ['2026-MZ-03'] })).items;
    const lines = rooms.get(BudgetLineService);
    expect(await code(lines.adjust(district.checker, line!.id, { amount: '1', reason: '试一试' }))).toBe('forbidden');
    await lines.adjust(district.financeApprover, line!.id, { amount: '1600000.00', reason: '追加福彩公益金' });
    expect(await figuresOf('2026-MZ-03')).toMatchObject({ appropriated: 160_000_000n, free: 40_000_000n });
    expect(await code(lines.adjust(district.financeApprover, line!.id, { amount: '1100000.00', reason: '压减' }))).toBe(
      'ledger.over-limit',
    );
    expect(await code(lines.close(district.financeApprover, line!.id))).toBe('planning.line-in-use');
  });

  it('warns of splitting, and a reason answers the warning and is kept', async () => {
    const open = {
      lineNumber: '2026-SF-01',
      title: '',
      category: '社区矫正',
      beneficiaries: '矫正对象',
      quantity: 1,
      unit: '项',
      quality: '按约定',
      amount: '1500000.00',
      quarter: '2026Q4',
      method: 'competitive_consultation' as const,
      months: 12,
    };
    const [line] = (await plan.lines({ numbers: ['2026-SF-01'] })).items;
    const [handler, approver] = [person(line!.departmentId, 'handler'), person(line!.departmentId, 'approver')];
    const ids: string[] = [];
    for (const [title, category] of [
      ['一片区', '社区矫正'],
      ['二片区', 'A0102'],
      ['三片区', '社区矫正'],
    ] as const) {
      const { id } = await service.draft(handler, { ...open, title, category });
      await service.submit(handler, id, answered);
      await service.endorse(approver, id);
      ids.push(id);
    }
    await service.approve(district.financeApprover, ids[0]!, {});
    await service.approve(district.financeApprover, ids[1]!, {});
    expect(await plan.item(ids[1]!)).toMatchObject({ category: '社区矫正' });
    await rooms.database.sql(`update planning.plan_item set category = 'A0102' where id = $1`, [ids[1]]);
    const third = (await plan.item(ids[2]!))!;
    const checks = rooms.get(PlanChecks);
    expect(await checks.splittingOf(third, new Date())).toMatchObject({ count: 3 });
    expect(await checks.splittingOf({ ...third, method: 'open_tender' }, new Date())).toBeNull();
    await rooms.database.sql(`update planning.plan_item set procedure_method = 'open_tender' where id = $1`, [ids[0]]);
    expect(await checks.splittingOf(third, new Date())).toBeNull();
    await rooms.database.sql('update planning.plan_item set procedure_method = null where id = $1', [ids[0]]);
    const warned = await service.approve(district.financeApprover, ids[2]!, {}).catch((error: { refusal: object }) => error.refusal);
    expect(warned).toMatchObject({ code: 'planning.splitting', facts: { count: 3, total: 450_000_000n, limit: 400_000_000n } });
    await service.approve(district.financeApprover, ids[2]!, { splitReason: '三个片区由不同街道分别组织' });
    expect(await plan.item(ids[2]!)).toMatchObject({ state: 'approved', splitReason: '三个片区由不同街道分别组织' });
  });
});

describe('after the announcement', () => {
  const use = (id: string, procedureId: string) => database.transaction((tx) => service.use(tx, district.handler, id, procedureId));

  it('the official medium’s time is past, and thirty days lie before a procedure', async () => {
    const fresh = await aPlanItem(rooms, district, '社会组织培育培训中心运营服务', 'approved');
    const future = new Date(Date.now() + 60_000).toISOString();
    const officialUrl = 'https://www.ccgp.gov.cn/yx/2';
    expect(await code(service.announce(district.handler, fresh.id, { officialUrl, publishedAt: future }))).toBe(
      'planning.published-in-future',
    );
    await service.announce(district.handler, fresh.id, { officialUrl, publishedAt: new Date(Date.now() - 29 * 86_400_000).toISOString() });
    expect(await code(use(fresh.id, uuidv7()))).toBe('planning.intention-too-fresh');
    const ripe = await aPlanItem(rooms, district, '社区议事协商与“三社联动”支持服务', 'announced');
    expect(await code(use(ripe.id, uuidv7()))).toBe('done');
  });

  it('a purchase below the threshold may start at once', async () => {
    const { id } = await aPlanItem(rooms, district, '社区工作者能力提升培训', 'announced', new Date(Date.now() - 1000).toISOString());
    expect(await code(use(id, uuidv7()))).toBe('done');
  });

  it('a procedure takes the item, lets it go again, and another settles it: the price to the contract, the saving back', async () => {
    const before = await figuresOf('2026-MZ-02');
    const { id } = await aPlanItem(rooms, district, '“十分钟便民服务圈”社区服务项目', 'announced');
    const [first, contract] = [uuidv7(), uuidv7()];
    await use(id, first);
    expect(await code(use(id, uuidv7()))).toBe('lifecycle.not-now');
    await database.transaction((tx) => service.release(tx, district.handler, id));
    await use(id, uuidv7());
    const commit = (price: bigint) => database.transaction((tx) => service.commit(tx, district.handler, id, contract, price));
    expect(await code(commit(30_000_001n))).toBe('planning.price-over-budget');
    await commit(27_000_000n);
    expect(await code(commit(27_000_000n))).toBe('lifecycle.not-now');
    expect(await plan.item(id)).toMatchObject({ state: 'settled', contractId: contract, settledPrice: 27_000_000n });
    const after = await figuresOf('2026-MZ-02');
    expect(after.contracted - before.contracted).toBe(27_000_000n);
    expect(before.free - after.free).toBe(27_000_000n);
    expect((await rooms.get(LedgerQueries).balances(`contract:${contract}:`))[0]).toMatchObject({ line: '2026-MZ-02', free: 27_000_000n });
    const released = await rooms.database.sql('select project from platform.journal where subject = $1 and type = $2', [
      id,
      'plan-item.released',
    ]);
    expect(released).toEqual([{ project: first }]);
  });

  it('the books are right to the fen', async () => {
    expect((await rooms.get(LedgerQueries).check()).faults).toEqual([]);
  });
});

describe('the database', () => {
  it('lets nobody approve alone, overstate a price or forget who endorsed', async () => {
    const { id } = await aPlanItem(rooms, district, '“心灵乐园”心理健康服务', 'approved').catch(() => ({ id: '' }));
    const [row] = id
      ? [{ id }]
      : await rooms.database.sql<{ id: string }>(`select id from planning.plan_item where state = 'approved' limit 1`);
    const change = (set: string): Promise<unknown> => rooms.database.sql(`update planning.plan_item set ${set} where id = $1`, [row!.id]);
    await expect(change('approved_by = submitted_by')).rejects.toThrow('check constraint');
    await expect(change('endorsed_by = submitted_by')).rejects.toThrow('check constraint');
    await expect(change('endorsed_by = null')).rejects.toThrow('check constraint');
    await expect(change(`state = 'settled'`)).rejects.toThrow('check constraint');
    await expect(change(`state = 'bought'`)).rejects.toThrow('check constraint');
    await expect(rooms.database.sql('update planning.budget_line set approved_by = imported_by')).rejects.toThrow('check constraint');
    await expect(database.query('delete from planning.plan_item')).rejects.toThrow('permission denied');
  });
});

describe('lists', () => {
  it('come a page at a time in the order of numbers, filtered', async () => {
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page = await plan.items({ departmentId: district.departmentId, after, limit: 7 });
      seen.push(...page.items.map(({ number }) => number));
      more = page.next !== null;
      after = page.next;
    }
    expect(seen).toEqual([...new Set(seen)].sort());
    expect(seen).toHaveLength(await plan.countItems({ departmentId: district.departmentId }));
    const small = await plan.items({ method: 'local_small_purchase', quarter: '2026Q1', limit: 100 });
    expect(small.items.every(({ method, quarter }) => method === 'local_small_purchase' && quarter === '2026Q1')).toBe(true);
  });
});
