import { readFileSync } from 'node:fs';
import { rowsOf } from '#organizations';
import { fileFaults, planColumns, readItems, readLines } from './plan-file.rules.js';

const demo = (name: string): Record<string, string>[] => rowsOf(readFileSync(`apps/cli/demo/${name}-2026.csv`));
const items = demo('plan-items');

describe('the files of the demonstration year', () => {
  it('are sound', () => {
    expect(fileFaults('plan-items', items)).toEqual([]);
    expect(readItems(items)).toMatchObject({ faults: [], sound: { length: 24 } });
    expect(readLines(demo('budget-lines'))).toMatchObject({ faults: [], sound: { length: 10 } });
  });

  it('say what they say', () => {
    expect(readItems(items).sound[0]).toEqual({
      row: 2,
      lineNumber: '2026-MZ-01',
      uscc: '11321202M00000107M',
      title: '远程求救求助呼叫中心运营服务',
      category: '养老服务',
      beneficiaries: '老年人、残疾人家庭',
      quantity: 15_000,
      unit: '户',
      quality: '全年24小时应答,20秒内接听率不低于95%,紧急求助15分钟内派单',
      amount: 85_000_000n,
      quarter: '2026Q1',
      method: 'competitive_consultation',
      months: 12,
    });
  });
});

describe('a file with faults', () => {
  const faultOf = (change: Record<string, string>): readonly unknown[] => readItems([{ ...items[0]!, ...change }]).faults;
  it.each([
    [{ 项目名称: '' }, '项目名称', 'import.empty'],
    [{ 数量: '一万' }, '数量', 'planning.row-quantity'],
    [{ 数量: '0' }, '数量', 'planning.row-quantity'],
    [{ '预算金额(元)': '85万' }, '预算金额(元)', 'planning.row-amount'],
    [{ '预算金额(元)': '-1' }, '预算金额(元)', 'planning.row-amount'],
    [{ 计划季度: '2026年一季度' }, '计划季度', 'planning.row-quarter'],
    [{ 采购方式: '指定' }, '采购方式', 'planning.row-method'],
    [{ 项目名称: '招聘20名窗口人员' }, '项目名称', 'planning.negative-recruiting'],
  ])('names row, column and reason for %j', (change, column, code) => {
    expect(faultOf(change as unknown as Record<string, string>)).toEqual([expect.objectContaining({ row: 2, column, code })]);
  });

  it('names all faults of a row and leaves only that row out', () => {
    const { sound, faults } = readItems([{ ...items[0]!, 数量: 'x', 单位: '' }, items[1]!]);
    expect(faults.map(({ column }) => column)).toEqual(['数量', '单位']);
    expect(sound).toHaveLength(1);
  });

  it('names the row that a later one repeats', () => {
    expect(readItems([items[0]!, items[0]!]).faults).toEqual([{ row: 3, column: '项目名称', code: 'import.twice', facts: { row: 2 } }]);
  });

  it('is told by its header and its length before its rows', () => {
    const { 单位: _left, ...short } = items[0]!;
    expect(fileFaults('plan-items', [{ ...short, 备注: 'x' }]).map(({ code, column }) => [code, column])).toEqual([
      ['import.column-missing', '单位'],
      ['import.column-unknown', '备注'],
    ]);
    expect(fileFaults('plan-items', [])[0]?.code).toBe('import.no-rows');
    expect(
      fileFaults(
        'plan-items',
        Array.from({ length: 2001 }, () => items[0]!),
      )[0]?.code,
    ).toBe('import.too-many-rows');
    expect(planColumns['plan-items']).toHaveLength(12);
  });
});
