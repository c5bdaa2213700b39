import { createHash, randomUUID } from 'node:crypto';
import type { Actor, Role } from '#kernel';
import { Alarms, Database } from '#platform';
import {
  BidQueries,
  BidService,
  type Contributed,
  Contributions,
  largestChunk,
  type Receipt,
  Shares,
  SubmissionService,
  type SubmitBid,
  Uploads,
} from '#bidding';
import {
  contribute,
  type EnvelopeKind,
  envelopeKinds,
  type FileEntry,
  type Json,
  newIdentity,
  type Office,
  offices,
  recipientOf,
  type Recipients,
  sealEnvelope,
  sealFile,
} from '#sealing';
import type { TestHolder, TestHolders } from '../../custody/test/holders.js';
import type { TestDatabase, TestRooms } from '../../platform/test/harness.js';
import { closesIn, until } from './deadline.js';

export { closesIn, until } from './deadline.js';
export { handsInLast, sealLastPrices } from './last-prices.js';

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
  readonly holders: TestHolders;
}

const units: Readonly<Record<Office, { kind: string; name: string; person: string }>> = {
  purchaser: { kind: 'department', name: '海陵区民政局', person: '冯保管' },
  finance: { kind: 'finance', name: '海陵区财政局', person: '陈保管' },
  supervisor: { kind: 'supervisor', name: '海陵区审计局', person: '褚保管' },
};

/** The three holders of a procedure's keys, each of a unit of its own. */
async function holdersFor(database: TestDatabase, departmentId: string): Promise<TestHolders> {
  const made: Partial<Record<Office, TestHolder>> = {};
  for (const office of offices) {
    const { kind, name, person: holder } = units[office];
    const organizationId = office === 'purchaser' ? departmentId : await organization(database, { kind, name });
    const actor = person(organizationId, ['key_holder'], holder);
    const [identity, holderId] = [await newIdentity(), randomUUID()];
    const recipient = await recipientOf(identity);
    await database.sql('insert into identity.person (id, name) values ($1, $2)', [actor.personId, holder]);
    await database.sql(
      `insert into custody.key_holder (id, organization, office, person, name, unit, recipient, made_at, state)
       values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp(), 'active')`,
      [holderId, organizationId, office, actor.personId, holder, name, recipient],
    );
    made[office] = { actor, identity, recipient, holderId };
  }
  return made as TestHolders;
}

export interface ProcedureWish {
  readonly closesIn?: number;
  readonly method?: string;
  readonly maxPrice?: number;
  readonly state?: string;
  readonly lots?: readonly { readonly id: string; readonly name: string; readonly maxPrice: string }[];
}

/** A published procedure that closes after so many milliseconds (of the database's clock). */
export async function procedure(
  database: TestDatabase,
  { closesIn = 60_000, method = 'open_tender', maxPrice = 85_000_000, state = 'open', lots }: ProcedureWish = {},
): Promise<TestProcedure> {
  const departmentId = await organization(database, { kind: 'department', name: '海陵区民政局' });
  const holders = await holdersFor(database, departmentId);
  const [id, item, line, someone, other, third] = Array.from({ length: 6 }, () => randomUUID());
  const number = `321202-2026-CG-${id!.slice(0, 8)}`;
  const content = JSON.stringify({
    title: '社区居家养老助餐',
    category: '养老服务',
    months: 12,
    service: { beneficiaries: '老人', quantity: 100, unit: '人', quality: '准时', description: '送餐到家' },
    budget: { amount: '850000.00', maxPrice: '850000.00' },
    eligibility: [{ id: 'e1', text: '依法登记' }],
    keyHolders: offices.map((office) => ({
      office,
      recipient: holders[office].recipient,
      unit: units[office].name,
      holderId: holders[office].holderId,
    })),
    ...(lots && { lots: lots.map((lot) => ({ quantity: 1, unit: '项', ...lot })) }),
  });
  const summary = (closesAt: string): string =>
    `json_build_object('id', '${id}', 'number', '${number}', 'title', '社区居家养老助餐', 'state', '${state}', 'method', '${method}',
       'version', 1, 'ruleDay', '2026-07-01', 'closesAt', ${closesAt}, 'maxPrice', '850000.00', 'department', json_build_object('id', '${departmentId}', 'name', '海陵区民政局'), 'content', '${content}'::json)::text`;
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
  return { id: id!, departmentId, closesAt: row!.at, holders };
}

export const pdf = (text: string): Buffer => Buffer.from(`%PDF-1.7\n${text}`);

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** An offer as its bidder would seal it. */
export interface TestOffer {
  /** Yuan by lot, or of the only lot. */
  readonly prices: Readonly<Record<string, string>>;
  readonly plan?: string;
  /** What the bidder declares to be. */
  readonly enterprise?: string;
  readonly files?: readonly { readonly name: string; readonly bytes: Buffer }[];
  /** What the bidder writes otherwise than it should. */
  readonly tampering?: {
    readonly provider?: string;
    readonly procedure?: string;
    readonly answers?: Readonly<Partial<Record<EnvelopeKind, Json>>>;
    readonly recipients?: Recipients;
    /** Keys of envelopes that were there before. */
    readonly secrets?: Readonly<Partial<Record<EnvelopeKind, string>>>;
    /** Makes the statement of an envelope another one. */
    readonly statement?: (statement: Uint8Array, kind: EnvelopeKind) => Promise<Uint8Array> | Uint8Array;
  };
}

