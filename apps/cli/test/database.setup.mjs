// One PostgreSQL for the whole run: our own on embedded binaries, or TEST_DATABASE_URL. A migrated template in it is
// copied for every spec file, so specs never meet each other's rows.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';

export default async function setup(globalConfig) {
  const dist = (file) => import(pathToFileURL(join(globalConfig.rootDir, 'dist', file)).href);
  const { migrate } = await dist('libs/platform/src/index.js');
  const { migrations } = await dist('migrations/index.js');

  let owner = process.env.TEST_DATABASE_URL;
  if (!owner) {
    const { startEmbedded } = await dist('apps/cli/src/embedded-postgres.js');
    const directory = mkdtempSync(join(tmpdir(), 'qiyue-test-'));
    const database = await startEmbedded(directory, { durable: false });
    globalThis.qiyueTest = { database, directory };
    owner = database.ownerUrl;
  }
  const template = `qiyue_template_${process.pid}`;
  const client = new pg.Client({ connectionString: owner });
  await client.connect();
  await client.query(`create database ${template}`);
  await client.end();
  const url = new URL(owner);
  url.pathname = `/${template}`;
  await migrate(url.href, migrations);
  globalThis.qiyueTest = { ...globalThis.qiyueTest, owner, template };
  process.env.QIYUE_TEST_OWNER = owner;
  process.env.QIYUE_TEST_TEMPLATE = template;
}
