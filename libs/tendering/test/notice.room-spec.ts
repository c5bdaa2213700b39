import { Database } from '#platform';
import { DeadlineQueries } from '#calendar';
import { PlanQueries } from '#planning';
import {
  CorrectionService,
  DeskQueries,
  DraftService,
  NoticeQueries,
  ProcedureQueries,
  ProcedureService,
  PublicationService,
  QuestionService,
  Reviews,
  SuspensionService,
  TenderingModule,
} from '#tendering';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { aCast, aCompleteDraft, aDraft, anAnnouncedItem, aPassingReview, aPublishedNotice, type Cast } from './builders.js';
import { code } from './methods.js';

describe('a notice', () => {
  let rooms: TestRooms;
  let cast: Cast;
  beforeAll(async () => {
    rooms = await openRooms([TenderingModule], { acceleration: 1 });
    cast = await aCast(rooms);
  });
  afterAll(() => rooms.close());

  const drafts = (): DraftService => rooms.get(DraftService);
  const publication = (): PublicationService => rooms.get(PublicationService);
  const corrections = (): CorrectionService => rooms.get(CorrectionService);
  const reviews = (): Reviews => rooms.get(Reviews);
  const suspension = (): SuspensionService => rooms.get(SuspensionService);
  const questions = (): QuestionService => rooms.get(QuestionService);
  const facts = async (type: string, project: string): Promise<Record<string, unknown>> => {
    const [entry] = await rooms.database.sql<{ payload: Buffer }>(
      'select payload from platform.journal where type = $1 and project = $2 order by at desc limit 1',
      [type, project],
    );
    return (JSON.parse(entry!.payload.toString()) as { facts: Record<string, unknown> }).facts;
  };

  it('is drafted with everything the plan knows', async () => {
    const id = await aDraft(rooms, cast);
    const { draft, method, state } = await rooms.get(ProcedureQueries).own(cast.handler, id);
    expect([state, method]).toEqual(['draft', 'competitive_consultation']);
    expect(draft.service).toMatchObject({ beneficiaries: '老年人、残疾人家庭', quantity: 15000, unit: '户' });
    expect(draft.budget).toEqual({ amount: '850000.00', maxPrice: '850000.00' });
    expect(draft.indicators.map(({ name }) => name)).toContain('20秒内接听率');
    const desk = await rooms.get(DeskQueries).of(cast.handler, id);
    expect(desk.tasks.filter(({ status }) => status !== 'done').map(({ task }) => task)).toEqual(['need', 'basics']);
    expect(desk.check).toBe('cannot_start');
  });

  it('is drafted once for a plan item, and by a handler of its department only', async () => {
    const item = await anAnnouncedItem(rooms, cast);
    expect(await code(drafts().draft(cast.approver, item))).toBe('procedure.handler-only');
    expect(await code(drafts().draft(cast.stranger, item))).toBe('procedure.handler-only');
    await drafts().draft(cast.handler, item);
    expect(await code(drafts().draft(cast.otherHandler, item))).toBe('procedure.exists');
  });

  it('is not there for other departments while it is a draft', async () => {
    const id = await aDraft(rooms, cast);
    expect(await code(rooms.get(DeskQueries).of(cast.stranger, id))).toBe('absent');
    expect(await code(publication().publish(cast.stranger, id))).toBe('absent');
    expect(await code(questions().ask(cast.providers[0]!, id, { text: '这是什么服务?' }))).toBe('absent');
    expect(await rooms.get(ProcedureQueries).byId(id)).toBeNull();
  });

  it('keeps both versions when two people save one task', async () => {
    const id = await aDraft(rooms, cast);
    const input = { version: 0, eligibility: [{ id: 'e1', text: '依法成立的组织均可参加' }] };
    expect(await drafts().save(cast.handler, id, 'eligibility', input)).toMatchObject({ version: 1 });
    expect(await code(drafts().save(cast.otherHandler, id, 'eligibility', input))).toBe('draft.stale');
    expect(await drafts().save(cast.otherHandler, id, 'eligibility', { ...input, version: 1 })).toMatchObject({ version: 2 });
    const history = await rooms.get(ProcedureQueries).history(id);
    expect(history.map(({ personName, version }) => [personName, version])).toEqual([
      ['李经办', 2],
      ['张经办', 1],
    ]);
  });

  it('is submitted only when nothing stands in its way', async () => {
    const id = await aDraft(rooms, cast);
    expect(await code(drafts().submit(cast.handler, id, { reasons: [] }))).toBe('notice.not-ready');
    const complete = await aCompleteDraft(rooms, cast);
    await drafts().submit(cast.handler, complete, { reasons: [] });
    expect(await code(drafts().save(cast.handler, complete, 'eligibility', { version: 0, eligibility: [] }))).toBe('draft.not-editable');
  });

  it('asks for a reason where words may discriminate, and takes it', async () => {
    const id = await aCompleteDraft(rooms, cast);
    const { findings } = await drafts().save(cast.handler, id, 'eligibility', {
      version: 0,
      eligibility: [{ text: '在本市注册登记的组织' }],
    });
    const warning = findings.find(({ result }) => result === 'warn')!;
    expect(warning.code).toBe('prompt.local');
    expect(await code(drafts().submit(cast.handler, id, { reasons: [] }))).toBe('notice.not-ready');
    await drafts().submit(cast.handler, id, {
      reasons: [{ finding: warning.key, text: '服务点须在本市,中标后设立即可' }],
    });
  });

  it('is published by somebody who has not written on it', async () => {
    const id = await aCompleteDraft(rooms, cast);
    await drafts().save(cast.otherApprover, id, 'eligibility', {
      version: 0,
      eligibility: [{ text: '依法成立的组织均可参加' }],
    });
    await drafts().submit(cast.handler, id, { reasons: [] });
    expect(await code(publication().publish(cast.handler, id))).toBe('procedure.four-eyes');
    expect(await code(publication().publish(cast.otherApprover, id))).toBe('procedure.four-eyes');
    await publication().return(cast.approver, id, { reason: '联系方式不完整' });
    await drafts().submit(cast.handler, id, { reasons: [] });
    expect(await code(publication().publish(cast.approver, id))).toBe('review.missing');
    expect(await code(reviews().give(cast.otherApprover, id, aPassingReview))).toBe('review.own-work');
    await reviews().give(cast.acceptor, id, aPassingReview);
    const { number } = await publication().publish(cast.approver, id);
    expect(number).toMatch(/^321202-\d{4}-CG-\d{4}$/);
  });

  it('takes its plan item, fixes its times by the clock and says so in the journal', async () => {
    const before = await rooms.get(Database).now();
    const notice = await aPublishedNotice(rooms, cast, { method: 'open_tender' });
    const days = (notice.closesAt.getTime() - before.getTime()) / 86_400_000;
    expect(days).toBeGreaterThanOrEqual(19.9);
    expect((await rooms.get(PlanQueries).item(notice.planItemId))!.state).toBe('in_procedure');
    expect(await facts('notice.published', notice.id)).toMatchObject({
      number: notice.number,
      planItemId: notice.planItemId,
      method: 'open_tender',
      amount: '2010000.00',
      closesAt: notice.closesAt.toISOString(),
    });
    const [clock] = await rooms.get(DeadlineQueries).ofSubjects([notice.id]);
    expect(clock).toMatchObject({ key: 'official_site.publish', holder: notice.departmentId, metAt: null });
    const record = (publishedAt: string, version?: number) =>
      publication().recordOfficial(cast.handler, notice.id, {
        url: 'https://ccgp.example.cn/1',
        publishedAt,
        ...(version ? { version } : {}),
      });
    expect(await code(record('2026-01-05T09:00:00+08:00'))).toBe('notice.official-before');
    expect(await code(record(before.toISOString(), 2))).toBe('absent');
    await record(before.toISOString());
    expect(await code(record(before.toISOString(), 1))).toBe('notice.official-recorded');
    expect((await rooms.get(DeadlineQueries).ofSubjects([notice.id]))[0]!.metAt).not.toBeNull();
    expect((await rooms.get(NoticeQueries).byNumber(notice.number))!.content.official.url).toBe('https://ccgp.example.cn/1');
  });

  it('answers questions to everybody and never tells who asked', async () => {
    const notice = await aPublishedNotice(rooms, cast);
    const [asker, other] = cast.providers;
    expect(await code(questions().ask(cast.handler, notice.id, { text: '可以电话提问吗?' }))).toBe('question.providers-only');
    const { id } = await questions().ask(asker!, notice.id, { text: '呼叫中心是否可以租用席位?' });
    expect(await rooms.get(NoticeQueries).questions(notice.number)).toEqual([]);
    expect(await rooms.get(ProcedureQueries).asked(asker!, notice.id)).toHaveLength(1);
    expect(await rooms.get(ProcedureQueries).asked(other!, notice.id)).toHaveLength(0);
    await questions().answer(cast.otherHandler, id, { answer: '可以租用,须保证独立录音。', affects: 'no' });
    expect(await code(questions().answer(cast.handler, id, { answer: '再答一次', affects: 'no' }))).toBe('question.answered');
    expect(await rooms.get(NoticeQueries).questions(notice.number)).toMatchObject([{ no: 1, answer: '可以租用,须保证独立录音。' }]);
    const asked = await rooms.database.sql<{ person: string; organization: string; payload: Buffer }>(
      `select person, organization, payload from platform.journal where type like 'question.%' and project = $1`,
      [notice.id],
    );
    const text = asked.map((entry) => `${entry.person} ${entry.organization} ${entry.payload.toString()}`).join();
    expect(text).not.toContain(asker!.personId);
    expect(text).not.toContain(asker!.organizationId);
  });

  it('can be extended, suspended, resumed and cancelled, with reasons', async () => {
    const notice = await aPublishedNotice(rooms, cast);
    const later = new Date(notice.closesAt.getTime() + 86_400_000).toISOString();
    expect(
      await code(
        corrections().extend(cast.approver, notice.id, {
          closesAt: notice.closesAt.toISOString(),
          reason: '无理由延期',
        }),
      ),
    ).toBe('extension.not-later');
    expect(await corrections().extend(cast.approver, notice.id, { closesAt: later, reason: '节假日较多' })).toEqual({
      version: 2,
      closesAt: new Date(later),
    });
    await suspension().suspend(cast.approver, notice.id, { reason: '收到质疑线索' });
    expect(await rooms.get(NoticeQueries).byNumber(notice.number)).toMatchObject({ suspendReason: '收到质疑线索' });
    expect(await code(questions().ask(cast.providers[0]!, notice.id, { text: '暂停多久呢?' }))).toBe('question.not-open');
    const resumed = await suspension().resume(cast.approver, notice.id, { reason: '核查完毕' });
    expect((await rooms.get(NoticeQueries).byNumber(notice.number))!.suspendReason).toBeNull();
    expect(resumed.closesAt.getTime()).toBeGreaterThanOrEqual(new Date(later).getTime());
    await suspension().cancel(cast.approver, notice.id, { reason: '计划调整不再购买' });
    expect((await rooms.get(PlanQueries).item(notice.planItemId))!.state).toBe('announced');
    expect(await code(suspension().cancel(cast.approver, notice.id, { reason: '再次终止一次' }))).toBe('lifecycle.not-now');
  });

  it('is tendered again as a new round that begins with the last text', async () => {
    const notice = await aPublishedNotice(rooms, cast);
    await suspension().cancel(cast.approver, notice.id, { reason: '文件有误,重新采购' });
    const again = await drafts().draft(cast.handler, notice.planItemId);
    const { round, draft } = await rooms.get(ProcedureQueries).own(cast.handler, again);
    expect([round, draft.contact.phone, draft.schedule.closesAt]).toEqual([2, '0523-86800000', null]);
  });

  it('is not closed before its deadline', async () => {
    const notice = await aPublishedNotice(rooms, cast);
    const close = rooms.get(Database).transaction((tx) => rooms.get(ProcedureService).close(tx, notice.id));
    expect(await code(close)).toBe('procedure.not-yet');
  });
});
