import { rmSync } from 'node:fs';
import pg from 'pg';

export default async function teardown() {
  const { database, directory, owner, template } = globalThis.qiyueTest;
  if (database) {
    await database.stop();
    rmSync(directory, { recursive: true, force: true });
    return;
  }
  const client = new pg.Client({ connectionString: owner });
  await client.connect();
  await client.query(`drop database ${template} with (force)`);
  await client.end();
}
