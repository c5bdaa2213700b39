import { existsSync, mkdtempSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { demoPassword } from '#identity';
import { freshDatabase, testConfig, type TestDatabase } from '../../../libs/platform/test/harness.js';
import { buildApp } from '../../cli/src/app.js';
import { loadDemoYear } from '../../cli/src/demo-year.js';
import { Worker } from '../../worker/src/worker.js';

const found = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => path && existsSync(path),
);
/** Without a browser the journey is counted as skipped. */
const inBrowser = found ? describe : describe.skip;

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const desk = { width: 1280, height: 900 };
const phone = { width: 320, height: 640 };

/** Slow enough that a tender stays open while somebody types, however busy the machine. */
const acceleration = 1000;

jest.setTimeout(180_000);

inBrowser('a year seen through a browser', () => {
  let app: NestFastifyApplication;
  let database: TestDatabase;
  let browser: Browser;
  let origin: string;
  let notice: string;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    database = await freshDatabase();
    const port = await freePort();
    origin = `http://localhost:${port}`;
    const config = testConfig(database.url, mkdtempSync(join(tmpdir(), 'qiyue-browser-')), acceleration);
    app = await buildApp(config.with({ publicUrl: origin }));
    await loadDemoYear(app);
    app.get(Worker).start();
    await app.listen(port, 'localhost');
    browser = await chromium.launch({ executablePath: found!, args: flags });
  });
  afterAll(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    await browser?.close();
    await app?.get(Worker).stop();
    await app?.close();
    await database?.drop();
  });

  const open = async (options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> => {
    const context = await browser.newContext({
      baseURL: origin,
      locale: 'zh-CN',
      viewport: desk,
      javaScriptEnabled: false,
      ...options,
    });
    contexts.push(context);
    context.setDefaultTimeout(15_000);
    return context.newPage();
  };
  const signedIn = async (login: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> => {
    const page = await open(options);
    await page.goto('/sign-in');
    await page.getByLabel('登录名').fill(login);
    await page.getByLabel('密码').fill(demoPassword);
    await page.getByRole('main').getByRole('button', { name: '登录' }).click();
    await page.waitForURL((url) => url.pathname !== '/sign-in');
    return page;
  };
  const press = (page: Page, name: string): Promise<void> => page.getByRole('main').getByRole('button', { name, exact: true }).click();
  const follow = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('main').getByRole('link', { name }).first().click();
  const heading = (page: Page): Promise<string> => page.getByRole('heading', { level: 1 }).innerText();

  let project: string;

  it('lets a handler turn a plan item into a notice and submit it', async () => {
    const page = await signedIn('mz-handler');
    await page.goto('/buy');
    expect(await heading(page)).toContain('您好');
    await page.goto('/buy/projects/new');
    await page.getByRole('button', { name: '生成草稿' }).first().click();
    await page.waitForURL(/\/buy\/projects\/[0-9a-f-]{36}/);
    project = new URL(page.url()).pathname;
    await page.goto(`${project}/tasks/basics`);
    await page.locator('[name="contactName"]').fill('王经办');
    await page.locator('[name="contactPhone"]').fill('0523-86880000');
    await page.locator('[name="contactAddress"]').fill('海陵区政务服务中心 3 楼');
    await press(page, '保存并继续');
    await page.goto(`${project}/tasks/need`);
    await page.locator('[name="kind"][value="done"]').check();
    for (const [name, answer] of Object.entries(needAnswers)) await page.locator(`[name="${name}"]`).fill(answer);
    await press(page, '再加两行');
    for (const place of [0, 1, 2]) await page.locator(`[name="subjects.${place}.name"]`).fill(`调查对象${place}`);
    await press(page, '保存并继续');
    await page.goto(`${project}/tasks/schedule`);
    await press(page, '保存并继续');
    await page.goto(`${project}/check`);
    const reasons = page.locator('textarea');
    for (let place = 0; place < (await reasons.count()); place += 1)
      await reasons.nth(place).fill('为保证服务对象安全所必需，与项目直接相关。');
    await press(page, '提交审核');
    await page.waitForURL((url) => url.pathname === project);
    expect(await page.getByRole('main').innerText()).toContain('等待审核人审核');
  });

  it('lets another person publish it', async () => {
    const page = await signedIn('mz-approver');
    await page.goto(project);
    await follow(page, '审核并发布');
    for (const yes of await page.locator('[name^="opinions."][value="yes"]').all()) await yes.check();
    if (await page.getByRole('button', { name: '提交审查意见' }).count()) await press(page, '提交审查意见');
    await press(page, '发布公告');
    await page.waitForURL((url) => url.pathname === project);
    await follow(page, '公告全文');
    notice = new URL(page.url()).pathname;
    expect(notice).toMatch(/^\/notices\//);
  });

  it('leads a provider from the notice to the receipt', async () => {
    const page = await signedIn('org01');
    await page.goto('/notices');
    await page.locator(`main a[href="${notice}"]`).first().click();
    await follow(page, '准备响应文件');
    await press(page, '开始填写');
    await page.waitForURL(/\/org\/bids\/[0-9a-f-]{36}/);
    const bid = new URL(page.url()).pathname.split('/').slice(0, 4).join('/');
    await page.goto(`${bid}/commitment`);
    await page.locator('[name="commitment"][value="yes"]').check();
    await press(page, '保存并继续');
    for (const [task, words] of Object.entries(answers)) {
      await page.waitForURL(`**${bid}/${task}*`);
      await page.locator(`[name="${task}"]`).fill(words);
      await press(page, '保存并继续');
    }
    await page.goto(`${bid}/check`);
    await page.locator('[name^="declared"]').check();
    await press(page, '确认提交');
    await page.waitForURL(/\/org\/receipts\//);
    expect(await page.getByRole('main').innerText()).toMatch(/[0-9a-f]{64}/);
  });

  it('shows public pages at 320 pixels without sideways scroll', async () => {
    const page = await open({ viewport: phone, javaScriptEnabled: true, bypassCSP: true });
    const wide: Record<string, number> = {};
    for (const path of ['/', '/en', '/notices', notice, `/en${notice}`, '/plans', '/sign-in']) {
      await page.goto(path);
      const width = await page.evaluate('document.documentElement.scrollWidth');
      if (Number(width) > phone.width) wide[path] = Number(width);
    }
    expect(wide).toEqual({});
  });

  it('breaks no accessibility rule on public pages and in the workspace', async () => {
    const page = await signedIn('mz-handler', { javaScriptEnabled: true, bypassCSP: true });
    const faults: Record<string, string[]> = {};
    for (const path of ['/', '/notices', notice, '/plans', '/sign-in', '/buy', project]) {
      await page.goto(path);
      const { violations } = await new AxeBuilder({ page }).analyze();
      if (violations.length)
        faults[path] = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
    }
    expect(faults).toEqual({});
  });
});

/** What was settled before the notice was written. */
const needAnswers = {
  heldOn: '2026-01-12',
  summary: '三家主体均有供给能力。',
  commentUrl: 'https://www.ccgp.example.cn/need/1',
  commentFrom: '2026-01-05',
  commentUntil: '2026-01-16',
  commentSummary: '收到意见两条，均已采纳。',
  legalName: '陈律师',
  legalUnit: '区政府法律顾问室',
  legalOn: '2026-01-20',
  legalOpinion: '合同条款完整。',
};

/** Task by task, in the order of the pages. */
const answers = {
  plan: '按服务对象分片包户，逐户建档，按月汇总；投诉24小时内答复。',
  staffing: '项目负责人1名，专职人员6名，均有资格证书。',
  experience: '近两年完成同类服务两项，均验收合格。',
  price: '1000.00',
};

/** A port nobody listens on; the address must be known before the house is built, since forms check it. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, 'localhost', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
