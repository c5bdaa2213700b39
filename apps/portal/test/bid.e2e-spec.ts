import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { DemoAccounts, PeopleQueries } from '#identity';
import { Accounts, demoPassword } from '#identity';
import { system } from '#kernel';
import { Browsing, downloaded, follow, inBrowser, pdf, press, signIn, written } from './browsing.js';

jest.setTimeout(240_000);

const texts = {
  plan: '按服务对象分片包户，逐户建档，按月汇总；投诉24小时内答复。',
  staffing: '项目负责人1名，专职人员6名，均有资格证书。',
  experience: '近两年完成同类服务两项，均验收合格。',
};

inBrowser('a bid from the first key to the opened box, in a browser', () => {
  let house: Browsing;
  let project: string;
  let procedure: string;
  let number: string;
  let bid: string;
  /** The bidder's first device; a colleague's; the key file between them. */
  let first: Page;
  let second: Page;
  let keyFile: string;
  let late: Page;
  let lateBid: string;
  const looked: string[] = [];
  const keys = { purchaser: { login: 'mz-key', file: '', passphrase: '' }, finance: { login: 'cz-key', file: '', passphrase: '' } };

  beforeAll(async () => {
    house = await Browsing.start(1000);
  });
  afterAll(() => house?.stop());

  const look = async (page: Page): Promise<void> => void looked.push(...(await house.looks(page)));
  const keep = (name: string): string => join(house.directory, name);
  const number_ = (sql: string): Promise<number> => house.database.sql<{ n: string }>(sql, [procedure]).then(([row]) => Number(row!.n));

  /** Begins a bid of the signed-in provider and makes its key. */
  const begin = async (page: Page, name: string): Promise<string> => {
    await page.goto(`/org/bids/new?notice=${number}`);
    await press(page, '开始填写');
    await page.waitForURL(/\/org\/bids\/[0-9a-f-]{36}/);
    await downloaded(page, '制作并下载响应钥匙', keep(name));
    await written(page);
    return new URL(page.url()).pathname;
  };
  const fill = async (page: Page, path: string, price: string): Promise<void> => {
    await page.goto(`${path}/commitment`);
    await page.getByLabel('符合，并按公告履行').check();
    await press(page, '保存并继续');
    for (const [task, words] of Object.entries(texts)) {
      await page.waitForURL(`**${path}/${task}`);
      await page.locator('textarea').fill(words);
      await press(page, '保存并继续');
    }
    await page.waitForURL(`**${path}/price`);
    await page.getByLabel('总报价').fill(price);
    await press(page, '保存并继续');
    await page.waitForURL(`**${path}/files`);
  };
  const handIn = async (page: Page, path: string): Promise<string> => {
    await page.goto(`${path}/check`);
    await page.getByLabel('本机构作此声明').check();
    await page.getByRole('button', { name: '确认提交' }).dblclick();
    await page.waitForURL(/\/org\/receipts\//);
    return new URL(page.url()).pathname.split('/').pop()!;
  };
  /** Moves the deadline, as if the clock had been turned. */
  const closeIn = async (milliseconds: number): Promise<void> => {
    const at = new Date(Date.now() + milliseconds).toISOString();
    await house.database.sql('begin; set local session_replication_role = replica; commit');
    await house.database.sql(`update tendering.procedure set closes_at = $2 where id = $1`, [procedure, at]);
    await house.database.sql(
      `update tendering.sheet set closes_at = $2, detail = jsonb_set(detail::jsonb, '{closesAt}', to_jsonb($3::text))::text,
         summary = jsonb_set(summary::jsonb, '{closesAt}', to_jsonb($3::text))::text where procedure = $1`,
      [procedure, at, at],
    );
    await house.database.sql('update bidding.box set seals_at = $2 where procedure = $1', [procedure, at]);
    await house.database.sql('update platform.alarm set due_at = $2 where subject = $1', [procedure, at]);
  };

  it('gives two key holders keys of their own', async () => {
    for (const key of Object.values(keys)) {
      const page = await house.signedIn(key.login);
      await page.goto('/keys');
      await look(page);
      await follow(page, '换一把新密钥');
      await page.evaluate('window.print = () => undefined');
      await page.locator('#passphrase').fill('123456');
      expect(await page.locator('[data-strength]').innerText()).toContain('太短');
      await press(page, '替我想一个');
      key.passphrase = await page.locator('#passphrase').inputValue();
      await look(page);
      await press(page, '制作密钥');
      key.file = await downloaded(page, '下载密钥文件', keep(`${key.login}.age`));
      await press(page, '打印恢复单');
      await page.getByLabel('恢复单已打印并放入保险柜').check();
      await page.locator('#kept-file').setInputFiles(key.file);
      await page.locator('#kept-passphrase').fill(key.passphrase);
      await look(page);
      await press(page, '试开并登记公钥');
      await page.waitForURL(/\/keys\?done=keyEnrolled/);
    }
  });

  it('publishes a notice with the keys and the packing slip', async () => {
    const handler = await house.signedIn('mz-handler');
    await handler.goto('/buy/projects/new');
    await handler.getByRole('button', { name: '生成草稿' }).first().click();
    await handler.waitForURL(/\/buy\/projects\/[0-9a-f-]{36}/);
    project = new URL(handler.url()).pathname;
    procedure = project.split('/').pop()!;
    await handler.goto(`${project}/tasks/basics`);
    await handler.locator('[name="contactName"]').fill('王经办');
    await handler.locator('[name="contactPhone"]').fill('0523-86880000');
    await press(handler, '保存并继续');
    await handler.goto(`${project}/tasks/schedule`);
    await press(handler, '保存并继续');
    await handler.goto(`${project}/check`);
    for (const reason of await handler.locator('textarea').all()) await reason.fill('为保证服务对象安全所必需，与项目直接相关。');
    await press(handler, '提交审核');
    await handler.waitForURL((url) => url.pathname === project);
    const approver = await house.signedIn('mz-approver');
    await approver.goto(project);
    await follow(approver, '审核并发布');
    await press(approver, '发布公告');
    await approver.waitForURL((url) => url.pathname === project);
    await follow(approver, '公告全文');
    number = new URL(approver.url()).pathname.split('/').pop()!;
    await closeIn(3 * 3_600_000);
    const slip = await (await approver.request.get(`/notices/${number}/packing-slip.json`)).json();
    expect(slip).toMatchObject({ type: 'qiyue-packing-slip', procedure, envelopes: ['qualification', 'technical', 'price'] });
    writeFileSync(keep('slip.json'), JSON.stringify(slip));
  });
});
