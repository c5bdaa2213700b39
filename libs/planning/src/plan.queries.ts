import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import type { BudgetLineState } from './budget-line.lifecycle.js';
import type { BudgetLine } from './budget-line.view.js';
import type { PlanItemState } from './plan-item.lifecycle.js';
import type { Method } from '#calendar';
import type { PlanItem } from './plan-item.view.js';

export interface PlanItemFilter {
  readonly departmentId?: string;
  readonly states?: readonly PlanItemState[];
  readonly quarter?: string;
  readonly method?: Method | '';
  readonly category?: string;
  /** Words of the title. */
  readonly q?: string;
  readonly lineId?: string;
  /** The `next` of the page before. */
  readonly after?: string | null;
  /** At most 100. */
  readonly limit?: number;
}

export interface BudgetLineFilter {
  readonly departmentId?: string;
  readonly states?: readonly BudgetLineState[];
  readonly year?: number;
  readonly numbers?: readonly string[];
  readonly after?: string | null;
  readonly limit?: number;
}

export interface PlanPage<Row> {
  readonly items: Row[];
  readonly next: string | null;
}

const itemColumns = `i.id, i.number, i.year, i.budget_line_id as "budgetLineId", l.number as "lineNumber",
  i.department_id as "departmentId", i.title, i.category, i.beneficiaries, i.quantity, i.unit, i.quality, i.amount, i.quarter,
  i.method, i.months, i.state, i.version, i.drafted_by as "draftedBy", i.negative_list as "negativeList",
  i.term_statements as "termStatements", i.method_approval as "methodApproval", i.sme_reserve as "smeReserve", i.sme_basis as "smeBasis",
  i.submitted_by as "submittedBy", i.submitted_at as "submittedAt", i.endorsed_by as "endorsedBy",
  i.endorsed_at as "endorsedAt", i.approved_by as "approvedBy", i.approved_at as "approvedAt",
  i.split_reason as "splitReason", i.return_reason as "returnReason", i.announced_at as "announcedAt",
  i.official_url as "officialUrl", i.procedure_id as "procedureId", i.contract_id as "contractId",
  i.settled_price as "settledPrice", i.drop_reason as "dropReason", i.closed_at as "closedAt"`;
const itemTables = 'planning.plan_item i join planning.budget_line l on l.id = i.budget_line_id';
const lineColumns = `id, number, year, department_id as "departmentId", subject_code as "subjectCode", subject_name as "subjectName",
  fund_source as "fundSource", amount, state, imported_by as "importedBy", approved_by as "approvedBy",
  approved_at as "approvedAt", closed_at as "closedAt"`;

const itemsAsked = `($1::uuid is null or i.department_id = $1) and ($2::text[] is null or i.state = any($2))
  and ($3 = '' or i.quarter = $3) and ($4 = '' or i.method = $4) and ($5 = '' or i.category = $5)
  and ($6 = '' or strpos(i.title, $6) > 0) and ($7::uuid is null or i.budget_line_id = $7)`;
const linesAsked = `($1::uuid is null or department_id = $1) and ($2::text[] is null or state = any($2))
  and ($3::int is null or year = $3) and ($4::text[] is null or number = any($4))`;

/** Reads of the plan. Who may read what is asked of the policies by the doors. */
@Injectable()
export class PlanQueries {
  constructor(private readonly database: Database) {}

  async item(id: string): Promise<PlanItem | null> {
    const [row] = await this.database.query<ItemRow>(`select ${itemColumns} from ${itemTables} where i.id = $1`, [id]);
    return row ? toItem(row) : null;
  }

  async byNumber(number: string): Promise<PlanItem | null> {
    const [row] = await this.database.query<ItemRow>(`select ${itemColumns} from ${itemTables} where i.number = $1`, [number]);
    return row ? toItem(row) : null;
  }

