import type { Page } from 'playwright-core';
import type { Actor } from '#kernel';
import { EvaluationQueries, PanelQueries } from '#evaluation';
import { type Opened, scored } from '../../../libs/evaluation/test/builders.js';
import { handsInLast, openBox, sealLastPrices } from '../../../libs/bidding/test/builders.js';
import { inBrowser } from './browsing.js';
import { PanelHouse } from './panel-house.js';
import { faultsOf, type Hand, keyboard, mouse, picture } from './stage.js';

jest.setTimeout(360_000);

inBrowser('a panel from the draw to a loser who understands', () => {
  let house: PanelHouse;
  let opened: Opened;
  let panel: string;
  let buyer: string;

  beforeAll(async () => {
    house = await PanelHouse.start(['800000.00', '780000.00', '820000.00']);
    opened = house.opened;
    panel = `/panel/${opened.procedure.id}`;
    buyer = `/buy/projects/${opened.procedure.id}/evaluation`;
  });
  afterAll(() => house?.stop());

  const seat = (actor: Actor): Promise<Page> => house.seat(actor);
  const members = (): Promise<Actor[]> => house.members();
  const text = (page: Page): Promise<string> => page.getByRole('main').innerText();
  const sound = async (page: Page, name: string, ...paths: string[]): Promise<void> => {
    expect(await faultsOf(page, paths)).toEqual({});
    for (const [place, path] of paths.entries()) {
      await page.goto(path);
      await picture(page, `${name}${place || ''}`);
    }
  };
  it('draws a panel whose record can be drawn again', async () => {
    const page = await seat(house.cast.handler);
    const hand = mouse(page);
    await sound(page, '01-qualify', buyer, `${buyer}/bids/${opened.bids[0]!.id}`);
    await page.goto(buyer);
    for (const _ of opened.bids) {
      if (page.url().endsWith('/evaluation')) await page.locator('main .qy-tasks a').first().click();
      await hand.choose('passed', 'yes');
      await hand.press('保存并继续');
      await page.waitForLoadState();
    }
    await hand.press('结束资格审查');
    await sound(page, '02-draw', buyer);
    await page.goto(buyer);
    await page.locator('[name="specialties.0.name"]').selectOption('养老服务');
    await hand.fill('specialties.0.count', '2');
    await hand.fill('hours', '3');
    await hand.fill('fee', '600.00');
    await hand.press('随机抽取');
    await page.waitForURL(/done=eval-drawn/);
    await page.getByText('第 1 次抽取记录').click();
    expect(await text(page)).toContain('刚才按记录复算，结果一致');
    await sound(page, '03-drawn', buyer);
  });

  it('replaces who declines and who is tied, whose access ends at once on every address', async () => {
    const [declines, tied, stays] = (await members()) as [Actor, Actor, Actor];
    const first = await seat(declines);
    await sound(first, '04-home', '/panel');
    await sound(first, '05-invitation', panel);
    expect(await text(first)).not.toContain('夕阳红');
    await mouse(first).fill('reason', '当日在外地');
    await mouse(first).press('谢绝');
    const second = await seat(tied);
    await second.goto(panel);
    await mouse(second).press('接受邀请');
    await sound(second, '06-declaration', panel);
    await second.goto(panel);
    await mouse(second).choose('ties.1.kind', 'employment');
    await mouse(second).press('作出声明');
    await second.waitForURL(/done=eval-recused/);
    const [{ id: bid }] = opened.bids as [Opened['bids'][number]];
    const { criteria } = await house.app.get(PanelQueries).sheet(stays, opened.procedure.id);
    const addresses = [
      `offers/${bid}/1`,
      `criteria/${criteria.find(({ kind }) => kind !== 'price')!.id}`,
      `bids/${bid}/files/${'0'.repeat(64)}`,
    ];
    const closed = ['check', 'report', 'compliance', `questions/${bid}/1`, `low-price/${bid}/1`].concat(addresses);
    for (const path of closed) {
      const answer = await second.goto(`${panel}/${path}`);
      expect([path, answer!.status()]).toEqual([path, 404]);
    }
    for (const expert of await members()) {
      const page = await seat(expert);
      await page.goto(panel);
      await mouse(page).press('接受邀请');
      await mouse(page).press('作出声明');
      await page.waitForURL(/done=eval-declared/);
      await page.context().close();
    }
  });

  it('lets the chair check compliance, then keeps every cell though the browser dies', async () => {
    const [chair] = (await members()) as [Actor];
    let page = await seat(chair);
    await sound(page, '07-work', panel);
    await sound(page, '08-compliance', `${panel}/compliance`);
    for (const place of [0, 1, 2]) await mouse(page).choose(`offers.${place}.compliant`, 'yes');
    await mouse(page).press('确认审查结论');
    await page.waitForURL(/done=eval-checked/);
    await mouse(page).follow('继续打分');
    const sheet = new URL(page.url()).pathname;
    await sound(page, '09-sheet', sheet);
    const { criteria } = await house.app.get(PanelQueries).sheet(chair, opened.procedure.id);
    const criterion = criteria.find(({ id }) => sheet.endsWith(encodeURIComponent(id)))!;
    const points = (place: number) => page.locator(`[name="cells.${place}.points"]`);
    const good = (criterion.weight * 0.8).toFixed(2);
    await points(0).fill(good);
    await points(0).press('ArrowDown');
    await page.locator('[data-score]').nth(0).getByText('已保存').waitFor();
    await points(1).fill('777');
    await points(1).press('Tab');
    await page.locator('[data-score]').nth(1).getByText('分数在 0 到').waitFor();
    await points(2).fill((criterion.weight * 0.95).toFixed(2));
    await page.locator('[name="cells.2.reason"]').fill('流程完整，责任到人');
    await page.locator('[name="cells.2.reason"]').press('Tab');
    await page.locator('[data-score]').nth(2).getByText('已保存').waitFor();
    await picture(page, '10-sheet-filled');
    await house.kill();
    page = await seat(chair);
    await page.goto(sheet);
    expect([
      await points(0).inputValue(),
      await points(1).inputValue(),
      await page.locator('[name="cells.2.reason"]').inputValue(),
    ]).toEqual([good, '', '流程完整，责任到人']);
    await points(0).fill((criterion.weight * 0.7).toFixed(2));
    await points(0).press('Tab');
    const undone = page.waitForResponse((answer) => (answer.request().postData() ?? '').includes(`"${good}"`));
    await page.getByRole('button', { name: '撤销' }).click();
    await undone;
    await page.reload();
    expect(await points(0).inputValue()).toBe(good);
    await page
      .getByRole('link', { name: /^阅读响应/ })
      .first()
      .click();
    await sound(page, '11-reader', new URL(page.url()).pathname + new URL(page.url()).search);
  });

  it('ends the talks with last prices, sealed by keyboard in a supplier’s own browser', async () => {
    const { id } = opened.procedure;
    const [actor] = (await members()) as [Actor];
    const chair = await seat(actor);
    await chair.goto(panel);
    await mouse(chair).follow('要求最后报价');
    await sound(chair, '11-last-call', `${panel}/last-prices`);
    await mouse(chair).press('发出要求');
    await chair.waitForURL(/done=eval-last-called/);
    await sound(chair, '11-last-out', panel);
    const [first, second, third] = opened.bids as [Opened['bids'][0], Opened['bids'][0], Opened['bids'][0]];
    const page = await seat(second.provider);
    const last = `/org/bids/${second.id}/last-price`;
    await sound(page, '11-last-price', last, `/org/bids/${second.id}`);
    await page.goto(last);
    const price = async (yuan: string): Promise<void> => {
      await page.getByLabel('总报价', { exact: true }).fill(yuan);
      await page.getByLabel('确认这是本单位的最后报价').check();
      await picture(page, '11-last-price-filled');
      await page.getByRole('button', { name: '确认提交' }).press('Enter');
      await page.waitForURL(/receipts.*done=bidHandedIn/);
    };
    await price('775000');
    await sound(page, '11-last-receipt', new URL(page.url()).pathname);
    await page.getByRole('button', { name: '再次下载钥匙' }).waitFor();
    await page.goto(last);
    await price('770000');
    expect(await text(page)).toContain('替换');
    await handsInLast(house.rooms, first.provider, first.id, { '1': '800000.00' });
    await handsInLast(house.rooms, third.provider, third.id, { '1': '820000.00' });
    await sealLastPrices(house.rooms, id);
    await openBox(house.rooms, house.cast.keyHolders, id);
    await house.rooms.settle();
    await sound(page, '11-last-opening', `/org/bids/${second.id}/opening`, last);
    await sound(chair, '11-last-in', panel);
    const offers = (await house.app.get(PanelQueries).sheet(actor, id)).bids!;
    expect(offers.map((offer) => offer.price).sort()).toEqual([77_000_000n, 80_000_000n, 82_000_000n]);
    await chair.context().close();
  });

  /** Fills every criterion, checks and locks. */
  const byHand = async (actor: Actor, made: (page: Page) => Hand, share: number): Promise<void> => {
    const page = await seat(actor);
    const hand = made(page);
    await page.goto(panel);
    await hand.follow('继续打分');
    const { criteria } = await house.app.get(PanelQueries).sheet(actor, opened.procedure.id);
    for (const { weight, kind } of criteria.filter((one) => one.kind !== 'price')) {
      for (const place of [0, 1, 2]) {
        await hand.fill(`cells.${place}.points`, ((weight * (kind === 'objective' ? 80 : share)) / 100).toFixed(2));
        await hand.fill(`cells.${place}.reason`, '逐项对照评分标准');
      }
      await hand.press('保存并继续');
      await page.waitForLoadState();
    }
    await page.waitForURL(/\/check/);
    await hand.press('锁定我的评分');
    await page.waitForURL(/done=eval-locked/);
    await page.context().close();
  };

  it('is scored by the keyboard alone, each member seeing only the own table', async () => {
    const [chair, second, third] = (await members()) as [Actor, Actor, Actor];
    await byHand(second, keyboard, 80);
    const page = await seat(second);
    expect(await (await page.goto(panel))!.text()).not.toContain('流程完整，责任到人');
    await scored(house.rooms, opened, [third], [80, 80, 80]);
    const own = await seat(chair);
    await own.goto(`${panel}/check`);
    await picture(own, '12-check');
    expect(await faultsOf(own, [`${panel}/check`])).toEqual({});
    await own.context().close();
    await byHand(chair, mouse, 40);
  });

  it('explains what stands out, draws up the report and signs it', async () => {
    const all = (await members()) as [Actor, Actor, Actor];
    const chair = await seat(all[0]);
    await sound(chair, '13-together', panel);
    await chair.goto(`${panel}/report`);
    await mouse(chair).press('生成评审报告');
    expect(await text(chair)).toContain('明显偏离其他成员');
    const { outliers } = await house.app.get(PanelQueries).sheet(all[0], opened.procedure.id);
    expect(outliers.length).toBeGreaterThan(0);
    for (const _ of outliers) {
      await chair.goto(panel);
      await mouse(chair).fill('explanation', '方案没有写明夜间应急，按评分标准第三档给分');
      await mouse(chair).press('保存');
      await chair.waitForURL(/done=eval-explained/);
    }
    await chair.goto(`${panel}/report`);
    await mouse(chair).press('生成评审报告');
    await chair.waitForURL(/done=report-drafted/);
    await sound(chair, '14-report', `${panel}/report`);
    for (const actor of all) {
      const page = await seat(actor);
      await page.goto(`${panel}/report`);
      await keyboard(page).press('签署报告');
      await page.waitForURL(/done=eval-signed/);
      await page.context().close();
    }
    await sound(chair, '15-record', '/panel/record');
  });

  it('is decided, announced once every reason is there, and understood by who lost', async () => {
    const approver = await seat(house.cast.approver);
    await sound(approver, '16-decide', buyer);
    await approver.goto(buyer);
    await mouse(approver).press('确定成交单位');
    await approver.waitForURL(/done=eval-decided/);
    const handler = await seat(house.cast.handler);
    await handler.goto(buyer);
    await mouse(handler).press('发布公告');
    const fault = handler.locator('.govuk-error-summary a').first();
    expect(await text(handler)).toContain('写明未成交的原因');
    const place = (await fault.getAttribute('href'))!;
    expect(await handler.locator(place).count()).toBe(1);
    await picture(handler, '17-reasons-missing');
    const { candidates, award } = await house.app.get(EvaluationQueries).progress(house.cast.handler, opened.procedure.id);
    for (const { bidId } of candidates.filter((one) => one.bidId !== award!.bidId)) {
      await handler.goto(`${buyer}/reasons/${bidId}/1`);
      await picture(handler, '18-reason');
      await mouse(handler).fill('reason', '夜间应急安排不够具体，服务方案得分低于成交单位。');
      await mouse(handler).press('保存');
      await handler.waitForURL(/done=saved/);
    }
    await handler.goto(buyer);
    await mouse(handler).press('发布公告');
    await handler.waitForURL(/done=eval-announced/);
    await sound(handler, '19-announced', buyer);

    const loser = opened.bids.find(({ id }) => id !== award!.bidId)!;
    const page = await seat(loser.provider);
    await sound(page, '20-outcome', `/org/bids/${loser.id}/outcome`);
    await page.goto(`/org/bids/${loser.id}/outcome`);
    const told = await text(page);
    for (const words of ['排名第', '夜间应急安排不够具体', '逐项对照评分标准', '提出质疑']) expect(told).toContain(words);
    await page.getByRole('link', { name: '结果告知书' }).click();
    await picture(page, '21-letter');
    const anybody = await house.visitor();
    await sound(anybody, '22-result', `/results/${opened.procedure.number}`, '/results');
    await anybody.goto(`/results/${opened.procedure.number}`);
    const data = (await (await anybody.request.get(`/api/v1/awards/${opened.procedure.number}`)).json()) as {
      panel: { name: string }[];
      price: string;
    };
    for (const { name } of data.panel) expect(await text(anybody)).toContain(name);
    const finance = await seat(await house.known(house.cast.financeChecker, 'clerk'));
    await sound(finance, '23-register', '/finance/experts', `/finance/experts/${house.experts[0]!.personId}`, '/finance/experts/new');
  });
});
