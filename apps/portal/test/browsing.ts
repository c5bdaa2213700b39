import { existsSync, mkdtempSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { demoPassword } from '#identity';
import { freshDatabase, testConfig, type TestDatabase } from '../../../libs/platform/test/harness.js';
import { buildApp } from '../../cli/src/app.js';
import { loadDemoYear } from '../../cli/src/demo-year.js';
import { Worker } from '../../worker/src/worker.js';

const found = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => path && existsSync(path),
);
/** Without a browser a journey is counted as skipped. */
export const inBrowser = found ? describe : describe.skip;

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

/** A house with its demo year and a browser before it, which notes whatever a page does that it should not. */
export class Browsing {
  private readonly contexts: BrowserContext[] = [];
  /** Errors of scripts and of the page's own policy; requests to other hosts. */
  readonly faults: string[] = [];

  private constructor(
    readonly app: NestFastifyApplication,
    readonly database: TestDatabase,
    readonly directory: string,
    readonly origin: string,
    private readonly browser: Browser,
  ) {}

  static async start(acceleration: number): Promise<Browsing> {
    const database = await freshDatabase();
    const port = await freePort();
    const origin = `http://localhost:${port}`;
    const directory = mkdtempSync(join(tmpdir(), 'qiyue-browser-'));
    const app = await buildApp(testConfig(database.url, directory, acceleration).with({ publicUrl: origin }));
    await loadDemoYear(app);
    app.get(Worker).start();
    await app.listen(port, 'localhost');
    return new Browsing(app, database, directory, origin, await chromium.launch({ executablePath: found!, args: flags }));
  }

  async stop(): Promise<void> {
    await Promise.all(this.contexts.map((context) => context.close()));
    await this.browser.close();
    await this.app.get(Worker).stop();
    await this.app.close();
    await this.database.drop();
  }

  async open(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.browser.newContext({ baseURL: this.origin, locale: 'zh-CN', viewport: desk, acceptDownloads: true, ...options });
    this.contexts.push(context);
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    page.on('pageerror', (error) => this.faults.push(`${page.url()}: ${error.message}`));
    page.on('console', (message) => {
      const expected = /Failed to load resource/.test(message.text());
      if (message.type() === 'error' && !expected) this.faults.push(`${page.url()}: ${message.text()}`);
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(this.origin) && !/^(blob|data|file):/.test(request.url())) this.faults.push(`asks ${request.url()}`);
    });
    return page;
  }

  async signedIn(login: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await this.open(options);
    await page.goto('/sign-in');
    await signIn(page, login);
    return page;
  }

  /** Accessibility faults of the page as it stands, and how far it reaches beyond a narrow phone. */
  async looks(page: Page): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page }).analyze();
    await page.setViewportSize(phone);
    const wide = Number(await page.evaluate('document.documentElement.scrollWidth'));
    await page.setViewportSize(desk);
    const named = violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
    return wide > phone.width ? [...named, `${page.url()} is ${wide} px wide`] : named;
  }
}

export async function signIn(page: Page, login: string): Promise<void> {
  await page.getByLabel('登录名').fill(login);
  await page.getByLabel('密码').fill(demoPassword);
  await press(page, '登录');
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

export const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('main').getByRole('button', { name, exact: true }).click();
export const follow = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('main').getByRole('link', { name }).first().click();

/** A page filled in by its script. */
export const written = (page: Page): Promise<void> => page.locator('[data-work]').waitFor();

/** Presses something that gives a file, and reads it. */
export async function downloaded(page: Page, name: string, path: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, name)]);
  await download.saveAs(path);
  return path;
}

/** A PDF of so many pages, of any weight. */
export function pdf(pages: number, bytes = 0): Buffer {
  const objects = Array.from({ length: pages }, (_, at) => `${at + 3} 0 obj <</Type /Page /Parent 2 0 R>> endobj\n`).join('');
  return Buffer.concat([Buffer.from(`%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\n${objects}`), Buffer.alloc(bytes, 7), Buffer.from('\n%%EOF')]);
}

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
