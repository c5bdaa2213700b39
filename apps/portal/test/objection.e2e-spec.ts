import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type Actor, system } from '#kernel';
import { Readers } from '#platform';
import { Accounts } from '#identity';
import { freshDatabase, testConfig, type TestRooms } from '../../../libs/platform/test/harness.js';
import { organization } from '../../../libs/bidding/test/builders.js';
import { someExperts } from '../../../libs/evaluation/test/builders.js';
import { type Announced, announced, awardState } from '../../../libs/objections/test/builders.js';
import { aCast, anActor, type Cast } from '../../../libs/tendering/test/builders.js';
import { buildApp } from '../../cli/src/app.js';
import { inBrowser } from './browsing.js';
import { chromiumPath, faultsOf, freePort, launchFlags, mouse, picture } from './stage.js';

const password = '竹杖芒鞋轻胜马谁怕一蓑烟雨';

jest.setTimeout(300_000);

inBrowser('objections from an enquiry to a published decision, without script', () => {
  let app: NestFastifyApplication;
  let rooms: TestRooms;
  let browser: Browser;
  let origin: string;
  let cast: Cast;
  let result: Announced;
  let number: string;
  const logins = new Map<string, string>();

  beforeAll(async () => {
    const database = await freshDatabase();
    const port = await freePort();
    origin = `http://localhost:${port}`;
    // Slow enough that a window stays open while somebody types.
    const config = testConfig(database.url, mkdtempSync(join(tmpdir(), 'qiyue-objection-')), 2_000);
    app = await buildApp(config.with({ publicUrl: origin }));
    const settle = (): Promise<void> => app.get(Readers).settle();
    rooms = { database, config, get: (type) => app.get(type as never), settle, knock: settle, close: () => database.drop() };
    const made = await aCast(rooms);
    const known = async (actor: Actor, login: string): Promise<Actor> => {
      const { organizationId, name, roles } = actor;
      const { personId } = await app.get(Accounts).create(system('spec'), { login, name, organizationId, roles: [...roles], password });
      logins.set(personId, login);
      return { ...actor, personId };
    };
    const office = await organization(database, { kind: 'supervisor', name: '海陵区审计局' });
    const providers = [];
    for (const [place, provider] of made.providers.entries()) providers.push(await known(provider, `provider${place}`));
    cast = {
      ...made,
      handler: await known(made.handler, 'handler'),
      acceptor: await known(made.acceptor, 'acceptor'),
      financeChecker: await known(made.financeChecker, 'checker'),
      financeApprover: await known(made.financeApprover, 'approver'),
      supervisor: await known(anActor(office, '郑监督', 'supervisor'), 'supervisor'),
      providers,
    };
    result = await announced(rooms, cast, await someExperts(rooms, 5), ['800000.00', '810000.00', '820000.00']);
    number = result.opened.procedure.number;
    await app.listen(port, 'localhost');
    browser = await chromium.launch({ executablePath: chromiumPath!, args: launchFlags });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await app?.close();
    await rooms?.close();
  });

  const seat = async (actor?: Actor): Promise<Page> => {
    const options = { baseURL: origin, locale: 'zh-CN', viewport: { width: 1280, height: 900 }, javaScriptEnabled: false, bypassCSP: true };
    const context = await browser.newContext(options);
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    if (!actor) return page;
    await page.goto('/sign-in');
    await page.getByLabel('登录名').fill(logins.get(actor.personId)!);
    await page.getByLabel('密码').fill(password);
    await page.getByRole('main').getByRole('button', { name: '登录' }).click();
    await page.waitForURL((url) => url.pathname !== '/sign-in');
    return page;
  };
  const text = (page: Page): Promise<string> => page.getByRole('main').innerText();
  const shown = async (page: Page, name: string): Promise<string> => {
    await picture(page, name);
    const said = await text(page);
    expect(said).not.toMatch(/(objections|evaluation|done)\.[a-z]|undefined|\[object|\{\w+\}/);
    return said;
  };
  const path = (page: Page): string => new URL(page.url()).pathname;

  it('asks the buyer, whose handler cannot answer and whose acceptor does', async () => {
    const page = await seat(result.loser);
    await page.goto(`/notices/${number}`);
    await page.goto(`/org/objections/${number}`);
    expect(await shown(page, '01-room')).toMatch(/采购文件[\s\S]*开启[\s\S]*采购结果/);
    await page.goto(`/org/objections/${number}/enquiry`);
    await mouse(page).press('提出询问');
    expect(await shown(page, '02-enquiry-empty')).toContain('写明要询问的事项');
    await mouse(page).fill('text', '第二项评审因素怎样计分？');
    await mouse(page).press('提出询问');
    expect(await shown(page, '03-enquiry')).toContain('询问已送达采购单位');
    const enquiry = path(page).replace('/org/', '/buy/');

    const handler = await seat(cast.handler);
    await handler.goto(enquiry);
    expect(await shown(handler, '04-enquiry-handler')).toContain('由没有经办这次采购的人答复');
    const desk = await seat(cast.acceptor);
    await desk.goto('/buy');
    expect(await text(desk)).toContain('答复询问');
    await desk.goto(enquiry);
    await mouse(desk).fill('answer', '按采购文件第五章计分。');
    await mouse(desk).press('发出答复');
    expect(await shown(desk, '05-enquiry-answered')).toContain('答复已发出');
  });

  it('challenges the result with two points, keeps what was typed when one is unfinished, and shows number and clock', async () => {
    const page = await seat(result.loser);
    const hand = mouse(page);
    await page.goto(`/org/objections/${number}/challenge?stage=result`);
    await shown(page, '06-challenge-form');
    await hand.fill('points.0.facts', '第二项评审因素漏计了我单位的业绩');
    await hand.fill('petitioner.address', '海陵区迎春路 1 号 225300');
    await hand.fill('petitioner.phone', '13800138000');
    await hand.press('提交质疑');
    const refused = await shown(page, '07-challenge-refused');
    expect(refused).toMatch(/写明请求[\s\S]*写明依据/);
    expect(await page.locator('[name="points.0.facts"]').inputValue()).toContain('漏计');
    await hand.fill('points.0.request', '更正评分');
    await hand.fill('points.0.basis', '采购文件第五章');
    await hand.fill('points.1.facts', '第三项评审因素没有说明理由');
    await hand.fill('points.1.request', '补充理由');
    await hand.fill('points.1.basis', '采购文件第五章');
    await hand.press('提交质疑');
    expect(await shown(page, '08-challenge-filed')).toMatch(/质疑已送达采购单位[\s\S]*待受理[\s\S]*还剩[\s\S]*第 1 项[\s\S]*第 2 项/);
    const challenge = path(page);

    const handler = await seat(cast.handler);
    await handler.goto(challenge.replace('/org/', '/buy/'));
    await shown(handler, '09-challenge-examine');
    await mouse(handler).choose('mayAffectResult', 'yes');
    await mouse(handler).press('受理');
    expect(await awardState(rooms, result.awardId)).toBe('held');
    const desk = await seat(cast.acceptor);
    await desk.goto(challenge.replace('/org/', '/buy/'));
    await mouse(desk).choose('outcome', 'dismissed');
    await mouse(desk).fill('answer', '业绩已按采购文件计分，理由见附件。');
    await shown(desk, '10-challenge-answer');
    await mouse(desk).press('发出答复');
    expect(await awardState(rooms, result.awardId)).toBe('announced');

    await page.goto(challenge);
    const told = await shown(page, '11-challenge-answered');
    expect(told).toMatch(/不成立[\s\S]*可以向财政部门投诉/);
    const paper = await page.getByRole('link', { name: '质疑答复书' }).getAttribute('href');
    await page.goto(paper!);
    await shown(page, '12-answer-paper');
    const pdf = await page.request.get(`${paper}/print`);
    expect([pdf.status(), pdf.headers()['content-type'], (await pdf.body()).subarray(0, 5).toString()]).toEqual([
      200,
      'application/pdf',
      '%PDF-',
    ]);
  });

  it('complains; the bureau takes it up, sends it out, hears the winner and decides; everybody reads the decision', async () => {
    const page = await seat(result.loser);
    await page.goto('/org/challenges');
    await shown(page, '13-challenges');
    await page.locator('main .qy-row__title a').first().click();
    await mouse(page).follow('提出投诉');
    await shown(page, '14-complaint-form');
    await mouse(page).fill('points.0.objection', '答复没有说明漏计的业绩，联系 13800138000');
    await mouse(page).press('提出投诉');
    expect(await shown(page, '15-complaint-filed')).toMatch(/投诉已送达财政部门[\s\S]*待审查/);
    const complaint = path(page);
    const ours = complaint.replace('/org/', '/finance/');

    const checker = await seat(cast.financeChecker);
    await checker.goto('/finance');
    expect(await text(checker)).toContain('审查投诉');
    await checker.goto(ours);
    await shown(checker, '16-complaint-examine');
    await mouse(checker).press('受理');
    await shown(checker, '17-complaint-accepted');
    await mouse(checker).press('发出');
    await shown(checker, '18-complaint-sent');

    const winner = await seat(result.winner);
    await winner.goto('/org');
    expect(await text(winner)).toContain('答复投诉');
    await winner.goto(`${complaint}/sent`);
    expect(await shown(winner, '19-respond')).not.toContain('迎春路');
    await mouse(winner).fill('text', '我单位的材料属实。');
    await mouse(winner).press('提交答复');
    expect(await shown(winner, '20-responded')).toContain('答复已送达财政部门');

    const desk = await seat(cast.acceptor);
    await desk.goto(complaint.replace('/org/', '/buy/'));
    await mouse(desk).fill('text', '评分符合采购文件。');
    await mouse(desk).press('提交答复');

    const approver = await seat(cast.financeApprover);
    await approver.goto(ours);
    await mouse(approver).choose('outcome', 'dismissed');
    await mouse(approver).press('作出决定');
    expect(await shown(approver, '21-decision-refused')).toMatch(/写明决定的内容/);
    await mouse(approver).choose('ground', 'unproven');
    await mouse(approver).fill('decision', '经查，评分符合采购文件，联系电话 0523-86880000。');
    await mouse(approver).press('作出决定');
    expect(await shown(approver, '22-decided')).toContain('决定已作出并公告');

    const anybody = await seat();
    await anybody.goto('/objections');
    expect(await shown(anybody, '23-published')).toContain(number.slice(0, 6));
    await anybody.locator('main .qy-row__title a').first().click();
    const decision = await shown(anybody, '24-decision');
    expect(decision).toContain('驳回投诉');
    expect(decision).not.toMatch(/86880000|13800138000/);
    const watcher = await seat(cast.supervisor);
    await watcher.goto(complaint.replace('/org/', '/oversight/'));
    await shown(watcher, '25-oversight');
  });

  it('has no faults that a machine finds, on a narrow phone either, and no word missing in English', async () => {
    const page = await seat(result.loser);
    await page.goto('/org/challenges');
    const challenge = (await page.locator('main .qy-row__title a').first().getAttribute('href'))!;
    await page.goto('/org/complaints');
    const complaint = (await page.locator('main .qy-row__title a').first().getAttribute('href'))!;
    const own = ['/org/enquiries', '/org/challenges', '/org/complaints', `/org/objections/${number}`, challenge, complaint];
    const forms = [`/org/objections/${number}/challenge?stage=opening`, `/org/objections/${number}/enquiry`, '/objections'];
    const scripted = await browser.newContext({
      baseURL: origin,
      locale: 'zh-CN',
      bypassCSP: true,
      storageState: await page.context().storageState(),
    });
    const tested = await scripted.newPage();
    expect(await faultsOf(tested, [...own, ...forms])).toEqual({});
    for (const one of [...own, ...forms]) {
      await page.goto(`/en${one}`);
      expect(await text(page)).not.toMatch(/(objections|evaluation)\.[a-z]|undefined|\[object|\{\w+\}/);
    }
  });
});
