import { Database } from '#platform';
import { NoticeQueries, ProcedureQueries, ProcedureService, TenderingModule } from '#tendering';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { gate, somebodyWaits } from '../../platform/test/waiting.js';
import { aCast, aCompleteDraft, aPublishedNotice, type Cast, untilClosed } from './builders.js';

describe('what the database holds by itself', () => {
  let rooms: TestRooms;
  let cast: Cast;
  beforeAll(async () => {
    rooms = await openRooms([TenderingModule], { acceleration: 400_000 });
    cast = await aCast(rooms);
  });
  afterAll(() => rooms.close());
  const sql = (text: string, values: unknown[]): Promise<unknown> => rooms.database.sql(text, values);

  it('lets nobody change or delete a published text', async () => {
    const { id } = await aPublishedNotice(rooms, cast);
    await expect(sql(`update tendering.notice set content = '{}' where procedure = $1`, [id])).rejects.toThrow('append-only');
    await expect(sql('delete from tendering.notice where procedure = $1', [id])).rejects.toThrow('append-only');
    await expect(rooms.get(Database).query('delete from tendering.notice where procedure = $1', [id])).rejects.toThrow('permission denied');
  });

  it('takes no later version with another object', async () => {
    const { id } = await aPublishedNotice(rooms, cast);
    await expect(
      sql(
        `insert into tendering.notice (procedure, version, kind, content, changes, reason, publisher, published_at)
         select procedure, 2, 'correction', jsonb_set(content, '{eligibility}', '[]'), '[]', 'x', publisher, published_at
         from tendering.notice where procedure = $1`,
        [id],
      ),
    ).rejects.toThrow('changes its eligibility');
  });

  it('takes no notice from a publisher who wrote on the draft', async () => {
    const id = await aCompleteDraft(rooms, cast);
    await expect(
      sql(
        `insert into tendering.notice (procedure, version, kind, content, changes, publisher, published_at)
         values ($1, 1, 'original', '{}', '[]', $2, clock_timestamp())`,
        [id, cast.handler.personId],
      ),
    ).rejects.toThrow('written on its draft');
  });

  it('never lets a published deadline come nearer, nor one live procedure beside another', async () => {
    const { id } = await aPublishedNotice(rooms, cast);
    await expect(sql(`update tendering.procedure set closes_at = closes_at - interval '1 second' where id = $1`, [id])).rejects.toThrow(
      'earlier',
    );
    await expect(
      sql(
        `insert into tendering.procedure (id, plan_item, round, department, method, rule_day, state, draft, budget, max_price)
         select gen_random_uuid(), plan_item, 2, department, method, rule_day, 'draft', draft, budget, max_price
         from tendering.procedure where id = $1`,
        [id],
      ),
    ).rejects.toThrow('procedure_live');
  });

  it('closes once, at the deadline, and keeps those out who hold no lock', async () => {
    const notice = await aPublishedNotice(rooms, cast, { method: 'local_small_purchase' });
    const procedures = rooms.get(ProcedureService);
    const database = rooms.get(Database);
    await untilClosed(rooms, notice);
    const order: string[] = [];
    const [locked, release] = [gate(), gate()];
    const held = database.transaction(async (tx) => {
      expect((await procedures.holdOpen(tx, notice.id)).state).toBe('open');
      locked.open();
      await release.opened;
      order.push('submitted');
    });
    await locked.opened;
    const closing = database.transaction(async (tx) => {
      const closed = await procedures.close(tx, notice.id);
      order.push(closed.state);
    });
    await somebodyWaits(rooms);
    release.open();
    await Promise.all([held, closing]);
    expect(order).toEqual(['submitted', 'closed']);
    await database.transaction((tx) => procedures.close(tx, notice.id));
    const closings = await rooms.database.sql(`select 1 from platform.journal where type = 'procedure.closed' and subject = $1`, [
      notice.id,
    ]);
    expect(closings).toHaveLength(1);
  });

  it('frees the plan item when a closed procedure fails', async () => {
    const notice = await aPublishedNotice(rooms, cast, { method: 'local_small_purchase' });
    await untilClosed(rooms, notice);
    const procedures = rooms.get(ProcedureService);
    await rooms.get(Database).transaction(async (tx) => {
      await procedures.close(tx, notice.id);
      await procedures.fail(tx, cast.handler, notice.id, '有效响应不足三家');
    });
    expect(await rooms.get(ProcedureQueries).byId(notice.id)).toMatchObject({ state: 'failed' });
    expect(await rooms.get(NoticeQueries).byNumber(notice.number)).toMatchObject({
      state: 'failed',
      endReason: '有效响应不足三家',
    });
  });

  it('finds notices by any part of their words, page by page', async () => {
    const titles = ['社区电梯安全巡查服务', '网络安全等级保护宣传服务', '老年助餐点配送服务'];
    for (const title of titles) await aPublishedNotice(rooms, cast, { title });
    const notices = rooms.get(NoticeQueries);
    const found = async (q: string): Promise<string[]> => (await notices.search({ q })).items.map(({ title }) => title);
    expect(await found('电梯')).toEqual([titles[0]]);
    expect(await found('安全等级')).toEqual([titles[1]]);
    expect(await found('餐')).toEqual([titles[2]]);
    expect(await found('没有的词')).toEqual([]);
    const first = await notices.search({ limit: 2 });
    const second = await notices.search({ limit: 2, after: first.next });
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(4);
    expect((await notices.search({ sort: 'closesAt', limit: 50, status: 'open' })).items.every(({ state }) => state === 'open')).toBe(true);
  });
});
