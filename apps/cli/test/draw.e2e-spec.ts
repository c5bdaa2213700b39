import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AwardService, DrawQueries } from '#evaluation';
import { Accounts } from '#identity';
import { system } from '#kernel';
import { Readers } from '#platform';
import { allTold, anOpenedBox, decided, fresh, type Opened, someExperts } from '../../../libs/evaluation/test/builders.js';
import { freshDatabase, testConfig, type TestRooms } from '../../../libs/platform/test/harness.js';
import { aCast, type Cast } from '../../../libs/tendering/test/builders.js';
import { buildApp } from '../src/app.js';
import { runCommand } from '../src/program.js';

const password = '竹杖芒鞋轻胜马谁怕一蓑烟雨';
const folder = mkdtempSync(join(tmpdir(), 'qiyue-draw-'));

interface Tie {
  readonly seed: string;
  readonly bids: readonly string[];
  readonly order: readonly string[];
  readonly names: readonly string[];
}

jest.setTimeout(120_000);

describe('qiyue verify draw', () => {
  let app: NestFastifyApplication;
  let rooms: TestRooms;
  let cast: Cast;
  let opened: Opened;
  beforeAll(async () => {
    const database = await freshDatabase();
    const config = testConfig(database.url, folder, 100_000).with({ publicUrl: 'http://localhost:3000' });
    app = await buildApp(config);
    const settle = (): Promise<void> => app.get(Readers).settle();
    const close = async (): Promise<void> => {
      await app.close();
      await database.drop();
    };
    rooms = { database, config, get: (type) => app.get(type as never), settle, knock: settle, close };
    cast = await aCast(rooms);
    opened = await anOpenedBox(rooms, cast, ['800000.00', '800000.00', '810000.00']);
    const { awardId } = await decided(rooms, cast, opened, await someExperts(rooms, 7), [80, 80, 60]);
    await allTold(rooms, cast, opened);
    await rooms.get(AwardService).announce(fresh(cast.handler), awardId);
    await rooms.settle();
  });
  afterAll(async () => {
    await rooms.close();
    rmSync(folder, { recursive: true });
  });

  async function read(url: string, token?: string): Promise<string> {
    const answer = await app.inject({ method: 'GET', url, headers: token ? { authorization: `Bearer ${token}` } : {} });
    expect(answer.statusCode).toBe(200);
    return answer.body;
  }

  /** The buyer's own reading of the evaluation, with the record of its panel. */
  async function evaluation(): Promise<string> {
    const { organizationId } = cast.handler;
    await app.get(Accounts).create(system('spec'), { login: 'reader', name: '杜经办', organizationId, roles: ['handler'], password });
    const signed = await app.inject({ method: 'POST', url: '/api/v1/sessions', payload: { login: 'reader', password } });
    return read(`/api/v1/procedures/${opened.procedure.id}/evaluation`, (signed.json() as { token: string }).token);
  }

  async function verified(text: string): Promise<{ code: number; out: string }> {
    const file = join(folder, 'record.json');
    writeFileSync(file, text);
    let out = '';
    const catching = [process.stdout, process.stderr].map((stream) =>
      jest.spyOn(stream, 'write').mockImplementation((said) => Boolean((out += String(said)))),
    );
    process.exitCode = 0;
    await runCommand(['node', 'qiyue', '--json', 'verify', 'draw', file]);
    const code = Number(process.exitCode);
    process.exitCode = 0;
    catching.forEach((one) => one.mockRestore());
    return { code, out };
  }

  it('draws a tie again from the published result, and finds out an order that is not the lot’s', async () => {
    const result = await read(`/api/v1/awards/${opened.procedure.number}`);
    const [tie] = (JSON.parse(result) as { ties: Tie[] }).ties;
    const level = opened.bids.slice(0, 2).map(({ id }) => id);
    expect([[...tie!.bids], [...tie!.order].sort()]).toEqual([[...level].sort(), [...level].sort()]);
    const { code, out } = await verified(result);
    expect([code, JSON.parse(out)]).toMatchObject([0, { same: true, draws: [{ kind: 'tie', order: tie!.order }] }]);

    const turned = { ...tie!, order: [...tie!.order].reverse() };
    expect((await verified(JSON.stringify(turned))).code).toBe(1);
    expect(await verified('{"seed":"x"}')).toMatchObject({ code: 1, out: expect.stringContaining('wanting') as string });
  });

  it('shows the draw on the page of the result, in the order of the lot', async () => {
    const [tie] = (JSON.parse(await read(`/api/v1/awards/${opened.procedure.number}`)) as { ties: Tie[] }).ties;
    const page = await read(`/results/${opened.procedure.number}`);
    expect(page).toContain(tie!.seed);
    expect(page.indexOf(tie!.order[0]!)).toBeLessThan(page.indexOf(tie!.order[1]!));
  });

  it('draws the panel again, with the tie, from the buyer’s reading of the evaluation', async () => {
    const whole = await evaluation();
    const { code, out } = await verified(whole);
    expect([code, JSON.parse(out)]).toMatchObject([0, { same: true, draws: [{ kind: 'panel' }, { kind: 'tie' }] }]);
    const [draw] = (JSON.parse(whole) as { draws: { chosen: string[] }[] }).draws;
    const others = { ...draw!, chosen: [...draw!.chosen].reverse() };
    expect((await verified(JSON.stringify(others))).code).toBe(1);
  });

  it('is part of what qiyue verify looks at', async () => {
    expect(await rooms.get(DrawQueries).checkTies()).toEqual({ looked: 1, faults: [] });
    await rooms.database.sql(`begin; set local session_replication_role = replica;
      update evaluation.candidate c set rank = 100 - rank from evaluation.evaluation e
        where e.id = c.evaluation_id and e.procedure_id = '${opened.procedure.id}' and c.drawn; commit;`);
    expect((await rooms.get(DrawQueries).checkTies()).faults).toHaveLength(1);
  });
});
