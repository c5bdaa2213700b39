import { AxeBuilder } from '@axe-core/playwright';
import { Browsing, follow, inBrowser, press } from './browsing.js';

jest.setTimeout(180_000);

/** Slow enough that a tender stays open while somebody types, however busy the machine. */
const acceleration = 1000;
const phone = { width: 320, height: 640 };
const withoutScripts = { javaScriptEnabled: false };

inBrowser('a year seen through a browser', () => {
  let house: Browsing;
  let project: string;
  let notice: string;

  beforeAll(async () => {
    house = await Browsing.start(acceleration);
  });
  afterAll(() => house?.stop());

  it('lets a handler turn a plan item into a notice and submit it', async () => {
    const page = await house.signedIn('mz-handler', withoutScripts);
    await page.goto('/buy');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('您好');
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
    const page = await house.signedIn('mz-approver', withoutScripts);
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

  it('leads a provider without scripts from the notice to where bids are packed', async () => {
    const page = await house.signedIn('org01', withoutScripts);
    await page.goto('/notices');
    await page.locator(`main a[href="${notice}"]`).first().click();
    await follow(page, '准备响应文件');
    await press(page, '开始填写');
    await page.waitForURL(/\/org\/bids\/[0-9a-f-]{36}/);
    expect(await page.getByRole('main').innerText()).toContain('需要运行脚本');
    await follow(page, '离线打包后上传');
    await page.locator('input[type="file"]').waitFor();
    expect(await page.getByRole('link', { name: 'qiyue-pack.html' }).count()).toBe(1);
  });

  it('shows public pages at 320 pixels without sideways scroll', async () => {
    const page = await house.open({ viewport: phone, bypassCSP: true });
    const wide: Record<string, number> = {};
    for (const path of ['/', '/en', '/notices', notice, `/en${notice}`, '/plans', '/sign-in']) {
      await page.goto(path);
      const width = await page.evaluate('document.documentElement.scrollWidth');
      if (Number(width) > phone.width) wide[path] = Number(width);
    }
    expect(wide).toEqual({});
  });

  it('breaks no accessibility rule on public pages and in the workspace', async () => {
    const page = await house.signedIn('mz-handler', { bypassCSP: true });
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
