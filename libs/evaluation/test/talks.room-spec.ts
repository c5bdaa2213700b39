import type { Actor } from '#kernel';
import { Alarms, Database } from '#platform';
import {
  ClarificationQueries,
  ClarificationService,
  ComplianceService,
  EvaluationModule,
  EvaluationQueries,
  EvaluationService,
  ExpertRegister,
  PanelQueries,
  PanelService,
  ReportService,
  ScoreService,
  SeatService,
} from '#evaluation';
import { ProcedureQueries } from '#tendering';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { aCast, anActor, type Cast } from '../../tendering/test/builders.js';
import { allQualified, anOpenedBox, aPanel, lastPrices, type Opened, past, reported, scored, someExperts } from './builders.js';

const code = (wanted: string): object => ({ refusal: { code: wanted } });

jest.setTimeout(120_000);

describe('a panel at work', () => {
  let rooms: TestRooms;
  let cast: Cast;
  let experts: Actor[];
  beforeAll(async () => {
    rooms = await openRooms([EvaluationModule], { acceleration: 20_000 });
    cast = await aCast(rooms);
    experts = await someExperts(rooms, 5);
  }, 60_000);
  afterAll(() => rooms.close());
  const progress = (id: string) => rooms.get(EvaluationQueries).progress(cast.handler, id);
  const three = ['800000.00', '780000.00', '820000.00'];
  const atWork = async (prices = three): Promise<{ opened: Opened; id: string; members: [Actor, Actor, Actor] }> => {
    const opened = await anOpenedBox(rooms, cast, prices);
    await allQualified(rooms, cast, opened);
    const members = (await aPanel(rooms, cast, opened, experts)) as [Actor, Actor, Actor];
    return { opened, id: opened.procedure.id, members };
  };
  const actorOf = (name: string): Actor => experts.find((one) => one.name === name)!;

  it('scores nothing before the chair has put down, with reasons, which offers answer the notice', async () => {
    const opened = await anOpenedBox(rooms, cast, three);
    const { id } = opened.procedure;
    await allQualified(rooms, cast, opened);
    await rooms.get(PanelService).draw(cast.handler, id, {});
    const names = (await progress(id)).seats.map(({ name }) => name);
    const [chair, second, third] = names.map(actorOf) as [Actor, Actor, Actor];
    const comes = async (one: Actor) => {
      await rooms.get(SeatService).answer(one, id, { accept: true });
      await rooms.get(SeatService).declare(one, id, { clear: true });
    };
    await comes(chair);
    await comes(second);
    const compliance = rooms.get(ComplianceService);
    const offers = opened.bids.map((bid, place) => ({ bidId: bid.id, compliant: place < 2, reason: place < 2 ? '' : '没有夜间值守承诺' }));
    await expect(compliance.check(chair, id, { offers })).rejects.toMatchObject(code('panel.not-complete'));
    await comes(third);
    const { criteria } = await rooms.get(PanelQueries).sheet(chair, id);
    const judged = criteria.find(({ kind }) => kind === 'subjective')!;
    const cells = [{ bidId: opened.bids[0]!.id, criterionId: judged.id, points: '1', reason: '简略' }];
    await expect(rooms.get(ScoreService).save(chair, id, { cells })).rejects.toMatchObject(code('compliance.first'));
    await expect(compliance.check(second, id, { offers })).rejects.toMatchObject(code('panel.chair-only'));
    await expect(compliance.check(chair, id, { offers: offers.slice(1) })).rejects.toMatchObject(code('compliance.unanswered'));
    await compliance.check(chair, id, { offers });
    await expect(compliance.check(chair, id, { offers })).rejects.toMatchObject(code('compliance.done'));
    const sheet = await rooms.get(PanelQueries).sheet(second, id);
    expect([sheet.bids!.length, sheet.out]).toEqual([2, [expect.objectContaining({ exclusion: '没有夜间值守承诺' })]]);
    const out = [{ ...cells[0]!, bidId: opened.bids[2]!.id }];
    await expect(rooms.get(ScoreService).save(chair, id, { cells: out })).rejects.toMatchObject({
      refusal: { fields: [{ code: 'score.no-such-bid' }] },
    });
    await lastPrices(rooms, cast, opened, chair);
    await scored(rooms, { ...opened, bids: opened.bids.slice(0, 2) }, [chair, second, third], [80, 70]);
    await reported(rooms, opened, [chair, second, third]);
    expect((await progress(id)).candidates.map(({ rank }) => rank).sort()).toEqual([1, 2, null]);
  });

  it('ends when too few offers answer the notice', async () => {
    const opened = await anOpenedBox(rooms, cast, three);
    const { id } = opened.procedure;
    await allQualified(rooms, cast, opened);
    await rooms.get(PanelService).draw(cast.handler, id, {});
    const members = (await progress(id)).seats.map(({ name }) => actorOf(name));
    for (const one of members) {
      await rooms.get(SeatService).answer(one, id, { accept: true });
      await rooms.get(SeatService).declare(one, id, { clear: true });
    }
    const offers = opened.bids.map((bid, place) => ({ bidId: bid.id, compliant: place === 0, reason: '不响应' }));
    await rooms.get(ComplianceService).check(members[0]!, id, { offers });
    expect((await progress(id)).state).toBe('failed');
    expect(await rooms.get(ProcedureQueries).byId(id)).toMatchObject({ state: 'failed' });
  });

  it('asks a bidder through the chair; only that bidder answers, once and in time', async () => {
    const { opened, id, members } = await atWork();
    const [chair, second] = members;
    const talks = rooms.get(ClarificationService);
    const question = { bidId: opened.bids[0]!.id, question: '人员证书有效期前后不一致' };
    await expect(talks.ask(second, id, question)).rejects.toMatchObject(code('panel.chair-only'));
    const asked = await talks.ask(chair, id, question);
    const answer = { answer: '以附件证书为准' };
    await expect(talks.answer(opened.bids[1]!.provider, asked.id, answer)).rejects.toMatchObject(code('absent'));
    expect((await rooms.get(ClarificationQueries).open(opened.bids[0]!.provider.organizationId)).map((one) => one.id)).toContain(asked.id);
    await talks.answer(opened.bids[0]!.provider, asked.id, answer);
    await expect(talks.answer(opened.bids[0]!.provider, asked.id, answer)).rejects.toMatchObject(code('clarification.answered'));
    const late = await talks.ask(chair, id, question);
    await past(rooms, late.dueAt);
    await expect(talks.answer(opened.bids[0]!.provider, late.id, answer)).rejects.toMatchObject(code('clarification.too-late'));
    expect((await rooms.get(PanelQueries).sheet(second, id)).clarifications.map((one) => one.answer)).toEqual([answer.answer, null]);
  });

  it('judges a low price after its bidder was asked, and puts it out with a reason (worked example T6)', async () => {
    const { opened, id, members } = await atWork(['800000.00', '780000.00', '300000.00']);
    const [chair] = members;
    const low = { bidId: opened.bids[2]!.id, reason: '没有提供证明材料' };
    const compliance = rooms.get(ComplianceService);
    await expect(compliance.judgeLowPrice(chair, id, { ...low, bidId: opened.bids[0]!.id })).rejects.toMatchObject(
      code('report.price-not-low'),
    );
    await expect(compliance.judgeLowPrice(chair, id, low)).rejects.toMatchObject(code('report.low-price-not-asked'));
    await scored(rooms, opened, members, [80, 80, 80]);
    await expect(rooms.get(ReportService).draft(chair, id)).rejects.toMatchObject(code('report.low-price-unexplained'));
    const asked = await rooms.get(ClarificationService).ask(chair, id, { bidId: low.bidId, kind: 'low-price', question: '说明成本构成' });
    await rooms.get(ClarificationService).answer(opened.bids[2]!.provider, asked.id, { answer: '让利' });
    await compliance.judgeLowPrice(chair, id, { ...low, keep: false });
    await reported(rooms, opened, members);
    const { candidates } = await progress(id);
    expect(candidates.find((one) => one.bidId === low.bidId)).toMatchObject({ rank: null, excluded: 'low-price', exclusion: low.reason });
    expect(candidates.find(({ rank }) => rank === 1)!.bidId).toBe(opened.bids[1]!.id);
  });

  it('explains or corrects a score that stands out before the report; the old score stays to be seen', async () => {
    const { opened, id, members } = await atWork();
    const [chair, second, third] = members;
    await scored(rooms, opened, [second, third], [80, 80, 80]);
    await scored(rooms, opened, [chair], [30, 80, 80]);
    const sheet = await rooms.get(PanelQueries).sheet(second, id);
    expect(sheet.outliers.length).toBeGreaterThan(0);
    const [one] = sheet.outliers;
    const explain = { bidId: one!.bidId, criterionId: one!.criterionId, explanation: '没有写明夜间应急' };
    await expect(rooms.get(ScoreService).explain(second, id, explain)).rejects.toMatchObject(code('score.no-outlier'));
    await expect(rooms.get(ReportService).draft(chair, id)).rejects.toMatchObject(code('score.objective-differs'));
    const chairSeat = (await rooms.get(PanelQueries).sheet(chair, id)).seat.id;
    await expect(rooms.get(ScoreService).unlock(second, id, chairSeat, 'x')).rejects.toMatchObject(code('panel.chair-only'));
    await rooms.get(ScoreService).unlock(chair, id, chairSeat, '客观分有误');
    const { criteria } = await rooms.get(PanelQueries).sheet(chair, id);
    const objective = criteria.filter(({ kind }) => kind === 'objective');
    const right = objective.map(({ id: criterionId, weight }) => ({
      bidId: opened.bids[0]!.id,
      criterionId,
      points: (weight * 0.8).toFixed(2),
      reason: '',
    }));
    await rooms.get(ScoreService).save(chair, id, { cells: right });
    await rooms.get(ScoreService).lock(chair, id);
    await expect(rooms.get(ReportService).draft(chair, id)).rejects.toMatchObject(code('score.outlier-unexplained'));
    for (const each of (await rooms.get(PanelQueries).sheet(chair, id)).outliers)
      await rooms.get(ScoreService).explain(chair, id, { ...explain, bidId: each.bidId, criterionId: each.criterionId });
    const together = await rooms.get(PanelQueries).sheet(second, id);
    expect(together.outliers.every(({ explanation }) => explanation === '没有写明夜间应急')).toBe(true);
    expect(together.earlier.map(({ criterionId }) => criterionId)).toEqual(objective.map((each) => each.id));
    await reported(rooms, opened, members);
    expect((await progress(id)).state).toBe('reported');
  });

  it('loses a member who finds a tie after locking: the score is void, the next one drawn comes in, the tie is remembered', async () => {
    const { opened, id, members } = await atWork();
    await scored(rooms, opened, members, [80, 80, 80]);
    const gone = members[1];
    const bidder = opened.bids[0]!.provider.organizationId;
    await expect(
      rooms.get(SeatService).declare(gone, id, { clear: true, ties: [{ organizationId: cast.handler.organizationId, kind: 'kin' }] }),
    ).rejects.toMatchObject(code('evaluation.no-such-bid'));
    await rooms.get(SeatService).declare(gone, id, { clear: true, ties: [{ organizationId: bidder, kind: 'kin' }] });
    const after = await progress(id);
    expect(after.state).toBe('scoring');
    expect(after.seats.filter(({ state }) => state === 'invited')).toHaveLength(1);
    expect((await rooms.get(PanelQueries).sheet(gone, id)).bids).toBeNull();

    const other = await anOpenedBox(rooms, cast, three);
    await allQualified(rooms, cast, other);
    await rooms.get(PanelService).draw(cast.handler, other.procedure.id, {});
    const { excluded } = (await progress(other.procedure.id)).draws[0]!;
    expect(excluded).toContainEqual({ personId: gone.personId, why: 'declared-tie', about: bidder });
    await rooms.database.sql('alter table evaluation.expert_tie disable trigger no_change; delete from evaluation.expert_tie');
  });

  it('is drawn by specialty and without who is suspended, away or tied by a contract of their employer', async () => {
    const register = rooms.get(ExpertRegister);
    const [one, two, three_] = experts as [Actor, Actor, Actor];
    const library = one.organizationId;
    for (const { personId, name } of [one, two, three_])
      await register.enrol(cast.financeChecker, { personId, organizationId: library, name, specialties: ['养老服务', '财务'] });
    await register.suspend(cast.financeChecker, one.personId, { reason: '迟到' });
    await register.away(two, new Date(Date.now() + 86_400_000));
    const opened = await anOpenedBox(rooms, cast, three);
    const { id } = opened.procedure;
    await allQualified(rooms, cast, opened);
    const tied = anActor('00000000-0000-4000-8000-0000000000aa', '签约单位的专家', 'expert');
    await register.enrol(cast.financeChecker, { personId: tied.personId, organizationId: tied.organizationId, name: tied.name });
    await rooms.database.sql(
      'insert into evaluation.unit_tie (contract_id, buyer_id, provider_id, since) values (gen_random_uuid(), $1, $2, now())',
      [tied.organizationId, opened.bids[0]!.provider.organizationId],
    );
    const panels = rooms.get(PanelService);
    const specialties = [{ name: '财务', count: 2 }];
    await expect(panels.draw(cast.handler, id, { specialties })).rejects.toMatchObject(code('panel.register-too-small'));
    await register.away(two, null);
    await panels.draw(cast.handler, id, { specialties, hours: 3, fee: '600.00' });
    const { draws, seats } = await progress(id);
    expect(draws[0]!.same).toBe(true);
    expect(draws[0]!.excluded.map(({ personId, why }) => [personId, why])).toEqual(
      expect.arrayContaining([
        [one.personId, 'suspended'],
        [tied.personId, 'shared-contract'],
      ]),
    );
    expect(seats.map(({ specialty }) => specialty)).toEqual(['财务', '财务', null]);
    expect(
      seats
        .slice(0, 2)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([two.name, three_.name].sort());
    await register.suspend(cast.financeChecker, one.personId, {});
    await rooms.database.sql('delete from evaluation.expert where person_id = $1', [tied.personId]);
  });

  it('is not drawn too early, and goes on without who has not answered when it meets', async () => {
    const opened = await anOpenedBox(rooms, cast, three);
    const { id } = opened.procedure;
    await allQualified(rooms, cast, opened);
    const panels = rooms.get(PanelService);
    const at = await rooms.get(Database).now();
    const far = new Date(at.getTime() + 3_600_000).toISOString();
    await expect(panels.draw(cast.handler, id, { meetsAt: far })).rejects.toMatchObject(code('panel.drawn-too-early'));
    const meetsAt = new Date((await rooms.get(Database).now()).getTime() + 5_000);
    await panels.draw(cast.handler, id, { meetsAt: meetsAt.toISOString() });
    const [first, ...silent] = (await progress(id)).seats;
    await rooms.get(SeatService).answer(actorOf(first!.name), id, { accept: true });
    await past(rooms, meetsAt);
    await expect(rooms.get(SeatService).answer(actorOf(silent[0]!.name), id, { accept: true })).rejects.toMatchObject(
      code('seat.too-late'),
    );
    await rooms.get(Alarms).ringDue();
    const after = (await progress(id)).seats;
    expect(after.filter(({ state }) => state === 'replaced').map(({ id: seat }) => seat)).toEqual(silent.map(({ id: seat }) => seat));
    expect(after.filter(({ state }) => state === 'invited')).toHaveLength(2);
    const { session } = await progress(id);
    expect([session.meetsAt, session.metAt !== null]).toEqual([meetsAt, true]);
    const late = actorOf(after.find(({ state }) => state === 'invited')!.name);
    expect((await rooms.get(SeatService).answer(late, id, { accept: true })).state).toBe('accepted');
  });

  it('compares the price of a small enterprise after the deduction and pays its own (worked examples T1, T15)', async () => {
    const opened = await anOpenedBox(rooms, cast, ['800000.00', '850000.00', '850000.00'], { enterprises: ['small', 'small'] });
    const { id } = opened.procedure;
    const company = opened.bids[1]!.provider.organizationId;
    await rooms.database.sql(
      `update organizations.organization set uscc = '91' || substr(uscc, 3), uscc_override = 'for a spec', classification = '企业', grade = null, grade_valid_until = null where id = $1`,
      [company],
    );
    const evaluations = rooms.get(EvaluationService);
    for (const bid of opened.bids) await evaluations.qualify(cast.handler, id, { bidId: bid.id, passed: true });
    const before = (await progress(id)).candidates;
    const line = (place: number) => before.find((one) => one.bidId === opened.bids[place]!.id)!;
    const told = [0, 1, 2].map((place) => [line(place).enterprise, line(place).deduction, line(place).declaresInVain]);
    expect(told).toEqual([
      ['small', 0, true],
      ['small', 1000, false],
      ['none', 0, false],
    ]);
    await evaluations.conclude(cast.handler, id);
    const members = await aPanel(rooms, cast, opened, experts);
    await scored(rooms, opened, members, [80, 80, 80]);
    await reported(rooms, opened, members);
    const { candidates } = await progress(id);
    expect(candidates.find(({ rank }) => rank === 1)).toMatchObject({ bidId: opened.bids[1]!.id, price: 85_000_000n });
  });
});
