import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Actor, system } from '#kernel';
import { Readers } from '#platform';
import { AwardService, EvaluationQueries, ExpertRegister, PanelQueries } from '#evaluation';
import { Accounts } from '#identity';
import { freshDatabase, testConfig, type TestRooms } from '../../../libs/platform/test/harness.js';
import { allQualified, allTold, anOpenedBox, aPanel, decided, fresh, type Opened, scored } from '../../../libs/evaluation/test/builders.js';
import { handsInLast, openBox, organization, sealLastPrices } from '../../../libs/bidding/test/builders.js';
import { aCast, anActor, type Cast } from '../../../libs/tendering/test/builders.js';
import { buildApp } from '../../cli/src/app.js';

const password = '竹杖芒鞋轻胜马谁怕一蓑烟雨';

jest.setTimeout(120_000);

describe('the pages of an evaluation', () => {
  let app: NestFastifyApplication;
  let rooms: TestRooms;
  let cast: Cast;
  let experts: Actor[];
  const cookies = new Map<string, string>();
  let known: (actor: Actor, login: string) => Promise<Actor>;

  beforeAll(async () => {
    const database = await freshDatabase();
    const config = testConfig(database.url, mkdtempSync(join(tmpdir(), 'qiyue-pages-')), 5_000).with({
      publicUrl: 'http://localhost:3000',
    });
    app = await buildApp(config);
    const settle = (): Promise<void> => app.get(Readers).settle();
    rooms = {
      database,
      config,
      get: (type) => app.get(type as never),
      settle,
      knock: settle,
      close: async () => {
        await app.close();
        await database.drop();
      },
    };
    const made = await aCast(rooms);
    known = async (actor, login) => {
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
    const [library, audit] = [await organization(database, { kind: 'agency' }), await organization(database, { kind: 'supervisor' })];
    const providers: Actor[] = [];
    for (const [place, provider] of made.providers.slice(0, 3).entries()) providers.push(await known(provider, `provider${place}`));
    cast = {
      ...made,
      handler: await known(made.handler, 'handler'),
      approver: await known(made.approver, 'approver'),
      supervisor: await known({ ...made.supervisor, organizationId: audit }, 'supervisor'),
      providers,
    };
    experts = [];
    for (let place = 0; place < 3; place += 1) {
      const expert = await known(anActor(library, `专家${place + 1}`, 'expert'), `expert${place}`);
      await app
        .get(ExpertRegister)
        .enrol(system('spec'), { personId: expert.personId, organizationId: expert.organizationId, name: expert.name });
      experts.push(expert);
    }
  }, 120_000);
  afterAll(() => rooms.close());

  const get = async (actor: Actor | null, url: string): Promise<{ status: number; body: string }> => {
    const answer = await app.inject({ method: 'GET', url, headers: actor ? { cookie: cookies.get(actor.personId)! } : {} });
    return { status: answer.statusCode, body: answer.body };
  };
  const post = async (
    actor: Actor,
    url: string,
    fields: Record<string, string>,
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
    return { status: answer.statusCode, body: answer.body, to: answer.headers.location };
  };
  const whole = async (actor: Actor | null, url: string, ...words: string[]): Promise<string> => {
    const [zh, en] = [await get(actor, url), await get(actor, `/en${url}`)];
    expect([url, zh.status, en.status]).toEqual([url, 200, 200]);
    for (const word of words) expect(zh.body).toContain(word);
    for (const page of [zh.body, en.body]) expect(page).not.toMatch(/\{\w+\}|>\s*(evaluation|objections)\.[a-z]|undefined|\[object/);
    return zh.body;
  };

  it('lead the buyer from the qualification to the drawn panel', async () => {
    const opened = await anOpenedBox(rooms, cast, ['800000.00', '820000.00']);
    const here = `/buy/projects/${opened.procedure.id}/evaluation`;
    await whole(cast.handler, here, '资格审查', '待审查', `href="${here}/bids/${opened.bids[0]!.id}"`);
    await whole(cast.handler, '/buy', '审查资格');
    const [first, second] = opened.bids;
    await whole(cast.handler, `${here}/bids/${first!.id}`, '不符合的条件');
    const refused = await post(cast.handler, `${here}/bids/${first!.id}`, { passed: 'no' });
    expect([refused.status, refused.body.includes('选出不符合的资格条件')]).toEqual([422, true]);
    const fit = await post(cast.handler, `${here}/bids/${first!.id}`, { passed: 'yes' });
    expect(fit).toMatchObject({ status: 303, to: `${here}/bids/${second!.id}?done=saved` });
    expect(await post(cast.handler, `${here}/bids/${second!.id}`, { passed: 'yes' })).toMatchObject({
      status: 303,
      to: `${here}?done=saved`,
    });
    expect(await post(cast.handler, `${here}/conclusion`, {})).toMatchObject({ status: 303, to: `${here}?done=eval-qualified` });
    await whole(cast.handler, here, '随机抽取');
    expect((await post(cast.handler, `${here}/panel`, { size: '3' })).to).toBe(`${here}?done=eval-drawn`);
    await whole(cast.handler, here, '待答复', '种子', `href="${here}/seats/`);
    await whole(cast.supervisor, here, '待答复');
    expect((await get(cast.providers[0]!, here)).status).toBe(404);
    const { seats } = await app.get(EvaluationQueries).progress(cast.handler, opened.procedure.id);
    const chair = experts.find(({ name }) => name === seats[0]!.name)!;
    const panel = `/panel/${opened.procedure.id}`;
    await whole(chair, '/panel', '答复评审邀请');
    await whole(chair, panel, '接受邀请');
    expect((await post(chair, `${panel}/answer`, { accept: 'yes' })).to).toBe(`${panel}?done=eval-accepted`);
    await whole(chair, panel, '回避声明');
    expect((await post(chair, `${panel}/declaration`, { clear: 'yes' })).to).toBe(`${panel}?done=eval-declared`);
    await whole(chair, panel, '等全体成员作出回避声明');
    for (const { name } of seats.slice(1)) {
      const member = experts.find((one) => one.name === name)!;
      expect((await post(member, `${panel}/answer`, { accept: 'yes' })).status).toBe(303);
      const declared = { clear: 'yes', 'ties.0.organizationId': first!.provider.organizationId, 'ties.0.kind': 'none' };
      expect((await post(member, `${panel}/declaration`, declared)).status).toBe(303);
    }
    await whole(chair, panel, '开始符合性审查');
    await whole(chair, `${panel}/compliance`, '是否符合实质性要求');
    const offer = (place: number, bid: string, compliant: string): Record<string, string> => ({
      [`offers.${place}.bidId`]: bid,
      [`offers.${place}.lot`]: '1',
      [`offers.${place}.compliant`]: compliant,
    });
    const checked = (fit: string): Record<string, string> => ({ ...offer(0, first!.id, 'yes'), ...offer(1, second!.id, fit) });
    const unreasoned = await post(chair, `${panel}/compliance`, checked('no'));
    expect([unreasoned.status, unreasoned.body.includes('f-offers-1-reason')]).toEqual([422, true]);
    expect((await post(chair, `${panel}/compliance`, checked('yes'))).to).toBe(`${panel}?done=eval-checked`);
    await whole(chair, panel, '继续打分');
    const { criteria } = await app.get(PanelQueries).sheet(chair, opened.procedure.id);
    const judged = criteria.find(({ kind }) => kind === 'subjective')!;
    const sheet = `${panel}/criteria/${judged.id}`;
    await whole(chair, sheet, judged.yardstick, `name="cells.1.criterionId" value="${judged.id}"`, `name="cells.0.bidId" value="`);
    const fields = (points: string): Record<string, string> => ({
      'cells.0.bidId': first!.id,
      'cells.0.criterionId': judged.id,
      'cells.0.points': '',
      'cells.1.bidId': second!.id,
      'cells.1.criterionId': judged.id,
      'cells.1.points': points,
      'cells.1.reason': '方案完整',
    });
    const out = await post(chair, sheet, fields('777'));
    expect([out.status, out.body.includes('777'), out.body.includes('f-cells-1-points')]).toEqual([422, true, true]);
    expect((await post(chair, sheet, fields('5'))).status).toBe(303);
    await whole(chair, sheet, '5.00', '方案完整');
    await whole(chair, `${panel}/check`, '还有');
    await whole(chair, `${panel}/offers/${first!.id}/1?criterion=${judged.id}`, judged.yardstick, '只有您自己看得到');
    expect((await post(chair, `${panel}/offers/${first!.id}/1`, { text: '应急部分要再看', criterion: judged.id })).status).toBe(303);
    await whole(chair, `${panel}/offers/${first!.id}/1`, '应急部分要再看');
    await whole(chair, `${panel}/questions/${second!.id}/1`, '发给响应单位');
    expect((await post(chair, `${panel}/questions/${second!.id}/1`, { question: '人员证书的有效期前后不一致' })).status).toBe(303);
    const clarifications = `/org/bids/${second!.id}/clarifications`;
    await whole(second!.provider, '/org', '答复评审小组');
    const asked = await whole(second!.provider, clarifications, '人员证书的有效期前后不一致');
    const answer = /action="([^"]*clarifications\/[0-9a-f-]+)"/.exec(asked)![1]!;
    expect((await post(second!.provider, answer, { answer: '以附件证书为准' })).to).toBe(`${clarifications}?done=eval-answered`);
    expect((await get(first!.provider, clarifications)).status).toBe(404);
    await whole(chair, panel, '以附件证书为准');
    await whole(chair, '/panel/record', '评分中');
    expect((await get(chair, '/panel/record.csv')).body).toContain(opened.procedure.number);
  });

  it('lead the panel through lock, report and signature', async () => {
    const opened = await anOpenedBox(rooms, cast, ['800000.00', '820000.00']);
    const panel = `/panel/${opened.procedure.id}`;
    await allQualified(rooms, cast, opened);
    const members = await aPanel(rooms, cast, opened, experts);
    await scored(rooms, opened, members.slice(1), [80, 70]);
    const chair = members[0]!;
    await whole(members[1]!, panel, '等其他成员锁定', '我需要回避');
    const { criteria } = await app.get(PanelQueries).sheet(chair, opened.procedure.id);
    for (const { id, weight } of criteria.filter(({ kind }) => kind !== 'price')) {
      const cells = opened.bids.flatMap((bid, place) => [
        [`cells.${place}.bidId`, bid.id],
        [`cells.${place}.criterionId`, id],
        [`cells.${place}.points`, ((weight * [80, 70][place]!) / 100).toFixed(2)],
      ]);
      expect((await post(chair, `${panel}/criteria/${id}`, Object.fromEntries(cells) as Record<string, string>)).status).toBe(303);
    }
    await whole(chair, `${panel}/check`, '锁定我的评分');
    expect((await post(chair, `${panel}/check`, {})).to).toBe(`${panel}?done=eval-locked`);
    await whole(chair, panel, '生成评审报告', '各成员评分对照');
    await whole(chair, `${panel}/report`, '生成后评分不再更改');
    expect((await post(chair, `${panel}/report`, {})).to).toBe(`${panel}/report?done=report-drafted`);
    for (const one of [chair, cast.handler]) expect((await get(one, `${panel}/report/paper`)).status).toBe(one === chair ? 200 : 404);
    expect((await post(chair, `${panel}/withdrawal`, { reason: '首次报价抄错' })).to).toBe(`${panel}?done=report-withdrawn`);
    expect((await post(chair, `${panel}/report`, {})).to).toBe(`${panel}/report?done=report-drafted`);
    await whole(chair, `${panel}/report`, '签署报告', '总分', '首次报价抄错', '视为同意');
    for (const member of members) expect((await post(member, `${panel}/signature`, {})).to).toBe(`${panel}?done=eval-signed`);
    await whole(chair, panel, '报告已送采购单位');
    const here = `/buy/projects/${opened.procedure.id}/evaluation`;
    await whole(cast.approver, here, '确定成交单位', '签署页');
    const { candidates } = await app.get(EvaluationQueries).progress(cast.approver, opened.procedure.id);
    expect((await post(cast.approver, `${here}/decision`, { bidId: candidates.find(({ rank }) => rank === 1)!.bidId })).to).toBe(
      `${here}?done=eval-decided`,
    );
    const loser = candidates.find(({ rank }) => rank === 2)!;
    await whole(cast.handler, here, '还有 1 家没有写明', `href="${here}/reasons/${loser.bidId}/1"`);
    await whole(cast.handler, `${here}/reasons/${loser.bidId}/1`, '原因');
    expect((await post(cast.handler, `${here}/reasons/${loser.bidId}/1`, { reason: '应急方案不够具体' })).status).toBe(303);
    await whole(cast.handler, here, '发布公告');
    expect((await post(cast.handler, `${here}/announcement`, {})).to).toBe(`${here}?done=eval-announced`);
    await whole(cast.handler, here, '质疑期截止');
  });

  it('tell the loser why and the public the result', async () => {
    const opened: Opened = await anOpenedBox(rooms, cast, ['800000.00', '820000.00']);
    const { awardId } = await decided(rooms, cast, opened, experts, [80, 70]);
    await allTold(rooms, cast, opened);
    const loser = opened.bids[1]!;
    await whole(loser.provider, `/org/bids/${loser.id}/outcome`, '评审进行中');
    const link = `href="/org/bids/${loser.id}/outcome"`;
    expect((await get(loser.provider, `/org/bids/${loser.id}`)).body).not.toContain(link);
    await app.get(AwardService).announce(fresh(cast.handler), awardId);
    expect((await get(loser.provider, `/org/bids/${loser.id}`)).body).toContain(link);
    await whole(loser.provider, '/org/bids', link);
    await whole(loser.provider, `/org/bids/${loser.id}/outcome`, '排名第 2', '应急响应方案不够具体', '提出质疑');
    await whole(opened.bids[0]!.provider, `/org/bids/${opened.bids[0]!.id}/outcome`, '确定为成交单位');
    expect((await get(cast.providers[2]!, `/org/bids/${loser.id}/outcome`)).status).toBe(404);
    await whole(null, '/results', opened.procedure.number);
    await whole(null, `/results/${opened.procedure.number}`, '专家1', '综合得分');
    expect((await get(null, '/results/none')).status).toBe(404);
  });

  it('let the chair call for last prices, and a supplier see, withdraw and follow its own', async () => {
    const opened = await anOpenedBox(rooms, cast, ['800000.00', '820000.00']);
    const panel = `/panel/${opened.procedure.id}`;
    await allQualified(rooms, cast, opened);
    const [chair] = (await aPanel(rooms, cast, opened, experts, null)) as [Actor];
    await whole(chair, `${panel}/last-prices`, '发出要求', 'type="datetime-local"');
    const late = await post(chair, `${panel}/last-prices`, { closesAt: '2020-01-01T08:00' });
    expect([late.status, late.body.includes('截止时间须晚于现在')]).toEqual([422, true]);
    const closesAt = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 16);
    expect((await post(chair, `${panel}/last-prices`, { closesAt })).to).toBe(`${panel}?done=eval-last-called`);
    await rooms.settle();
    const one = opened.bids[0]!;
    const last = `/org/bids/${one.id}/last-price`;
    await whole(one.provider, '/org', '提交最后报价', last);
    await whole(one.provider, '/messages', '要求提交最后报价');
    expect((await get(one.provider, last)).body).toMatch(/确认提交[^]*还没有提交过/);
    expect((await get(opened.bids[1]!.provider, last)).status).toBe(404);
    const { number } = await handsInLast(rooms, one.provider, one.id, { '1': '790000.00' });
    expect((await get(one.provider, last)).body).toContain(number);
    expect((await post(one.provider, `${last}/withdrawal`, { 'confirmed[]': 'yes' })).to).toContain('done=bidWithdrawn');
    for (const bid of opened.bids) await handsInLast(rooms, bid.provider, bid.id, { '1': '780000.00' });
    const opening = `/buy/projects/${opened.procedure.id}/opening`;
    await whole(cast.handler, opening, '正在接收最后报价', '首次响应的开启');
    await sealLastPrices(rooms, opened.procedure.id);
    await whole(one.provider, last, '封存在箱里');
    await openBox(rooms, cast.keyHolders, opened.procedure.id);
    await rooms.settle();
    await whole(cast.handler, opening, '780,000.00', '最后报价开启记录');
    await whole(cast.handler, `${opening}?round=1`, '800,000.00');
  });

  it('keep the register of experts, for finance and operators only', async () => {
    const clerk = await known(anActor(cast.financeChecker.organizationId, '周初审', 'finance_checker'), 'clerk');
    await whole(clerk, '/finance/experts', '专家1');
    const [one] = experts;
    const page = `/finance/experts/${one!.personId}`;
    await whole(clerk, page, '工作单位');
    expect((await post(clerk, page, { specialties: '养老服务、财务', unit: '泰州学院', active: 'yes' })).to).toBe(`${page}?done=saved`);
    await whole(clerk, '/finance/experts?specialty=%E8%B4%A2%E5%8A%A1', '泰州学院');
    expect((await post(clerk, `${page}/suspension`, { reason: '评审中迟到三次' })).to).toBe(`${page}?done=saved`);
    await whole(clerk, page, '评审中迟到三次', '恢复资格');
    expect((await post(clerk, `${page}/suspension`, {})).to).toBe(`${page}?done=saved`);
    expect((await get(cast.handler, '/finance/experts')).status).toBe(403);
    await whole(clerk, '/finance/experts/new', '登记专家');
  });
});
