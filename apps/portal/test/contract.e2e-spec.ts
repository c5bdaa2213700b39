import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AssessmentQueries } from '#assessment';
import { ContractQueries, type WholeContract } from '#contracts';
import { MilestoneQueries } from '#delivery';
import { Accounts } from '#identity';
import { type Actor, system } from '#kernel';
import { Alarms, Readers } from '#platform';
import { anActiveContract, anAnnouncedAward, type Won } from '../../../libs/contracts/test/builders.js';
import { freshDatabase, testConfig, type TestRooms } from '../../../libs/platform/test/harness.js';
import { aCast, anActor, type Cast } from '../../../libs/tendering/test/builders.js';
import { buildApp } from '../../cli/src/app.js';

const password = '竹杖芒鞋轻胜马谁怕一蓑烟雨';

describe('the pages of a contract', () => {
  let app: NestFastifyApplication;
  let rooms: TestRooms;
  let cast: Cast;
  let lead: Actor;
  let worker: Actor;
  const cookies = new Map<string, string>();

  beforeAll(async () => {
    const database = await freshDatabase();
    const config = testConfig(database.url, mkdtempSync(join(tmpdir(), 'qiyue-pages-')), 20_000).with({
      publicUrl: 'http://localhost:3000',
    });
    app = await buildApp(config);
    const knock = async (): Promise<void> => {
      await app.get(Readers).settle();
      while ((await app.get(Alarms).ringDue()) > 0) await app.get(Readers).settle();
      await app.get(Readers).settle();
    };
    rooms = {
      database,
      config,
      get: (type) => app.get(type as never),
      settle: () => app.get(Readers).settle(),
      knock,
      close: async () => {
        await app.close();
        await database.drop();
      },
    };
    const made = await aCast(rooms);
    const known = async (actor: Actor, login: string): Promise<Actor> => {
      const { personId } = await app
        .get(Accounts)
        .create(system('spec'), { login, name: actor.name, organizationId: actor.organizationId, roles: [...actor.roles], password });
      const answer = await app.inject({
        method: 'POST',
        url: '/sign-in',
        payload: new URLSearchParams({ login, password }).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: config.publicUrl },
      });
      cookies.set(personId, answer.headers['set-cookie']!.toString().split(';')[0]!);
      return { ...actor, personId };
    };
    const [handler, otherHandler, approver, acceptor] = [
      await known(made.handler, 'handler'),
      await known(made.otherHandler, 'manager'),
      await known(made.approver, 'approver'),
      await known(made.acceptor, 'acceptor'),
    ];
    const [provider, stranger] = [
      await known(made.providers[0]!, 'provider'),
      await known({ ...made.stranger, roles: ['handler'] }, 'stranger'),
    ];
    lead = await known(anActor(provider.organizationId, '负责人', 'project_lead'), 'lead');
    worker = await known(anActor(provider.organizationId, '现场员', 'field_staff'), 'worker');
    cast = { ...made, handler, otherHandler, approver, acceptor, stranger, providers: [provider, ...made.providers.slice(1)] };
  }, 120_000);
  afterAll(() => rooms.close());

  const get = async (actor: Actor | null, url: string): Promise<{ status: number; body: string; to: string | undefined }> => {
    const answer = await app.inject({ method: 'GET', url, headers: actor ? { cookie: cookies.get(actor.personId)! } : {} });
    if (answer.statusCode === 500) console.error(url, answer.body.slice(0, 300));
    if (process.env.KEEP_PAGES)
      writeFileSync(
        join(process.env.KEEP_PAGES, `${url.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID').replace(/[^\w-]+/g, '_')}.html`),
        answer.body,
      );
    return { status: answer.statusCode, body: answer.body, to: answer.headers.location };
  };
  const post = async (
    actor: Actor,
    url: string,
    fields: Record<string, string> = {},
  ): Promise<{ status: number; body: string; to: string | undefined }> => {
    const answer = await app.inject({
      method: 'POST',
      url,
      payload: new URLSearchParams(fields).toString(),
      headers: {
        cookie: cookies.get(actor.personId)!,
        origin: 'http://localhost:3000',
        'content-type': 'application/x-www-form-urlencoded',
      },
    });
    if (answer.statusCode >= 500) console.error(url, answer.body.slice(0, 300));
    return { status: answer.statusCode, body: answer.body, to: answer.headers.location };
  };
  /** The page in both languages, whole: no key unsaid, no value missing. */
  const whole = async (actor: Actor | null, url: string, ...words: string[]): Promise<string> => {
    const [zh, en] = [await get(actor, url), await get(actor, `/en${url}`)];
    expect([url, zh.status, en.status]).toEqual([url, 200, 200]);
    for (const word of words) expect(zh.body).toContain(word);
    for (const page of [zh.body, en.body])
      expect(page).not.toMatch(/\{\w+\}|>\s*(contracts|delivery|assessment)\.[a-z]|undefined|\[object/);
    return zh.body;
  };
  const page = async (actor: Actor, url: string, fields: Record<string, string>, to: string): Promise<void> => {
    await whole(actor, url);
    expect(await post(actor, url, fields)).toMatchObject({ status: 303, to });
  };
  const confirm = (actor: Actor): Promise<unknown> => post(actor, '/confirm', { password });
  const unconfirm = () => rooms.database.sql("update identity.session set confirmed_at = now() - interval '1 hour'");

  it('lead from the announced award to the published contract', async () => {
    const won: Won = await anAnnouncedAward(rooms, cast);
    const [provider] = cast.providers as [Actor];
    const draft = `/buy/contracts/for/${won.procedureId}`;
    await whole(cast.handler, '/buy', '起草合同');
    await whole(cast.handler, draft, '不用重新填写', '捌拾万元整', '李经办');
    const refused = await post(cast.handler, draft, {});
    expect([refused.status, refused.body.includes('f-managerPersonId')]).toEqual([422, true]);
    const { to } = await post(cast.handler, draft, { managerPersonId: cast.otherHandler.personId });
    const here = to!.split('?')[0]!;
    const id = here.split('/').at(-1)!;
    await whole(cast.handler, here, '发给承接方', '公告与响应的差异', '李经办');
    expect((await get(provider, `/org/contracts/${id}`)).status).toBe(404);
    expect((await get(cast.stranger, here)).status).toBe(404);

    await page(cast.handler, `${here}/offer`, {}, `${here}?done=contract-offer`);
    await unconfirm();
    await whole(provider, '/org', '签署合同');
    const sign = `/org/contracts/${id}/signature`;
    await whole(provider, sign, '先输入密码');
    expect((await post(provider, sign)).status).toBe(403);
    await confirm(provider);
    await page(provider, sign, {}, `/org/contracts/${id}?done=contract-signature`);
    await whole(provider, `/org/contracts/${id}`, '承接方已签');
    await whole(cast.approver, '/buy', '签署合同');
    expect((await get(cast.handler, `${here}/signature`)).status).toBe(409);
    await confirm(cast.approver);
    await page(cast.approver, `${here}/signature`, {}, `${here}?done=contract-signature`);
    await rooms.settle();

    await whole(cast.handler, '/buy', '公告合同', '合同备案');
    await page(cast.handler, `${here}/publication`, {}, `${here}?done=contract-publication`);
    const noReference = await post(cast.handler, `${here}/filing`, {});
    expect([noReference.status, noReference.body.includes('f-reference')]).toEqual([422, true]);
    await page(cast.handler, `${here}/filing`, { reference: '财备2026-7' }, `${here}?done=contract-filing`);
    const contract = (await app.get(ContractQueries).byId(id)) as WholeContract;
    await whole(
      null,
      `/contracts/${contract.number}`,
      '服务对象',
      '服务方式',
      '服务数量',
      '服务质量',
      '监督与评价办法',
      '捌拾万元整',
      '签',
      '发',
      contract.sha256!,
    );
    await whole(null, '/contracts?q=夕阳红', contract.number);
    expect((await get(null, '/contracts.csv')).body).toContain(contract.number);
    const paper = /href="(\/documents\/[0-9a-f-]{36})"/.exec((await get(null, `/contracts/${contract.number}`)).body)![1]!;
    expect((await get(null, paper)).body).toContain('政府购买服务合同');
    await whole(provider, '/org/contracts', contract.title);
    await whole(cast.approver, `${here}/termination`, '提前终止');
  });

  it('lead from the log to the amount, and show everybody how it was computed', async () => {
    const contract = await anActiveContract(rooms, cast);
    const [milestone] = await app.get(MilestoneQueries).ofContract(contract.id);
    const log = `/org/contracts/${contract.id}/log`;
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    await whole(worker, log, '还没有记录');
    const wrong = await post(worker, log, { day: today, place: '东街站', people: '十二', hours: '2.5' });
    expect([wrong.status, wrong.body.includes('f-people'), wrong.body.includes('东街站')]).toEqual([422, true, true]);
    expect((await post(worker, log, { day: today, place: '东街站', people: '12', hours: '2.5', note: '上门' })).to).toContain(
      'done=log-added',
    );
    await post(worker, log, { day: today, place: '西街站', people: '900', hours: '1' });
    const strike = /href="(\/org\/log-entries\/[0-9a-f-]{36}\/striking)"/.exec(await whole(worker, log, '西街站'))![1]!;
    await whole(worker, strike, '900');
    expect((await post(worker, strike, { reason: '多写一个零' })).status).toBe(303);
    await whole(worker, log, '多写一个零');

    const own = `/org/milestones/${milestone!.id}`;
    await whole(lead, own, '提交履约报告');
    await whole(lead, `${own}/submission`, '服务记录合计');
    const figures = Object.fromEntries(
      contract.indicators.flatMap(({ id }, place) => [
        [`figures.${place}.indicatorId`, id],
        [`figures.${place}.actual`, '96'],
      ]),
    );
    const gap = await post(lead, `${own}/submission`, { ...figures, 'figures.0.actual': '', text: '完成' });
    expect([gap.status, gap.body.includes('f-figures-0-actual')]).toEqual([422, true]);
    expect((await post(lead, `${own}/submission`, { ...figures, text: '按约完成' })).to).toBe(`${own}?done=milestone-submission`);
    await whole(lead, own, '等采购单位的验收人答复');

    const buying = `/buy/milestones/${milestone!.id}`;
    await whole(cast.otherHandler, buying, '政府采购法第61条');
    await whole(cast.acceptor, '/buy', '验收');
    await page(cast.acceptor, `${buying}/return`, { code: 'evidence-missing', text: '缺报表' }, `${buying}?done=milestone-return`);
    await whole(lead, own, '缺报表');
    await whole(lead, '/org', '补正');
    expect(await whole(lead, `${own}/submission`)).toContain('按约完成');
    await post(lead, `${own}/submission`, { ...figures, text: '补上报表' });
    await whole(cast.acceptor, `${buying}/rejection`, '不再付款');
    await page(cast.acceptor, `${buying}/acceptance`, { text: '抽查属实' }, `${buying}?done=milestone-acceptance`);
    await rooms.settle();

    const assessment = (await app.get(AssessmentQueries).ofMilestone(milestone!.id))!;
    const desk = `/buy/assessments/${assessment.id}`;
    expect((await get(lead, `/org/assessments/${assessment.id}`)).status).toBe(404);
    expect((await get(null, `/assessments/${assessment.id}`)).status).toBe(404);
    await whole(cast.otherHandler, '/buy', '评分');
    await whole(cast.otherHandler, desk, '评分');
    const scores = (points: string) =>
      Object.fromEntries(
        contract.indicators.flatMap(({ id }, place) => [
          [`scores.${place}.indicatorId`, id],
          [`scores.${place}.score`, points],
          [`scores.${place}.reason`, '查看报表'],
        ]),
      );
    const tooMuch = await post(cast.otherHandler, `${desk}/scores`, scores('101'));
    expect([tooMuch.status, tooMuch.body.includes('f-scores-0-score')]).toEqual([422, true]);
    await page(cast.otherHandler, `${desk}/scores`, scores('85'), `${desk}?done=assessment-scores`);
    await page(cast.otherHandler, `${desk}/closing`, {}, `${desk}?done=assessment-closing`);
    await whole(cast.otherHandler, desk, '等另一位审核人或验收人公示');
    await whole(cast.approver, '/buy', '公示评估结果');
    await page(cast.approver, `${desk}/posting`, {}, `${desk}?done=assessment-posting`);

    const org = `/org/assessments/${assessment.id}`;
    await whole(null, `/assessments/${assessment.id}`, '85.00', '怎么算出来的', '良');
    await whole(lead, '/org', '确认评估结果');
    await page(lead, `${org}/objection`, { text: '应为 96' }, `${org}?done=assessment-objection`);
    await page(
      cast.approver,
      `${desk}/objection-decision`,
      { decision: 'upheld', text: '属实' },
      `${desk}?done=assessment-objection-decision`,
    );
    await post(cast.otherHandler, `${desk}/scores`, scores('96'));
    await post(cast.otherHandler, `${desk}/closing`);
    await post(cast.approver, `${desk}/posting`);
    await page(lead, `${org}/agreement`, {}, `${org}?done=assessment-agreement`);
    await whole(null, `/assessments/${assessment.id}`, '96.00', '承接方确认');
    await whole(cast.handler, `/buy/contracts/${contract.id}`, '已验收', '评估结果', '已确定');
    await whole(lead, `/org/contracts/${contract.id}`, '服务记录');
  });
});
