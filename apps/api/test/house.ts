import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { system } from '#kernel';
import { type Config, Database } from '#platform';
import { completeUscc, OrganizationService } from '#organizations';
import { Accounts } from '#identity';
import { freshDatabase, testConfig, type TestDatabase } from '../../../libs/platform/test/harness.js';
import { buildApp } from '../../cli/src/app.js';

export const password = '竹杖芒鞋轻胜马谁怕一蓑烟雨';
export const json = { 'content-type': 'application/json' };

/** The house with one provider and its administrator `lihua`. */
export async function house(
  changes: Parameters<Config['with']>[0] = {},
): Promise<{ app: NestFastifyApplication; database: TestDatabase; origin: string; organization: string }> {
  const database = await freshDatabase();
  const config = testConfig(database.url, mkdtempSync(join(tmpdir(), 'qiyue-doors-'))).with({
    publicUrl: 'http://localhost:3000',
    ...changes,
  });
  const app = await buildApp(config);
  const uscc = completeUscc('52321202MJT00001');
  const organization = await app.get(Database).transaction((tx) =>
    app.get(OrganizationService).register(tx, system('test'), {
      uscc,
      name: '晨光社工服务中心',
      kind: 'provider',
      classification: '社会服务机构',
      region: '321202',
      contact: null,
      source: 'platform',
    }),
  );
  await app.get(Accounts).create(system('test'), {
    login: 'lihua',
    name: '李华',
    organizationId: organization,
    roles: ['provider_admin'],
    password,
  });
  return { app, database, origin: config.publicUrl, organization };
}
