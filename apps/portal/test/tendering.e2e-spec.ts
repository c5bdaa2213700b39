import type { Page } from 'playwright-core';
import { chromiumPath, faultsOf, type Hand, keyboard, mouse, openStage, picture, type Stage } from './stage.js';

const inBrowser = chromiumPath ? describe : describe.skip;
jest.setTimeout(300_000);

/** Slow enough that a notice stays open while somebody types, however busy the machine. */
const acceleration = 300;
const main = (page: Page): Promise<string> => page.getByRole('main').innerText();
const path = (page: Page): string => new URL(page.url()).pathname;

inBrowser('a need becomes a published notice (J2), found and asked about (J4)', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(acceleration);
  });
  afterAll(() => stage?.close());

  let notice: string;
  let project: string;

  /** From the plan to a submitted draft, by one hand. */
  const write = async (page: Page, hand: Hand, q: string): Promise<string> => {
    await page.goto(`/buy/projects/new?q=${encodeURIComponent(q)}`);
    await hand.press('生成草稿');
    await page.waitForURL(/\/buy\/projects\/[0-9a-f-]{36}/);
    const base = path(page);
    await page.goto(`${base}/tasks/need`);
    await hand.choose('kind', 'done');
    await hand.fill('subjects.0.name', '夕阳红居家养老服务中心');
    await hand.press('再加两行');
    await hand.choose('kind', 'done');
    for (const [place, name] of ['夕阳红居家养老服务中心', '爱心奶奶公益服务社', '济川街道居民代表'].entries())
      await hand.fill(`subjects.${place}.name`, name);
    for (const [name, answer] of Object.entries(need)) await hand.fill(name, answer);
    await hand.press('保存并继续');
    await page.waitForURL(/tasks\/policy/);
    await page.goto(`${base}/tasks/basics`);
    for (const [name, answer] of Object.entries(basics)) await hand.fill(name, answer);
    await hand.press('保存并继续');
    await page.waitForURL(/tasks\/service/);
    return base;
  };

  it('J2.1–2 gives a list of nine tasks after the requirement, and keeps answers for another day', async () => {
    const page = await stage.visitor('mz-handler');
    project = await write(page, mouse(page), '养老服务站');
    await page.goto(project);
    const text = await main(page);
    for (const task of ['A 需求调查', 'B 采购政策', 'C 采购方式', 'D 采购包', '1 基本信息', '8 附件', '9 检查并提交'])
      expect(text).toContain(task);
    await picture(page, 'j2-tasks');
    await page.context().close();

    const again = await stage.visitor('mz-handler');
    await again.goto(`${project}/tasks/need`);
    expect(await again.locator('[name="subjects.2.name"]').inputValue()).toBe('济川街道居民代表');
    await picture(again, 'j2-need');
    await again.goto(project);
    expect(await main(again)).toContain('保存于');
  });

  it('J2.3 answers weights of 40, 35 and 20 with 422, the sum and every answer kept', async () => {
    const page = await stage.visitor('mz-handler');
    await page.goto(`${project}/tasks/criteria`);
    const hand = mouse(page);
    const rows = [
      ['价格', 'price', '20', '低价优先法，基准价为最低报价。'],
      ['服务方案', 'subjective', '40', '四项齐全得满分，每缺一项扣25%。'],
      ['项目团队', 'objective', '35', '每少一名按比例扣分，扣完为止。'],
    ] as const;
    for (const [place, [name, kind, weight, yardstick]] of rows.entries()) {
      await hand.fill(`criteria.${place}.name`, name);
      await page.locator(`[name="criteria.${place}.kind"]`).selectOption(kind);
      await hand.fill(`criteria.${place}.weight`, weight);
      await hand.fill(`criteria.${place}.yardstick`, yardstick);
    }
    for (const place of [3, 4]) for (const field of ['name', 'weight', 'yardstick']) await hand.fill(`criteria.${place}.${field}`, '');
    const [answer] = await Promise.all([page.waitForResponse((one) => one.request().method() === 'POST'), hand.press('保存并继续')]);
    expect(answer.status()).toBe(422);
    expect(await page.title()).toContain('错误');
    expect(await main(page)).toContain('各项权重合计须为 100，现在是 95。');
    const summary = page.locator('.govuk-error-summary a').first();
    expect(await page.locator((await summary.getAttribute('href'))!).inputValue()).toBe('35');
    expect(await page.locator('[name="criteria.1.yardstick"]').inputValue()).toBe('四项齐全得满分，每缺一项扣25%。');
    await picture(page, 'j2-weights');
    await hand.fill('criteria.2.weight', '40');
    await hand.press('保存并继续');
    await page.waitForURL(/tasks\/schedule/);
  });

  it('J2.4 tells on a page of its own why something cannot be bought', async () => {
    const page = await stage.visitor('mz-handler');
    await page.goto('/buy/plans/new');
    for (const [name, answer] of Object.entries(banned)) await mouse(page).fill(name, answer);
    await page.locator('[name="lineNumber"]').selectOption({ index: 1 });
    await page.locator('[name="category"]').selectOption('社区发展');
    await page.locator('[name="quarter"]').selectOption('2026Q4');
    await mouse(page).press('保存');
    await page.waitForURL(/\/buy\/plans\/.*JH/);
    await page.goto(`${path(page)}/submission`);
    for (const no of await page.locator('[name^="negativeList."][value="no"]').all()) await no.check();
    const exempt = page.locator('[name="smeReserve"][value="exempt"]');
    if (await exempt.count()) {
      await exempt.check();
      await mouse(page).fill('smeBasis', '面向社会组织');
    }
    const [answer] = await Promise.all([page.waitForResponse((one) => one.request().method() === 'POST'), mouse(page).press('提交审核')]);
    expect(answer.status()).toBe(403);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('此项不能购买');
    expect(await main(page)).toContain('102号令第10条第（五）项');
    expect(await page.locator('.govuk-error-summary').count()).toBe(0);
    await picture(page, 'j2-banned');
  });

  it('J2.5 shows both versions when a colleague saved meanwhile, and loses nothing', async () => {
    const one = await stage.visitor('mz-handler');
    const other = await stage.visitor('mz-handler');
    await one.goto(`${project}/tasks/service`);
    await other.goto(`${project}/tasks/service`);
    await mouse(other).fill('description', '同事写的服务内容：每日配送到点。');
    await mouse(other).press('保存并继续');
    await other.waitForURL(/tasks\/indicators/);
    await mouse(one).fill('description', '我写的服务内容：热链配送，逐户签收。');
    const [answer] = await Promise.all([one.waitForResponse((each) => each.request().method() === 'POST'), mouse(one).press('保存并继续')]);
    expect(answer.status()).toBe(412);
    const text = await main(one);
    expect(text).toContain('同事写的服务内容');
    expect(await one.locator('[name="description"]').inputValue()).toContain('我写的服务内容');
    await mouse(one).press('保存并继续');
    await one.waitForURL(/tasks\/indicators/);
  });

  it('J2.6 asks for a reason, shows the law and a link to each point, and previews both languages', async () => {
    const page = await stage.visitor('mz-handler');
    await page.goto(`${project}/tasks/eligibility`);
    await mouse(page).fill('eligibility.4.text', '评估等级3A以上的优先');
    await mouse(page).press('保存并继续');
    await page.goto(`${project}/check`);
    expect(await main(page)).toContain('评估等级');
    await mouse(page).press('提交审核');
    expect(await main(page)).toContain('这一处提醒需要书面理由');
    await picture(page, 'j2-check');
    for (const lang of ['', '/en']) expect((await page.goto(`${lang}${project}/preview`))!.status()).toBe(200);
    await page.goto(`${project}/check`);
    for (const reason of await page.locator('textarea').all())
      await reason.fill('服务对象高龄，需要有评估基础的机构，新成立的同样可以参加。');
    await mouse(page).press('提交审核');
    await page.waitForURL((url) => url.pathname === project);
    expect(await main(page)).toContain('等待审核人审核');
  });

  it('J2.7–9 keeps the writer from publishing; another person returns, reviews and publishes it', async () => {
    const writer = await stage.visitor('mz-handler');
    await writer.goto(`${project}/review`);
    expect(await main(writer)).toContain('由另一位审核人办理');
    expect(await writer.getByRole('button', { name: '发布公告' }).count()).toBe(0);

    const page = await stage.visitor('mz-approver');
    await page.goto(`${project}/review`);
    await picture(page, 'j2-review');
    await mouse(page).fill('reason', '联系地址写到房间号');
    await mouse(page).press('退回经办人');
    await page.waitForURL((url) => url.pathname === project);
    await writer.goto(`${project}/tasks/basics`);
    await mouse(writer).fill('contactAddress', '海陵区政务服务中心 3 楼 306 室');
    await mouse(writer).press('保存并继续');
    await writer.goto(`${project}/check`);
    await mouse(writer).press('提交审核');
    await writer.waitForURL((url) => url.pathname === project);

    await page.goto(`${project}/review`);
    expect(await main(page)).toContain('306 室');
    await mouse(page).press('发布公告');
    expect(await main(page)).toContain('还差采购需求审查意见');
    for (const yes of await page.locator('[name^="opinions."][value="yes"]').all()) await yes.check();
    await mouse(page).press('提交审查意见');
    await mouse(page).press('发布公告');
    await page.waitForURL((url) => url.pathname === project);
    await mouse(page).follow('公告全文');
    notice = path(page);
    await page.goto(`${project}/history`);
    expect(await main(page)).toContain('基本信息');
    const number = notice.split('/').at(-1)!;
    for (const address of ['/notices', '/notices.atom', '/notices.csv', `/api/v1/notices/${number}`])
      expect(await (await page.request.get(address)).text()).toContain(number);
    const calendar = await (await page.request.get(`${notice}/deadlines.ics`)).text();
    expect(calendar).toMatch(/SEQUENCE:0\r\n/);
    expect(calendar).toContain('TZID=Asia/Shanghai');
    expect(calendar).toContain('BEGIN:VALARM');
  });

  it('J2 by keyboard alone: writes, is corrected, checks and submits', async () => {
    const page = await stage.visitor('mz-handler');
    const hand = keyboard(page);
    const base = await write(page, hand, '呼叫中心');
    await page.goto(`${base}/tasks/criteria`);
    await hand.fill('criteria.1.weight', '1');
    await hand.press('保存并继续');
    expect(await main(page)).toContain('各项权重合计须为 100');
    await hand.follow(/各项权重合计须为 100/);
    expect(await page.evaluate('document.activeElement.name')).toMatch(/^criteria\.\d\.weight$/);
    await page.goto(`${base}/check`);
    const reasons = await page.locator('textarea').count();
    for (let place = 0; place < reasons; place += 1) await hand.fill(`reasons.${place}.text`, '为保证服务对象安全所必需，与项目直接相关。');
    await hand.press('提交审核');
    await page.waitForURL((url) => url.pathname === base);
    expect(await main(page)).toContain('等待审核人审核');
  });

  it.each([
    ['mouse', mouse],
    ['keyboard', keyboard],
  ] as const)('J4 by %s: finds the notice, sees line by line who may take part, asks', async (name, hold) => {
    const page = await stage.visitor('org01');
    const hand = hold(page);
    await page.goto('/notices');
    await hand.fill('q', '助餐');
    if (name === 'mouse') await page.locator('[name="eligible"]').selectOption('yes');
    await hand.press('筛选');
    expect(new URL(page.url()).searchParams.get('q')).toBe('助餐');
    expect(await page.getByRole('status').first().innerText()).toMatch(/(?<!\d)1(?!\d)/);
    await picture(page, `j4-list-${name}`);
    await hand.follow(/养老服务站/);
    await page.waitForURL((url) => url.pathname === notice);
    const text = await main(page);
    for (const words of ['我符合条件', '符合', '由您承诺', '公告的八项内容']) expect(text).toContain(words);
    await picture(page, `j4-notice-${name}`);
    await hand.follow(/提问和答疑/);
    await hand.fill('text', `配送车辆是否可以租用？（${name}）`);
    await hand.press('提交问题');
    expect(await main(page)).toContain('等待答复的问题');
    await page.goto('/notices');
    await hand.fill('q', '没有这样的词');
    await hand.press('筛选');
    expect(await main(page)).toContain('去掉“关键词”后有');
  });

  it('J4.4–6 answers to everybody under a name that says nothing, merges a repeat, and moves Atom', async () => {
    const page = await stage.visitor('mz-handler');
    await page.goto(`${project}/questions`);
    await picture(page, 'j4-questions');
    await page.locator('[name="sameAs"]').selectOption('2');
    await mouse(page).press('合并');
    await mouse(page).fill('answer', '可以租用，须有温控记录。');
    await mouse(page).choose('affects', 'no');
    await mouse(page).press('公布答复');
    const open = await stage.visitor();
    await open.goto(`${notice}/questions`);
    const text = await main(open);
    expect(text).toMatch(/提问者 [0-9A-Z]{8}/);
    expect(text).toContain('与问题 2 相同');
    expect(text).not.toContain('夕阳红');
    await picture(open, 'j4-answers');
  });

  it('breaks no accessibility rule and fits a phone', async () => {
    const page = await stage.visitor('mz-handler');
    const tasks = ['need', 'policy', 'method', 'lots', 'criteria'].map((task) => `${project}/tasks/${task}`);
    const faults = await faultsOf(page, [
      project,
      ...tasks,
      `${project}/questions`,
      notice,
      `/en${notice}`,
      '/notices',
      '/prior-notices',
      `${notice}/questions`,
    ]);
    expect(faults).toEqual({});
  });
});

const basics = { contactName: '王经办', contactPhone: '0523-86880000', contactAddress: '海陵区政务服务中心 3 楼' };
const need = {
  heldOn: '2026-01-12',
  summary: '三家主体均有供给能力，居民希望送餐上门。',
  commentUrl: 'https://www.ccgp.example.cn/need/1',
  commentFrom: '2026-01-05',
  commentUntil: '2026-01-16',
  commentSummary: '收到意见两条，均已采纳。',
  legalName: '陈律师',
  legalUnit: '区政府法律顾问室',
  legalOn: '2026-01-20',
  legalOpinion: '合同条款完整，权利义务对等。',
};
const banned = {
  title: '招聘20名窗口人员',
  beneficiaries: '办事群众',
  quantity: '20',
  unit: '名',
  quality: '按约定到岗',
  amount: '250000.00',
  months: '12',
};
