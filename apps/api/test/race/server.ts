import 'reflect-metadata';
import { join } from 'node:path';

/*
 * A server process of the deadline race: `web` answers requests, `clock` rings alarms as punctually as it can, so that
 * sealing and submitting meet. `web-without-barrier` is the same house with one provider changed: a submission reads its
 * procedure without a lock. It shows that the race would find the fault; no such switch exists outside of here.
 */
process.env.QIYUE_ROOT ??= process.cwd();
const { Alarms, readConfig } = await import('#platform');
const { ProcedureQueries, ProcedureService } = await import('#tendering');
const { buildApp } = await import('../../../cli/src/app.js');

const [, , part] = process.argv;
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
}
await app.listen(config.port, '127.0.0.1');
process.stdout.write('listens\n');
