import autocannon from 'autocannon';
import { bareSubmissions, ourSubmissions } from './submit.js';
import type { Stage } from './stage.js';

/** One line of the table: what, how often a second on both sides, and how long it took at ours. */
export interface Row {
  readonly what: string;
  readonly ours: number;
  readonly bare: number;
  readonly p50: number;
  readonly p99: number;
  readonly wanted: number;
}

const rounds = 3;
const seconds = Number(process.env.BENCH_SECONDS ?? 6);
const connections = 16;

interface Shot {
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
}

async function fire(url: string): Promise<Shot> {
  const { requests, latency, non2xx, errors } = await autocannon({ url, connections, duration: seconds });
  if (non2xx || errors) throw new Error(`${url}: ${non2xx} answers were not 200, ${errors} failed`);
  return { rate: requests.average, p50: latency.p50, p99: latency.p99 };
}

const middle = (values: readonly number[]): number => [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)]!;

/** Bare and ours take turns, so that a slow minute of the machine is shared; the medians are compared. */
async function beside(what: string, wanted: number, ours: () => Promise<Shot>, bare: () => Promise<Shot>): Promise<Row> {
  const [own, other]: [Shot[], Shot[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    other.push(await bare());
    own.push(await ours());
  }
  return {
    what,
    ours: middle(own.map(({ rate }) => rate)),
    bare: middle(other.map(({ rate }) => rate)),
    p50: middle(own.map(({ p50 }) => p50)),
    p99: middle(own.map(({ p99 }) => p99)),
    wanted,
  };
}

export async function readRows({ ours, bare, number }: Stage): Promise<Row[]> {
  return [
    await beside(
      'API: read one notice',
      0.6,
      () => fire(`${ours}/api/v1/notices/${number}`),
      () => fire(`${bare}/notice/${number}`),
    ),
    await beside(
      'API: list 20 notices',
      0.6,
      () => fire(`${ours}/api/v1/notices?limit=20`),
      () => fire(`${bare}/notices`),
    ),
    await beside(
      'portal: notice page, cached',
      0.6,
      () => fire(`${ours}/notices/${number}`),
      () => fire(`${bare}/page`),
    ),
  ];
}

export function submitRow(stage: Stage): Promise<Row> {
  return beside(
    'API: submit a sealed bid, durable',
    0.4,
    () => ourSubmissions(stage, seconds),
    () => bareSubmissions(stage, seconds),
  );
}

export function table(rows: readonly Row[]): string {
  const line = ({ what, ours, bare, p50, p99, wanted }: Row): string =>
    `| ${what} | ${Math.round(ours)}/s | ${Math.round(bare)}/s | **${((ours / bare) * 100).toFixed(0)} %** | ${wanted * 100} % | ${p50.toFixed(1)} ms | ${p99.toFixed(1)} ms |`;
  return ['| what | ours | bare | ratio | aim | ours p50 | ours p99 |', '|---|---|---|---|---|---|---|', ...rows.map(line)].join('\n');
}