  /** In the order of numbers, a page at a time. */
  async items(filter: PlanItemFilter = {}): Promise<PlanPage<PlanItem>> {
    const limit = bounded(filter.limit);
    const rows = await this.database.query<ItemRow>(
      `select ${itemColumns} from ${itemTables} where ${itemsAsked} and i.number > $8 order by i.number limit $9`,
      [...itemAnswers(filter), placeOf(filter.after), limit + 1],
    );
    return paged(rows.map(toItem), limit);
  }

  async countItems(filter: PlanItemFilter = {}): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      `select count(*)::int as count from ${itemTables} where ${itemsAsked}`,
      itemAnswers(filter),
    );
    return row!.count;
  }

  /** Every item a filter matches, for exports. */
  async *allItems(filter: PlanItemFilter): AsyncGenerator<PlanItem> {
    let after: string | null = null;
    do {
      const page: PlanPage<PlanItem> = await this.items({ ...filter, after, limit: 100 });
      yield* page.items;
      after = page.next;
    } while (after);
  }

  async line(id: string): Promise<BudgetLine | null> {
    const [row] = await this.database.query<LineRow>(`select ${lineColumns} from planning.budget_line where id = $1`, [id]);
    return row ? toLine(row) : null;
  }

  async lines(filter: BudgetLineFilter = {}): Promise<PlanPage<BudgetLine>> {
    const limit = bounded(filter.limit);
    const rows = await this.database.query<LineRow>(
      `select ${lineColumns} from planning.budget_line where ${linesAsked} and number > $5 order by number limit $6`,
      [filter.departmentId ?? null, filter.states ?? null, filter.year ?? null, filter.numbers ?? null, placeOf(filter.after), limit + 1],
    );
    return paged(rows.map(toLine), limit);
  }

  async *allLines(filter: BudgetLineFilter): AsyncGenerator<BudgetLine> {
    let after: string | null = null;
    do {
      const page: PlanPage<BudgetLine> = await this.lines({ ...filter, after, limit: 100 });
      yield* page.items;
      after = page.next;
    } while (after);
  }

  /** Departments, quarters and categories that occur among items, for the filters of a list. */
  async occurring(states: readonly PlanItemState[]): Promise<{ departments: string[]; quarters: string[]; categories: string[] }> {
    const [row] = await this.database.query<{ departments: string[] | null; quarters: string[] | null; categories: string[] | null }>(
      `select array_agg(distinct department_id::text) as departments, array_agg(distinct quarter) as quarters,
              array_agg(distinct category) as categories
       from planning.plan_item where state = any($1)`,
      [states],
    );
    return { departments: row?.departments ?? [], quarters: row?.quarters ?? [], categories: row?.categories ?? [] };
  }
}

const bounded = (limit = 20): number => Math.min(Math.max(limit, 1), 100);

const itemAnswers = (filter: PlanItemFilter): unknown[] => [
  filter.departmentId ?? null,
  filter.states ?? null,
  filter.quarter ?? '',
  filter.method ?? '',
  filter.category ?? '',
  filter.q ?? '',
  filter.lineId ?? null,
];

/** A cursor holds the last number shown; what cannot be read begins at the beginning. */
const placeOf = (after: string | null | undefined): string =>
  Buffer.from(after ?? '', 'base64url')
    .toString('utf8')
    .replaceAll('\0', '');

function paged<Row extends { readonly number: string }>(rows: Row[], limit: number): PlanPage<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? Buffer.from(last.number).toString('base64url') : null };
}

type ItemRow = Omit<PlanItem, 'amount' | 'settledPrice'> & { amount: string; settledPrice: string | null };
type LineRow = Omit<BudgetLine, 'amount'> & { amount: string };

const toItem = (row: ItemRow): PlanItem => ({
  ...row,
  amount: BigInt(row.amount),
  settledPrice: row.settledPrice === null ? null : BigInt(row.settledPrice),
});
const toLine = (row: LineRow): BudgetLine => ({ ...row, amount: BigInt(row.amount) });
