import { Injectable } from '@nestjs/common';
import type { Fen } from '#kernel';
import { Config } from '#platform';
import { announcedYearIn, calendarOf } from './calendar-file.rules.js';
import { CalendarQueries } from './calendar.queries.js';
import { type CivilDate, civilDateOf } from './civil-date.rules.js';
import { amberBefore, type Clock, clockOf, type Timekeeping } from './clock.rules.js';
import type { Deadline } from './deadline.view.js';
import { type Why, why } from './light.rules.js';
import { takeMethods } from './method-book.gateway.js';
import { type Rule, type RuleBook, bookOf, fenIn, findRule, flagIn, numberIn, periodIn, ruleOn, rulesOn } from './rule-book.rules.js';
import { rulesIn } from './rule-book-file.rules.js';
import { shippedData } from './shipped-data.gateway.js';
import { endOfPeriod, latestStart, type Period, type PeriodEnd, type WorkingCalendar } from './working-days.rules.js';

/** How early a deadline turns amber; itself a rule. */
const warningKey = 'light.warning';

/**
 * Dates and figures of law for every other room. Kept in memory: from the shipped files at first, from the database
 * once {@link refresh} has run. `ruleDay` is the day whose book a procedure follows, 'YYYY-MM-DD' in Beijing.
 */
@Injectable()
export class CalendarService {
  private working: WorkingCalendar;
  private book: RuleBook;
  private revision = '';

  constructor(
    private readonly config: Config,
    private readonly queries: CalendarQueries,
  ) {
    const { calendars, books } = shippedData();
    this.working = calendarOf(calendars.flatMap((file) => announcedYearIn(file).days));
    const rules = books.flatMap((file) => rulesIn(file));
    this.book = bookOf(rules);
    takeMethods(rules, config.region);
  }

  /** Takes in what the database holds, if it changed. */
  async refresh(): Promise<void> {
    const revision = await this.queries.revision();
    if (!revision || revision === this.revision) return;
    const [days, rules] = await Promise.all([this.queries.days(), this.queries.rules()]);
    this.working = calendarOf(days);
    this.book = bookOf(rules);
    takeMethods(rules, this.config.region);
    this.revision = revision;
  }

  rule(key: string, ruleDay: CivilDate): Rule {
    return ruleOn(this.book, key, ruleDay, this.config.region);
  }

  /** Does a rule hold on a day here? */
  holds(key: string, day: CivilDate): boolean {
    return findRule(this.book, key, day, this.config.region) !== undefined;
  }

  /** Days, years, percent, counts and factors. */
  number(key: string, ruleDay: CivilDate): number {
    return numberIn(this.rule(key, ruleDay));
  }

  /** Amounts of money. */
  fen(key: string, ruleDay: CivilDate): Fen {
    return fenIn(this.rule(key, ruleDay));
  }

  flag(key: string, ruleDay: CivilDate): boolean {
    return flagIn(this.rule(key, ruleDay));
  }

  period(key: string, ruleDay: CivilDate): Period {
    return periodIn(this.rule(key, ruleDay));
  }

  /** The whole book as it holds on a day here. */
  rules(day: CivilDate): Rule[] {
    return rulesOn(this.book, day, this.config.region);
  }

  /** When a period that starts now is over: 24:00 of its last day; in the sandbox that much sooner. */
  dueAt(key: string, startsAt: Date, ruleDay: CivilDate): Date {
    return this.clock(key, startsAt, ruleDay).dueAt;
  }

  /** {@link dueAt} with the time it turns amber and whether the days are provisional. */
  clock(key: string, startsAt: Date, ruleDay: CivilDate, working = this.working): Clock {
    return clockOf({ ...this.timekeeping(ruleDay), calendar: working }, startsAt, this.period(key, ruleDay));
  }

  /** The clock of a period that an agreement names and no rule: "quotes within 4 working days". */
  clockFor(period: Period, startsAt: Date, ruleDay: CivilDate = this.today(startsAt)): Clock {
    return clockOf(this.timekeeping(ruleDay), startsAt, period);
  }

  /** The last day of a period in the real calendar, never hurried: for papers and forecasts. */
  periodEnd(period: Period, startsAt: Date): PeriodEnd {
    return endOfPeriod(this.working, this.today(startsAt), period);
  }

  /** The latest day to start a period that must be over by a day: "30 days before the procedure starts". */
  latestStart(period: Period, by: CivilDate): CivilDate {
    return latestStart(this.working, by, period);
  }

  /** When a due date fixed by people turns amber; never before the start. */
  amberAt(startsAt: Date, dueAt: Date, ruleDay: CivilDate = this.today(startsAt)): Date {
    return amberBefore(this.timekeeping(ruleDay), startsAt, dueAt);
  }

  /** Why a deadline has the light it has: the rule with its article, or that people fixed the date, and all inputs. */
  why(deadline: Deadline, now: Date): Why {
    const { key, ruleDay } = deadline;
    const rule = ruleDay === null ? undefined : findRule(this.book, key, ruleDay, this.config.region);
    return why(deadline, rule ?? null, now);
  }

  /** The day in Beijing. */
  today(now: Date): CivilDate {
    return civilDateOf(now);
  }

  /** For the pure functions of this room, as `isWorkingDay(calendar.workingCalendar, day)`. */
  get workingCalendar(): WorkingCalendar {
    return this.working;
  }

  private timekeeping(ruleDay: CivilDate): Timekeeping {
    return {
      calendar: this.working,
      warning: this.period(warningKey, ruleDay),
      acceleration: this.config.sandbox ? this.config.acceleration : 1,
    };
  }
}
