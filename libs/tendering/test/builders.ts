import { randomInt } from 'node:crypto';
import { type Actor, type Role, system, toYuan, yuan } from '#kernel';
import { Database, uuidv7 } from '#platform';
import { OrganizationImport, OrganizationQueries } from '#organizations';
import { BudgetLineService, type Method, PlanImport, PlanItemService, PlanQueries } from '#planning';
import { DraftService, type HeldProcedure, opinionSubjects, ProcedureQueries, PublicationService, Reviews } from '#tendering';
import { type TestHolders, testHolders } from '../../custody/test/holders.js';
import type { TestRooms } from '../../platform/test/harness.js';

/** Organizations of the demo district that specs meet. */
const departments = `\uFEFF统一社会信用代码,名称,行政区划,类型,可购买服务
11321202M00000107M,海陵区民政局,321202,行政机关,是
13321202M00000203Q,海陵区残疾人联合会,321202,群团组织,是
11321202M000009086,海陵区财政局,321202,行政机关,否
11321202M00001003T,海陵区审计局,321202,行政机关,否
`;
const providers = `\uFEFF统一社会信用代码,名称,登记地,评估等级,等级有效期,主要领域
52321202MJ5000017X,海陵区夕阳红居家养老服务中心,321202,5A,2029-12-31,养老服务
52321202MJ5000025Q,海陵区爱心奶奶公益服务社,321202,4A,2028-12-31,儿童及家庭服务
52321202MJ5000033K,海陵区心灵乐园心理服务中心,321202,3A,2027-06-30,心理服务
52321202MJ5000041E,海陵区青春护航社会工作服务中心,321202,4A,2028-06-30,青少年服务
`;
const buyer = '11321202M00000107M';
const otherBuyer = '13321202M00000203Q';
const financeOffice = '11321202M000009086';
const auditOffice = '11321202M00001003T';
const bidders = ['52321202MJ5000017X', '52321202MJ5000025Q', '52321202MJ5000033K', '52321202MJ5000041E'];

/** Everybody a procurement needs, each a person of their own. */
export interface Cast {
  readonly handler: Actor;
  readonly otherHandler: Actor;
  readonly approver: Actor;
  readonly otherApprover: Actor;
  readonly acceptor: Actor;
  /** Handler and approver of another department. */
  readonly stranger: Actor;
  readonly financeChecker: Actor;
  readonly financeApprover: Actor;
  readonly cashier: Actor;
  readonly supervisor: Actor;
  /** The three who keep the keys of the buyer's boxes. */
  readonly keyHolders: TestHolders;
  /** Administrators of four providers. */
  readonly providers: readonly Actor[];
}

/** An actor who has just proved who they are. */
export function anActor(organizationId: string, name: string, ...roles: Role[]): Actor {
  return { personId: uuidv7(), organizationId, roles, name, confirmedAt: new Date() };
}

/** Registers the organizations and names their people. Once a database. */
export async function aCast(rooms: TestRooms): Promise<Cast> {
  const files = rooms.get(OrganizationImport);
  await files.departments(system('test'), Buffer.from(departments));
  await files.providers(system('test'), Buffer.from(providers));
  const idOf = async (uscc: string): Promise<string> => (await rooms.get(OrganizationQueries).byUscc(uscc))!.id;
  const [own, other, finance] = [await idOf(buyer), await idOf(otherBuyer), await idOf(financeOffice)];
  const audit = await idOf(auditOffice);
  const keyHolders = await testHolders(rooms, { purchaser: own, finance, supervisor: audit });
  await testHolders(rooms, { purchaser: other });
  const admins: Actor[] = [];
  for (const uscc of bidders) admins.push(anActor(await idOf(uscc), `管理员${admins.length + 1}`, 'provider_admin'));
  return {
    handler: anActor(own, '张经办', 'handler'),
    otherHandler: anActor(own, '李经办', 'handler'),
    approver: anActor(own, '王审核', 'approver'),
    otherApprover: anActor(own, '赵审核', 'approver', 'handler'),
    acceptor: anActor(own, '孙验收', 'acceptor'),
    stranger: anActor(other, '外单位', 'handler', 'approver'),
    financeChecker: anActor(finance, '钱初审', 'finance_checker'),
    financeApprover: anActor(finance, '周复核', 'finance_approver'),
    cashier: anActor(finance, '吴出纳', 'cashier'),
    supervisor: anActor(finance, '郑监督', 'supervisor'),
    keyHolders,
    providers: admins,
  };
}

export interface ItemWish {
  readonly method?: Method;
  /** Yuan. */
  readonly amount?: string;
  readonly title?: string;
  readonly months?: number;
  readonly category?: string;
  readonly approval?: { number: string; authority: string; date: string };
}

const noNegatives = {
  not_duty: 'no',
  government_only: 'no',
  goods_works: 'no',
  financing: 'no',
  recruiting: 'no',
  other_banned: 'no',
} as const;

