import type { Actor } from '#kernel';
import {
  AwardQueries,
  EvaluationModule,
  EvaluationQueries,
  EvaluationService,
  PanelQueries,
  PanelService,
  ScoreService,
  SeatService,
} from '#evaluation';
import { Database } from '#platform';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { aCast, anActor, type Cast } from '../../tendering/test/builders.js';
import { allQualified, anOpenedBox, aPanel, type Opened, scored, someExperts } from './builders.js';

const code = (wanted: string): object => ({ refusal: { code: wanted } });

/** Legal periods are waited for; a busy machine takes longer. */
jest.setTimeout(120_000);

describe('a panel', () => {
  let rooms: TestRooms;
  let cast: Cast;
  let experts: Actor[];
  let opened: Opened;
  beforeAll(async () => {
    rooms = await openRooms([EvaluationModule], { acceleration: 400_000 });
    cast = await aCast(rooms);
    experts = await someExperts(rooms, 6);
  }, 60_000);
  afterAll(() => rooms.close());
  beforeEach(async () => {
    opened = await anOpenedBox(rooms, cast, ['800000.00', '820000.00']);
  });
  const id = (): string => opened.procedure.id;
  const progress = (actor: Actor = cast.handler) => rooms.get(EvaluationQueries).progress(actor, id());

  it('comes after the qualification, which needs an answer and a reason for every bid', async () => {
    const evaluations = rooms.get(EvaluationService);
    const [first, second] = opened.bids;
    await expect(rooms.get(PanelService).draw(cast.handler, id(), {})).rejects.toMatchObject(code('panel.qualification-first'));
    await expect(evaluations.qualify(cast.handler, id(), { bidId: first!.id, passed: false, unmet: [] })).rejects.toMatchObject(
      code('qualification.condition-missing'),
    );
    await evaluations.qualify(cast.handler, id(), { bidId: first!.id, passed: true });
    await expect(evaluations.conclude(cast.handler, id())).rejects.toMatchObject(code('qualification.unsettled'));
    await expect(evaluations.qualify(cast.approver, id(), { bidId: second!.id, passed: true })).rejects.toMatchObject(
      code('evaluation.not-yours'),
    );
    await expect(evaluations.qualify(cast.stranger, id(), { bidId: second!.id, passed: true })).rejects.toMatchObject(code('absent'));
    await evaluations.qualify(cast.handler, id(), { bidId: second!.id, passed: true });
    expect((await evaluations.conclude(cast.handler, id())).state).toBe('qualified');
    await expect(evaluations.qualify(cast.handler, id(), { bidId: first!.id, passed: true })).rejects.toMatchObject(
      code('evaluation.qualification-over'),
    );
  });

  it('is not drawn when too few bids qualify: the procedure has failed and its plan item is free', async () => {
    const evaluations = rooms.get(EvaluationService);
    const { eligibility } = await progress();
    await evaluations.qualify(cast.handler, id(), { bidId: opened.bids[0]!.id, passed: true });
    await evaluations.qualify(cast.handler, id(), {
      bidId: opened.bids[1]!.id,
      passed: false,
      unmet: eligibility.slice(0, 1).map((one) => one.id),
      reason: '缺登记证书',
    });
    expect((await evaluations.conclude(cast.handler, id())).state).toBe('failed');
    const rows = await rooms.get(Database).query<object>('select state, responsive from tendering.procedure where id = $1', [id()]);
    expect(rows).toEqual([{ state: 'failed', responsive: 1 }]);
    expect(await rooms.get(AwardQueries).byProcedure(id())).toBeNull();
  });

  it('is drawn by lot with a record from which anybody draws the same people again', async () => {
    await allQualified(rooms, cast, opened);
    const insider = anActor(opened.bids[0]!.provider.organizationId, '投标人的专家', 'expert');
    await rooms.database.sql('insert into evaluation.expert (person_id, organization_id, name) values ($1, $2, $3)', [
      insider.personId,
      insider.organizationId,
      insider.name,
    ]);
    await expect(rooms.get(PanelService).draw(cast.handler, id(), { size: 4 })).rejects.toMatchObject(code('panel.even'));
    await expect(rooms.get(PanelService).draw(cast.handler, id(), { size: 21 })).rejects.toMatchObject(code('panel.register-too-small'));
    await rooms.get(PanelService).draw(cast.handler, id(), {});
    const { draws, seats, panelSize } = await progress();
    expect(panelSize).toBe(3);
    expect(draws).toHaveLength(1);
    const [{ seed, register, excluded, order }] = draws as [(typeof draws)[number]];
    expect(excluded).toContainEqual({ personId: insider.personId, why: 'works-for-bidder', about: insider.organizationId });
    const [again] = await rooms.database.sql<{ ids: string[] }>(
      `select array_agg(id order by encode(sha256(($1 || ':' || id)::bytea), 'hex')) as ids from jsonb_array_elements_text($2::jsonb) as t(id)
       where id <> all($3)`,
      [seed, JSON.stringify(register), excluded.map(({ personId }) => personId)],
    );
    expect(order).toEqual(again!.ids);
    expect(seats.map(({ name }) => name)).toEqual(
      order.slice(0, 3).map((person) => experts.find(({ personId }) => personId === person)!.name),
    );
    await expect(rooms.database.sql(`update evaluation.draw set seed = 'x'`)).rejects.toThrow('append-only');
    await rooms.database.sql('delete from evaluation.expert where person_id = $1', [insider.personId]);
  });

  it('goes on with the next drawn when somebody declines or recuses, whose access ends at once', async () => {
    await allQualified(rooms, cast, opened);
    await rooms.get(PanelService).draw(cast.handler, id(), {});
    const before = (await progress()).seats;
    const [declines, recuses] = before.map(({ name }) => experts.find((expert) => expert.name === name)!) as [Actor, Actor];
    const seats = rooms.get(SeatService);
    const sheet = (actor: Actor) => rooms.get(PanelQueries).sheet(actor, id());
    expect(await sheet(declines)).toMatchObject({ bidders: null, bids: null });
    await expect(seats.answer(declines, id(), { accept: false })).rejects.toMatchObject(code('seat.reason-missing'));
    await seats.answer(declines, id(), { accept: false, reason: '当日出差' });
    await seats.answer(recuses, id(), { accept: true });
    const known = await sheet(recuses);
    expect([known.bidders?.length, known.bids]).toEqual([2, null]);
    await seats.declare(recuses, id(), { clear: true });
    expect((await sheet(recuses)).bids).toHaveLength(2);
    await seats.declare(recuses, id(), { clear: false, reason: '与一家响应单位有近三年聘用关系' });
    expect(await sheet(recuses)).toMatchObject({ bidders: null, bids: null, cells: [] });
    await expect(rooms.get(PanelQueries).file(recuses, id(), opened.bids[0]!.id, 'x')).rejects.toMatchObject(code('absent'));
    const after = (await progress()).seats;
    expect(after.map(({ state }) => state).sort()).toEqual(['declined', 'invited', 'invited', 'invited', 'recused']);
    await expect(rooms.get(PanelQueries).sheet(anActor('x', '路人', 'expert'), id())).rejects.toMatchObject(code('absent'));
  });

  it('lets each score alone, keeps every cell, and hides others until all have locked', async () => {
    await allQualified(rooms, cast, opened);
    const [chair, second, third] = (await aPanel(rooms, cast, opened, experts)) as [Actor, Actor, Actor];
    const scores = rooms.get(ScoreService);
    const { criteria } = await rooms.get(PanelQueries).sheet(chair, id());
    const judged = criteria.find(({ kind }) => kind === 'subjective')!;
    const cell = (points: string, reason?: string) => ({ cells: [{ bidId: opened.bids[0]!.id, criterionId: judged.id, points, reason }] });
    await expect(scores.save(chair, id(), cell(String(judged.weight + 1)))).rejects.toMatchObject({
      refusal: { fields: [{ field: 'cells.0.points', code: 'score.out-of-range' }] },
    });
    await expect(scores.save(chair, id(), cell('0'))).rejects.toMatchObject({
      refusal: { fields: [{ field: 'cells.0.reason', code: 'score.reason-missing' }] },
    });
    await scores.save(chair, id(), cell('1', '只有提纲'));
    await scores.save(chair, id(), cell('2', '补充材料后重看'));
    await expect(scores.lock(chair, id())).rejects.toMatchObject(code('score.incomplete'));
    expect((await rooms.get(PanelQueries).sheet(chair, id())).cells).toMatchObject([{ points: 200 }]);
    expect((await rooms.get(PanelQueries).sheet(second, id())).cells).toEqual([]);
    const kept = await rooms.database.sql<{ points: number }>('select points from evaluation.score_history where bid_id = $1', [
      opened.bids[0]!.id,
    ]);
    expect(kept).toEqual([{ points: 100 }]);

    await scored(rooms, opened, [chair, second], [80, 70]);
    expect((await rooms.get(PanelQueries).sheet(chair, id())).fellows.every(({ cells }) => cells === null)).toBe(true);
    expect((await progress()).candidates.every(({ total, rank }) => total === null && rank === null)).toBe(true);
    await scored(rooms, opened, [third], [80, 70]);
    const sheet = await rooms.get(PanelQueries).sheet(chair, id());
    expect(sheet.evaluationState).toBe('locked');
    expect(sheet.fellows.map(({ cells }) => cells?.length)).toEqual([sheet.cells.length, sheet.cells.length]);
    await expect(scores.save(chair, id(), cell('2', '晚了'))).rejects.toMatchObject(code('score.locked'));
    await expect(rooms.database.sql('update evaluation.score set points = 0')).rejects.toThrow('cannot score now');
  });
});