/** A bid sealed and uploaded, ready to be handed in. */
export interface TestBid {
  readonly id: string;
  readonly input: SubmitBid;
  /** The bidder's recovery file, as it were. */
  readonly secrets: Readonly<Record<EnvelopeKind, string>>;
  readonly files: readonly FileEntry[];
}

/** Seals an offer and uploads it, as a bidder's browser does. */
export async function sealed(rooms: TestRooms, actor: Actor, procedureId: string, offer: TestOffer): Promise<TestBid> {
  const { id } = await rooms.get(BidService).start(actor, procedureId);
  const desk = await rooms.get(BidQueries).desk(actor, id);
  const { tampering = {} } = offer;
  const answers = {
    qualification: { commitment: true, lots: Object.keys(offer.prices), ...(offer.enterprise && { enterprise: offer.enterprise }) },
    technical: { plan: offer.plan ?? '每天两餐,送到家。', staffing: '厨师 3 人,送餐员 6 人。', experience: '同类服务两年。' },
    price: { prices: offer.prices },
    ...tampering.answers,
  };
  const [statements, secrets]: [Record<string, string>, Record<string, string>] = [{}, {}];
  const entries: FileEntry[] = [];
  for (const kind of envelopeKinds) {
    const secret = tampering.secrets?.[kind] ?? (await newIdentity());
    const files = [];
    for (const file of kind === 'technical' ? (offer.files ?? []) : [])
      files.push(await sealFile(await recipientOf(secret), { ...file, mediaType: 'application/pdf' }));
    const envelope = await sealEnvelope({
      procedure: tampering.procedure ?? procedureId,
      number: desk.number,
      provider: tampering.provider ?? desk.provider.uscc,
      kind,
      answers: answers[kind],
      files,
      secret,
      recipients: tampering.recipients ?? desk.recipients!,
    });
    for (const bytes of [envelope.content, ...files.map((file) => file.bytes)])
      await rooms.get(Uploads).whole(actor, id, digestOf(bytes), Buffer.from(bytes), largestChunk);
    statements[kind] = Buffer.from((await tampering.statement?.(envelope.statement, kind)) ?? envelope.statement).toString('base64');
    secrets[kind] = secret;
    entries.push(...files.map(({ entry }) => entry));
  }
  const input = { envelopes: statements as unknown as SubmitBid['envelopes'], declared: true };
  return { id, input, secrets: secrets as TestBid['secrets'], files: entries };
}

/** A bid at one price for the only lot, sealed and uploaded. */
export function draft(
  rooms: TestRooms,
  actor: Actor,
  procedureId: string,
  price = '800000.00',
  more: Partial<TestOffer> = {},
): Promise<TestBid> {
  return sealed(rooms, actor, procedureId, { prices: { '1': price }, ...more });
}

/** A bid handed in. */
export async function handedIn(
  rooms: TestRooms,
  actor: Actor,
  procedureId: string,
  price?: string,
  more: Partial<TestOffer> = {},
): Promise<TestBid & { receipt: Receipt }> {
  const bid = await draft(rooms, actor, procedureId, price, more);
  return { ...bid, receipt: await rooms.get(SubmissionService).submit(actor, bid.id, bid.input) };
}

/**
 * Brings the deadline here, so that no spec depends on how fast it hands its bids in, and lets the clock seal the box.
 * Those that watch the deadline itself wait for it.
 */
export async function sealAtDeadline(rooms: TestRooms, { id, closesAt }: Pick<TestProcedure, 'id' | 'closesAt'>): Promise<void> {
  const left = closesAt.getTime() - (await rooms.get(Database).now()).getTime();
  const at = left > 0 ? await closesIn(rooms.database, id, 1) : closesAt;
  await until(rooms.database, at);
  if (left <= 0)
    await rooms.database.sql(`insert into platform.alarm (id, kind, subject, due_at) values ($1, 'box.seal', $2, $3)`, [
      randomUUID(),
      id,
      at,
    ]);
  await rooms.get(Alarms).ringDue();
}

/** One holder comes to an opening with the own key. */
export async function comes(
  rooms: TestRooms,
  { actor, identity }: Pick<TestHolder, 'actor' | 'identity'>,
  procedureId: string,
): Promise<Contributed> {
  const present = { ...actor, confirmedAt: new Date() };
  const shares = await rooms.get(Shares).of(present, procedureId);
  const { contributions } = await contribute(identity, shares);
  return rooms.get(Contributions).contribute(present, procedureId, { contributions: [...contributions] });
}

/** Two of the three holders open a sealed box. */
export async function openBox(
  rooms: TestRooms,
  holders: Readonly<Partial<Record<Office, TestHolder>>>,
  procedureId: string,
  who: readonly [Office, Office] = ['purchaser', 'finance'],
): Promise<Contributed> {
  await comes(rooms, holders[who[0]]!, procedureId);
  return comes(rooms, holders[who[1]]!, procedureId);
}