/** A plan item that went through the offices and whose intention has been public for two months. Answers its id. */
export async function anAnnouncedItem(rooms: TestRooms, cast: Cast, wish: ItemWish = {}): Promise<string> {
  const { method = 'competitive_consultation', months = 12, category = '养老服务' } = wish;
  const amount =
    wish.amount ??
    ({ open_tender: '2010000.00', local_small_purchase: '120000.00' } as Partial<Record<Method, string>>)[method] ??
    '850000.00';
  const items = rooms.get(PlanItemService);
  const number = await anApprovedLine(rooms, cast, toYuan(yuan(amount) * 2n));
  const { id } = await items.draft(cast.handler, {
    lineNumber: number,
    title: wish.title ?? `远程求救求助呼叫中心运营服务${number.slice(-6)}`,
    category,
    beneficiaries: '老年人、残疾人家庭',
    quantity: 15000,
    unit: '户',
    quality: '全年24小时应答,20秒内接听率不低于95%,紧急求助15分钟内派单',
    amount,
    quarter: `${number.slice(0, 4)}Q1`,
    method,
    months,
  });
  await items.submit(cast.handler, id, {
    negativeList: noNegatives,
    statements: [],
    smeReserve: 'exempt',
    smeBasis: '面向社会组织采购',
    ...(wish.approval ? { approval: wish.approval } : {}),
  });
  await items.endorse(cast.approver, id);
  await items.approve(cast.financeApprover, id, {});
  const publishedAt = new Date((await rooms.get(Database).now()).getTime() - 60 * 86_400_000).toISOString();
  await items.announce(cast.handler, id, {
    officialUrl: `https://ccgp.example.cn/yixiang/${id}`,
    publishedAt,
  });
  return id;
}

/** A budget line that finance brought in and a second person of finance approved. Answers its number. */
async function anApprovedLine(rooms: TestRooms, cast: Cast, amount: string): Promise<string> {
  // Figures alone: letters by chance may read like a certificate that a draft has to give a reason for.
  const number = `2026-T-${String(randomInt(10_000_000_000)).padStart(10, '0')}`;
  const file = `\uFEFF预算编号,采购单位统一社会信用代码,功能分类科目,科目名称,资金来源,批复金额(元)\n${number},${buyer},2081002,老年福利,一般公共预算,${amount}\n`;
  const { faults } = await rooms.get(PlanImport).budgetLines(cast.financeChecker, Buffer.from(file));
  if (faults.length) throw new Error(JSON.stringify(faults));
  const { items } = await rooms.get(PlanQueries).lines({ numbers: [number] });
  await rooms.get(BudgetLineService).approve(cast.financeApprover, items[0]!.id);
  return number;
}

/** A draft that only lacks its contact. Answers the procedure's id. */
export async function aDraft(rooms: TestRooms, cast: Cast, wish: ItemWish = {}): Promise<string> {
  return rooms.get(DraftService).draft(cast.handler, await anAnnouncedItem(rooms, cast, wish));
}

/** A draft with everything the check asks for. */
export async function aCompleteDraft(rooms: TestRooms, cast: Cast, wish: ItemWish = {}): Promise<string> {
  const id = await aDraft(rooms, cast, wish);
  const { draft } = await rooms.get(ProcedureQueries).own(cast.handler, id);
  await rooms.get(DraftService).save(cast.handler, id, 'basics', {
    version: 0,
    title: draft.title,
    contactName: '张经办',
    contactPhone: '0523-86800000',
    contactAddress: '海陵区政务服务中心 3 楼',
  });
  await rooms.get(DraftService).save(cast.handler, id, 'need', aSurveyedNeed);
  return id;
}

/** A need that was asked about, commented on and looked at by a lawyer. */
export const aSurveyedNeed = {
  version: 0,
  kind: 'done' as const,
  subjects: [{ name: '夕阳红居家养老服务中心' }, { name: '爱心奶奶公益服务社' }, { name: '济川街道居民代表' }],
  heldOn: '2026-01-12',
  summary: '三家主体均有供给能力，居民希望晚间也有人应答。',
  commentUrl: 'https://ccgp.example.cn/xuqiu/1',
  commentFrom: '2026-01-05',
  commentUntil: '2026-01-16',
  commentSummary: '收到意见两条，均已采纳。',
  legalName: '陈律师',
  legalUnit: '泰州某律师事务所',
  legalOn: '2026-01-20',
  legalOpinion: '合同条款完整，权利义务对等。',
};

/** Every subject of a review passes. */
export const aPassingReview = { opinions: opinionSubjects.map((what) => ({ what, passes: 'yes' as const })) };

/** The opinion of somebody who did not write it, where the method asks for one. */
export async function aReview(rooms: TestRooms, cast: Cast, id: string): Promise<void> {
  const { method, planItemId, ruleDay } = await rooms.get(ProcedureQueries).own(cast.acceptor, id);
  const kind = await rooms.get(Reviews).kindFor({ method, planItemId }, ruleDay);
  if (kind) await rooms.get(Reviews).give(cast.acceptor, id, aPassingReview);
}

/** A notice whose times are the earliest the method allows. */
export async function aPublishedNotice(rooms: TestRooms, cast: Cast, wish: ItemWish = {}): Promise<HeldProcedure> {
  const id = await aCompleteDraft(rooms, cast, wish);
  await rooms.get(DraftService).submit(cast.handler, id, { reasons: [] });
  await aReview(rooms, cast, id);
  await rooms.get(PublicationService).publish(cast.approver, id);
  return (await rooms.get(ProcedureQueries).byId(id))!;
}

/** Waits until a notice's deadline has passed; in specs periods are short. */
export async function untilClosed(rooms: TestRooms, { closesAt }: Pick<HeldProcedure, 'closesAt'>): Promise<void> {
  while ((await rooms.get(Database).now()) < closesAt) await new Promise((wake) => setTimeout(wake, 50));
}
