import { Injectable } from '@nestjs/common';
import { catalogued } from '#calendar';
import type { Actor } from '#kernel';
import { type Organization, OrganizationQueries } from '#organizations';
import { Config, nextNumber, now, type Tx, uuidv7 } from '#platform';
import { importsForAll } from './budget-line.policy.js';
import { PlanChecks } from './plan-checks.service.js';
import { type FiledItem, type FiledLine, maxPlanRows, type PlanFileKind, readItems, readLines, type RowFault } from './plan-file.rules.js';
import { mayBuyServices } from './plan-item.rules.js';

/** What stands in a file, compared with what is already here, and how to enter it. */
export interface ReadPlan {
  readonly faults: readonly RowFault[];
  readonly enter: (importId: string) => Promise<void>;
}

type FileRow = Readonly<Record<string, string>>;
/** Buyers by credit code. */
export type Departments = ReadonlyMap<string, Organization>;

const department = '采购单位统一社会信用代码';
const lineNumber = '预算编号';

/** Compares the rows of a plan file with departments, lines and items, and enters them when all are sound. */
@Injectable()
export class FiledPlan {
  constructor(
    private readonly config: Config,
    private readonly organizations: OrganizationQueries,
    private readonly checks: PlanChecks,
  ) {}

  /** The organizations that rows name as buyers, by credit code. */
  departments(rows: readonly FileRow[]): Promise<Departments> {
    return this.organizations.byUsccs(rows.slice(0, maxPlanRows).flatMap((row) => row[department]?.toUpperCase() || []));
  }

  read(tx: Tx, actor: Actor, kind: PlanFileKind, rows: readonly FileRow[], departments: Departments): Promise<ReadPlan> {
    return kind === 'budget-lines' ? this.lines(tx, actor, rows, departments) : this.items(tx, actor, rows, departments);
  }

  private async lines(tx: Tx, actor: Actor, rows: readonly FileRow[], departments: Departments): Promise<ReadPlan> {
    const { sound, faults } = readLines(rows);
    const known = new Set(
      (
        await this.knownLines(
          tx,
          sound.map(({ number }) => number),
        )
      ).keys(),
    );
    const clashes = sound.flatMap((line) => [
      ...this.buyerFaults(line, departments),
      ...(known.has(line.number) ? [fault(line, lineNumber, 'planning.row-line-known', { line: line.number })] : []),
    ]);
    return {
      faults: inOrder([...faults, ...clashes]),
      enter: async (importId) => {
        for (const line of sound)
          await tx.query(
            `insert into planning.budget_line
               (id, number, year, department_id, subject_code, subject_name, fund_source, amount, state, import_id, imported_by)
             values ($1, $2, $3, $4, $5, $6, $7, $8, 'draft', $9, $10)`,
            [
              uuidv7(),
              line.number,
              line.year,
              departments.get(line.uscc)!.id,
              line.subjectCode,
              line.subjectName,
              line.fundSource,
              line.amount.toString(),
              importId,
              actor.personId,
            ],
          );
      },
    };
  }

  private async items(tx: Tx, actor: Actor, rows: readonly FileRow[], departments: Departments): Promise<ReadPlan> {
    const { sound, faults } = readItems(rows);
    const lines = await this.knownLines(
      tx,
      sound.map((item) => item.lineNumber),
    );
    const titles = await this.knownTitles(
      tx,
      [...lines.values()].map(({ id }) => id),
    );
    const at = await now(tx);
    const clashes = sound.flatMap((item) => [
      ...this.buyerFaults(item, departments),
      ...(this.checks.term(item.months, at) === 'too-long'
        ? [fault(item, '服务期(月)', 'planning.term-too-long', { months: item.months })]
        : []),
      ...ownFaults(actor, item, departments.get(item.uscc)),
      ...lineFaults(item, departments.get(item.uscc), lines.get(item.lineNumber)),
      ...(titles.has(`${lines.get(item.lineNumber)?.id} ${item.title}`)
        ? [fault(item, '项目名称', 'planning.title-taken', { title: item.title })]
        : []),
    ]);
    return {
      faults: inOrder([...faults, ...clashes]),
      enter: async (importId) => {
        for (const item of sound) await this.enterItem(tx, actor, importId, item, lines.get(item.lineNumber)!);
      },
    };
  }

  private async enterItem(tx: Tx, actor: Actor, importId: string, item: FiledItem, line: KnownLine): Promise<void> {
    const number = await nextNumber(tx, this.config.region, line.year, 'JH');
    await tx.query(
      `insert into planning.plan_item
         (id, number, year, budget_line_id, department_id, title, category, beneficiaries, quantity, unit, quality, amount,
          quarter, method, months, state, version, import_id, drafted_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 'draft', 1, $16, $17)`,
      [
        uuidv7(),
        number,
        line.year,
        line.id,
        line.departmentId,
        item.title,
        catalogued(item.category)?.name ?? item.category,
        item.beneficiaries,
        item.quantity,
        item.unit,
        item.quality,
        item.amount.toString(),
        item.quarter,
        item.method,
        item.months,
        importId,
        actor.personId,
      ],
    );
  }

  private buyerFaults(row: FiledItem | FiledLine, departments: Departments): RowFault[] {
    const buyer = departments.get(row.uscc);
    if (!buyer) return [fault(row, department, 'planning.row-department', { uscc: row.uscc })];
    const refusal = mayBuyServices(buyer);
    return refusal ? [fault(row, department, refusal.code, refusal.facts)] : [];
  }

  private async knownLines(tx: Tx, numbers: readonly string[]): Promise<Map<string, KnownLine>> {
    const rows = (await tx.query(
      'select id, number, year, department_id as "departmentId" from planning.budget_line where number = any($1)',
      [numbers],
    )) as KnownLine[];
    return new Map(rows.map((row) => [row.number, row]));
  }

  private async knownTitles(tx: Tx, lineIds: readonly string[]): Promise<Set<string>> {
    const rows = (await tx.query(
      `select budget_line_id as line, title from planning.plan_item where budget_line_id = any($1) and state <> 'dropped'`,
      [lineIds],
    )) as { line: string; title: string }[];
    return new Set(rows.map(({ line, title }) => `${line} ${title}`));
  }
}

interface KnownLine {
  readonly id: string;
  readonly number: string;
  readonly year: number;
  readonly departmentId: string;
}

/** A department hands in its own rows only. */
function ownFaults(actor: Actor, item: FiledItem, buyer: Organization | undefined): RowFault[] {
  if (!buyer || importsForAll(actor) || buyer.id === actor.organizationId) return [];
  return [fault(item, department, 'planning.row-other-department', { name: buyer.name })];
}

function lineFaults(item: FiledItem, buyer: Organization | undefined, line: KnownLine | undefined): RowFault[] {
  if (!line) return [fault(item, lineNumber, 'planning.no-such-line', { line: item.lineNumber })];
  const { number, year } = line;
  return [
    ...(buyer && buyer.id !== line.departmentId ? [fault(item, lineNumber, 'planning.line-of-another', { line: number })] : []),
    ...(item.quarter.startsWith(String(year))
      ? []
      : [fault(item, '计划季度', 'planning.quarter-of-another-year', { quarter: item.quarter, year })]),
  ];
}

const fault = ({ row }: { readonly row: number }, column: string, code: string, facts: RowFault['facts']): RowFault => ({
  row,
  column,
  code,
  facts,
});
const inOrder = (faults: RowFault[]): RowFault[] => faults.sort((one, other) => one.row - other.row);
