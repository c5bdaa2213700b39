import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import type { BoardCount, Deadline } from './deadline.view.js';

const columns = `id, subject, subject_type as "subjectType", project, key, holder, starts_at as "startsAt",
  amber_at as "amberAt", due_at as "dueAt", met_at as "metAt", cancelled_at as "cancelledAt",
  rule_day::text as "ruleDay", fixed, provisional`;

/** Reads deadlines; their lights come from `light(deadline, now)`. */
@Injectable()
export class DeadlineQueries {
  constructor(private readonly database: Database) {}

  /** All deadlines of these things, in order of time. */
  ofSubjects(ids: readonly string[]): Promise<Deadline[]> {
    return this.database.query(
      `select ${columns} from calendar.deadline where subject = any($1::uuid[]) order by due_at, id`,
      [ids],
    );
  }

  ofProject(projectId: string): Promise<Deadline[]> {
    return this.database.query(
      `select ${columns} from calendar.deadline where project = $1 order by due_at, id`,
      [projectId],
    );
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
}
