import type { Facts } from '#kernel';
import { type Grade, grades, type OrganizationKind } from './organization.view.js';
import { classificationOf, isCheckFault, knownClassifications, normalUscc, usccFault } from './uscc.rules.js';

/** A row of a file that cannot be taken; `row` counts as a spreadsheet does, the header being row 1. */
export interface RowFault {
  readonly row: number;
  readonly column: string;
  readonly code: string;
  readonly facts: Facts;
}

/** One organization as a file tells it. */
export interface FiledOrganization {
  readonly row: number;
  readonly uscc: string;
  readonly usccOverride: string | null;
  readonly name: string;
  readonly kind: OrganizationKind;
  readonly classification: string;
  readonly region: string;
  readonly grade: Grade | null;
  readonly gradeValidUntil: string | null;
  readonly domain: string | null;
  readonly mayBuy: boolean;
  readonly classOne: boolean;
}

export type FileKind = 'departments' | 'providers';
export type FileRow = Readonly<Record<string, string>>;

const uscc = '统一社会信用代码';
/** Why a code with failing check digits is right all the same; only a person at the register writes this. */
const override = '代码核对说明';
const duties: Readonly<Record<string, OrganizationKind>> = {
  采购: 'department',
  财政: 'finance',
  监督: 'supervisor',
};

/** Columns of each file: those it must have, and those it may have. */
export const columns: Readonly<Record<FileKind, { needed: readonly string[]; optional: readonly string[] }>> = {
  departments: { needed: [uscc, '名称', '行政区划', '类型', '可购买服务'], optional: ['职责', override] },
  providers: {
    needed: [uscc, '名称', '登记地', '评估等级', '等级有效期', '主要领域'],
    optional: [override],
  },
};

export const maxRows = 5_000;

/** Reads the rows of a file; answers those that are sound and every fault of the others. */
export function readRows(kind: FileKind, rows: readonly FileRow[]): { sound: FiledOrganization[]; faults: RowFault[] } {
  const faults: RowFault[] = headerFaults(kind, Object.keys(rows[0] ?? {}));
  if (rows.length === 0) faults.push({ row: 1, column: '', code: 'import.no-rows', facts: {} });
  if (rows.length > maxRows)
    faults.push({
      row: 1,
      column: '',
      code: 'import.too-many-rows',
      facts: { limit: maxRows, rows: rows.length },
    });
  if (faults.length) return { sound: [], faults };
  const sound: FiledOrganization[] = [];
  const seen = new Map<string, number>();
  rows.forEach((row, place) => {
    const number = place + 2;
    const no = (column: string, code: string, facts: Facts = {}): void => void faults.push({ row: number, column, code, facts });
    const before = faults.length;
    const filed = kind === 'departments' ? department(row, number, no) : provider(row, number, no);
    const twin = seen.get(filed.uscc);
    if (twin !== undefined) no(uscc, 'import.twice', { row: twin });
    seen.set(filed.uscc, twin ?? number);
    if (faults.length === before) sound.push(filed);
  });
  return { sound, faults };
}

function headerFaults(kind: FileKind, header: readonly string[]): RowFault[] {
  const { needed, optional } = columns[kind];
  if (header.length === 0) return [];
  const missing = needed.filter((column) => !header.includes(column));
  const unknown = header.filter((column) => !needed.includes(column) && !optional.includes(column));
  return [
    ...missing.map((column) => ({ row: 1, column, code: 'import.column-missing', facts: { column } })),
    ...unknown.map((column) => ({ row: 1, column, code: 'import.column-unknown', facts: { column } })),
  ];
}

type No = (column: string, code: string, facts?: Facts) => void;

function department(row: FileRow, number: number, no: No): FiledOrganization {
  const classification = row['类型'] ?? '';
  if (!knownClassifications.includes(classification)) no('类型', 'import.classification', { found: classification });
  const answer = row['可购买服务'] ?? '';
  if (answer !== '是' && answer !== '否') no('可购买服务', 'import.yes-no', { column: '可购买服务', found: answer });
  const classOne = classification === '公益一类事业单位';
  if (classOne && answer === '是') no('可购买服务', 'organization.class-one');
  const duty = row['职责'] ?? '';
  if (duty && !duties[duty]) no('职责', 'import.duty', { found: duty });
  const kind = duties[duty] ?? dutyByName(row['名称'] ?? '');
  return {
    ...common(row, number, '行政区划', no),
    kind,
    classification,
    grade: null,
    gradeValidUntil: null,
    domain: null,
    mayBuy: answer === '是' && kind === 'department',
    classOne,
  };
}

function provider(row: FileRow, number: number, no: No): FiledOrganization {
  const [grade, until] = [row['评估等级'] ?? '', row['等级有效期'] ?? ''];
  if (grade && !(grades as readonly string[]).includes(grade)) no('评估等级', 'import.grade', { found: grade });
  if (until && !isCivilDate(until)) no('等级有效期', 'import.date', { found: until });
  if ((grade === '') !== (until === '')) no('等级有效期', 'import.grade-and-date');
  const shared = common(row, number, '登记地', no);
  if (isGovernment(shared.uscc)) no(uscc, 'organization.not-a-provider', { prefix: shared.uscc.slice(0, 2) });
  return {
    ...shared,
    kind: 'provider',
    classification: classificationOf(shared.uscc),
    grade: (grade || null) as Grade | null,
    gradeValidUntil: until || null,
    domain: row['主要领域'] || null,
    mayBuy: false,
    classOne: false,
  };
}

function common(
  row: FileRow,
  number: number,
  regionColumn: string,
  no: No,
): Pick<FiledOrganization, 'row' | 'uscc' | 'usccOverride' | 'name' | 'region'> {
  const code = normalUscc(row[uscc] ?? '');
  const excuse = row[override] || null;
  const fault = usccFault(code);
  if (fault && !(excuse && isCheckFault(fault))) no(uscc, fault.code, fault.facts);
  const name = row['名称'] ?? '';
  if (!name) no('名称', 'import.empty', { column: '名称' });
  const region = row[regionColumn] ?? '';
  if (!/^\d{6}$/.test(region)) no(regionColumn, 'import.region', { found: region });
  return { row: number, uscc: code, usccOverride: fault ? excuse : null, name, region };
}

/** 财政局 keeps the purse, 审计局 and 纪委监委 watch; the column 职责 says so where the name does not. */
function dutyByName(name: string): OrganizationKind {
  if (name.includes('财政')) return 'finance';
  return /审计|监察|纪律检查|纪委/.test(name) ? 'supervisor' : 'department';
}

/** 机关 (11) and 群团 (13) and 机构编制 units of the first kind buy; they are not entered as providers. */
export const isGovernment = (code: string): boolean => code.startsWith('11') || code.startsWith('13');

function isCivilDate(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
