import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { PeopleQueries } from '#identity';
import type { Actor, Role } from '#kernel';
import { OrganizationQueries } from '#organizations';
import type { TestRooms } from '../../../libs/platform/test/harness.js';
import { aPublishedNotice, type Cast } from '../../../libs/tendering/test/builders.js';
import { type Browsing, downloaded, follow, pdf, press, written } from './browsing.js';

export interface Key {
  readonly file: string;
  readonly passphrase: string;
}

export interface Project {
  readonly procedure: string;
  readonly number: string;
}

export const texts = {
  plan: '按服务对象分片包户，逐户建档，按月汇总；投诉24小时内答复。',
  staffing: '项目负责人1名，专职人员6名，均有资格证书。',
  experience: '近两年完成同类服务两项，均验收合格。',
};

/** The ceremony of a key holder, with a look at each step. */
export async function makeKey(house: Browsing, login: string, look: (page: Page) => Promise<void>): Promise<Key> {
  const page = await house.signedIn(login);
  await page.goto('/keys');
  await look(page);
  await follow(page, '换一把新密钥');
  await page.evaluate('window.print = () => undefined');
  await page.locator('#passphrase').fill('123456');
  expect(await page.locator('[data-strength]').innerText()).toContain('太短');
  await press(page, '替我想一个');
  const passphrase = await page.locator('#passphrase').inputValue();
  await press(page, '制作密钥');
  const file = await downloaded(page, '下载密钥文件', join(house.directory, `${login}.age`));
  await press(page, '打印恢复单');
  await page.getByLabel('恢复单已打印并放入保险柜').check();
  await look(page);
  await page.locator('#kept-file').setInputFiles(file);
  await page.locator('#kept-passphrase').fill('记错了的口令');
  await press(page, '试开并登记公钥');
  await page.getByText('口令打不开这个文件').waitFor();
  await page.locator('#kept-passphrase').fill(passphrase);
  await press(page, '试开并登记公钥');
  await page.waitForURL(/\/keys\?done=keyEnrolled/);
  return { file, passphrase };
}

/** A published notice of the demo year's civil affairs bureau. */
export async function publish(house: Browsing): Promise<Project> {
  const get = house.app.get.bind(house.app) as TestRooms['get'];
  const actor = async (role: Role, unit: string): Promise<Actor> => {
    const [organization] = (await get(OrganizationQueries).list({ q: unit, limit: 1 })).items;
    const [person] = await get(PeopleQueries).withRole(role, organization!.id);
    return { ...person!, roles: [role], confirmedAt: new Date() };
  };
  const cast = {
    handler: await actor('handler', '海陵区民政局'),
    approver: await actor('approver', '海陵区民政局'),
    acceptor: await actor('acceptor', '海陵区民政局'),
    financeChecker: await actor('finance_checker', '海陵区财政局'),
    financeApprover: await actor('finance_approver', '海陵区财政局'),
  } as unknown as Cast;
  const { id, number } = await aPublishedNotice({ get } as TestRooms, cast);
  return { procedure: id, number };
}

/** Moves a deadline, as if the clock had been turned. */
export async function closeIn({ database }: Browsing, procedure: string, milliseconds: number): Promise<Date> {
  const at = new Date(Date.now() + milliseconds);
  const iso = at.toISOString();
  const sheet = (column: string): string => `${column} = jsonb_set(${column}::jsonb, '{closesAt}', '"${iso}"')::text`;
  await database.sql(`
    begin;
    set local session_replication_role = replica;
    update tendering.procedure set closes_at = '${iso}', questions_until = least(questions_until, timestamptz '${iso}' - interval '1 second')
      where id = '${procedure}';
    update tendering.sheet set closes_at = '${iso}', ${sheet('detail')}, ${sheet('summary')} where procedure = '${procedure}';
    update bidding.box set seals_at = '${iso}' where procedure = '${procedure}';
    update platform.alarm set due_at = '${iso}' where subject = '${procedure}';
    commit;`);
  return at;
}

/** Begins a bid of the signed-in provider and makes its key; answers the path of the bid. */
export async function begin(page: Page, number: string, keyFile: string): Promise<string> {
  await page.goto(`/org/bids/new?notice=${number}`);
  await press(page, '开始填写');
  await page.waitForURL(/\/org\/bids\/[0-9a-f-]{36}/);
  await downloaded(page, '制作并下载响应钥匙', keyFile);
  await written(page);
  return new URL(page.url()).pathname;
}

/** Writes every part, page after page. */
export async function fill(page: Page, bid: string, price: string): Promise<void> {
  await page.goto(`${bid}/commitment`);
  await page.getByLabel('符合，并按公告履行').check();
  await page.getByLabel('小型企业').check();
  await press(page, '保存并继续');
  for (const [task, words] of Object.entries(texts)) {
    await page.waitForURL(`**${bid}/${task}`);
    await page.getByRole('textbox').fill(words);
    await press(page, '保存并继续');
  }
  await page.waitForURL(`**${bid}/price`);
  await page.getByLabel('总报价').fill(price);
  await press(page, '保存并继续');
  await page.waitForURL(`**${bid}/files`);
}

