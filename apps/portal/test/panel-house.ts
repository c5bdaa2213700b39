import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { type Actor, type Role, system } from '#kernel';
import { Readers } from '#platform';
import { EvaluationQueries, ExpertRegister } from '#evaluation';
import { Accounts } from '#identity';
import { freshDatabase, testConfig, type TestRooms } from '../../../libs/platform/test/harness.js';
import { anOpenedBox, type Opened } from '../../../libs/evaluation/test/builders.js';
import { organization } from '../../../libs/bidding/test/builders.js';
import { aCast, anActor, type Cast } from '../../../libs/tendering/test/builders.js';
import { buildApp } from '../../cli/src/app.js';
import { chromiumPath, freePort, launchFlags } from './stage.js';

const password = '竹杖芒鞋轻胜马谁怕一蓑烟雨';
const names = '甲乙丙丁戊己';

/** A house with an opened box, six experts on the register, and a browser whose visitors can sign in. */
export class PanelHouse {
  private browser: Browser | undefined;
  private readonly logins = new Map<string, string>();

  private constructor(
    readonly app: NestFastifyApplication,
    readonly rooms: TestRooms,
    readonly origin: string,
  ) {}

  cast: Cast;
  experts: Actor[] = [];
  opened: Opened;

  static async start(prices: readonly string[]): Promise<PanelHouse> {
    const database = await freshDatabase();
    const port = await freePort();
    const origin = `http://localhost:${port}`;
    const config = testConfig(database.url, mkdtempSync(join(tmpdir(), 'qiyue-panel-')), 2_000);
    const app = await buildApp(config.with({ publicUrl: origin }));
    const settle = (): Promise<void> => app.get(Readers).settle();
    const close = (): Promise<void> => database.drop();
    const rooms: TestRooms = { database, config, get: (type) => app.get(type as never), settle, knock: settle, close };
    const house = new PanelHouse(app, rooms, origin);
    await house.furnish(prices);
    await app.listen(port, 'localhost');
    await house.open();
    return house;
  }

  async stop(): Promise<void> {
    await this.browser?.close();
    await this.app.close();
    await this.rooms.close();
  }

  /** The browser dies, with every window, and another is started. */
  async kill(): Promise<void> {
    await this.browser!.close();
    await this.open();
  }

  /** A window of nobody's. */
  async visitor(options: BrowserContextOptions = {}): Promise<Page> {
    const defaults = { baseURL: this.origin, locale: 'zh-CN', viewport: { width: 1280, height: 900 } };
    const context = await this.browser!.newContext({ ...defaults, bypassCSP: true, ...options });
    context.setDefaultTimeout(20_000);
    return context.newPage();
  }

  /** A window of a person who has just signed in. */
  async seat(actor: Actor): Promise<Page> {
    const page = await this.visitor();
    await page.goto('/sign-in');
    await page.getByLabel('登录名').fill(this.logins.get(actor.personId)!);
    await page.getByLabel('密码').fill(password);
    await page.getByRole('main').getByRole('button', { name: '登录' }).click();
    await page.waitForURL((url) => url.pathname !== '/sign-in');
    return page;
  }

  /** Those who sit now, the chair first. */
  async members(): Promise<Actor[]> {
    const { seats } = await this.app.get(EvaluationQueries).progress(this.cast.handler, this.opened.procedure.id);
    const there = seats.filter(({ state }) => ['invited', 'accepted', 'declared', 'locked', 'signed'].includes(state));
    return there.map(({ name }) => this.experts.find((one) => one.name === name)!);
  }

  /** Gives an actor an account, and with it the person's own id. */
  async known(actor: Actor, login: string, roles: Role[] = [...actor.roles]): Promise<Actor> {
    const { organizationId, name } = actor;
    const { personId } = await this.app.get(Accounts).create(system('spec'), { login, name, organizationId, roles, password });
    this.logins.set(personId, login);
    return { ...actor, personId };
  }

  private async furnish(prices: readonly string[]): Promise<void> {
    const made = await aCast(this.rooms);
    const library = await organization(this.rooms.database, { kind: 'agency', name: '市政务服务中心' });
    const providers = [];
    for (const [place, provider] of made.providers.entries()) providers.push(await this.known(provider, `provider${place}`));
    const [handler, approver] = [await this.known(made.handler, 'handler'), await this.known(made.approver, 'approver')];
    this.cast = { ...made, handler, approver, providers };
    for (const [place, name] of [...names].entries()) {
      const expert = await this.known(anActor(library, `专家${name}`, 'expert'), `expert${place}`);
      const entry = {
        personId: expert.personId,
        organizationId: library,
        name: expert.name,
        specialties: ['养老服务'],
        title: '高级社工师',
      };
      await this.app.get(ExpertRegister).enrol(system('spec'), entry);
      this.experts.push(expert);
    }
    this.opened = await anOpenedBox(this.rooms, this.cast, prices);
  }

  private async open(): Promise<void> {
    this.browser = await chromium.launch({ executablePath: chromiumPath!, args: launchFlags });
  }
}
