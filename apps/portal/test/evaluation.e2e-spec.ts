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
import { organization } from '../../../libs/bidding/test/builders.js';
import { aCast, anActor, type Cast } from '../../../libs/tendering/test/builders.js';
import { buildApp } from '../../cli/src/app.js';

const password = '竹杖芒鞋轻胜马谁怕一蓑烟雨';

/** Legal periods are waited for; a busy machine takes longer. */
jest.setTimeout(120_000);

describe('the pages of an evaluation', () => {
  let app: NestFastifyApplication;
  let rooms: TestRooms;
  let cast: Cast;
  let experts: Actor[];
  const cookies = new Map<string, string>();

  beforeAll(async () => {
    const database = await freshDatabase();
    const config = testConfig(database.url, mkdtempSync(join(tmpdir(), 'qiyue-pages-')), 300_000).with({
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
    expect(await post(cast.handler, `${here}/bids/${first!.id}`, { passed: 'yes' })).toMatchObject({
      status: 303,
      to: `${here}/bids/${second!.id}?done=saved`,
    });
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
    await whole(chair, '/panel/record', '评分中');
  });

  it('lead the panel through lock, report and signature', async () => {
    const opened = await anOpenedBox(rooms, cast, ['800000.00', '820000.00']);
    const panel = `/panel/${opened.procedure.id}`;
    await allQualified(rooms, cast, opened);
    const members = await aPanel(rooms, cast, opened, experts);
    await scored(rooms, opened, members.slice(1), [80, 70]);
    const chair = members[0]!;
    await whole(members[1]!, panel, '等其他成员锁定');
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
    await whole(chair, `${panel}/report`, '签署报告', '总分');
    for (const member of members) expect((await post(member, `${panel}/signature`, {})).to).toBe(`${panel}?done=eval-signed`);
    await whole(chair, panel, '报告已送采购单位');
    const here = `/buy/projects/${opened.procedure.id}/evaluation`;
    await whole(cast.approver, here, '确定成交单位');
    const { candidates } = await app.get(EvaluationQueries).progress(cast.approver, opened.procedure.id);
    expect((await post(cast.approver, `${here}/decision`, { bidId: candidates.find(({ rank }) => rank === 1)!.bidId })).to).toBe(
      `${here}?done=eval-decided`,
    );
    await whole(cast.handler, here, '还有 1 家没有写明');
    const loser = candidates.find(({ rank }) => rank === 2)!;
    await whole(cast.handler, here, `href="${here}/reasons/${loser.bidId}"`);
    await whole(cast.handler, `${here}/reasons/${loser.bidId}`, '原因');
    expect((await post(cast.handler, `${here}/reasons/${loser.bidId}`, { reason: '应急方案不够具体' })).status).toBe(303);
    await whole(cast.handler, here, '发布公告');
    expect((await post(cast.handler, `${here}/announcement`, {})).to).toBe(`${here}?done=eval-announced`);
    await whole(cast.handler, here, '质疑期截止');
  });

  it('tell the loser why, the public the result, and take a challenge to its answer', async () => {
    const opened: Opened = await anOpenedBox(rooms, cast, ['800000.00', '820000.00']);
    const { awardId } = await decided(rooms, cast, opened, experts, [80, 70]);
    await allTold(rooms, cast, opened);
    const loser = opened.bids[1]!;
    await whole(loser.provider, `/org/bids/${loser.id}/outcome`, '评审进行中');
    await app.get(AwardService).announce(fresh(cast.handler), awardId);
    await whole(loser.provider, `/org/bids/${loser.id}/outcome`, '排名第 2', '应急响应方案不够具体', '提出质疑');
    await whole(opened.bids[0]!.provider, `/org/bids/${opened.bids[0]!.id}/outcome`, '确定为成交单位');
    expect((await get(cast.providers[2]!, `/org/bids/${loser.id}/outcome`)).status).toBe(404);
    await whole(null, '/results', opened.procedure.number);
    await whole(null, `/results/${opened.procedure.number}`, '专家1', '综合得分');
    expect((await get(null, '/results/none')).status).toBe(404);
    await whole(loser.provider, `/org/bids/${loser.id}/challenge`, '提交质疑');

    const form = (fields: Record<string, string>): { payload: string; type: string } => {
      const parts = Object.entries(fields).map(
        ([name, value]) => `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
      );
      return { payload: `${parts.join('')}--x--\r\n`, type: 'multipart/form-data; boundary=x' };
    };
    const send = (fields: Record<string, string>) => {
      const { payload, type } = form(fields);
      return app.inject({
        method: 'POST',
        url: `/org/bids/${loser.id}/challenge`,
        payload,
        headers: { cookie: cookies.get(loser.provider.personId)!, origin: 'http://localhost:3000', 'content-type': type },
      });
    };
    const partly = await send({ facts: '业绩漏计', request: '', basis: '' });
    expect([partly.statusCode, partly.body.includes('业绩漏计'), partly.body.includes('写明请求')]).toEqual([422, true, true]);
    const filed = await send({ facts: '业绩漏计', request: '更正', basis: '采购文件第五章' });
    expect(filed.statusCode).toBe(303);
    const id = /challenges\/([0-9a-f-]{36})/.exec(String(filed.headers.location))![1]!;
    await whole(loser.provider, `/org/challenges/${id}`, '待受理');
    await whole(loser.provider, '/org/challenges', '待受理');
    await whole(cast.handler, '/buy/challenges', '待受理');
    await whole(cast.handler, `/buy/challenges/${id}`, '是否可能影响结果');
    expect((await post(cast.handler, `/buy/challenges/${id}/acceptance`, { mayAffectResult: 'yes' })).status).toBe(303);
    await whole(null, `/results/${opened.procedure.number}`, '质疑处理中');
    await whole(cast.approver, `/buy/challenges/${id}`, '发出答复');
    expect((await post(cast.approver, `/buy/challenges/${id}/answer`, { outcome: 'dismissed', answer: '已按采购文件计分' })).status).toBe(
      303,
    );
    await whole(loser.provider, `/org/challenges/${id}`, '不成立', '已按采购文件计分');
    await whole(cast.supervisor, '/oversight/challenges', '已答复');
  });
});
