import { Database } from '#platform';
import { NoticeQueries, ProcedureQueries, ProcedureService, QuestionService, TenderingModule } from '#tendering';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { aCast, aPublishedNotice, type Cast, untilClosed } from './builders.js';
import { code } from './methods.js';

describe('a question', () => {
  let rooms: TestRooms;
  let cast: Cast;
  beforeAll(async () => {
    rooms = await openRooms([TenderingModule], { acceleration: 60_000 });
    cast = await aCast(rooms);
  });
  afterAll(() => rooms.close());
  const questions = (): QuestionService => rooms.get(QuestionService);
  const ask = (place: number, id: string): Promise<{ id: string; no: number }> =>
    questions().ask(cast.providers[place]!, id, { text: `第${place}家的问题：车辆可以租用吗？` });

  it('has one asker’s name in one procedure and another in the next, and nobody’s identity', async () => {
    const [one, other] = [
      await aPublishedNotice(rooms, cast, { method: 'open_tender' }),
      await aPublishedNotice(rooms, cast, { method: 'open_tender' }),
    ];
    for (const place of [0, 1, 0]) await ask(place, one.id);
    await ask(0, other.id);
    const aliases = async (id: string): Promise<(string | null)[]> =>
      (await rooms.get(ProcedureQueries).questions(id)).sort((a, b) => a.no - b.no).map(({ alias }) => alias);
    const [first, second, third] = await aliases(one.id);
    expect([first === third, first === second]).toEqual([true, false]);
    expect(first).toMatch(/^[0-9A-Z]{8}$/);
    expect(await aliases(other.id)).not.toContain(first);
    expect(await rooms.get(ProcedureQueries).asked(cast.providers[0]!, one.id)).toHaveLength(2);
    const rows = await rooms.database.sql<{ row: string }>('select row_to_json(q)::text as row from tendering.question q', []);
    for (const { row } of rows)
      for (const { personId, organizationId } of cast.providers)
        expect([row.includes(personId), row.includes(organizationId)]).toEqual([false, false]);
  });

  it('that repeats another one is merged and answered with it', async () => {
    const notice = await aPublishedNotice(rooms, cast, { method: 'open_tender' });
    const [one, two] = [await ask(0, notice.id), await ask(1, notice.id)];
    expect(await code(questions().merge(cast.handler, two.id, { sameAs: 2 }))).toBe('question.merge');
    expect(await code(questions().merge(cast.stranger, two.id, { sameAs: 1 }))).toBe('absent');
    await questions().merge(cast.handler, two.id, { sameAs: one.no });
    expect(await code(questions().answer(cast.handler, two.id, { answer: '可以', affects: 'no' }))).toBe('question.answered');
    await questions().answer(cast.handler, one.id, { answer: '可以租用，须有温控记录。', affects: 'no' });
    const shown = await rooms.get(NoticeQueries).questions(notice.number);
    expect(shown.map(({ no, answer, sameAs }) => [no, answer, sameAs])).toEqual([
      [1, '可以租用，须有温控记录。', null],
      [2, '可以租用，须有温控记录。', 1],
    ]);
  });

  it('nobody answered moves the deadline, published with its reason; answered, the procedure closes', async () => {
    const notice = await aPublishedNotice(rooms, cast, { method: 'local_small_purchase' });
    const { id } = await ask(0, notice.id);
    const row = await rooms.get(ProcedureQueries).own(cast.handler, notice.id);
    expect(row.answersBy! < row.closesAt! && row.answersBy! >= row.questionsUntil!).toBe(true);
    await untilClosed(rooms, { closesAt: row.answersBy! });
    await rooms.knock();
    const moved = (await rooms.get(NoticeQueries).byNumber(notice.number))!;
    expect(new Date(moved.closesAt) > notice.closesAt).toBe(true);
    expect(moved).toMatchObject({ state: 'open', version: 2, questionsUntil: notice.questionsUntil.toISOString() });
    expect(moved.versions[1]).toMatchObject({ kind: 'extension', reason: expect.stringContaining('第 1 号问题') as string });

    await questions().answer(cast.handler, id, { answer: '可以。', affects: 'no' });
    await untilClosed(rooms, { closesAt: new Date(moved.closesAt) });
    const closed = await rooms.get(Database).transaction((tx) => rooms.get(ProcedureService).close(tx, notice.id));
    expect(closed.state).toBe('closed');
  });

  it('answered in a way that may affect offers leaves the period of a change, or moves the deadline', async () => {
    const notice = await aPublishedNotice(rooms, cast, { method: 'local_small_purchase' });
    const [early, late] = [await ask(0, notice.id), await ask(1, notice.id)];
    expect(await questions().answer(cast.handler, early.id, { answer: '不可以租用。', affects: 'no' })).toEqual({ closesAt: null });
    const halfway = new Date((notice.closesAt.getTime() + (await rooms.get(Database).now()).getTime()) / 2);
    await untilClosed(rooms, { closesAt: halfway });
    const { closesAt } = await questions().answer(cast.handler, late.id, { answer: '车辆须有温控，数量改按两辆报价。', affects: 'yes' });
    expect(closesAt! > notice.closesAt).toBe(true);
    const moved = (await rooms.get(NoticeQueries).byNumber(notice.number))!;
    expect(moved).toMatchObject({ version: 2, closesAt: closesAt!.toISOString() });
    expect(moved.versions[1]).toMatchObject({ kind: 'extension', reason: expect.stringContaining('第 2 号问题的答复') as string });
    expect((await rooms.get(NoticeQueries).questions(notice.number)).map(({ affects }) => affects)).toEqual([false, true]);
  });

  it('nobody answered keeps closing off even where the clock comes late', async () => {
    const notice = await aPublishedNotice(rooms, cast, { method: 'local_small_purchase' });
    await ask(0, notice.id);
    await untilClosed(rooms, notice);
    const kept = await rooms.get(Database).transaction((tx) => rooms.get(ProcedureService).close(tx, notice.id));
    expect(kept.state).toBe('open');
    expect(kept.closesAt > notice.closesAt).toBe(true);
  });
});
