import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { ExpertRegister } from '#evaluation';
import { DemoAccounts, demoPassword, PeopleQueries } from '#identity';
import { type Actor, type Role, system } from '#kernel';
import { OrganizationImport, OrganizationQueries } from '#organizations';
import { AnnouncePlanItem, BudgetLineService, type PlanItem, PlanImport, PlanItemService, PlanQueries, SubmitPlanItem } from '#planning';
import { check, Database } from '#platform';
import { enrolDemoHolders } from './demo-keys.js';

/** A sandbox that knows the first department of the demo year holds the demo year. */
const demoBuyer = '11321202M00000107M';
const operator: Actor = { ...system('demo'), roles: ['operator'] };

/** The year's files as the district's offices would hand them in. */
export const demoFile = (name: string): Buffer =>
  readFileSync(join(process.env.QIYUE_ROOT ?? process.cwd(), 'dist/apps/cli/demo', `${name}.csv`));

/** Loads the demo year into an empty sandbox; answers whether it did. An older one gets the key holders it has not yet. */
export async function loadDemoWhenEmpty(app: INestApplicationContext): Promise<boolean> {
  const { items } = await app.get(OrganizationQueries).list({ limit: 1 });
  if (items.length === 0) await loadDemoYear(app);
  else if (await app.get(OrganizationQueries).byUscc(demoBuyer)) await enrolDemoHolders(app);
  return items.length === 0;
}

/**
 * Registers, people, budget lines and plan items of one year, each through the same commands people use, all or nothing. The first
 * quarter is announced, the second waits for finance, the rest are drafts, so that every desk has something on it.
 */
export async function loadDemoYear(app: INestApplicationContext): Promise<void> {
  await app.get(Database).atDoor(async () => {
    const organizations = app.get(OrganizationImport);
    await organizations.departments(operator, demoFile('departments'));
    await organizations.providers(operator, demoFile('organizations'));
    await app.get(DemoAccounts).create();
    const desk = await Desk.open(app);
    await enrolExperts(app);
    await appropriate(app, desk);
    await plan(app, desk);
  });
  await enrolDemoHolders(app);
}

/** Who sits where: an actor for a role of an organization. */
class Desk {
  private readonly people = new Map<string, Actor>();

  static async open(app: INestApplicationContext): Promise<Desk> {
    const desk = new Desk();
    const seats: Role[] = ['handler', 'approver', 'finance_checker', 'finance_approver'];
    for (const role of seats)
      for (const { personId, organizationId, name } of await app.get(PeopleQueries).withRole(role)) {
        const actor: Actor = { personId, organizationId, name, roles: [role], confirmedAt: null };
        desk.people.set(`${role} ${organizationId}`, actor);
        desk.people.set(role, actor);
      }
    return desk;
  }

  at(role: Role, organizationId = ''): Actor {
    const actor = this.people.get(organizationId ? `${role} ${organizationId}` : role);
    if (!actor) throw new Error(`the demo has no ${role}`);
    return actor;
  }
}

async function enrolExperts(app: INestApplicationContext): Promise<void> {
  const experts = await app.get(PeopleQueries).withRole('expert');
  for (const expert of experts) await app.get(ExpertRegister).enrol(operator, expert);
}

async function appropriate(app: INestApplicationContext, desk: Desk): Promise<void> {
  await app.get(PlanImport).budgetLines(desk.at('finance_checker'), demoFile('budget-lines-2026'), {
    name: 'budget-lines-2026.csv',
  });
  for await (const line of app.get(PlanQueries).allLines({}))
    await app.get(BudgetLineService).approve(desk.at('finance_approver'), line.id);
}

async function plan(app: INestApplicationContext, desk: Desk): Promise<void> {
  await app.get(PlanImport).planItems(desk.at('finance_checker'), demoFile('plan-items-2026'), { name: 'plan-items-2026.csv' });
  const items: PlanItem[] = [];
  for await (const item of app.get(PlanQueries).allItems({})) items.push(item);
  for (const item of items.filter(({ quarter }) => quarter === '2026Q1' || quarter === '2026Q2')) await bringForward(app, desk, item);
}

async function bringForward(app: INestApplicationContext, desk: Desk, item: PlanItem): Promise<void> {
  const service = app.get(PlanItemService);
  const no = {
    not_duty: 'no',
    government_only: 'no',
    goods_works: 'no',
    financing: 'no',
    recruiting: 'no',
    other_banned: 'no',
  };
  const answers = {
    negativeList: no,
    smeReserve: 'exempt',
    smeBasis: '面向社会组织采购的公共服务(财库〔2020〕46号第六条第一项)',
  };
  await service.submit(desk.at('handler', item.departmentId), item.id, check(SubmitPlanItem, answers));
  await service.endorse(desk.at('approver', item.departmentId), item.id);
  if (item.quarter !== '2026Q1') return;
  await service.approve(desk.at('finance_approver'), item.id, {});
  const announcement = {
    officialUrl: `http://www.ccgp.example.cn/intention/${item.number}`,
    publishedAt: '2026-01-16T09:00:00+08:00',
  };
  await service.announce(desk.at('handler', item.departmentId), item.id, check(AnnouncePlanItem, announcement));
}

/** What `npm start` tells about signing in. */
export function demoAccountLines(): string[] {
  return [
    `  accounts   password ${demoPassword} for all:`,
    '             mz-handler mz-approver mz-acceptor (民政局 buyer) · cz-checker cz-approver cz-cashier (财政局 finance)',
    '             org01 … org16 (社会组织 providers) · expert1 … expert9 (评审专家) · sj-supervisor (审计局)',
    '             mz-key cz-key sj-key (密钥保管人 key holders; secret keys in demo-keys of the data directory)',
  ];
}
