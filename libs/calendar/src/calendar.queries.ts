import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform';
import type { AnnouncedDay } from './calendar-file.rules.js';
import type { Rule } from './rule-book.rules.js';

/** Working days and rules as the database holds them; inside a command's transaction as it sees them. */
@Injectable()
export class CalendarQueries {
  constructor(private readonly database: Database) {}

  async days(tx: Tx | Database = this.database): Promise<AnnouncedDay[]> {
    return (await tx.query('select day::text, year, name, off, paper from calendar.day order by day')) as AnnouncedDay[];
  }

  async rules(tx: Tx | Database = this.database): Promise<Rule[]> {
    return (await tx.query(
      `select key, value, unit, valid_from::text as "from", valid_to::text as "to", region, citation, verified, note
       from calendar.rule order by key, region, valid_from`,
    )) as Rule[];
  }

  /** Changes whenever something was imported, by whichever process; empty before the first import. */
  async revision(): Promise<string> {
    const [row] = await this.database.query<{ revision: string | null }>(
      `select greatest((select max(imported_at) from calendar.day), (select max(imported_at) from calendar.rule))::text as revision`,
    );
    return row?.revision ?? '';
  }
}
