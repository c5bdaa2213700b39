import { randomUUID } from 'node:crypto';
import { ApiModule } from '../src/api.module.js';
import type { Receipt } from '#bidding';
import { openRooms, type TestRooms } from '../../../libs/platform/test/harness.js';
import { until } from '../../../libs/bidding/test/builders.js';
import { closesIn, course, type Course, type Runner, runners } from './race/field.js';
import { RaceHouse } from './race/house.js';
import { judged, type Outcome, type Score } from './race/judge.js';
import { Line } from './race/line.js';

const procedures = 8;
/** Sent within so many milliseconds of the deadline, before and after. */
const shotsEach = 500;
const window = 100;
/** Sent in the second and a half before, so that a slow machine acknowledges some too. */
const earlyEach = 60;
const early = 1_500;
const connections = 60;
const bidders = 60;
/** The server is killed in these, that long after the deadline. */
const killed = new Map([
  [2, 60],
  [5, 150],
]);

describe('the race at the deadline', () => {
  let rooms: TestRooms;
  let house: RaceHouse;
  let field: Runner[];
  let offset: number;
  beforeAll(async () => {
    rooms = await openRooms([ApiModule]);
    house = await RaceHouse.on(rooms.config);
    field = await runners(rooms, bidders);
    await Promise.all([house.start('web'), house.start('clock')]);
    offset = await clockOffset(rooms);
  }, 120_000);
  afterAll(async () => {
    await house?.close();
    await rooms?.close();
  });

  /** One procedure's race: its shots at their moments, the box sealed, and the judgement. */
  async function race(run: Course, kill?: number): Promise<{ score: Score; faults: string[] }> {
    const lines = await Promise.all(Array.from({ length: connections }, () => Line.to(house.port)));
    const lead = early + 500;
    const deadline = await closesIn(rooms.database, run.procedure.id, lead);
    const local = deadline.getTime() - offset;
    const restart = kill === undefined ? Promise.resolve() : wake(local + kill).then(() => killAndStart());
    const outcomes = await Promise.all(
      run.shots.map(async (shot, place): Promise<Outcome> => {
        await wake(local + (place < earlyEach ? -early * Math.random() : window * (2 * Math.random() - 1)));
        const headers = { authorization: `Bearer ${shot.runner.token}`, 'idempotency-key': randomUUID() };
        return { shot, answer: await lines[place % connections]!.post(`/api/v1/bids/${shot.bid}/submission`, headers, shot.body) };
      }),
    );
    await restart;
    lines.forEach((line) => line.close());
    await until(rooms.database, deadline);
    await sealed(run.procedure.id);
    const tokens = new Map(run.shots.map(({ bid, runner }) => [bid, runner.token]));
    return judged(rooms.database, run, outcomes, deadline, (bid) => receiptsOf(bid, tokens.get(bid)!));
  }

  const killAndStart = async (): Promise<void> => {
    await house.kill('web');
    await house.start('web');
  };

  async function receiptsOf(bid: string, token: string): Promise<readonly Receipt[]> {
    const answer = await fetch(`http://127.0.0.1:${house.port}/api/v1/bids/${bid}/receipts`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { data } = (await answer.json()) as { data: { receipt: Receipt }[] };
    return data.map(({ receipt }) => receipt);
  }

  async function sealed(id: string): Promise<void> {
    for (let tries = 0; tries < 1_200; tries += 1) {
      const [row] = await rooms.database.sql<{ state: string }>('select state from bidding.box where procedure = $1', [id]);
      if (row!.state !== 'open') return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`the box of ${id} was not sealed within a minute of its deadline`);
  }

  it(`keeps every promise in ${procedures} procedures with ${shotsEach} submissions each, though the server is killed in two`, async () => {
    const scores: Score[] = [];
    for (let place = 0; place < procedures; place += 1) {
      const { score, faults } = await race(await course(rooms, field, earlyEach + shotsEach), killed.get(place));
      scores.push(score);
      expect([place, score, faults]).toEqual([place, score, []]);
    }
    const sum = (name: keyof Score): number => scores.reduce((total, score) => total + score[name], 0);
    process.stdout.write(`race: ${JSON.stringify(scores)}\n`);
    expect(sum('acknowledged') + sum('late') + sum('busy') + sum('unanswered')).toBe(procedures * (earlyEach + shotsEach));
    expect(sum('acknowledged')).toBeGreaterThan(procedures * 5);
    expect(sum('late')).toBeGreaterThan(procedures * 5);
    expect(sum('unanswered')).toBeGreaterThan(0);
  }, 400_000);

  it('finds bids outside the root when the barriers are away: the lock, and the trigger behind it', async () => {
    await house.kill('web');
    await house.start('web-without-barrier');
    await rooms.database.sql('alter table bidding.submission disable trigger in_time');
    const outside = /^the root of the box is not that of/;
    const found: string[] = [];
    for (let tries = 0; tries < 10 && !found.some((fault) => outside.test(fault)); tries += 1) {
      const { faults, score } = await race(await course(rooms, field, earlyEach + shotsEach));
      process.stdout.write(`race without the barrier: ${JSON.stringify(score)} ${JSON.stringify([...new Set(faults)].slice(0, 5))}\n`);
      found.push(...faults);
    }
    await rooms.database.sql('alter table bidding.submission enable trigger in_time');
    expect(found).toContainEqual(expect.stringMatching(outside));
  }, 240_000);
});

const wake = (at: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.max(0, at - Date.now())));

/** Milliseconds the database's clock is ahead of ours. */
async function clockOffset(rooms: TestRooms): Promise<number> {
  const before = Date.now();
  const [row] = await rooms.database.sql<{ at: Date }>('select clock_timestamp() as at');
  return row!.at.getTime() - (before + Date.now()) / 2;
}
