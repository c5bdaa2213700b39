import { randomUUID } from 'node:crypto';
import type { Actor, Role } from '#kernel';
import { Alarms } from '#platform';
import { BidService, type Receipt, SubmissionService } from '#bidding';
import type { TestDatabase, TestRooms } from '../../platform/test/harness.js';

/** A person of an organization, who proved a moment ago who they are. */
export function person(organizationId: string, roles: Role[], name = '测试人员', personId: string = randomUUID()): Actor {
  return { personId, organizationId, roles, name, confirmedAt: new Date() };
}

export async function organization(
  database: TestDatabase,
  changes: { kind?: string; standing?: string; classOne?: boolean; name?: string } = {},
): Promise<string> {
  const id = randomUUID();
  const letters = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  const uscc = [...Buffer.from(id.replaceAll('-', ''), 'hex'), 1, 2].map((byte) => letters[byte % letters.length]).join('');
  await database.sql(
    `insert into organizations.organization (id, uscc, uscc_override, name, kind, classification, region, standing, class_one, source)
     values ($1, $2, 'for a spec', $3, $4, '社会服务机构', '321202', $5, $6, 'platform')`,
    [
      id,
      uscc.slice(0, 18),
      changes.name ?? `机构 ${id.slice(0, 8)}`,
      changes.kind ?? 'provider',
      changes.standing ?? 'good',
      changes.classOne ?? false,
    ],
  );
  return id;
}

export interface TestProcedure {
  readonly id: string;
  readonly departmentId: string;
  readonly closesAt: Date;
}

/** A published procedure that closes after so many milliseconds (of the database's clock). */
export async function procedure(
  database: TestDatabase,
  { closesIn = 60_000, method = 'open_tender', maxPrice = 85_000_000, state = 'open' } = {},
): Promise<TestProcedure> {
  const departmentId = await organization(database, { kind: 'department', name: '海陵区民政局' });
  const [id, item, line, someone, other, third] = Array.from({ length: 6 }, () => randomUUID());
  const number = `321202-2026-CG-${id!.slice(0, 8)}`;
  const content = JSON.stringify({
    title: '社区居家养老助餐',
    category: '养老服务',
    months: 12,
    service: { beneficiaries: '老人', quantity: 100, unit: '人', quality: '准时', description: '送餐到家' },
    budget: { amount: '850000.00', maxPrice: '850000.00' },
    eligibility: [{ id: 'e1', text: '依法登记' }],
  });
  const summary = (closesAt: string): string =>
    `json_build_object('id', '${id}', 'number', '${number}', 'title', '社区居家养老助餐', 'state', '${state}', 'method', '${method}',
       'closesAt', ${closesAt}, 'maxPrice', '850000.00', 'department', json_build_object('id', '${departmentId}', 'name', '海陵区民政局'), 'content', '${content}'::json)::text`;
  const closes = `clock_timestamp() + interval '${closesIn} milliseconds'`;
  await database.sql(`
    begin;
    set local session_replication_role = replica;
    insert into planning.budget_line (id, number, year, department_id, subject_code, subject_name, fund_source, amount, state, import_id, imported_by, approved_by, approved_at)
      values ('${line}', '2026-${id!.slice(0, 8)}', 2026, '${departmentId}', '2081006', '养老服务', '财政拨款', 100000000, 'approved', '${line}', '${someone}', '${other}', now());
    insert into planning.plan_item (id, number, year, budget_line_id, department_id, title, category, beneficiaries, quantity, unit, quality, amount, quarter, method,
        months, state, version, drafted_by, negative_list, submitted_by, submitted_at, endorsed_by, endorsed_at, approved_by, approved_at, reservation_id, announced_by,
        announced_at, official_url, procedure_id)
      values ('${item}', 'JH-${id!.slice(0, 8)}', 2026, '${line}', '${departmentId}', '社区居家养老助餐', '养老服务', '老人', 100, '人', '好', 85000000, '2026Q3',
        '${method}', 12, 'in_procedure', 1, '${someone}', '{}', '${someone}', now(), '${other}', now(), '${third}', now(), '${line}', '${someone}',
        now() - interval '60 days', 'https://example.cn', '${id}');
    insert into tendering.procedure (id, plan_item, round, department, method, rule_day, state, number, version, draft, budget, max_price, author, publisher,
        published_at, questions_until, closes_at, suspended_at)
      select '${id}', '${item}', 1, '${departmentId}', '${method}', '2026-07-01', '${state}', '${number}', 1, '{}', 85000000, ${maxPrice}, '${someone}', '${other}',
        now() - interval '30 days', now() - interval '1 day', ${closes}, ${state === 'suspended' ? 'now()' : 'null'};
    insert into tendering.notice (procedure, version, kind, content, changes, publisher, published_at)
      values ('${id}', 1, 'original', '${content}', '[]', '${other}', now() - interval '30 days');
    insert into tendering.sheet (procedure, number, revision, etag, detail, summary, questions, department, method, state, budget, published_at, closes_at, words)
      select p.id, p.number, 1, 'x', ${summary('p.closes_at')}, ${summary('p.closes_at')}, '{"data":[]}', p.department, p.method, p.state, p.budget, p.published_at, p.closes_at, ''
      from tendering.procedure p where p.id = '${id}';
    commit;`);
  const [row] = await database.sql<{ at: Date }>('select closes_at as at from tendering.procedure where id = $1', [id]);
  return { id: id!, departmentId, closesAt: row!.at };
}

export const pdf = (text: string): Buffer => Buffer.from(`%PDF-1.7\n${text}`);

/** A complete draft of a provider in a procedure. */
export async function draft(
  rooms: TestRooms,
  actor: Actor,
  procedureId: string,
  price = '800000.00',
): Promise<{ id: string; version: number }> {
  const bids = rooms.get(BidService);
  const { id } = await bids.start(actor, procedureId);
  const answers = {
    price,
    plan: '每天两餐,送到家。',
    staffing: '厨师 3 人,送餐员 6 人。',
    experience: '同类服务两年。',
    commitment: true,
  };
  const { version } = await bids.save(actor, id, { version: 0, ...answers });
  return { id, version };
}

/** A bid handed in. */
export async function handedIn(
  rooms: TestRooms,
  actor: Actor,
  procedureId: string,
  price?: string,
): Promise<{ id: string; receipt: Receipt }> {
  const { id, version } = await draft(rooms, actor, procedureId, price);
  const receipt = await rooms.get(SubmissionService).submit(actor, id, { version, declared: true });
  return { id, receipt };
}

/** Waits until the database's clock has passed an instant. */
export async function until(database: TestDatabase, at: Date): Promise<void> {
  for (;;) {
    const [row] = await database.sql<{ left: number }>('select extract(epoch from $1 - clock_timestamp()) * 1000 as left', [at]);
    const left = Number(row!.left);
    if (left <= 0) return;
    await new Promise((resolve) => setTimeout(resolve, Math.min(left + 5, 500)));
  }
}

/** Waits for the deadline and lets the clock seal the box. */
export async function sealAtDeadline(rooms: TestRooms, { id, closesAt }: TestProcedure): Promise<void> {
  await until(rooms.database, closesAt);
  await rooms.database.sql(`insert into platform.alarm (id, kind, subject, due_at) values ($1, 'box.seal', $2, $3)`, [
    randomUUID(),
    id,
    closesAt,
  ]);
  await rooms.get(Alarms).ringDue();
}
