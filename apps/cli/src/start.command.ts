import type { Command } from 'commander';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Config, readConfig } from '#platform';
import { Worker } from '../../worker/src/worker.js';
import { buildApp } from './app.js';
import { demoAccountLines, loadDemoWhenEmpty } from './demo-year.js';
import { migrateAll, type Prepared, reachDatabase } from './prepare.js';

/** `qiyue start`: all doors in one process; `--only` for an installation that gives each its own. */
export function startCommand(program: Command): void {
  program
    .command('start')
    .description('start portal, API and worker in one process')
    .option('--only <door>', 'web (portal and API) or worker')
    .action(async (options: { only?: 'web' | 'worker' }) => {
      await start(readConfig(process.env), options.only);
    });
}

async function start(config: Config, only?: 'web' | 'worker'): Promise<void> {
  const begun = Date.now();
  const prepared = await reachDatabase(config, { own: true });
  try {
    if (!only) await migrateAll(prepared);
    const app = await buildApp(prepared.config);
    const demo = !only && config.sandbox && (await loadDemoWhenEmpty(app));
    const worker = app.get(Worker);
    if (only !== 'web') worker.start();
    const stop = stopOnce(app, worker, prepared);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
    if (only === 'worker') return;
    await app.listen(config.port, config.host);
    announce(prepared, await app.getUrl(), Date.now() - begun, demo);
  } catch (error) {
    await prepared.release();
    throw error;
  }
}

/** Stops taking work, finishes what is under way, then leaves the database. */
function stopOnce(app: NestFastifyApplication, worker: Worker, prepared: Prepared): () => Promise<void> {
  let stopping: Promise<void> | undefined;
  return () =>
    (stopping ??= (async () => {
      await worker.stop();
      await app.close();
      await prepared.release();
      process.exit(0);
    })());
}

function announce({ config, embedded }: Prepared, url: string, took: number, fresh: boolean): void {
  const address = url.replace('127.0.0.1', 'localhost').replace('[::1]', 'localhost');
  const lines = [
    `Qiyue 契约  ${address}  (${(took / 1000).toFixed(1)} s)`,
    `  API        ${address}/api/v1/openapi.json`,
    `  database   ${embedded ? `embedded, in ${config.dataDirectory}` : 'as DATABASE_URL says'}`,
  ];
  if (config.sandbox)
    lines.push(
      `  sandbox    legal periods ÷ ${config.acceleration}: a day takes ${(86_400 / config.acceleration).toFixed(1)} s${fresh ? ' · demo year loaded' : ''}`,
      ...demoAccountLines(),
    );
  process.stdout.write(`${lines.join('\n')}\n`);
}
