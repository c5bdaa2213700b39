import { type Facts, type Fen, parseYuan } from '#kernel';
import { namedOnNegativeList } from './negative-list.rules.js';
import { type Method, methodRules, methods } from '#calendar';

/** A cell that cannot be taken; `row` counts as a spreadsheet does, the header being row 1. */
export interface RowFault {
  readonly row: number;
  readonly column: string;
  readonly code: string;
  readonly facts: Facts;
}

export type PlanFileKind = 'budget-lines' | 'plan-items';
type Cells = Readonly<Record<string, string>>;

/** A budget line as a file tells it. */
export interface FiledLine {
  readonly row: number;
  readonly number: string;
  readonly year: number;
  readonly uscc: string;
  readonly subjectCode: string;
  readonly subjectName: string;
  readonly fundSource: string;
  readonly amount: Fen;
}

/** A plan item as a file tells it. */
export interface FiledItem {
  readonly row: number;
  readonly lineNumber: string;
  readonly uscc: string;
  readonly title: string;
  readonly category: string;
  readonly beneficiaries: string;
  readonly quantity: number;
  readonly unit: string;
  readonly quality: string;
  readonly amount: Fen;
  readonly quarter: string;
  readonly method: Method;
  readonly months: number;
}

export interface Filed<Row> {
  readonly sound: readonly Row[];
  readonly faults: readonly RowFault[];
}

/** Headers of each file, exactly as the offices write them. */
export const planColumns: Readonly<Record<PlanFileKind, readonly string[]>> = {
  'budget-lines': ['预算编号', '采购单位统一社会信用代码', '功能分类科目', '科目名称', '资金来源', '批复金额(元)'],
  'plan-items': [
    '预算编号',
    '采购单位统一社会信用代码',
    '项目名称',
    '服务类别',
    '服务对象',
    '数量',
    '单位',
    '质量要求',
    '预算金额(元)',
    '计划季度',
    '采购方式',
    '服务期(月)',
  ],
};

/** The methods by the names the offices use for them. */
export const methodNames = (): Readonly<Record<string, Method>> =>
  Object.fromEntries(methods.map((code) => [methodRules[code].name.zh, code]));

export const maxPlanRows = 2_000;
export const maxPlanBytes = 1_048_576;

/** What is wrong with the file as a whole: its columns, or that it is empty or too long. */
export function fileFaults(kind: PlanFileKind, rows: readonly Cells[]): RowFault[] {
  const header = Object.keys(rows[0] ?? {});
  const at = (column: string, code: string, facts: Facts = {}): RowFault => ({ row: 1, column, code, facts });
  if (rows.length === 0) return [at('', 'import.no-rows')];
  if (rows.length > maxPlanRows) return [at('', 'import.too-many-rows', { limit: maxPlanRows, rows: rows.length })];
  const wanted = planColumns[kind];
  return [
    ...wanted.filter((column) => !header.includes(column)).map((column) => at(column, 'import.column-missing', { column })),
    ...header.filter((column) => !wanted.includes(column)).map((column) => at(column, 'import.column-unknown', { column })),
  ];
}

export function readLines(rows: readonly Cells[]): Filed<FiledLine> {
  return read(
    rows,
    (cells, row, no) => ({
      row,
      number: matching(cells, '预算编号', /^20\d\d-[0-9A-Za-z]+(-[0-9A-Za-z]+)*$/, 'planning.row-number', no),
      year: Number(cells['预算编号']?.slice(0, 4)),
      uscc: text(cells, '采购单位统一社会信用代码', 18, no).toUpperCase(),
      subjectCode: matching(cells, '功能分类科目', /^\d{3,9}$/, 'planning.row-subject', no),
      subjectName: text(cells, '科目名称', 100, no),
      fundSource: text(cells, '资金来源', 100, no),
      amount: amount(cells, '批复金额(元)', no),
    }),
    ({ number }) => ['预算编号', number],
  );
}

export function readItems(rows: readonly Cells[]): Filed<FiledItem> {
  return read(
    rows,
    (cells, row, no) => {
      const item = {
        row,
        lineNumber: text(cells, '预算编号', 40, no),
        uscc: text(cells, '采购单位统一社会信用代码', 18, no).toUpperCase(),
        title: text(cells, '项目名称', 120, no),
        category: text(cells, '服务类别', 40, no),
        beneficiaries: text(cells, '服务对象', 120, no),
        quantity: whole(cells, '数量', 1_000_000_000, no),
        unit: text(cells, '单位', 20, no),
        quality: text(cells, '质量要求', 1_000, no),
        amount: amount(cells, '预算金额(元)', no),
        quarter: matching(cells, '计划季度', /^20\d\dQ[1-4]$/, 'planning.row-quarter', no),
        method: methodNames()[cells['采购方式'] ?? ''] ?? methods[0]!,
        months: whole(cells, '服务期(月)', 1_200, no),
      };
      if (!methodNames()[cells['采购方式'] ?? '']) no('采购方式', 'planning.row-method', { found: cells['采购方式'] ?? '' });
      const banned = namedOnNegativeList(item);
      if (banned) no('项目名称', banned.code, banned.facts);
      return item;
    },
    ({ lineNumber, title }) => ['项目名称', `${lineNumber} ${title}`],
  );
}

type No = (column: string, code: string, facts?: Facts) => void;

/** Reads row by row; a row with a fault is left out, and one that repeats an earlier one is a fault. */
function read<Row>(
  rows: readonly Cells[],
  rowOf: (cells: Cells, row: number, no: No) => Row,
  keyOf: (row: Row) => readonly [column: string, key: string],
): Filed<Row> {
  const faults: RowFault[] = [];
  const seen = new Map<string, number>();
  const sound = rows.flatMap((cells, place) => {
    const number = place + 2;
    const before = faults.length;
    const no: No = (column, code, facts = {}) => void faults.push({ row: number, column, code, facts });
    const row = rowOf(cells, number, no);
    const [column, key] = keyOf(row);
    const twin = seen.get(key);
    if (twin !== undefined) no(column, 'import.twice', { row: twin });
    else seen.set(key, number);
    return faults.length === before ? [row] : [];
  });
  return { sound, faults };
}

function text(cells: Cells, column: string, longest: number, no: No): string {
  const found = cells[column] ?? '';
  if (!found) no(column, 'import.empty', { column });
  if (found.length > longest) no(column, 'input.max-length', { limit: longest });
  return found;
}

function matching(cells: Cells, column: string, pattern: RegExp, code: string, no: No): string {
  const found = text(cells, column, 40, no);
  if (found && !pattern.test(found)) no(column, code, { found });
  return found;
}

function amount(cells: Cells, column: string, no: No): Fen {
  const found = text(cells, column, 30, no);
  const fen = parseYuan(found) ?? 0n;
  if (found && fen <= 0n) no(column, 'planning.row-amount', { found });
  return fen;
}

function whole(cells: Cells, column: string, most: number, no: No): number {
  const found = text(cells, column, 20, no);
  const number = /^\d+$/.test(found) ? Number(found) : 0;
  if (found && (number < 1 || number > most)) no(column, 'planning.row-quantity', { found });
  return number;
}
