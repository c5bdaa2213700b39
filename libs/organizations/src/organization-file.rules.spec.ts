import { readRows } from './organization-file.rules.js';

const department = (changes: Record<string, string> = {}): Record<string, string> => ({
  统一社会信用代码: '11321202M00000107M',
  名称: '海陵区民政局',
  行政区划: '321202',
  类型: '行政机关',
  可购买服务: '是',
  ...changes,
});
const provider = (changes: Record<string, string> = {}): Record<string, string> => ({
  统一社会信用代码: '52321202MJ5000017X',
  名称: '海陵区夕阳红居家养老服务中心',
  登记地: '321202',
  评估等级: '5A',
  等级有效期: '2029-12-31',
  主要领域: '养老服务',
  ...changes,
});
const faultsOf = (kind: 'departments' | 'providers', ...rows: Record<string, string>[]): string[] =>
  readRows(kind, rows).faults.map(({ row, column, code }) => `${row} ${column} ${code}`);

describe('a file of departments', () => {
  it('makes buyers of those who may buy', () =>
    expect(readRows('departments', [department()]).sound).toMatchObject([
      { kind: 'department', mayBuy: true, classOne: false, region: '321202' },
    ]));

  it('knows finance and audit by their names, and by 职责 where the name does not tell', () => {
    const kindOf = (changes: Record<string, string>): string => readRows('departments', [department(changes)]).sound[0]!.kind;
    expect(kindOf({ 名称: '海陵区财政局', 可购买服务: '否' })).toBe('finance');
    expect(kindOf({ 名称: '海陵区审计局', 可购买服务: '否' })).toBe('supervisor');
    expect(kindOf({ 名称: '海陵区国资金融局', 职责: '财政' })).toBe('finance');
  });

  it('refuses a class-one public welfare unit as a buyer', () =>
    expect(faultsOf('departments', department({ 类型: '公益一类事业单位' }))).toEqual(['2 可购买服务 organization.class-one']));

  it('reports every fault of every row with its row and column', () =>
    expect(faultsOf('departments', department({ 名称: '', 行政区划: '32' }), department({ 可购买服务: 'yes' }))).toEqual([
      '2 名称 import.empty',
      '2 行政区划 import.region',
      '3 可购买服务 import.yes-no',
      '3 统一社会信用代码 import.twice',
    ]));

  it('names a column that is missing before it looks at rows', () =>
    expect(readRows('departments', [{ 名称: '海陵区民政局' }]).faults.map(({ column }) => column)).toEqual([
      '统一社会信用代码',
      '行政区划',
      '类型',
      '可购买服务',
    ]));

  it('refuses a file without rows', () => expect(faultsOf('departments')).toEqual(['1  import.no-rows']));
});

describe('a file of providers', () => {
  it('reads the classification from the code and keeps grade and domain', () =>
    expect(readRows('providers', [provider()]).sound).toMatchObject([
      {
        kind: 'provider',
        classification: '社会服务机构',
        grade: '5A',
        gradeValidUntil: '2029-12-31',
        domain: '养老服务',
        mayBuy: false,
      },
    ]));

  it('wants a grade and its validity together, and real dates', () =>
    expect(
      faultsOf('providers', provider({ 等级有效期: '' }), provider({ 统一社会信用代码: '52321202MJ5000025Q', 等级有效期: '2029-02-30' })),
    ).toEqual(['2 等级有效期 import.grade-and-date', '3 等级有效期 import.date']));

  it('does not enter a government body as a provider', () =>
    expect(faultsOf('providers', provider({ 统一社会信用代码: '11321202M00000107M' }))).toEqual([
      '2 统一社会信用代码 organization.not-a-provider',
    ]));

  it('takes a failing check digit only with a written explanation', () => {
    const pilot = { 统一社会信用代码: '91350100M0001TGQXM' };
    expect(faultsOf('providers', provider(pilot))).toHaveLength(1);
    expect(readRows('providers', [provider({ ...pilot, 代码核对说明: '试点期代码,已核对登记证书' })]).sound).toMatchObject([
      { usccOverride: '试点期代码,已核对登记证书' },
    ]);
  });
});
