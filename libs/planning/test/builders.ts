import { readFileSync } from 'node:fs';
import { type Actor, type Role, system } from '#kernel';
import { OrganizationImport, OrganizationQueries } from '#organizations';
import { BudgetLineService, type PlanItem, PlanImport, PlanItemService, PlanQueries, type SubmitPlanItem } from '#planning';
import { uuidv7 } from '#platform';
import type { TestRooms } from '../../platform/test/harness.js';

/** A district with its departments, and people of each desk. */
export interface District {
  /** The department of civil affairs, 海陵区民政局. */
  readonly departmentId: string;
  readonly handler: Actor;
  readonly approver: Actor;
  readonly checker: Actor;
  readonly financeApprover: Actor;
  /** A handler of another department. */
  readonly stranger: Actor;
}

export const demoFile = (name: string): Buffer => readFileSync(`apps/cli/demo/${name}.csv`);

export function person(organizationId: string, ...roles: Role[]): Actor {
  return { personId: uuidv7(), organizationId, roles, name: roles.join(' '), confirmedAt: new Date() };
}

export async function aDistrict(rooms: TestRooms): Promise<District> {
  await rooms.get(OrganizationImport).departments(system('spec'), demoFile('departments'));
  const idOf = async (uscc: string): Promise<string> => (await rooms.get(OrganizationQueries).byUscc(uscc))!.id;
  const departmentId = await idOf('11321202M00000107M');
  const finance = await idOf('11321202M000009086');
  return {
    departmentId,
    handler: person(departmentId, 'handler'),
    approver: person(departmentId, 'approver'),
    checker: person(finance, 'finance_checker'),
    financeApprover: person(finance, 'finance_approver'),
    stranger: person(await idOf('13321202M00000203Q'), 'handler'),
  };
}

/** Imports the demonstration year and approves its lines. */
export async function anApprovedYear(rooms: TestRooms, { checker, financeApprover }: District): Promise<void> {
  await rooms.get(PlanImport).budgetLines(checker, demoFile('budget-lines-2026'));
  await rooms.get(PlanImport).planItems(checker, demoFile('plan-items-2026'));
  const { items } = await rooms.get(PlanQueries).lines({ limit: 100 });
  for (const { id } of items) await rooms.get(BudgetLineService).approve(financeApprover, id);
}

const no = { not_duty: 'no', government_only: 'no', goods_works: 'no', financing: 'no', recruiting: 'no', other_banned: 'no' } as const;
export const answered: SubmitPlanItem = { negativeList: no, statements: [], smeReserve: 'exempt', smeBasis: '财综〔2016〕54号' };

/** The item of the demonstration year with this title, brought as far as asked. */
export async function aPlanItem(
  rooms: TestRooms,
  district: District,
  title: string,
  upTo: 'draft' | 'in_review' | 'endorsed' | 'approved' | 'announced',
  publishedAt = '2026-01-05T09:00:00+08:00',
): Promise<PlanItem> {
  const [queries, service] = [rooms.get(PlanQueries), rooms.get(PlanItemService)];
  const { items } = await queries.items({ departmentId: district.departmentId, q: title, limit: 1 });
  const { id } = items[0]!;
  const steps = [
    ['in_review', () => service.submit(district.handler, id, answered)],
    ['endorsed', () => service.endorse(district.approver, id)],
    ['approved', () => service.approve(district.financeApprover, id, {})],
    ['announced', () => service.announce(district.handler, id, { officialUrl: 'https://www.ccgp.gov.cn/yx/1', publishedAt })],
  ] as const;
  const last = steps.findIndex(([state]) => state === upTo);
  for (const [, step] of steps.slice(0, last + 1)) await step();
  return (await queries.item(id))!;
}
