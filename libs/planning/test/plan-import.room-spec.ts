import { BudgetLineService, PlanImport, PlanningModule, PlanQueries } from '#planning';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { aDistrict, demoFile, type District } from './builders.js';

let rooms: TestRooms;
let district: District;
let files: PlanImport;
let plan: PlanQueries;
beforeEach(async () => {
  rooms = await openRooms([PlanningModule]);
  district = await aDistrict(rooms);
  [files, plan] = [rooms.get(PlanImport), rooms.get(PlanQueries)];
});
afterEach(() => rooms.close());

const lines = demoFile('budget-lines-2026');
const items = demoFile('plan-items-2026');
const changed = (file: Buffer, from: string, to: string): Buffer => Buffer.from(file.toString('utf8').replace(from, to));

describe('the files of the plan', () => {
  it('are looked at first without leaving a row, then taken whole with numbers in their order', async () => {
    const { checker } = district;
    expect(await files.budgetLines(checker, lines, { dryRun: true })).toMatchObject({ rows: 10, imported: 0, faults: [] });
    expect((await plan.lines()).items).toEqual([]);
    expect(await files.budgetLines(checker, lines)).toMatchObject({ rows: 10, imported: 10, faults: [] });
    expect(await files.planItems(checker, items)).toMatchObject({ rows: 24, imported: 24, faults: [] });
    const { items: all } = await plan.items({ limit: 100 });
    expect(all.map(({ number }) => number)).toEqual(
      Array.from({ length: 24 }, (_, place) => `321202-2026-JH-${String(place + 1).padStart(4, '0')}`),
    );
    expect(all[0]).toMatchObject({
      title: '远程求救求助呼叫中心运营服务',
      amount: 85_000_000n,
      lineNumber: '2026-MZ-01',
      state: 'draft',
      departmentId: district.departmentId,
    });
  });

  it('come with a byte order mark or without', async () => {
    expect((await files.budgetLines(district.checker, lines.subarray(3))).imported).toBe(10);
  });

  it('change nothing when one row has a fault, and the fault says where', async () => {
    const faulty = changed(changed(lines, '4200000.00', '四百万'), '11321202M0000030X5', '91320585MA1TE5T0X8');
    const { imported, faults, id } = await files.budgetLines(district.checker, faulty);
    expect(imported).toBe(0);
    expect(faults.map(({ row, column, code }) => [row, column, code])).toEqual([
      [2, '批复金额(元)', 'planning.row-amount'],
      [6, '采购单位统一社会信用代码', 'planning.row-department'],
    ]);
    expect((await plan.lines()).items).toEqual([]);
    expect((await files.file(district.checker, id)).faults).toEqual(faults);
    await expect(files.confirm(district.checker, id)).rejects.toMatchObject({ refusal: { code: 'planning.file-has-faults' } });
  });

  it('are imported from what was checked, without another upload', async () => {
    const { id } = await files.budgetLines(district.checker, lines, { dryRun: true });
    expect((await files.confirm(district.checker, id)).imported).toBe(10);
    await expect(files.confirm(district.checker, id)).rejects.toMatchObject({ refusal: { code: 'planning.file-imported' } });
    await expect(files.confirm(district.financeApprover, id)).rejects.toMatchObject({ refusal: { code: 'absent' } });
  });

  it('are recognized when they come again, and their rows when they come in another file', async () => {
    await files.budgetLines(district.checker, lines);
    await expect(files.budgetLines(district.checker, lines)).rejects.toMatchObject({
      refusal: { code: 'planning.file-imported', facts: { rows: 10 } },
    });
    const other = changed(lines, '2026-JT-01', '2026-JT-02');
    const { faults } = await files.budgetLines(district.checker, other);
    expect(faults).toHaveLength(9);
    expect(new Set(faults.map(({ code }) => code))).toEqual(new Set(['planning.row-line-known']));
  });

  it('let twelve equal imports at once enter one', async () => {
    const answers = await Promise.allSettled(Array.from({ length: 12 }, () => files.budgetLines(district.checker, lines)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await plan.lines({ limit: 100 })).items).toHaveLength(10);
  });

  it('refuse what is empty, too large or no CSV in UTF-8', async () => {
    const refusalOf = (bytes: Buffer) =>
      files.budgetLines(district.checker, bytes).catch((error: { refusal: { code: string } }) => error.refusal.code);
    expect(await refusalOf(Buffer.alloc(0))).toBe('planning.file-missing');
    expect(await refusalOf(Buffer.alloc(1_048_577, 'a'))).toBe('planning.file-too-large');
    expect(await refusalOf(Buffer.from([0xd4, 0xa4, 0xcb, 0xe3]))).toBe('import.not-utf8');
  });

  it('are brought by finance; a department brings its own items only', async () => {
    const { checker, handler, approver, financeApprover } = district;
    await expect(files.budgetLines(financeApprover, lines)).rejects.toMatchObject({ refusal: { kind: 'forbidden' } });
    await expect(files.planItems(approver, items)).rejects.toMatchObject({ refusal: { kind: 'forbidden' } });
    await files.budgetLines(checker, lines);
    const { faults } = await files.planItems(handler, items);
    expect(faults).toHaveLength(13);
    expect(faults[0]).toMatchObject({ row: 13, code: 'planning.row-other-department' });
    const own = Buffer.from(items.toString('utf8').split('\n').slice(0, 12).join('\n'));
    expect((await files.planItems(handler, own)).imported).toBe(11);
  });

  it('name lines that do not exist, belong to others or to another year, and items on the negative list', async () => {
    await files.budgetLines(district.checker, lines);
    let faulty = changed(items, '2026-MZ-01', '2026-XX-01');
    faulty = changed(faulty, '2026-MZ-01,11321202M00000107M,社区居家', '2026-CL-01,11321202M00000107M,社区居家');
    faulty = changed(faulty, '120000.00,2026Q2', '120000.00,2027Q2');
    faulty = changed(faulty, '老年助餐点配送服务', '道路修缮打包管护');
    faulty = changed(faulty, '200000.00,2026Q2,限额以下采购,12', '200000.00,2026Q2,限额以下采购,37');
    const { faults } = await files.planItems(district.checker, faulty);
    expect(faults.map(({ row, code }) => [row, code])).toEqual([
      [2, 'planning.no-such-line'],
      [3, 'planning.line-of-another'],
      [4, 'planning.quarter-of-another-year'],
      [5, 'planning.negative-goods-works'],
      [6, 'planning.term-too-long'],
    ]);
  });
});

describe('a budget line', () => {
  it('is approved by a second person of finance, once', async () => {
    await files.budgetLines(district.checker, lines);
    const [line] = (await plan.lines()).items;
    const service = rooms.get(BudgetLineService);
    await expect(service.approve(district.checker, line!.id)).rejects.toMatchObject({ refusal: { code: 'planning.second-person' } });
    await expect(service.approve(district.handler, line!.id)).rejects.toMatchObject({ refusal: { kind: 'absent' } });
    await service.approve(district.financeApprover, line!.id);
    await expect(service.approve(district.financeApprover, line!.id)).rejects.toMatchObject({ refusal: { code: 'lifecycle.not-now' } });
    const entries = await rooms.database.sql(`select type from platform.journal where subject = $1`, [line!.id]);
    expect(entries).toEqual([{ type: 'budget-line.approved' }]);
  });
});
