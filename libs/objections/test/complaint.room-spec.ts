import type { Actor } from '#kernel';
import { Database } from '#platform';
import { AwardService } from '#evaluation';
import { DocumentService } from '#documents';
import {
  BadRecords,
  ChallengeDesk,
  ChallengeService,
  ComplaintDecisions,
  ComplaintDesk,
  ComplaintQueries,
  ComplaintService,
  ObjectionCounters,
  ObjectionsModule,
  Respondents,
  type Stage,
  wayIsClear,
} from '#objections';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { fresh, someExperts } from '../../evaluation/test/builders.js';
import { aCast, anActor, type Cast } from '../../tendering/test/builders.js';
import { announced, aPoint, awardState, petitioner } from './builders.js';

const code = (wanted: string): object => ({ refusal: { code: wanted } });
const complaint = { points: [{ point: 1, objection: '答复没有说明漏计的业绩，联系 13800138000' }], petitioner };

jest.setTimeout(180_000);

describe('a complaint', () => {
  let rooms: TestRooms;
  let cast: Cast;
  let experts: Actor[];
  let checker: Actor;
  let approver: Actor;
  beforeAll(async () => {
    rooms = await openRooms([ObjectionsModule], { acceleration: 20_000 });
    cast = await aCast(rooms);
    experts = await someExperts(rooms, 5);
    checker = cast.financeChecker;
    approver = cast.financeApprover;
  }, 60_000);
  afterAll(() => rooms.close());

  const complaints = (): ComplaintService => rooms.get(ComplaintService);
  const desk = (): ComplaintDesk => rooms.get(ComplaintDesk);
  const decisions = (): ComplaintDecisions => rooms.get(ComplaintDecisions);
  const clear = (id: string) => rooms.get(Database).transaction((tx) => wayIsClear(tx, id));
  const clocks = async (id: string): Promise<string[]> =>
    (
      await rooms.database.sql<{ key: string }>(
        `select key from calendar.deadline where subject = $1 and met_at is null and cancelled_at is null order by key`,
        [id],
      )
    ).map(({ key }) => key);

  /** A challenge of a stage, answered as baseless. */
  async function answered(by: Actor, procedureId: string, stage: Stage): Promise<string> {
    const { id } = await rooms.get(ChallengeService).file(by, procedureId, { stage, points: [aPoint, aPoint], petitioner });
    await rooms.get(ChallengeDesk).accept(cast.handler, id, { mayAffectResult: false });
    await rooms.get(ChallengeDesk).answer(fresh(cast.acceptor), id, { outcome: 'dismissed', answer: '已按采购文件评审' });
    return id;
  }

  it('goes its way: completed once, taken up, sent out, responded to, stopped, paused, decided by a second person, published', async () => {
    const { id: procedure, awardId, loser, winner } = await announced(rooms, cast, experts, ['800000.00', '810000.00', '820000.00']);
    const challenge = await answered(loser, procedure, 'result');
    await expect(complaints().file(winner, challenge, complaint)).rejects.toMatchObject(code('absent'));
    await expect(complaints().file(loser, challenge, { ...complaint, points: [{ point: 3, objection: 'x' }] })).rejects.toMatchObject(
      code('complaint.not-challenged'),
    );
    const filed = await complaints().file(loser, challenge, complaint);
    expect(filed.number).toMatch(/^321202-\d{4}-TS-\d{4}$/);
    expect(await clocks(filed.id)).toEqual(['complaint.decide', 'complaint.examine', 'complaint.forward']);
    await expect(complaints().file(loser, challenge, complaint)).rejects.toMatchObject(code('complaint.filed-already'));

    await expect(desk().accept(cast.handler, filed.id)).rejects.toMatchObject(code('absent'));
    await expect(desk().accept(cast.supervisor, filed.id)).rejects.toMatchObject(code('complaint.bureau-only'));
    await desk().return(checker, filed.id, { reason: '缺少签署' });
    expect(await clocks(filed.id)).toEqual(['complaint.supplement']);
    await complaints().supplement(loser, filed.id, complaint);
    await expect(desk().return(checker, filed.id, { reason: '再补' })).rejects.toMatchObject(code('objection.returned-once'));
    await desk().accept(checker, filed.id);
    expect(await clocks(filed.id)).toEqual(['complaint.decide', 'complaint.forward']);
    const sent = await desk().send(checker, filed.id);
    expect(await clocks(filed.id)).toEqual(['complaint.decide']);

    const queries = rooms.get(ComplaintQueries);
    await expect(queries.byId(cast.handler, filed.id)).rejects.toMatchObject(code('absent'));
    expect((await queries.sentTo(cast.handler, filed.id)).responses).toHaveLength(2);
    expect((await queries.toRespond(winner.organizationId)).map(({ id }) => id)).toEqual([filed.id]);
    await rooms.get(Respondents).respond(cast.acceptor, filed.id, { text: '业绩已按采购文件计分' });
    await expect(rooms.get(Respondents).respond(cast.handler, filed.id, { text: '再说' })).rejects.toMatchObject(
      code('complaint.responded-already'),
    );
    await expect(rooms.get(Respondents).respond(cast.stranger, filed.id, { text: 'x' })).rejects.toMatchObject(code('absent'));

    await desk().stop(checker, filed.id, { reason: '委托鉴定' });
    await expect(decisions().decide(fresh(approver), filed.id, { outcome: 'partly', decision: 'x' })).rejects.toMatchObject(
      code('lifecycle.not-now'),
    );
    await new Promise((wake) => setTimeout(wake, 50));
    const gone = await desk().go(checker, filed.id);
    expect(gone.decideDueAt.getTime() - sent.decideDueAt.getTime()).toBeGreaterThanOrEqual(50);

    expect(await clear(procedure)).toBeUndefined();
    await expect(decisions().pause(fresh(approver), filed.id, { days: 31, reason: 'x' })).rejects.toMatchObject(
      code('complaint.pause-too-long'),
    );
    await expect(decisions().pause(fresh(checker), filed.id, { days: 30, reason: 'x' })).rejects.toMatchObject(
      code('complaint.decided-by-another'),
    );
    await decisions().pause(fresh(approver), filed.id, { days: 30, reason: '核实期间' });
    expect([(await clear(procedure))?.code, await awardState(rooms, awardId)]).toEqual(['complaint.in-the-way', 'held']);
    await decisions().lift(approver, filed.id, { reason: '已核实' });
    expect([await clear(procedure), await awardState(rooms, awardId)]).toEqual([undefined, 'announced']);
    await expect(decisions().pause(fresh(approver), filed.id, { days: 3, reason: 'x' })).rejects.toMatchObject(
      code('complaint.paused-once'),
    );

    const decision = { outcome: 'upheld', remedy: 'next_candidate', decision: '成交单位材料不实，经办电话 0523-86880000' } as const;
    await expect(decisions().decide(fresh(approver), filed.id, decision)).rejects.toMatchObject(code('complaint.responses-awaited'));
    await rooms.get(Respondents).respond(winner, filed.id, { text: '响应文件属实' });
    await expect(decisions().decide({ ...approver, confirmedAt: null }, filed.id, decision)).rejects.toMatchObject(code('confirm-first'));
    await expect(decisions().decide(fresh(checker), filed.id, decision)).rejects.toMatchObject(code('complaint.decided-by-another'));
    const { paperId } = await decisions().decide(fresh(approver), filed.id, decision);
    expect(await awardState(rooms, awardId)).toBe('withdrawn');
    const { body } = await rooms.get(DocumentService).read(undefined, paperId!);
    expect(body).toContain('投诉事项成立');
    expect(body).not.toMatch(/13800138000|86880000/);
    expect((await queries.published()).items[0]).toMatchObject({ number: filed.number, outcome: 'upheld' });
    expect(await rooms.get(ObjectionCounters).of(procedure)).toEqual({
      enquiries: 0,
      challenges: 1,
      challengesUpheld: 0,
      complaints: 1,
      complaintsUpheld: 1,
    });
    expect(await clocks(filed.id)).toEqual([]);
  });

  it('ends a pause by itself, and what it held goes on', async () => {
    const { id: procedure, awardId, loser } = await announced(rooms, cast, experts, ['800000.00', '810000.00']);
    const filed = await complaints().file(loser, await answered(loser, procedure, 'result'), complaint);
    await desk().accept(checker, filed.id);
    const { pauseUntil } = await decisions().pause(fresh(approver), filed.id, { days: 1, reason: '核实' });
    expect(await awardState(rooms, awardId)).toBe('held');
    while ((await rooms.get(Database).now()) < pauseUntil!) await new Promise((wake) => setTimeout(wake, 50));
    await rooms.knock();
    expect(await awardState(rooms, awardId)).toBe('announced');
  });

  it('is turned away only when a second person agrees, and may then come again; withdrawn it ends', async () => {
    const { id: procedure, loser } = await announced(rooms, cast, experts, ['800000.00', '810000.00']);
    const challenge = await answered(loser, procedure, 'result');
    const filed = await complaints().file(loser, challenge, complaint);
    await desk().turn(approver, filed.id, { turn: 'redirect', reason: '应向市财政局投诉' });
    expect(await clocks(filed.id)).toContain('complaint.reject_notice');
    await expect(desk().tell(approver, filed.id)).rejects.toMatchObject(code('complaint.decided-by-another'));
    const second = anActor(approver.organizationId, '孙复核', 'finance_approver');
    await desk().reconsider(second, filed.id);
    await desk().turn(checker, filed.id, { turn: 'refuse', reason: '不属于质疑过的事项' });
    expect((await desk().tell(second, filed.id)).state).toBe('refused');
    expect(await clocks(filed.id)).toEqual([]);
    const again = await complaints().file(loser, challenge, complaint);
    expect((await complaints().withdraw(loser, again.id, { confirmed: true })).state).toBe('withdrawn');
    expect(await clocks(again.id)).toEqual([]);
  });

  it('that is baseless for the third time goes on the record', async () => {
    const { id: procedure, loser } = await announced(rooms, cast, experts, ['800000.00', '810000.00']);
    const records = () =>
      rooms.database.sql('select cause, complaints from objections.bad_record where organization_id = $1', [loser.organizationId]);
    for (const stage of ['opening', 'result', 'receipt'] as const) {
      expect(await records()).toEqual([]);
      const { id } = await complaints().file(loser, await answered(loser, procedure, stage), complaint);
      await desk().accept(checker, id);
      await desk().send(checker, id);
      await rooms.database.sql('update objections.response set due_at = clock_timestamp() where complaint_id = $1', [id]);
      await decisions().decide(fresh(approver), id, { outcome: 'dismissed', ground: 'unproven', decision: '未能查证属实' });
    }
    expect(await records()).toEqual([{ cause: 'baseless', complaints: 3 }]);
    expect(await rooms.get(BadRecords).of(loser.organizationId)).toMatchObject([{ cause: 'baseless', complaints: 3 }]);
  });

  it('suspends the performance of a contract already signed, and lets it go on', async () => {
    const { id: procedure, awardId, loser } = await announced(rooms, cast, experts, ['800000.00', '810000.00']);
    const filed = await complaints().file(loser, await answered(loser, procedure, 'result'), complaint);
    await rooms.get(Database).transaction((tx) => rooms.get(AwardService).finalize(tx, cast.approver, awardId));
    await desk().accept(checker, filed.id);
    await decisions().pause(fresh(approver), filed.id, { days: 10, reason: '核实' });
    await decisions().lift(approver, filed.id, { reason: '已核实' });
    const heard = await rooms.database.sql<{ type: string }>(
      `select type from platform.journal where project = $1 and type like 'performance.%' order by at`,
      [procedure],
    );
    expect(heard.map(({ type }) => type)).toEqual(['performance.suspended', 'performance.resumed']);
    expect(await awardState(rooms, awardId)).toBe('final');
  });
});
