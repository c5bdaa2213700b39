import pg from 'pg';
import type { Stage } from './stage.js';

/** One address of the list, timed with few and with many notices in the database. */
export interface PageRow {
  readonly what: string;
  readonly few: number;
  readonly many: number;
}

const [few, many] = [1_000, 100_000];
const rounds = 60;

/**
 * Notices that only lists know: copies of a real one's summary under other numbers, one an hour into the past. Twenty
 * answer one search however many there are, one in fifty another. The rows of their procedures are left out; the
 * database is thrown away afterwards, so its check of them may go.
 */
async function fill(client: pg.Client, upTo: number): Promise<void> {
  await client.query('alter table tendering.sheet drop constraint if exists sheet_procedure_fkey');
  await client.query(
    `insert into tendering.sheet (procedure, number, revision, etag, detail, summary, questions, department, method, state, budget,
       published_at, closes_at, reserved, words)
     select gen_random_uuid(), 'BENCH-' || n, 1, '"bench"', s.detail, s.summary, s.questions, s.department,
       (array['open_tender', 'competitive_consultation', 'local_small_purchase'])[1 + n % 3],
       case when n % 10 = 0 then 'open' else 'completed' end, s.budget,
       s.published_at - n * interval '1 hour', s.closes_at + n * interval '1 minute', n % 5 = 0,
       s.words || to_tsvector('simple', case when n <= 1000 and n % 50 = 0 then '电梯 梯巡 巡查 查' when n % 50 = 1 then '消防 防演 演练 练' else '' end)
     from (select * from tendering.sheet where number not like 'BENCH-%' order by number limit 1) s,
       generate_series((select count(*) from tendering.sheet where number like 'BENCH-%') + 1, $1::int) n`,
    [upTo],
  );
  await client.query('vacuum analyze tendering.sheet');
}

/** The cursor of the page that begins after so many rows, as the list itself gives it. */
async function cursorAfter(client: pg.Client, skip: number): Promise<string> {
  const { rows } = await client.query<{ place: string; id: string }>(
    'select published_at::text as place, procedure as id from tendering.sheet order by published_at desc, procedure desc offset $1 limit 1',
    [skip],
  );
  return Buffer.from(JSON.stringify([rows[0]!.place, rows[0]!.id])).toString('base64url');
}

/** Median milliseconds of an address, one request after the other. */
async function timed(url: string): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds + 10; round += 1) {
    const start = performance.now();
    const answer = await fetch(url);
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    if (round >= 10) times.push(performance.now() - start);
  }
  return times.sort((one, other) => one - other)[Math.floor(times.length / 2)]!;
}

async function all({ ours }: Stage, client: pg.Client, count: number): Promise<Map<string, number>> {
  const api = `${ours}/api/v1/notices?limit=20`;
  const after = async (skip: number): Promise<string> => `${api}&after=${await cursorAfter(client, skip)}`;
  const addresses = new Map([
    ['API: first page', api],
    ['API: middle page', await after(count / 2)],
    ['API: last page', await after(count - 20)],
    ['API: search with filter', `${api}&q=${encodeURIComponent('电梯巡查')}&status=completed`],
    ['API: search of a common word (2 %)', `${api}&q=${encodeURIComponent('消防演练')}`],
    ['API: filter by method', `${api}&method=open_tender&status=completed`],
    ['API: closing first, open', `${api}&sort=closesAt&status=open`],
    ['portal: first page', `${ours}/notices`],
    ['portal: search with filter', `${ours}/notices?q=${encodeURIComponent('电梯巡查')}&status=completed`],
  ]);
  const times = new Map<string, number>();
  for (const [what, url] of addresses) times.set(what, await timed(url));
  return times;
}

/** The list with a thousand notices and with a hundred thousand: a page costs the same. */
export async function pageRows(stage: Stage): Promise<PageRow[]> {
  const client = new pg.Client({ connectionString: ownerOf(stage) });
  await client.connect();
  try {
    await fill(client, few);
    const before = await all(stage, client, few);
    await fill(client, many);
    const after = await all(stage, client, many);
    return [...before].map(([what, time]) => ({ what, few: time, many: after.get(what)! }));
  } finally {
    await client.end();
  }
}

/** The owner of the tables of the embedded database. */
function ownerOf({ databaseUrl }: Stage): string {
  const url = new URL(databaseUrl);
  url.username = 'postgres';
  return url.href;
}

export function pageTable(rows: readonly PageRow[]): string {
  const line = ({ what, few: one, many: other }: PageRow): string =>
    `| ${what} | ${one.toFixed(2)} ms | ${other.toFixed(2)} ms | **${(other / one).toFixed(2)}** |`;
  return ['| list | 1,000 notices | 100,000 notices | ratio |', '|---|---|---|---|', ...rows.map(line)].join('\n');
}
