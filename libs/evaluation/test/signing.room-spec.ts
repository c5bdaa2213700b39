import type { Actor } from '#kernel';
import { Alarms, Database } from '#platform';
import { DocumentService } from '#documents';
import {
  ClarificationService,
  EvaluationModule,
  EvaluationQueries,
  PanelQueries,
  PanelService,
  ReportService,
  ScoreService,
  SeatService,
  SigningService,
} from '#evaluation';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { aCast, anActor, type Cast } from '../../tendering/test/builders.js';
import { allQualified, anOpenedBox, aPanel, fresh, type Opened, past, scored, someExperts } from './builders.js';

const code = (wanted: string): object => ({ refusal: { code: wanted } });

jest.setTimeout(120_000);

describe('a report that is being signed', () => {
  let rooms: TestRooms;
  let cast: Cast;
  let experts: Actor[];
  let opened: Opened;
  let members: [Actor, Actor, Actor];
  beforeAll(async () => {
    rooms = await openRooms([EvaluationModule], { acceleration: 20_000 });
    cast = await aCast(rooms);
    experts = await someExperts(rooms, 6);
  }, 60_000);
  afterAll(() => rooms.close());
  const id = (): string => opened.procedure.id;
  const progress = () => rooms.get(EvaluationQueries).progress(cast.handler, id());
  const sheet = (actor: Actor) => rooms.get(PanelQueries).sheet(actor, id());
  const draft = () => rooms.get(ReportService).draft(members[0], id());
  const sign = (actor: Actor, dissent?: string) => rooms.get(SigningService).sign(fresh(actor), id(), dissent ? { dissent } : {});
  beforeEach(async () => {
    opened = await anOpenedBox(rooms, cast, ['800000.00', '780000.00', '820000.00']);
    await allQualified(rooms, cast, opened);
    members = (await aPanel(rooms, cast, opened, experts)) as [Actor, Actor, Actor];
    await scored(rooms, opened, members, [80, 70, 60]);
  });

  it('is read by its members alone, and by the buyer from the hand-over; never by those they work for', async () => {
    const { reportId } = await draft();
    const papers = rooms.get(DocumentService);
    const colleague = anActor(members[0].organizationId, '专家的同事', 'handler');
    const everybody = [cast.handler, cast.approver, cast.acceptor, cast.supervisor, ...members, colleague, opened.bids[0]!.provider];
    for (const actor of everybody) await expect(papers.read(actor, reportId)).rejects.toMatchObject(code('absent'));
    const door = rooms.get(PanelQueries);
    for (const member of members) expect((await door.report(member, id())).body).toContain('各成员评分');
    for (const actor of [cast.handler, colleague, experts.find((one) => !members.includes(one))!])
      await expect(door.report(actor, id())).rejects.toMatchObject(code('absent'));
    const [issued] = await rooms.database.sql<{ person: string; organization: string }>(
      `select person, organization from platform.journal where type = 'document.issued' and subject = $1`,
      [reportId],
    );
    expect(Object.values(issued!)).not.toContain(members[0].personId);
    expect(Object.values(issued!)).not.toContain(members[0].organizationId);

    for (const member of members) await sign(member);
    for (const actor of [cast.handler, cast.approver, cast.acceptor])
      expect((await papers.read(actor, reportId)).body).toContain('各成员评分');
    await expect(papers.read(colleague, reportId)).rejects.toMatchObject(code('absent'));
  });

  it('waits for answers that may still come, and ends the answering', async () => {
    const talks = rooms.get(ClarificationService);
    const [{ id: bidId, provider }] = opened.bids as [Opened['bids'][number]];
    const asked = await talks.ask(members[0], id(), { bidId, question: '人员证书有效期前后不一致' });
    await expect(draft()).rejects.toMatchObject(code('report.talks-open'));
    await past(rooms, asked.dueAt);
    await rooms.database.sql(`update evaluation.clarification set due_at = due_at + interval '1 hour' where id = $1`, [asked.id]);
    await expect(draft()).rejects.toMatchObject(code('report.talks-open'));
    await talks.answer(provider, asked.id, { answer: '以附件证书为准' });
    const later = await talks.ask(members[0], id(), { bidId, question: '第 3 页与第 8 页人数不一致' });
    await past(rooms, later.dueAt);
    await draft();
    await rooms.database.sql(`update evaluation.clarification set due_at = due_at + interval '1 hour' where id = $1`, [later.id]);
    await expect(talks.answer(provider, later.id, { answer: '晚了' })).rejects.toMatchObject(code('clarification.over'));
  });

  it('is taken back by the chair with a reason: signatures are void, ranks are made anew, the first one is kept', async () => {
    const first = await draft();
    await sign(members[1], '第一名的方案分偏高');
    const signing = rooms.get(SigningService);
    await expect(signing.retract(members[1], id(), { reason: 'x' })).rejects.toMatchObject(code('panel.chair-only'));
    await signing.retract(members[0], id(), { reason: '第三名的报价抄错' });
    await expect(signing.retract(members[0], id(), { reason: '再撤' })).rejects.toMatchObject(code('report.not-drafted'));
    expect(await sheet(members[1])).toMatchObject({
      evaluationState: 'locked',
      seat: { state: 'locked', dissent: null },
      report: null,
      withdrawn: [{ reportId: first.reportId, reason: '第三名的报价抄错' }],
    });
    const [kept] = await rooms.database.sql<{ signatures: object[] }>(
      'select signatures from evaluation.withdrawn_report where report_id = $1',
      [first.reportId],
    );
    expect(kept!.signatures).toMatchObject([{ dissent: '第一名的方案分偏高' }]);
    await expect(rooms.database.sql(`update evaluation.withdrawn_report set reason = 'x'`)).rejects.toThrow('append-only');
    const seat = (await sheet(members[2])).seat.id;
    await rooms.get(ScoreService).unlock(members[0], id(), seat, '请核对第三名');
    await scored(rooms, opened, [members[2]], [80, 70, 60]);
    const second = await draft();
    expect(second.reportId).not.toBe(first.reportId);
    for (const member of members) await sign(member);
    const { report } = await progress();
    expect(report!.id).toBe(second.reportId);
    const page = await rooms.get(DocumentService).read(cast.handler, report!.signaturesId!);
    expect(page.body).toContain('第三名的报价抄错');
    await expect(rooms.get(DocumentService).read(cast.handler, first.reportId)).rejects.toMatchObject(code('absent'));
  });

  it('goes back to scoring when a member finds a tie, signed or not, or is replaced', async () => {
    await draft();
    await sign(members[1]);
    await rooms.get(SeatService).declare(members[1], id(), { clear: false, reason: '想起曾为一家响应单位工作' });
    const after = await progress();
    expect([after.state, after.seats.filter(({ state }) => state === 'invited')]).toEqual(['scoring', [expect.anything()]]);
    expect((await sheet(members[0])).report).toBeNull();
    const [{ ranked }] = (await rooms.database.sql<{ ranked: number }>(
      'select count(rank)::int as ranked from evaluation.candidate where evaluation_id = $1',
      [after.id],
    )) as [{ ranked: number }];
    expect(ranked).toBe(0);

    const next = experts.find(({ name }) => name === after.seats.find(({ state }) => state === 'invited')!.name)!;
    await rooms.get(SeatService).answer(next, id(), { accept: true });
    await rooms.get(SeatService).declare(next, id(), { clear: true });
    await scored(rooms, opened, [next], [80, 70, 60]);
    await draft();
    const silent = (await progress()).seats.find(({ name }) => name === members[2].name)!;
    await rooms.get(PanelService).replace(cast.handler, id(), silent.id, '突发疾病，无法签字');
    expect((await progress()).state).toBe('scoring');
  });

  it('is agreed to by who says nothing in time, and the page of signatures says so (MOF Order 87 Art. 61)', async () => {
    await draft();
    const { signDueAt } = await sheet(members[0]);
    await sign(members[0]);
    await sign(members[1], '不同意第一名');
    await rooms.get(Alarms).ringDue();
    if ((await rooms.get(Database).now()) < signDueAt!) expect((await progress()).state).toBe('signing');
    await past(rooms, signDueAt!);
    await rooms.get(Alarms).ringDue();
    const { state, seats, report } = await progress();
    expect([state, seats.map((one) => one.state).sort()]).toEqual(['reported', ['agreed', 'signed', 'signed']]);
    const { body } = await rooms.get(DocumentService).read(cast.handler, report!.signaturesId!);
    expect(body).toContain('未签字，视为同意');
    expect(body).toContain('不同意第一名');
    await expect(sign(members[2])).rejects.toMatchObject(code('report.not-to-sign'));
  });

  it('asks nobody who was suspended, went away or got a tie since the draw; that reading of the lot can be repeated', async () => {
    const { draws } = await progress();
    const { order, seed } = draws[0]!;
    const waiting = order.filter((person) => !members.some(({ personId }) => personId === person));
    const [suspended, tied, free] = waiting as [string, string, string];
    await rooms.database.sql(`update evaluation.expert set suspended_reason = '违规' where person_id = $1`, [suspended]);
    await rooms.database.sql(
      `insert into evaluation.expert_tie (person_id, organization_id, kind, declared_at) values ($1, $2, 'kin', now())`,
      [tied, opened.bids[0]!.provider.organizationId],
    );
    await rooms.get(SeatService).declare(members[2], id(), { clear: false, reason: '身体不适' });
    const after = await progress();
    expect(after.seats.filter(({ state }) => state === 'invited').map(({ name }) => name)).toEqual([
      experts.find(({ personId }) => personId === free)!.name,
    ]);
    expect(after.draws).toHaveLength(2);
    expect(after.draws[1]).toMatchObject({ seed, same: true, chosen: [free], needed: 1 });
    const why = (person: string) => after.draws[1]!.excluded.find(({ personId }) => personId === person)?.why;
    expect([suspended, tied, members[0].personId].map(why)).toEqual(['suspended', 'declared-tie', 'already-seated']);
  });
});
