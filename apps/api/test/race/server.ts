import 'reflect-metadata';
import { join } from 'node:path';

/*
 * A server process of the deadline race: `web` answers requests, `clock` rings alarms as punctually as it can, so that
 * sealing and submitting meet. `web-without-barrier` is the same house with two providers changed: a submission reads its
 * procedure without a lock, and between its judgement and its writing lies a pause, as a busy disk makes one. It shows
 * that the race would find the fault; no such switch exists outside of here.
 */
process.env.QIYUE_ROOT ??= process.cwd();
const { OrganizationQueries } = await import('#organizations');
const { Alarms, readConfig } = await import('#platform');
const { ProcedureQueries, ProcedureService } = await import('#tendering');
const { buildApp } = await import('../../../cli/src/app.js');

const [, , part] = process.argv;
// Whoever started this is gone when this pipe ends: nothing is left behind.
process.stdin.resume().on('end', () => process.exit());
const config = readConfig({ ...process.env, QIYUE_DATA_DIR: process.env.QIYUE_DATA_DIR ?? join(process.cwd(), 'data') });
const app = await buildApp(config);
if (part === 'clock') {
  process.stdout.write('rings\n');
  for (;;) {
    await app
      .get(Alarms)
      .ringDue()
      .catch(() => 0);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
if (part === 'web-without-barrier') {
  const procedures = app.get(ProcedureQueries);
  Object.assign(app.get(ProcedureService), { holdOpen: (_tx: unknown, id: string) => procedures.byId(id) });
  const organizations = app.get(OrganizationQueries);
  const byId = organizations.byId.bind(organizations);
  const afterAPause = (id: string): ReturnType<typeof byId> => new Promise((wake) => setTimeout(wake, 50)).then(() => byId(id));
  Object.assign(organizations, { byId: afterAPause });
}
await app.listen(config.port, '127.0.0.1');
process.stdout.write('listens\n');
