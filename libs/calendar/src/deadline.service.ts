import { Injectable } from '@nestjs/common';
import { type Tx, uuidv7 } from '#platform';
import { CalendarService } from './calendar.service.js';
import type { CivilDate } from './civil-date.rules.js';
import type { Clock } from './clock.rules.js';
import type { WorkingCalendar } from './working-days.rules.js';

/** A duty that begins to run. */
export interface DeadlineStart {
  readonly subject: string;
  readonly subjectType: string;
  readonly project?: string | null;
  readonly key: string;
  /** Organization that has to act. */
  readonly holder: string;
  readonly startsAt: Date;
  /** The day whose rule book sets the length; needed unless `dueAt` is given. */
  readonly ruleDay?: CivilDate;
  /** A date that people fixed, as in a contract; no rule is looked up. */
  readonly dueAt?: Date;
}

/** Keeps the clocks of legal duties. Every method joins the command's transaction; lights are computed by readers. */
@Injectable()
export class Deadlines {
  constructor(private readonly calendar: CalendarService) {}

  /**
   * Starts a clock and answers when it is due. Once per subject and key: a clock that runs is left alone and answers
   * its own date. One that was met or cancelled runs again when the new start is later (a payment that came back).
   */
  async open(tx: Tx, start: DeadlineStart): Promise<Date> {
    const clock = this.clockOf(start);
    const [row] = await tx.query<{ due_at: Date }[]>(
      `insert into calendar.deadline as known
         (id, subject, subject_type, project, key, holder, starts_at, amber_at, due_at, rule_day, fixed, provisional)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
       on conflict (subject, key) do update set
         holder = excluded.holder, starts_at = excluded.starts_at, amber_at = excluded.amber_at,
         due_at = excluded.due_at, rule_day = excluded.rule_day, fixed = excluded.fixed,
         provisional = excluded.provisional, met_at = null, cancelled_at = null
       where excluded.starts_at > coalesce(known.met_at, known.cancelled_at)
       returning due_at`,
      [
        uuidv7(),
        start.subject,
        start.subjectType,
        start.project ?? null,
        start.key,
        start.holder,
        start.startsAt,
        clock.amberAt,
        clock.dueAt,
        start.ruleDay ?? null,
        start.dueAt !== undefined,
        clock.provisional,
      ],
    );
    return row ? row.due_at : this.dueAtOf(tx, start);
  }

  /** The duty was done. Answers whether a clock was running; done twice counts the first time. */
  meet(tx: Tx, subject: string, key: string, at: Date): Promise<boolean> {
    return this.touch(tx, subject, key, 'met_at = $3', at);
  }

  /** The duty fell away. Answers whether a clock was running. */
  cancel(tx: Tx, subject: string, key: string): Promise<boolean> {
    return this.touch(tx, subject, key, 'cancelled_at = clock_timestamp()');
  }

  /** People moved the date (an extension, a pause). From then on no imported calendar moves it. */
  async move(tx: Tx, subject: string, key: string, dueAt: Date): Promise<boolean> {
    const [row] = await tx.query<{ startsAt: Date; ruleDay: CivilDate | null }[]>(
      `select starts_at as "startsAt", rule_day::text as "ruleDay" from calendar.deadline
       where subject = $1 and key = $2 and met_at is null and cancelled_at is null for update`,
      [subject, key],
    );
    if (!row) return false;
    const amberAt = this.calendar.amberAt(row.startsAt, dueAt, row.ruleDay ?? undefined);
    return this.touch(tx, subject, key, 'due_at = $3, amber_at = $4, fixed = true, provisional = false', dueAt, amberAt);
  }

  /** Counts every running clock that a rule set anew with other working days; answers how many dates changed. */
  async recount(tx: Tx, working: WorkingCalendar): Promise<number> {
    const running = await tx.query<{ id: string; key: string; startsAt: Date; dueAt: Date; ruleDay: CivilDate }[]>(
      `select id, key, starts_at as "startsAt", due_at as "dueAt", rule_day::text as "ruleDay" from calendar.deadline
       where met_at is null and cancelled_at is null and not fixed order by id for update`,
    );
    let moved = 0;
    for (const { id, key, startsAt, dueAt, ruleDay } of running) {
      const clock = this.calendar.clock(key, startsAt, ruleDay, working);
      moved += clock.dueAt.getTime() === dueAt.getTime() ? 0 : 1;
      await tx.query('update calendar.deadline set amber_at = $2, due_at = $3, provisional = $4 where id = $1', [
        id,
        clock.amberAt,
        clock.dueAt,
        clock.provisional,
      ]);
    }
    return moved;
  }

  private clockOf({ key, startsAt, ruleDay, dueAt }: DeadlineStart): Clock {
    if (dueAt) return { dueAt, amberAt: this.calendar.amberAt(startsAt, dueAt, ruleDay), provisional: false };
    if (!ruleDay) throw new Error(`The deadline "${key}" needs the day of its rule book or a date of its own`);
    return this.calendar.clock(key, startsAt, ruleDay);
  }

  private async dueAtOf(tx: Tx, { subject, key }: DeadlineStart): Promise<Date> {
    const [row] = await tx.query<{ due_at: Date }[]>('select due_at from calendar.deadline where subject = $1 and key = $2', [
      subject,
      key,
    ]);
    return row!.due_at;
  }

  private async touch(tx: Tx, subject: string, key: string, change: string, ...values: Date[]): Promise<boolean> {
    const rows = await tx.query<unknown[]>(
      `with touched as (
         update calendar.deadline set ${change}
         where subject = $1 and key = $2 and met_at is null and cancelled_at is null returning 1
       ) select 1 from touched`,
      [subject, key, ...values],
    );
    return rows.length > 0;
  }
}
