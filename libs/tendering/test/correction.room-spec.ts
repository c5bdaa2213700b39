import { CorrectionService, NoticeQueries, TenderingModule } from '#tendering';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { aCast, aPublishedNotice, type Cast } from './builders.js';
import { code } from './methods.js';

describe('a published notice', () => {
  let rooms: TestRooms;
  let cast: Cast;
  beforeAll(async () => {
    rooms = await openRooms([TenderingModule], { acceleration: 1 });
    cast = await aCast(rooms);
  });
  afterAll(() => rooms.close());

  const corrections = (): CorrectionService => rooms.get(CorrectionService);

  it('is corrected as a new version that leaves enough time', async () => {
    const notice = await aPublishedNotice(rooms, cast);
    const correction = { deadline: 'keep' as const, reason: '补充开启安排', criteria: [], attachments: [] };
    expect(await code(corrections().correct(cast.approver, notice.id, correction))).toBe('correction.nothing-changed');
    expect(
      await code(
        corrections().correct(cast.handler, notice.id, {
          ...correction,
          clarification: '投标现场勘察安排见附件',
        }),
      ),
    ).toBe('procedure.four-eyes');
    const { version, closesAt } = await corrections().correct(cast.approver, notice.id, {
      ...correction,
      clarification: '开启时代表可线上旁听',
    });
    expect([version, closesAt]).toEqual([2, notice.closesAt]);
    const [first, second] = (await rooms.get(NoticeQueries).byNumber(notice.number))!.versions;
    expect([first!.version, second!.changes]).toEqual([1, [{ path: 'clarifications.1', before: null, after: '开启时代表可线上旁听' }]]);
    expect((await rooms.get(NoticeQueries).version(notice.number, 1))!.content.clarifications).toEqual([]);
  });

  it('is corrected in words that the draft could have used, and never towards an earlier end of questions', async () => {
    const notice = await aPublishedNotice(rooms, cast);
    const correction = { deadline: 'earliest' as const, reason: '补充评分说明', criteria: [], attachments: [] };
    const { content } = (await rooms.get(NoticeQueries).byNumber(notice.number))!;
    const plan = content.criteria.find(({ kind }) => kind === 'objective')!;
    const reworded = (yardstick: string, justification?: string): Promise<unknown> =>
      corrections().correct(cast.approver, notice.id, {
        ...correction,
        criteria: [{ id: plan.id, yardstick }],
        ...(justification ? { justification } : {}),
      });
    expect(await code(reworded('优得10分，良得6分，一般得2分'))).toBe('correction.wording');
    expect(await code(reworded('有营业执照的得5分，每缺一项扣1分'))).toBe('correction.wording');
    const awarded = '获得市级荣誉称号的，每项得2分';
    expect(await code(reworded(awarded))).toBe('correction.doubtful');
    expect(await code(reworded(awarded, '必要'))).toBe('correction.doubtful');
    const said = corrections().correct(cast.approver, notice.id, { ...correction, clarification: '仅限本地注册的机构参加。' });
    await expect(said).rejects.toMatchObject({
      refusal: {
        code: 'correction.doubtful',
        fields: expect.arrayContaining([expect.objectContaining({ field: 'clarification' })]) as unknown,
      },
    });
    const earlier = { ...correction, questionsUntil: new Date(notice.questionsUntil.getTime() - 60_000).toISOString() };
    expect(await code(corrections().correct(cast.approver, notice.id, earlier))).toBe('correction.questions-earlier');
    await reworded(awarded, '服务对象要求有同等水平的社会认可');
    await reworded('每缺一名持证人员扣2分，扣完为止');
  });

  it('moves its deadline when a change comes late, and says the earliest legal time', async () => {
    const notice = await aPublishedNotice(rooms, cast);
    await rooms.database.sql(`alter table tendering.procedure disable trigger deadline_never_earlier`);
    await rooms.database.sql(
      `update tendering.procedure set questions_until = clock_timestamp() + interval '1 day', closes_at = clock_timestamp() + interval '2 days' where id = $1`,
      [notice.id],
    );
    await rooms.database.sql(`alter table tendering.procedure enable trigger deadline_never_earlier`);
    const correction = {
      deadline: 'keep' as const,
      reason: '评分标准说明',
      clarification: '方案不限页数',
      criteria: [],
      attachments: [],
    };
    const inThreeDays = new Date(Date.now() + 3 * 86_400_000).toISOString();
    const tooSoon = corrections().correct(cast.approver, notice.id, {
      ...correction,
      deadline: 'fixed',
      closesAt: inThreeDays,
    });
    expect(await code(tooSoon)).toBe('correction.deadline-too-soon');
    const phone = {
      ...correction,
      clarification: undefined,
      contactPhone: '0523-86800001',
      reason: '更换联系电话',
    };
    expect(await corrections().correct(cast.approver, notice.id, phone)).toMatchObject({ version: 2 });
    const { closesAt } = await corrections().correct(cast.approver, notice.id, {
      ...correction,
      deadline: 'earliest',
    });
    expect(closesAt.getTime() - Date.now()).toBeGreaterThan(4.9 * 86_400_000);
  });
});
