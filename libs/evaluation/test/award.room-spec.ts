import type { Actor } from '#kernel';
import { Alarms, Database } from '#platform';
import { DocumentService } from '#documents';
import {
  AwardQueries,
  AwardService,
  DecisionService,
  EvaluationModule,
  EvaluationQueries,
  PanelQueries,
  ReportService,
  ScoreService,
  SigningService,
} from '#evaluation';
import { ProcedureQueries } from '#tendering';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { aCast, type Cast } from '../../tendering/test/builders.js';
import { allQualified, allTold, anOpenedBox, aPanel, decided, fresh, past, reported, scored, someExperts } from './builders.js';

const code = (wanted: string): object => ({ refusal: { code: wanted } });

/** Legal periods are waited for; a busy machine takes longer. */
jest.setTimeout(120_000);

describe('from the scores to the award', () => {
  let rooms: TestRooms;
  let cast: Cast;
  let experts: Actor[];
  beforeAll(async () => {
    rooms = await openRooms([EvaluationModule], { acceleration: 400_000 });
    cast = await aCast(rooms);
    experts = await someExperts(rooms, 5);
  }, 60_000);
  afterAll(() => rooms.close());
  const progress = (id: string) => rooms.get(EvaluationQueries).progress(cast.handler, id);
  const three = ['800000.00', '700000.00', '820000.00'];

  it('draws up the report by the chair only, with objective scores that agree, and hands it over with the last signature', async () => {
    const opened = await anOpenedBox(rooms, cast, three);
    const { id } = opened.procedure;
    await allQualified(rooms, cast, opened);
    const [chair, second, third] = (await aPanel(rooms, cast, opened, experts)) as [Actor, Actor, Actor];
    await scored(rooms, opened, [chair, second], [80, 70, 60]);
    const { criteria } = await rooms.get(PanelQueries).sheet(third, id);
    const objective = criteria.find(({ kind }) => kind === 'objective');
    await scored(rooms, opened, [third], [80, 70, 61]);
    const reports = rooms.get(ReportService);
    await expect(reports.draft(second, id)).rejects.toMatchObject(code('panel.chair-only'));
    if (objective) {
      await expect(reports.draft(chair, id)).rejects.toMatchObject(code('score.objective-differs'));
      const sheet = await rooms.get(PanelQueries).sheet(chair, id);
      const seat = sheet.fellows.find(({ name }) => name === third.name)!;
      await rooms.get(ScoreService).unlock(chair, id, seat.seatId, '客观分应一致');
      await scored(rooms, opened, [third], [80, 70, 60]);
    }
    const { sha256 } = await reports.draft(chair, id);
    await expect(rooms.get(SigningService).sign({ ...chair, confirmedAt: null }, id, {})).rejects.toMatchObject(code('confirm-first'));
    await rooms.get(SigningService).sign(fresh(chair), id, {});
    await rooms.get(SigningService).sign(fresh(second), id, { dissent: '对第三名的方案分有不同意见' });
    expect(await progress(id)).toMatchObject({ state: 'signing', report: null });
    await rooms.get(SigningService).sign(fresh(third), id, {});
    const after = await progress(id);
    expect(after).toMatchObject({ state: 'reported', report: { sha256 } });
    expect(after.seats.map(({ dissent }) => dissent).filter(Boolean)).toEqual(['对第三名的方案分有不同意见']);
    expect(after.candidates.map(({ rank }) => rank).sort()).toEqual([1, 2, 3]);
    const { body } = await rooms.get(DocumentService).read(cast.handler, after.report!.id);
    expect(body).toContain('评审报告');
    expect(body).toContain(third.name);
  });

  it('is decided in ranking order by an approver, announced by another person, with a reason for everybody else', async () => {
    const opened = await anOpenedBox(rooms, cast, three);
    const { id, number } = opened.procedure;
    await allQualified(rooms, cast, opened);
    const members = await aPanel(rooms, cast, opened, experts);
    await scored(rooms, opened, members, [85, 75, 65]);
    await reported(rooms, opened, members);
    const decisions = rooms.get(DecisionService);
    const ranked = (await progress(id)).candidates.slice().sort((one, other) => one.rank! - other.rank!);
    await expect(decisions.decide(fresh(cast.approver), id, { bidId: ranked[1]!.bidId })).rejects.toMatchObject(code('award.not-in-order'));
    await expect(decisions.decide(fresh(cast.handler), id, { bidId: ranked[0]!.bidId })).rejects.toMatchObject(
      code('evaluation.not-yours'),
    );
    const award = await decisions.decide(fresh(cast.otherApprover), id, { bidId: ranked[0]!.bidId });
    await expect(decisions.decide(fresh(cast.approver), id, { bidId: ranked[0]!.bidId })).rejects.toMatchObject(
      code('award.not-to-decide'),
    );
    const awards = rooms.get(AwardService);
    await expect(awards.announce(fresh(cast.otherApprover), award.id)).rejects.toMatchObject(code('award.announcer-decided'));
    await expect(awards.announce(fresh(cast.handler), award.id)).rejects.toMatchObject({
      refusal: { code: 'award.reasons-missing', facts: { count: 2 } },
    });
    const loser = opened.bids.find((bid) => bid.id !== award.bidId)!;
    expect(await rooms.get(EvaluationQueries).outcomeFor(loser.provider, id)).toBeNull();
    expect(await rooms.get(AwardQueries).publicByNumber(number)).toBeNull();

    await allTold(rooms, cast, opened);
    const announced = await awards.announce(fresh(cast.handler), award.id);
    expect(announced.challengeEndsAt!.getTime()).toBeGreaterThan(announced.noticeEndsAt!.getTime());
    const outcome = (await rooms.get(EvaluationQueries).outcomeFor(loser.provider, id))!;
    expect(outcome).toMatchObject({ won: false, passed: true, ranked: 3, reason: '应急响应方案不够具体', winner: { price: award.price } });
    expect(outcome.parts.reduce((sum, { points }) => sum + points, 0)).toBe(outcome.total);
    await expect(rooms.get(EvaluationQueries).outcomeFor(cast.providers[3]!, id)).rejects.toMatchObject(code('absent'));
    const result = (await rooms.get(AwardQueries).publicByNumber(number))!;
    expect(result.ranking.map(({ rank }) => rank)).toEqual([1, 2, 3]);
    expect(result.panel.map(({ name }) => name).sort()).toEqual(members.map(({ name }) => name).sort());
    expect((await rooms.get(AwardQueries).list({ limit: 1 })).items[0]).toMatchObject({
      number,
      winner: expect.stringContaining('海陵区') as string,
    });
    const [letter] = await rooms.get(DocumentService).about(loser.id, 'result-letter');
    expect((await rooms.get(DocumentService).read(loser.provider, letter!.id)).body).toContain('应急响应方案不够具体');
    await expect(rooms.get(DocumentService).read(cast.providers[3]!, letter!.id)).rejects.toMatchObject(code('absent'));
    const basis = (await rooms.get(AwardQueries).basis(award.id))!;
    expect([basis.offer.price, basis.content.title]).toEqual([`${award.price / 100n}.00`, result.title]);
  });

  it('goes to the first candidate when the buyer keeps silent', async () => {
    const opened = await anOpenedBox(rooms, cast, three.slice(0, 2));
    const { id } = opened.procedure;
    await allQualified(rooms, cast, opened);
    const members = await aPanel(rooms, cast, opened, experts);
    await scored(rooms, opened, members, [85, 65]);
    await reported(rooms, opened, members);
    const { decideDueAt, candidates } = await progress(id);
    await rooms.database.sql(`update platform.alarm set due_at = clock_timestamp() where kind = 'evaluation.silence'`);
    if (decideDueAt!.getTime() > Date.now() + 200) {
      await rooms.get(Alarms).ringDue();
      expect((await progress(id)).award).toBeNull();
    }
    await past(rooms, decideDueAt!);
    await rooms.database.sql(
      `insert into platform.alarm (id, kind, subject, due_at) select gen_random_uuid(), 'evaluation.silence', id, decide_due_at from evaluation.evaluation
       where procedure_id = $1 on conflict do nothing`,
      [id],
    );
    await rooms.get(Alarms).ringDue();
    expect((await progress(id)).award).toMatchObject({ bySilence: true, bidId: candidates.find(({ rank }) => rank === 1)!.bidId });
  });

  it('goes to the next candidate when the winner does not sign, and never back', async () => {
    const opened = await anOpenedBox(rooms, cast, three.slice(0, 2));
    const { id } = opened.procedure;
    const { awardId } = await decided(rooms, cast, opened, experts, [85, 65]);
    await allTold(rooms, cast, opened);
    const award = await rooms.get(AwardService).announce(fresh(cast.handler), awardId);
    await rooms
      .get(Database)
      .transaction((tx) => rooms.get(AwardService).withdraw(tx, cast.approver, awardId, { cause: 'winner-refused', reason: '放弃签约' }));
    const after = await progress(id);
    expect([after.state, after.award, after.withdrawn]).toEqual(['reported', null, [award.bidId]]);
    await expect(rooms.get(DecisionService).decide(fresh(cast.approver), id, { bidId: award.bidId })).rejects.toMatchObject(
      code('award.not-a-candidate'),
    );
    const next = after.candidates.find(({ rank }) => rank === 2)!;
    const second = await rooms.get(DecisionService).decide(fresh(cast.approver), id, { bidId: next.bidId });
    await expect(rooms.get(AwardService).announce(fresh(cast.handler), second.id)).rejects.toMatchObject(code('award.reasons-missing'));
    await allTold(rooms, cast, opened);
    await rooms.get(AwardService).announce(fresh(cast.handler), second.id);
    const result = (await rooms.get(AwardQueries).publicByNumber(opened.procedure.number))!;
    expect([result.award.id, result.withdrawn.length]).toEqual([second.id, 1]);
    await rooms.get(Database).transaction((tx) => rooms.get(AwardService).finalize(tx, cast.approver, second.id));
    expect((await rooms.get(ProcedureQueries).byId(id))!.state).toBe('completed');
  });

  it('is kept in order, single and reasoned by the database itself', async () => {
    const opened = await anOpenedBox(rooms, cast, three.slice(0, 2));
    const { awardId } = await decided(rooms, cast, opened, experts, [85, 65]);
    const copy = (rank: string, extra = '') =>
      `insert into evaluation.award (id, procedure_id, evaluation_id, bid_id, provider_id, price, rank, state, decided_by, decided_at)
       select gen_random_uuid(), e.procedure_id, e.id, c.bid_id, c.provider_id, c.price ${extra}, c.rank, 'decided', a.decided_by, now()
       from evaluation.award a join evaluation.evaluation e on e.id = a.evaluation_id join evaluation.candidate c on c.evaluation_id = e.id
       where a.id = '${awardId}' and c.rank = ${rank}`;
    await expect(rooms.database.sql(copy('2'))).rejects.toThrow('follows the ranking');
    await expect(rooms.database.sql(`update evaluation.award set price = price - 1 where id = $1`, [awardId])).rejects.toThrow(
      'foreign key',
    );
    await expect(
      rooms.database.sql(
        `update evaluation.award set state = 'announced', announced_at = now(), challenge_ends_at = now() + interval '1 day' where id = $1`,
        [awardId],
      ),
    ).rejects.toThrow('no reason');
    await rooms.database.sql(
      `update evaluation.award set state = 'withdrawn', withdrawn_reason = 'x', announced_at = now(), challenge_ends_at = now() + interval '1 day' where id = $1`,
      [awardId],
    );
    await rooms.database.sql(copy('2'));
    await expect(rooms.database.sql(`update evaluation.award set state = 'decided' where id = $1`, [awardId])).rejects.toThrow(
      'award_one_active',
    );
  });
});
