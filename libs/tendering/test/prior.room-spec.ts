import { Database } from '#platform';
import { AbandonmentService, PriorNotices, PriorQueries, ProcedureQueries, TenderingModule } from '#tendering';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { aCast, type Cast } from './builders.js';
import { code, methodDesk, usccs } from './methods.js';

describe('a prior notice', () => {
  let rooms: TestRooms;
  let cast: Cast;
  let desk: ReturnType<typeof methodDesk>;
  beforeAll(async () => {
    rooms = await openRooms([TenderingModule], { acceleration: 400_000 });
    cast = await aCast(rooms);
    desk = methodDesk(rooms, cast);
  });
  afterAll(() => rooms.close());

  it('of a single source stands in public first; an objection is argued anew, then one provider is asked', async () => {
    const expert = (name: string): object => ({ name, unit: '某大学', title: '教授', argument: '仅此一家具备在线平台接口。' });
    const single = {
      ground: 'only_one',
      argument: '服务依托该机构的专有平台。',
      singleUscc: usccs[0],
      singleName: '夕阳红居家养老服务中心',
      experts: [expert('甲'), expert('乙'), expert('丙')],
    };
    const id = await desk.inReview({ method: 'single_source' }, single);
    const priors = rooms.get(PriorNotices);
    expect(await code(desk.publication().publish(cast.approver, id))).toBe('prior.missing');
    const at = await rooms.get(Database).now();
    expect(await code(priors.publish(cast.approver, id, { until: at.toISOString() }))).toBe('prior.too-short');
    const until = new Date(at.getTime() + 3_000).toISOString();
    const { number } = await priors.publish(cast.approver, id, { until });
    expect(await code(desk.publication().publish(cast.approver, id))).toBe('prior.still-stands');

    const notice = (await rooms.get(PriorQueries).byNumber(number))!;
    expect(notice.content.experts[0]).toMatchObject({ name: '甲', unit: '某大学', title: '教授' });
    expect(await code(priors.object(cast.handler, notice.id, { text: '我们自己反对' }))).toBe('prior.not-yours');
    await priors.object(cast.providers[1]!, notice.id, { text: '本机构同样具备接口能力。' });
    while ((await rooms.get(Database).now()) <= new Date(until)) await new Promise((wake) => setTimeout(wake, 50));
    expect(await code(priors.object(cast.providers[2]!, notice.id, { text: '我们也可以做。' }))).toBe('prior.over');
    expect(await code(desk.publication().publish(cast.approver, id))).toBe('prior.objections-open');
    const [objection] = await rooms.get(PriorQueries).objections(notice.id);
    await priors.reargue(cast.approver, objection!.id, { outcome: 'rejected', answer: '经重新论证，该机构的接口未通过验收。' });

    await desk.publication().publish(cast.approver, id);
    expect([await desk.may(id, 0), await desk.may(id, 1)]).toEqual(['welcome', 'admission.not-invited']);
    expect((await rooms.get(PriorQueries).byNumber(number))!.state).toBe('confirmed');
  });

  const aSingle = (place: number): object => ({
    ground: 'only_one',
    argument: '服务依托该机构的专有平台。',
    singleUscc: usccs[place],
    singleName: `供应商${place}`,
    experts: ['甲', '乙', '丙'].map((name) => ({ name, unit: '某大学', title: '教授', argument: '仅此一家具备在线平台接口。' })),
  });
  const soon = async (): Promise<string> => new Date((await rooms.get(Database).now()).getTime() + 3_000).toISOString();
  const settled = (): Promise<{ state: string }[]> =>
    rooms
      .get(Database)
      .query(
        `select convert_from(payload, 'utf8')::jsonb->'facts'->>'state' as state from platform.journal where type = 'prior.settled' order by at, id`,
      );

  it('of a single source goes to whom the public read of, and to nobody put in their place afterwards', async () => {
    const id = await desk.inReview({ method: 'single_source' }, aSingle(0));
    const priors = rooms.get(PriorNotices);
    const first = await priors.publish(cast.approver, id, { until: await soon() });
    expect(await code(priors.publish(cast.approver, id, {}))).toBe('prior.published');
    await desk.again(id, aSingle(1));
    await new Promise((wake) => setTimeout(wake, 3_100));
    const swapped = desk.publication().publish(cast.approver, id);
    await expect(swapped).rejects.toMatchObject({ refusal: { code: 'prior.differs', fields: [{ field: 'provider' }] } });

    const second = await priors.publish(cast.approver, id, { until: await soon() });
    expect((await rooms.get(PriorQueries).byNumber(first.number))!.state).toBe('withdrawn');
    await new Promise((wake) => setTimeout(wake, 3_100));
    await desk.publication().publish(cast.approver, id);
    expect([await desk.may(id, 0), await desk.may(id, 1)]).toEqual(['admission.not-invited', 'welcome']);
    expect((await rooms.get(PriorQueries).byNumber(second.number))!.state).toBe('confirmed');
    expect((await settled()).slice(-2)).toEqual([{ state: 'withdrawn' }, { state: 'confirmed' }]);
  });

  it('of a single source that an objection refuted is given up, and the next round uses another one', async () => {
    const id = await desk.inReview({ method: 'single_source' }, aSingle(0));
    const priors = rooms.get(PriorNotices);
    const { number } = await priors.publish(cast.approver, id, {});
    const notice = (await rooms.get(PriorQueries).byNumber(number))!;
    await priors.object(cast.providers[1]!, notice.id, { text: '本机构同样具备接口能力。' });
    const [objection] = await rooms.get(PriorQueries).objections(notice.id);
    await priors.reargue(cast.approver, objection!.id, { outcome: 'upheld', answer: '经重新论证，另有两家具备同样能力。' });
    expect((await settled()).at(-1)).toEqual({ state: 'upheld' });
    expect(await code(desk.publication().publish(cast.approver, id))).toBe('prior.upheld');
    await desk.again(id, aSingle(2));
    expect(await code(priors.publish(cast.approver, id, {}))).toBe('prior.upheld');

    const abandonment = rooms.get(AbandonmentService);
    const { planItemId } = await rooms.get(ProcedureQueries).own(cast.handler, id);
    expect(await code(abandonment.abandon(cast.handler, id, { reason: '异议成立' }))).toBe('procedure.four-eyes');
    await abandonment.abandon(cast.approver, id, { reason: '异议成立，改用竞争性磋商' });
    expect(await rooms.get(ProcedureQueries).own(cast.handler, id)).toMatchObject({
      state: 'abandoned',
      endReason: '异议成立，改用竞争性磋商',
    });
    expect(await rooms.get(ProcedureQueries).methodFree([planItemId])).toEqual(new Set([planItemId]));
    expect(await code(desk.drafts().draft(cast.handler, planItemId))).toBe('procedure.source-refuted');
    const next = await desk.drafts().draft(cast.handler, planItemId, 'competitive_consultation');
    expect(await rooms.get(ProcedureQueries).own(cast.handler, next)).toMatchObject({ round: 2, method: 'competitive_consultation' });
    const stopped = await code(abandonment.abandon(cast.approver, next, { reason: '另行安排' }));
    expect(stopped).toBe('no refusal');
    expect(await code(desk.drafts().draft(cast.handler, planItemId, 'competitive_negotiation'))).toBe('procedure.method-after-failure');
  });
});
