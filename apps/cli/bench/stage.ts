import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toYuan } from '#kernel';
import { Cast, type Walk } from '../src/walk/cast.js';
import { type Person, Story } from '../src/walk/client.js';
import { sealOffer, type SealedOffer } from '../src/walk/sealed-offer.js';
import { plan } from '../src/walk/plan.steps.js';
import { publish, type Published } from '../src/walk/tender.steps.js';

/** A server of ours with notices and drafts in it, and a bare one on the same database. */
export interface Stage {
  readonly ours: string;
  readonly bare: string;
  readonly databaseUrl: string;
  readonly number: string;
  /** Providers with two bids each, sealed and uploaded, in one open procedure; they hand them in in turn. */
  readonly bidders: readonly { readonly person: Person; readonly bidId: string; readonly sealed: readonly SealedOffer[] }[];
  /** Two of the holders of the keys, and the buyer. */
  readonly holders: readonly Person[];
  readonly handler: Person;
  /** Another notice, open for so many seconds. */
  another(seconds: number): Promise<Published>;
  close(): Promise<void>;
}

const [ourPort, barePort] = [3901, 3902];

export async function openStage(directory: string): Promise<Stage> {
  const children: ChildProcess[] = [];
  const environment = { QIYUE_DATA_DIR: directory, QIYUE_LOG_LEVEL: 'error' };
  await start(children, ['dist/apps/cli/src/main.js', 'start'], { ...environment, PORT: String(ourPort) });
  const databaseUrl = embeddedUrl(directory);
  const ours = `http://127.0.0.1:${ourPort}`;
  const walk: Walk = {
    base: ours,
    method: 'open_tender',
    cast: new Cast(ours, 'mz'),
    story: new Story(ours, true),
    grace: 7200,
    keys: join(directory, 'demo-keys'),
  };
  const notices: Published[] = [];
  for (let count = 0; count < 24; count += 1) notices.push(await publish(walk, await plan({ ...walk, method: 'local_small_purchase' })));
  const [notice] = notices;
  const bidders = await Promise.all(
    Array.from({ length: 16 }, (_, place) => sealed(walk.cast, `org${String(place + 1).padStart(2, '0')}`, notice!)),
  );
  await start(children, ['dist/apps/cli/bench/bare.js'], {
    PORT: String(barePort),
    BENCH_DATABASE: databaseUrl,
    BENCH_PAGE: `${ours}/notices/${notice!.number}`,
  });
  return {
    ours,
    bare: `http://127.0.0.1:${barePort}`,
    databaseUrl,
    number: notice!.number,
    bidders,
    holders: [await walk.cast.as('mz-key'), await walk.cast.as('cz-key')],
    handler: await walk.cast.handler(),
    another: async (seconds) => publish({ ...walk, grace: seconds }, await plan({ ...walk, method: 'local_small_purchase' })),
    close: () => stop(children),
  };
}

async function sealed(cast: Cast, login: string, { procedureId, maxPrice }: Published): Promise<Stage['bidders'][number]> {
  const person = await cast.as(login);
  const words = '按服务对象分片包户,逐户建档,按月汇总。';
  const offer = { prices: { '1': toYuan(maxPrice - 10_000n) }, plan: words, staffing: words, experience: words };
  const both = [await sealOffer(person, procedureId, offer), await sealOffer(person, procedureId, offer)];
  return { person, bidId: both[0]!.bidId, sealed: both };
}

function embeddedUrl(directory: string): string {
  const password = readFileSync(join(directory, 'database/postgres.password'), 'utf8').trim();
  const port = readFileSync(join(directory, 'database/postgres/postmaster.pid'), 'utf8').split('\n')[3]!;
  return `postgres://qiyue:${password}@127.0.0.1:${port}/postgres`;
}

function start(children: ChildProcess[], file: string[], environment: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, file, {
      cwd: process.env.QIYUE_ROOT,
      env: { ...process.env, NODE_ENV: 'production', ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    child.stdout.once('data', () => resolve());
    child.once('exit', (code) => reject(new Error(`${file.join(' ')} ended with ${code}`)));
  });
}

async function stop(children: readonly ChildProcess[]): Promise<void> {
  const gone = children.map((child) => new Promise((resolve) => child.once('exit', resolve)));
  for (const child of [...children].reverse()) child.kill('SIGINT');
  await Promise.all(gone);
}