/** Hands in with two presses; answers the number of the receipt. */
export async function handIn(page: Page, bid: string): Promise<string> {
  await page.goto(`${bid}/check`);
  await page.locator('[data-hand-in]').waitFor({ timeout: 120_000 });
  await page.locator('[data-answer="commitment"]', { hasText: '声明为小型企业' }).waitFor();
  await page.getByLabel('本机构作此声明').check();
  await page.getByRole('button', { name: '确认提交' }).dblclick();
  await page.waitForURL(/\/org\/receipts\//);
  return new URL(page.url()).pathname.split('/').pop()!;
}

/** Signs the minutes of an opening. */
export async function signMinutes(page: Page): Promise<void> {
  await press(page, '签署');
  await page.waitForURL(/done=minutesSigned/);
}

/** Writes and hands in a bid with keys only: Tab to move, Space and Enter to press. */
export async function byKeyboard(page: Page, number: string, keyFile: string): Promise<void> {
  const keyboard = page.keyboard;
  await page.goto(`/org/bids/new?notice=${number}`);
  await to(page, '开始填写');
  await keyboard.press('Enter');
  await page.waitForURL(/\/org\/bids\/[0-9a-f-]{36}/);
  await page.locator('[data-begin]').waitFor();
  await to(page, '制作并下载响应钥匙');
  const [download] = await Promise.all([page.waitForEvent('download'), keyboard.press('Enter')]);
  await download.saveAs(keyFile);
  await written(page);
  await to(page, '资格与承诺');
  await keyboard.press('Enter');
  await page.waitForURL(/\/commitment$/);
  await written(page);
  await to(page, '符合，并按公告履行');
  await keyboard.press('Space');
  await onward(page);
  for (const [task, words] of Object.entries(texts)) {
    await page.waitForURL(`**/${task}`);
    await written(page);
    await to(page, 'textarea');
    await keyboard.insertText(words);
    await onward(page);
  }
  await page.waitForURL(/\/price$/);
  await written(page);
  await to(page, '总报价');
  await keyboard.insertText('690000');
  await onward(page);
  await page.waitForURL(/\/files$/);
  await written(page);
  await to(page, '完成');
  await keyboard.press('Enter');
  await page.waitForURL(/\/check$/);
  await page.locator('[data-hand-in]').waitFor();
  await to(page, '本机构作此声明');
  await keyboard.press('Space');
  await to(page, '确认提交');
  await keyboard.press('Enter');
  await page.waitForURL(/\/org\/receipts\//);
}

async function onward(page: Page): Promise<void> {
  await to(page, '保存并继续');
  await page.keyboard.press('Enter');
}

/** Tab after Tab until the focus stands on what is called so; it must come within a page's length. */
async function to(page: Page, name: string): Promise<void> {
  for (let steps = 0; steps < 80; steps += 1) {
    await page.keyboard.press('Tab');
    const here = (await page.evaluate(`(() => {
      const at = document.activeElement;
      const labels = at && at.labels ? [...at.labels].map((label) => label.textContent).join(' ') : '';
      return [at && at.tagName.toLowerCase(), at && at.textContent, labels].join('|');
    })()`)) as string;
    if (here.includes(name)) return;
  }
  throw new Error(`the focus never came to ${name}`);
}

/** More than a form on any other page may carry. */
const larger = 23_000_000;

/** Packs a bid on the offline page, opened from the disk, and answers where the file lies. */
export async function packed(house: Browsing, offline: Page, reader: Page, number: string): Promise<string> {
  const [slip, page] = [join(house.directory, 'slip.json'), join(house.directory, 'qiyue-pack.html')];
  writeFileSync(slip, await (await reader.request.get(`/notices/${number}/packing-slip.json`)).body());
  writeFileSync(page, await (await reader.request.get('/qiyue-pack.html')).body());
  const [{ uscc }] = (await house.database.sql(
    `select o.uscc from organizations.organization o join identity.membership m on m.organization_id = o.id
     join identity.account a on a.person_id = m.person_id where a.login = 'org03'`,
  )) as [{ uscc: string }];
  await offline.goto(`file://${page}`);
  await offline.locator('#slip').setInputFiles(slip);
  await offline.locator('#provider').fill(uscc);
  await offline.locator('#commitment').check();
  await offline.locator('#enterprise').selectOption('micro');
  for (const [id, words] of Object.entries(texts)) await offline.locator(`#${id}`).fill(words);
  await offline.locator('[data-lot="1"]').fill('670000');
  const plan = join(house.directory, '方案.pdf');
  writeFileSync(plan, pdf(2, larger));
  await offline.locator('#files-technical').setInputFiles(plan);
  await offline.locator('#do').click();
  const [download] = await Promise.all([offline.waitForEvent('download'), offline.locator('#save-bid').click()]);
  const file = join(house.directory, 'bid.qybid');
  await download.saveAs(file);
  return file;
}

/** Reloads until something is there: the worker seals a box a moment after its deadline. */
export async function expectSoon(page: Page, link: string): Promise<void> {
  for (let tries = 0; tries < 40; tries += 1) {
    if (await page.getByRole('link', { name: link }).count()) return;
    await page.waitForTimeout(500);
    await page.reload();
  }
  throw new Error(`${link} did not come`);
}
