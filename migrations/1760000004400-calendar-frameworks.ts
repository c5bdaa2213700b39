import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Closed frameworks rank by price, or by quality where the state sets the price; what was begun by score goes on. */
export class CalendarFrameworks1760000004400 implements MigrationInterface {
  name = 'CalendarFrameworks1760000004400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update calendar.rule
      set valid_to = greatest(valid_from, (clock_timestamp() at time zone 'Asia/Shanghai')::date),
          note = 'framework_closed_price and framework_closed_quality take its place', imported_at = clock_timestamp()
      where key = 'method.framework_closed' and unit = 'method' and valid_to is null;
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only'));
  }
}
