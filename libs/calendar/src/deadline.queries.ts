import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import type { BoardCount, Deadline, StageCount } from './deadline.view.js';

const columns = `id, subject, subject_type as "subjectType", project, key, holder, starts_at as "startsAt",
  amber_at as "amberAt", due_at as "dueAt", met_at as "metAt", cancelled_at as "cancelledAt",
  rule_day::text as "ruleDay", fixed, provisional`;

/** What a list of deadlines may be asked for. */
export interface DeadlineFilter {
  readonly now: Date;
  readonly holder?: string;
  readonly keys?: readonly string[];
  readonly subjectType?: string;
  /** Only open ones under this light. */
  readonly light?: 'green' | 'amber' | 'red';
  /** Overdue, or done late. */
  readonly late?: boolean;
  /** The `next` of the page before. */
  readonly after?: string | null;
  /** At most 100. */
  readonly limit?: number;
}

/** Reads deadlines; their lights come from `light(deadline, now)`. */
@Injectable()
export class DeadlineQueries {
  constructor(private readonly database: Database) {}

  /** All deadlines of these things, in order of time. */
  ofSubjects(ids: readonly string[]): Promise<Deadline[]> {
    return this.database.query(`select ${columns} from calendar.deadline where subject = any($1::uuid[]) order by due_at, id`, [ids]);
  }

  ofProject(projectId: string): Promise<Deadline[]> {
    return this.database.query(`select ${columns} from calendar.deadline where project = $1 order by due_at, id`, [projectId]);
  }

  /** What an organization still has to do, the most urgent first. */
  openOf(holderOrganizationId: string, limit = 50): Promise<Deadline[]> {
    return this.database.query(
      `select ${columns} from calendar.deadline
       where holder = $1 and met_at is null and cancelled_at is null order by due_at, id limit $2`,
      [holderOrganizationId, limit],
    );
  }

  /** What is late or soon due anywhere, the most urgent first; for those who watch. */
  pressing(now: Date, limit = 50): Promise<Deadline[]> {
    return this.database.query(
      `select ${columns} from calendar.deadline
       where amber_at <= $1 and met_at is null and cancelled_at is null order by due_at, id limit $2`,
      [now, limit],
    );
  }

  /** Open deadlines counted by holder and light; the cases are those of `light()`. */
  board(now: Date): Promise<BoardCount[]> {
    return this.database.query(
      `select holder, light, count(*)::int as count
       from (select holder,
                    case when due_at <= $1 then 'red' when amber_at <= $1 then 'amber' else 'green' end as light
             from calendar.deadline where met_at is null and cancelled_at is null) open
       group by holder, light order by holder, light`,
      [now],
    );
  }

  /** Deadlines a filter matches, the latest due date first, a page at a time. */
  async list(filter: DeadlineFilter): Promise<{ items: Deadline[]; next: string | null }> {
    const limit = Math.min(Math.max(filter.limit ?? 20, 1), 100);
    const rows = await this.database.query<Deadline>(
      `select ${columns} from calendar.deadline
       where ($2::uuid is null or holder = $2) and ($3::text[] is null or key = any($3))
         and ($4::text is null or subject_type = $4)
         and ($5::text is null or (met_at is null and cancelled_at is null and ${lightColumn} = $5))
         and (not $6::boolean or (cancelled_at is null and coalesce(met_at, $1) >= due_at))
         and ($7::uuid is null or (due_at, id) < (select due_at, id from calendar.deadline where id = $7))
       order by due_at desc, id desc limit $8`,
      [
        filter.now,
        filter.holder ?? null,
        filter.keys ?? null,
        filter.subjectType ?? null,
        filter.light ?? null,
        filter.late ?? false,
        placeOf(filter.after),
        limit + 1,
      ],
    );
    const items = rows.slice(0, limit);
    return { items, next: rows.length > limit ? items.at(-1)!.id : null };
  }

  /** Open deadlines counted by holder, stage (the kind of thing it is about) and light. */
  byStage(now: Date): Promise<StageCount[]> {
    return this.database.query(
      `select holder, subject_type as stage, ${lightColumn} as light, count(*)::int as count
       from calendar.deadline where met_at is null and cancelled_at is null group by 1, 2, 3 order by 1, 2, 3`,
      [now],
    );
  }
}

const lightColumn = `case when due_at <= $1::timestamptz then 'red' when amber_at <= $1 then 'amber' else 'green' end`;

/** A cursor that is none begins at the beginning. */
const placeOf = (after: string | null | undefined): string | null =>
  after && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(after) ? after : null;
