import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { demoPassword } from '#identity';
import type { TestDatabase } from '../../../libs/platform/test/harness.js';
import { chromiumPath, openStage, type Stage } from './stage.js';

/** Without a browser a journey is counted as skipped. */
export const inBrowser = chromiumPath ? describe : describe.skip;

const desk = { width: 1280, height: 900 };
const phone = { width: 320, height: 640 };

/** A house with its demo year and a browser that notes whatever a page does that it should not. */
export class Browsing {
  /** Where this journey keeps its files. */
  readonly directory = mkdtempSync(join(tmpdir(), 'qiyue-journey-'));
  /** Errors of scripts and of the page's own policy; requests to other hosts. */
  readonly faults: string[] = [];

  private constructor(private readonly stage: Stage) {}

  static async start(acceleration: number): Promise<Browsing> {
    return new Browsing(await openStage(acceleration));
  }

  get app(): NestFastifyApplication {
    return this.stage.app;
  }

  get database(): TestDatabase {
    return this.stage.database;
  }

  stop(): Promise<void> {
    return this.stage.close();
  }

  async open(options: BrowserContextOptions = {}): Promise<Page> {
    const page = await this.stage.visitor(undefined, { bypassCSP: false, acceptDownloads: true, ...options });
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => this.faults.push(`${page.url()}: ${error.message}`));
    page.on('console', (message) => {
      const expected = /Failed to load resource/.test(message.text());
      if (message.type() === 'error' && !expected) this.faults.push(`${page.url()}: ${message.text()}`);
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(this.stage.origin) && !/^(blob|data|file):/.test(request.url()))
        this.faults.push(`asks ${request.url()}`);
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

/** A press, and the page it may lead to read to its end. */
export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('main').getByRole('button', { name, exact: true }).click();
  await page.waitForLoadState();
}
export async function follow(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('main').getByRole('link', { name }).first().click();
  await page.waitForLoadState();
}

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
  return Buffer.concat([
    Buffer.from(`%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\n${objects}`),
    Buffer.alloc(bytes, 7),
    Buffer.from('\n%%EOF'),
  ]);
}
