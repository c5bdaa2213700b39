import { Injectable } from '@nestjs/common';
import { absent } from '#kernel';
import { Database, type Tx } from '#platform';
import type { Answer, LogEntry, LogSums, Milestone, Report } from './milestone.entity.js';
import type { MilestoneState } from './milestone.lifecycle.js';

const milestoneColumns = `m.id, m.contract_id as "contractId", m.instalment_id as "instalmentId", m.project, m.department_id as "departmentId",
  m.provider_id as "providerId", m.no, m.name, m.amount, m.due_at as "dueAt", m.state, m.rule_day::text as "ruleDay", m.version,
  m.submitted_at as "submittedAt", m.answered_at as "answeredAt"`;
const entryColumns = `e.id, e.milestone_id as "milestoneId", e.day::text, e.place, e.people, e.hours, e.note, e.person as by, e.at,
  e.struck_at as "struckAt", e.struck_reason as "struckReason"`;
const reportColumns = `r.id, r.milestone_id as "milestoneId", r.version, r.text, r.figures, r.sums, r.person as by, r.at`;
const answerColumns = `a.id, a.milestone_id as "milestoneId", a.version, a.kind, a.code, a.text, a.person as by, a.at`;

type MilestoneRow = Omit<Milestone, 'amount'> & { readonly amount: string };
const toMilestone = (row: MilestoneRow): Milestone => ({ ...row, amount: BigInt(row.amount) });

export interface MilestoneFilter {
  readonly contractId?: string;
  readonly departmentId?: string;
  readonly providerId?: string;
  /** An organization on either side. */
  readonly partyId?: string;
  readonly states?: readonly MilestoneState[];
  readonly after?: string | null;
  /** At most 100. */
  readonly limit?: number;
}

/** The milestone for a command, held until it commits; absent refuses. */
export async function lockMilestone(tx: Tx, id: string): Promise<Milestone> {
  const [row] = (await tx.query(`select ${milestoneColumns} from delivery.milestone m where m.id = $1 for update`, [id])) as MilestoneRow[];
  if (!row) throw absent('milestone');
  return toMilestone(row);
}

/** Reads milestones with their logs, reports and answers. Who may read is for the caller to ask of {@link maySee}. */
@Injectable()
export class MilestoneQueries {
  constructor(private readonly database: Database) {}

  async byId(id: string): Promise<Milestone | null> {
    const [row] = await this.database.query<MilestoneRow>(`select ${milestoneColumns} from delivery.milestone m where m.id = $1`, [id]);
    return row ? toMilestone(row) : null;
  }

  async ofInstalment(instalmentId: string): Promise<Milestone | null> {
    const [row] = await this.database.query<MilestoneRow>(
      `select ${milestoneColumns} from delivery.milestone m where m.instalment_id = $1`,
      [instalmentId],
    );
    return row ? toMilestone(row) : null;
  }

  async ofContract(contractId: string): Promise<Milestone[]> {
    const rows = await this.database.query<MilestoneRow>(
      `select ${milestoneColumns} from delivery.milestone m where m.contract_id = $1 order by m.no`,
      [contractId],
    );
    return rows.map(toMilestone);
  }

  /** In the order of their due dates, a page at a time. */
  async list(filter: MilestoneFilter): Promise<{ items: Milestone[]; next: string | null }> {
    const limit = Math.min(Math.max(filter.limit ?? 20, 1), 100);
    const [dueAt, id] = cursorOf(filter.after);
    const rows = await this.database.query<MilestoneRow>(
      `select ${milestoneColumns} from delivery.milestone m
       where ($1::uuid is null or m.contract_id = $1) and ($2::uuid is null or m.department_id = $2)
         and ($3::uuid is null or m.provider_id = $3) and ($4::text[] is null or m.state = any($4))
         and ($5::uuid is null or $5 in (m.department_id, m.provider_id))
         and ($6::timestamptz is null or (date_trunc('milliseconds', m.due_at), m.id) > ($6, $7::uuid))
       order by date_trunc('milliseconds', m.due_at), m.id limit $8`,
      [
        filter.contractId ?? null,
        filter.departmentId ?? null,
        filter.providerId ?? null,
        filter.states ?? null,
        filter.partyId ?? null,
        dueAt,
        id,
        limit + 1,
      ],
    );
    const items = rows.slice(0, limit).map(toMilestone);
    const last = items.at(-1);
    return { items, next: rows.length > limit && last ? cursor(last) : null };
  }

  /** The newest lines of a log first, a page at a time; struck ones stay visible. */
  async log(
    milestoneId: string,
    { after, limit = 20 }: { after?: string | null; limit?: number } = {},
  ): Promise<{ items: LogEntry[]; next: string | null }> {
    const size = Math.min(Math.max(limit, 1), 100);
    const rows = await this.database.query<LogEntry>(
      `select ${entryColumns} from delivery.log_entry e where e.milestone_id = $1 and ($2::uuid is null or e.id < $2)
       order by e.id desc limit $3`,
      [milestoneId, uuidOrNull(after), size + 1],
    );
    const items = rows.slice(0, size);
    return { items, next: rows.length > size ? items.at(-1)!.id : null };
  }

  async entry(id: string): Promise<LogEntry | null> {
    const [row] = await this.database.query<LogEntry>(`select ${entryColumns} from delivery.log_entry e where e.id = $1`, [id]);
    return row ?? null;
  }

  /** What the log of a milestone adds up to; the same sums as {@link sumsOf}, counted by the database. */
  async sums(milestoneId: string): Promise<LogSums> {
    const [row] = await this.database.query<LogSums>(
      `select count(*)::int as entries, count(distinct day)::int as days, count(distinct place)::int as places,
              coalesce(sum(people), 0)::int as people, coalesce(sum(hours), 0)::int as hours
       from delivery.log_entry where milestone_id = $1 and struck_at is null`,
      [milestoneId],
    );
    return row!;
  }

  /** Every report of a milestone, newest first. */
  reports(milestoneId: string): Promise<Report[]> {
    return this.database.query(
      `select ${reportColumns} from delivery.report r where r.milestone_id = $1 order by r.version desc limit 100`,
      [milestoneId],
    );
  }

  /** Every answer to a milestone, newest first. */
  answers(milestoneId: string): Promise<Answer[]> {
    return this.database.query(
      `select ${answerColumns} from delivery.answer a where a.milestone_id = $1 order by a.version desc limit 100`,
      [milestoneId],
    );
  }
}

const cursor = ({ dueAt, id }: Milestone): string => Buffer.from(`${dueAt.toISOString()} ${id}`).toString('base64url');

/** A cursor that is none begins at the beginning. */
function cursorOf(after: string | null | undefined): [string | null, string | null] {
  const [at = '', id] = Buffer.from(after ?? '', 'base64url')
    .toString('utf8')
    .split(' ');
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at) && uuidOrNull(id) ? [at, id!] : [null, null];
}

const uuidOrNull = (text: string | null | undefined): string | null =>
  text && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : null;
