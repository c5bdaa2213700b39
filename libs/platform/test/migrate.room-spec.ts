import type { QueryRunner } from 'typeorm';
import { migrate, migrationGap } from '#platform';
import { freshDatabase, type TestDatabase } from './harness.js';

/** What a newer version brings: a table, and then a condition that this database does not meet. */
class Shelf9990000000001 {
  name = 'Shelf9990000000001';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table public.shelf (id int)');
  }
  down(): Promise<void> {
    return Promise.resolve();
  }
}
class Emptied9990000000002 {
  name = 'Emptied9990000000002';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`do $$ begin raise exception 'empty the shelf first'; end $$`);
  }
  down(): Promise<void> {
    return Promise.resolve();
  }
}

describe('an update that asks for something to be done first', () => {
  let database: TestDatabase;
  beforeAll(async () => void (database = await freshDatabase()));
  afterAll(() => database.drop());

  it('leaves the database as it was, so that the version before can do it', async () => {
    const update = [Shelf9990000000001, Emptied9990000000002];
    await expect(migrate(database.url, update)).rejects.toThrow('empty the shelf first');
    const { missing } = await migrationGap(database.url, update);
    expect(missing).toEqual(['Shelf9990000000001', 'Emptied9990000000002']);
    expect(await database.sql(`select to_regclass('public.shelf') as shelf`)).toEqual([{ shelf: null }]);
  });
});
