import { Injectable } from '@nestjs/common';
import { type Actor, authorize, ensure, nobody } from '#kernel';
import { Database, record, type Tx } from '#platform';
import { type AnnouncedDay, announcedYearIn, calendarOf } from './calendar-file.rules.js';
import { calendarImported, ruleBookImported } from './calendar.events.js';
import { mayImport } from './calendar.policy.js';
import { CalendarQueries } from './calendar.queries.js';
import { CalendarService } from './calendar.service.js';
import { civilDateOf, isWeekend } from './civil-date.rules.js';
import { Deadlines } from './deadline.service.js';
import { type Rule } from './rule-book.rules.js';
import { figuresThere, keepsHistory, oneRowAMethod, rulesIn } from './rule-book-file.rules.js';
import { shippedData } from './shipped-data.gateway.js';

/** Brings published working days and figures of law into the database, and into this process's memory. */
@Injectable()
export class CalendarImports {
  constructor(
    private readonly database: Database,
    private readonly queries: CalendarQueries,
    private readonly calendar: CalendarService,
    private readonly deadlines: Deadlines,
  ) {}

  /**
   * Takes over what the State Council announced for a year. Days of that year that an earlier file named and this one
   * does not become ordinary again; running deadlines are counted anew.
   */
  async importCalendar(actor: Actor, file: unknown): Promise<{ year: number; days: number; moved: number }> {
    const { year, days } = announcedYearIn(file);
    const imported = await this.database.transaction(async (tx) => {
      await alone(tx);
      authorize(mayImport, actor, null);

      const known = await this.queries.days(tx);
      const dropped = known.filter((old) => old.year === year && !days.some(({ day }) => day === old.day));
      const ordinary = dropped.map((old) => ({ ...old, off: isWeekend(old.day) }));
      await writeDays(tx, [...days, ...ordinary], 'replace');
      const moved = await this.deadlines.recount(tx, calendarOf(await this.queries.days(tx)));
      await record(tx, actor, {
        type: calendarImported,
        subject: nobody,
        facts: { year, days: days.length, moved },
      });
      return { year, days: days.length, moved };
    });
    await this.calendar.refresh();
    return imported;
  }

  /** Takes over rules: new figures as new rows; rows in force keep their figure. Running deadlines keep their dates. */
  async importRuleBook(actor: Actor, file: unknown, now: Date): Promise<{ rules: number }> {
    const rules = rulesIn(file);
    await this.database.transaction(async (tx) => {
      await alone(tx);
      authorize(mayImport, actor, null);
      const known = await this.queries.rules(tx);
      ensure(keepsHistory(known, rules, civilDateOf(now)), oneRowAMethod(known, rules), figuresThere(known, rules));

      await writeRules(tx, rules, 'replace');
      const keys = [...new Set(rules.map(({ key }) => key))].slice(0, 200);
      await record(tx, actor, {
        type: ruleBookImported,
        subject: nobody,
        facts: { rules: rules.length, keys },
      });
    });
    await this.calendar.refresh();
    return { rules: rules.length };
  }

  /** Adds what comes with this version and is not there yet; what an office imported stays as it is. */
  async seed(): Promise<void> {
    const { calendars, books } = shippedData();
    await this.database.transaction(async (tx) => {
      await alone(tx);
      const known = new Set((await this.queries.days(tx)).map(({ year }) => year));
      const years = calendars.map(announcedYearIn).filter(({ year }) => !known.has(year));
      await writeDays(
        tx,
        years.flatMap(({ days }) => days),
        'keep',
      );
      await writeRules(tx, books.flatMap(rulesIn), 'keep');
    });
  }
}

/** One import at a time, so that the newest `imported_at` is always the last to be committed. */
async function alone(tx: Tx): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('calendar import'))`);
}

/** What happens to a row that is there already. */
type Clash = 'keep' | 'replace';

async function writeDays(tx: Tx, days: readonly AnnouncedDay[], clash: Clash): Promise<void> {
  const replace = `do update set year = excluded.year, name = excluded.name, off = excluded.off,
                     paper = excluded.paper, imported_at = clock_timestamp()`;
  await tx.query(
    `insert into calendar.day (day, year, name, off, paper)
     select day, year, name, off, paper
     from jsonb_to_recordset($1::jsonb) as given (day date, year int, name text, off boolean, paper text)
     on conflict (day) ${clash === 'keep' ? 'do nothing' : replace}`,
    [JSON.stringify(days)],
  );
}

async function writeRules(tx: Tx, rules: readonly Rule[], clash: Clash): Promise<void> {
  const replace = `do update set value = excluded.value, unit = excluded.unit, valid_to = excluded.valid_to,
                     citation = excluded.citation, verified = excluded.verified, note = excluded.note,
                     imported_at = clock_timestamp()`;
  await tx.query(
    `insert into calendar.rule (key, value, unit, valid_from, valid_to, region, citation, verified, note)
     select key, value, unit, "from", "to", region, citation, verified, note
     from jsonb_to_recordset($1::jsonb) as given
       (key text, value text, unit text, "from" date, "to" date, region text, citation text, verified boolean, note text)
     on conflict (key, region, valid_from) ${clash === 'keep' ? 'do nothing' : replace}`,
    [JSON.stringify(rules)],
  );
}
