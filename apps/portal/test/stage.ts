import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { demoPassword } from '#identity';
import { freshDatabase, testConfig, type TestDatabase } from '../../../libs/platform/test/harness.js';
import { buildApp } from '../../cli/src/app.js';
import { loadDemoYear } from '../../cli/src/demo-year.js';
import { Worker } from '../../worker/src/worker.js';

/** The Chromium of this machine; without one journeys are counted as skipped. */
export const chromiumPath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => path && existsSync(path),
);

export const launchFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The house with its demo year, its worker and a browser in front of it. */
export interface Stage {
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  readonly origin: string;
  /** A new visitor; signed in where a login is given. */
  visitor(login?: string, options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

export async function openStage(acceleration: number): Promise<Stage> {
  const database = await freshDatabase();
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const config = testConfig(database.url, mkdtempSync(join(tmpdir(), 'qiyue-browser-')), acceleration);
  const app = await buildApp(config.with({ publicUrl: origin }));
  await loadDemoYear(app);
  app.get(Worker).start();
  await app.listen(port, 'localhost');
  const browser: Browser = await chromium.launch({ executablePath: chromiumPath!, args: launchFlags });
  return {
    app,
    database,
    origin,
    visitor: async (login, options = {}) => {
      const context = await browser.newContext({
        baseURL: origin,
        locale: 'zh-CN',
        viewport: { width: 1280, height: 900 },
        bypassCSP: true,
        ...options,
      });
      context.setDefaultTimeout(15_000);
      const page = await context.newPage();
      if (login) await signIn(page, login);
      return page;
    },
    close: async () => {
      await browser.close();
      await app.get(Worker).stop();
      await app.close();
      await database.drop();
    },
  };
}

async function signIn(page: Page, login: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('登录名').fill(login);
  await page.getByLabel('密码').fill(demoPassword);
  await page.getByRole('main').getByRole('button', { name: '登录' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

/** A hand on a page: the same journey with a mouse and with the keyboard alone. */
export interface Hand {
  fill(name: string, text: string): Promise<void>;
  choose(name: string, value: string): Promise<void>;
  press(button: string): Promise<void>;
  follow(link: string | RegExp): Promise<void>;
}

export function mouse(page: Page): Hand {
  const main = () => page.getByRole('main');
  return {
    fill: (name, text) => page.locator(`main [name="${name}"]`).fill(text),
    choose: (name, value) => page.locator(`main [name="${name}"][value="${value}"]`).check(),
    press: async (button) => {
      await main().getByRole('button', { name: button, exact: true }).first().click();
      await page.waitForLoadState();
    },
    follow: async (link) => {
      await main().getByRole('link', { name: link }).first().click();
      await page.waitForLoadState();
    },
  };
}

/** Only Tab, arrows, Space, Enter and typing; what Tab does not reach cannot be used. */
export function keyboard(page: Page): Hand {
  const focusedIs = (test: string): Promise<boolean> => page.evaluate(`(() => { const at = document.activeElement; return ${test}; })()`);
  const reach = async (test: string, what: string): Promise<void> => {
    for (let step = 0; step < 400; step += 1) {
      if (await focusedIs(test)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not reach ${what}`);
  };
  const named = (name: string): string => `at.getAttribute('name') === ${JSON.stringify(name)}`;
  const said = (text: string | RegExp): string =>
    typeof text === 'string'
      ? `at.innerText !== undefined && at.innerText.trim() === ${JSON.stringify(text)}`
      : `at.innerText !== undefined && ${String(text)}.test(at.innerText)`;
  return {
    fill: async (name, text) => {
      await reach(named(name), name);
      if (await focusedIs(`at.type === 'date'`)) return typeDay(page, text);
      await page.keyboard.press('Control+A');
      await page.keyboard.type(text);
    },
    choose: async (name, value) => {
      await reach(named(name), name);
      await page.keyboard.press('Space');
      for (let step = 0; step < 10; step += 1) {
        if (await focusedIs(`at.value === ${JSON.stringify(value)} && at.checked`)) return;
        await page.keyboard.press('ArrowDown');
      }
      throw new Error(`no choice ${value} of ${name}`);
    },
    press: async (button) => {
      await reach(`at.tagName === 'BUTTON' && at.closest('main') !== null && ${said(button)}`, button);
      await Promise.all([page.waitForEvent('framenavigated'), page.keyboard.press('Enter')]);
      await page.waitForLoadState('load');
    },
    follow: async (link) => {
      await reach(`at.tagName === 'A' && at.closest('main') !== null && ${said(link)}`, String(link));
      await Promise.all([page.waitForEvent('framenavigated'), page.keyboard.press('Enter')]);
      await page.waitForLoadState('load');
    },
  };
}

/** A day is typed part by part, in the order in which this browser shows the parts. */
async function typeDay(page: Page, text: string): Promise<void> {
  const [year, month, day] = text.split('-') as [string, string, string];
  for (const order of [
    [year, month, day],
    [month, day, year],
    [day, month, year],
  ]) {
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowLeft');
    for (const part of order) {
      await page.keyboard.type(part);
      if (part === year) await page.keyboard.press('ArrowRight');
    }
    if ((await page.evaluate('document.activeElement.value')) === text) return;
  }
  throw new Error(`the day ${text} cannot be typed`);
}

/** What axe finds on a page, and how much wider than a phone it is; both should be nothing. */
export async function faultsOf(page: Page, paths: readonly string[]): Promise<Record<string, string[]>> {
  const faults: Record<string, string[]> = {};
  for (const path of paths) {
    await page.goto(path);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
    await page.setViewportSize({ width: 320, height: 640 });
    const width = Number(await page.evaluate('document.documentElement.scrollWidth'));
    await page.setViewportSize({ width: 1280, height: 900 });
    if (width > 320) found.push(`${width} px wide at 320`);
    if (found.length) faults[path] = found;
  }
  return faults;
}

/** Takes a picture where somebody asked for pictures. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.PICTURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  await page.setViewportSize({ width: 320, height: 640 });
  await page.screenshot({ path: join(folder, `${name}-320.png`), fullPage: true });
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** A port nobody listens on; the address must be known before the house is built, since forms check it. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, 'localhost', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
