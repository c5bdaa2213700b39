import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { Browsing, follow, inBrowser, pdf, press, signIn, written } from './browsing.js';
import { picture } from './stage.js';
import {
  begin,
  byKeyboard,
  closeIn,
  expectSoon,
  fill,
  handIn,
  type Key,
  makeKey,
  packed,
  type Project,
  publish,
  signMinutes,
} from './competition.js';

jest.setTimeout(240_000);

const eightyMegabytes = 80 * 1_048_576;

inBrowser('a bid from its first key to the opened box, in a browser', () => {
  let house: Browsing;
  let project: Project;
  let bid: string;
  let lead: Page;
  let colleague: Page;
  let receipt: string;
  const keys: Record<string, Key> = {};
  const looked: string[] = [];
  let pictures = 0;

  beforeAll(async () => {
    house = await Browsing.start(1000);
  });
  afterAll(() => house?.stop());

  const look = async (page: Page): Promise<void> => {
    looked.push(...(await house.looks(page)));
    await picture(page, `j5-${String((pictures += 1)).padStart(2, '0')}`);
  };
  const keep = (name: string): string => join(house.directory, name);
  const submissions = async (): Promise<number> => {
    const rows = await house.database.sql(
      'select 1 from bidding.submission s join bidding.bid b on b.id = s.bid where b.procedure = $1 and b.id = $2',
      [project.procedure, bid.split('/').pop()],
    );
    return rows.length;
  };

  it('gives two key holders keys that only they have', async () => {
    for (const login of ['mz-key', 'cz-key']) keys[login] = await makeKey(house, login, look);
    expect(readFileSync(keys['mz-key']!.file, 'latin1')).toMatch(/^age-encryption\.org\/v1\n-> scrypt /);
  });

  it('publishes the keys with the notice', async () => {
    project = await publish(house);
    await closeIn(house, project.procedure, 3 * 3_600_000);
    const reader = await house.open();
    await reader.goto(`/notices/${project.number}`);
    const slip = (await (await reader.request.get(`/notices/${project.number}/packing-slip.json`)).json()) as object;
    expect(slip).toMatchObject({ type: 'qiyue-packing-slip', procedure: project.procedure });
    await follow(reader, '开标密钥公示');
    await look(reader);
  });

  it('lets two devices write one bid, and keeps both texts when they cross', async () => {
    lead = await house.signedIn('org01');
    bid = await begin(lead, project.number, keep('key.json'));
    await look(lead);
    colleague = await house.signedIn('org01-lead');
    await colleague.goto(`${bid}/plan`);
    await colleague.getByRole('button', { name: '打开' }).waitFor();
    await look(colleague);
    await colleague.locator('#gate-file').setInputFiles(keep('key.json'));
    await press(colleague, '打开');
    await written(colleague);

    await lead.goto(`${bid}/plan`);
    await lead.getByRole('textbox').fill('甲：每天送餐两次。');
    await colleague.getByRole('textbox').fill('乙：每周回访一次。');
    await press(lead, '保存退出');
    await lead.waitForURL((url) => url.pathname === bid);
    await press(colleague, '保存并继续');
    await colleague.locator('[data-theirs]').waitFor();
    await look(colleague);
    expect(await colleague.locator('[data-theirs-text]').innerText()).toBe('甲：每天送餐两次。');
    expect(await colleague.getByRole('textbox').inputValue()).toBe('乙：每周回访一次。');
    await colleague.getByRole('textbox').fill('甲：每天送餐两次。乙：每周回访一次。');
    await press(colleague, '保存退出');
    await colleague.waitForURL((url) => url.pathname === bid);
    await colleague
      .getByText(/上次由 .+ 保存于/)
      .first()
      .waitFor();
  });

  it('keeps a text through an expired session', async () => {
    await colleague.goto(`${bid}/staffing`);
    await written(colleague);
    await colleague.getByRole('textbox').fill('过期之前写下的人员安排。');
    await house.database.sql(`update identity.session set used_at = now() - interval '1 day' where ended_at is null`);
    await press(colleague, '保存并继续');
    await colleague.waitForURL(/\/sign-in/);
    await signIn(colleague, 'org01-lead');
    await colleague.waitForURL(`**${bid}/staffing`);
    await colleague.getByText('上次没来得及保存的内容已放回').waitFor();
    expect(await colleague.getByRole('textbox').inputValue()).toBe('过期之前写下的人员安排。');
    await lead.goto('/sign-in');
    await signIn(lead, 'org01');
    await lead.goto(`${bid}/staffing`);
    await written(lead);
    expect(await lead.getByRole('textbox').inputValue()).toBe('过期之前写下的人员安排。');
  });

  it('names what is wrong with a file, and goes on with an upload after the network was cut', async () => {
    await lead.goto(`${bid}/files`);
    await written(lead);
    const choose = (name: string, buffer: Buffer): Promise<void> =>
      lead.locator('[data-choose]').setInputFiles({ name, mimeType: 'application/pdf', buffer });
    await choose('空.pdf', Buffer.alloc(0));
    await lead.getByText('所选文件 空.pdf 是空的').waitFor();
    await choose('程序.exe', Buffer.from('MZ\0\0'));
    await lead.getByText('所选文件 程序.exe 须为 PDF').waitFor();
    await choose('加密.pdf', Buffer.concat([pdf(1), Buffer.from('trailer <</Encrypt 9 0 R>>')]));
    await lead.getByText('所选文件 加密.pdf 有密码保护').waitFor();
    await choose('证书.pdf', pdf(3));
    await lead.getByRole('heading', { name: '证书.pdf' }).waitFor();
    await choose('又一份.pdf', pdf(3));
    await lead.getByText('又一份.pdf 与已有的 证书.pdf 内容相同').waitFor();
    let sent = 0;
    await lead.route('**/uploads/*', (route) => (route.request().method() === 'PATCH' && ++sent > 48 ? route.abort() : route.continue()));
    writeFileSync(keep('方案附件.pdf'), pdf(12, eightyMegabytes));
    await lead.locator('[data-choose]').setInputFiles(keep('方案附件.pdf'));
    await lead.getByText(/文件未传完，已保留 5\d%/).waitFor({ timeout: 120_000 });
    await look(lead);
    await lead.unroute('**/uploads/*');
    await lead.reload();
    await lead.getByRole('button', { name: '继续上传' }).click();
    await lead.getByRole('heading', { name: '方案附件.pdf' }).waitFor({ timeout: 120_000 });
    await lead.getByRole('button', { name: '试读 方案附件.pdf' }).click();
    await lead.getByText('可以读取，12 页').waitFor({ timeout: 60_000 });
  });

  it('says what is missing, before and in the last two hours', async () => {
    await lead.goto(`${bid}/check`);
    await lead.getByText('补齐以上内容后才能提交').waitFor({ timeout: 120_000 });
    await look(lead);
    await lead.getByRole('link', { name: '填写报价' }).click();
    await lead.waitForURL(`**${bid}/price`);
    await closeIn(house, project.procedure, 90 * 60_000);
    await lead.goto(bid);
    await lead.getByText('不到两小时了，还差').waitFor();
    expect(await lead.locator('[data-missing]').innerText()).toContain('报价');
  });

  it('hands in once for two presses, replaces and withdraws with receipts of their own', async () => {
    await fill(lead, bid, '99999999');
    await lead.goto(`${bid}/check`);
    await lead.getByRole('link', { name: '报价高于最高限价' }).click();
    await lead.getByLabel('总报价').fill('680000');
    await press(lead, '保存退出');
    await lead.waitForURL((url) => url.pathname === bid);
    const before = await handIn(lead, bid);
    expect(await submissions()).toBe(1);
    await look(lead);
    await lead.goto(`${bid}/price`);
    await lead.getByLabel('总报价').fill('660000.50');
    await press(lead, '保存退出');
    await lead.waitForURL((url) => url.pathname === bid);
    receipt = await handIn(lead, bid);
    await lead.goto(`/org/receipts/${before}`);
    await lead.getByText('这张回执之后又有新的操作').waitFor();
    await lead.goto(`${bid}/withdrawal`);
    await lead.getByLabel('确定撤回').check();
    await press(lead, '撤回响应');
    await lead.waitForURL(/\/org\/receipts\//);
    receipt = await handIn(lead, bid);
    expect(await submissions()).toBe(4);
    const keys = await house.database.sql<{ kind: string; pks: number; envelopes: number }>(
      `select kind, count(distinct pk)::int as pks, count(*)::int as envelopes from bidding.envelope where bid = $1 group by kind order by kind`,
      [bid.split('/').pop()],
    );
    // Files keep the key they were closed to while the bid was written; a price never shares one.
    expect(keys.map(({ kind, pks }) => [kind, pks])).toEqual([
      ['price', 3],
      ['qualification', 1],
      ['technical', 3],
    ]);
    const paper = await (await lead.request.get(`/org/receipts/${receipt}.json`)).body();
    const reader = await house.open({ javaScriptEnabled: false });
    await reader.goto('/verify');
    await reader.locator('input[type="file"]').setInputFiles({ name: 'receipt.json', mimeType: 'application/json', buffer: paper });
    await press(reader, '验证');
    expect(await reader.getByRole('main').innerText()).toContain('真实');
  });

  it('takes a bid written with the keyboard alone', async () => {
    const page = await house.signedIn('org02');
    await byKeyboard(page, project.number, keep('org02.json'));
    expect(page.url()).toContain('/org/receipts/');
  });

  it('takes a bid packed without a network, from a browser without scripts', async () => {
    const offline = await house.open({ offline: true });
    const plain = await house.signedIn('org03', { javaScriptEnabled: false });
    const file = await packed(house, offline, plain, project.number);
    await plain.goto(`/org/bids/new?notice=${project.number}`);
    await press(plain, '开始填写');
    await plain.waitForURL(/\/org\/bids\/[0-9a-f-]{36}/);
    expect(await plain.getByRole('main').innerText()).toContain('需要运行脚本');
    await follow(plain, '离线打包后上传');
    await plain.locator('input[type="file"]').setInputFiles(file);
    await plain.getByLabel('本机构作此声明').check();
    await press(plain, '确认提交');
    await plain.waitForURL(/\/org\/receipts\//);
  });

  it('turns away who comes after the deadline, with both times and a record', async () => {
    const late = await house.signedIn('org04');
    const path = await begin(late, project.number, keep('org04.json'));
    await fill(late, path, '700000');
    await late.goto(`${path}/check`);
    await late.getByLabel('本机构作此声明').check();
    await closeIn(house, project.procedure, 0);
    await press(late, '确认提交');
    await late.getByText('查看未接收的尝试').waitFor();
    await look(late);
    await follow(late, '查看未接收的尝试');
    expect(await late.getByRole('main').innerText()).toMatch(/到达服务器[\s\S]*截止时间/);
    await look(late);
  });

  it('opens with the keys of two units, who sign the minutes', async () => {
    const [buyer, finance] = [await house.signedIn('mz-key'), await house.signedIn('cz-key')];
    for (const [login, page] of [['mz-key', buyer] as const, ['cz-key', finance] as const]) {
      await page.goto('/keys');
      await expectSoon(page, '去开启');
      await follow(page, '去开启');
      await page.locator('#key-file').setInputFiles(keys[login]!.file);
      await page.locator('#key-passphrase').fill(keys[login]!.passphrase);
      await look(page);
      await press(page, '开启');
      await page.waitForURL(/done=keyGiven/, { timeout: 60_000 });
    }
    await buyer.reload();
    expect(await buyer.getByRole('main').innerText()).toContain('封存校验值一致');
    for (const page of [buyer, finance]) await signMinutes(page);
    await look(finance);
    await lead.goto(`${bid}/opening`);
    await look(lead);
  });

  it('did all this without a script error, a foreign request or a fault of the page', () => {
    expect(house.faults).toEqual([]);
    expect(looked).toEqual([]);
  });
});
