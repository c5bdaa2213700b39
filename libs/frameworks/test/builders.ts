import { randomUUID } from 'node:crypto';
import { type Actor, system, yuan } from '#kernel';
import { AgreementQueries, AgreementSigning, EntryService, type PlaceOrder, type Way, type WholeAgreement } from '#frameworks';
import { Deadlines } from '#calendar';
import { Database, now } from '#platform';
import { type Method, PlanItemService } from '#planning';
import { ProcedureService } from '#tendering';
import type { TestRooms } from '../../platform/test/harness.js';
import { anAnnouncedItem, type Cast } from '../../tendering/test/builders.js';

/** Short enough to wait for a contest, long enough to sign in time. */
export const specAcceleration = 200_000;

export interface LotWish {
  readonly id: string;
  /** Yuan for `per` units. */
  readonly maxPrice: string;
  readonly per: number;
  /** Places of providers in the cast and their prices in yuan, best first. */
  readonly offers: readonly (readonly [provider: number, price: string])[];
}

/** Home help by the hour and night care by the night: four answered for the first, two for the second. */
export const usualLots: readonly LotWish[] = [
  {
    id: '1',
    maxPrice: '60.00',
    per: 1,
    offers: [
      [0, '50.00'],
      [1, '52.00'],
      [2, '55.00'],
      [3, '58.00'],
    ],
  },
  {
    id: '2',
    maxPrice: '300.00',
    per: 2,
    offers: [
      [3, '260.00'],
      [0, '280.00'],
    ],
  },
];

const contentOf = (lots: readonly LotWish[], title: string, months: number) => ({
  title,
  category: '养老服务',
  months,
  service: {
    beneficiaries: '高龄独居老人',
    quantity: 1000,
    unit: '小时',
    quality: '每次服务有签字，投诉当天回复',
    description: '上门助洁、助餐、陪伴。',
  },
  indicators: [{ id: 'i1', name: '服务时长', weight: 100, target: '按单完成', source: '服务记录' }],
  evaluation: { passMark: 60, tiers: [{ minScore: 60, payPercent: 100 }] },
  budget: { amount: '850000.00', maxPrice: '850000.00' },
  lots: lots.map(({ id, maxPrice, per }) => ({
    id,
    name: id === '1' ? '日间居家服务' : '夜间陪护',
    quantity: per,
    unit: id === '1' ? '小时' : '夜',
    maxPrice,
  })),
  instalments: [{ id: 'p1', name: '按单', percent: 100, due: 1 }],
  eligibility: [{ id: 'e1', text: '依法登记' }],
  criteria: [{ id: 'c1', name: '价格', kind: 'price', weight: 100, yardstick: '低价优先' }],
  schedule: { questionsUntil: '2026-10-01T00:00:00.000Z', closesAt: '2026-10-20T00:00:00.000Z', openingPlace: '海陵区' },
  official: { medium: '中国政府采购网', url: null, publishedAt: null },
  contact: { name: '张经办', phone: '0523-86800000', address: '海陵区' },
  attachments: [],
  clarifications: [],
});

/**
 * A framework procedure whose deadline has passed and, when closed, whose panel has reported. What notice, box and panel
 * do before is set by the owner of the database, because it is other rooms' story.
 */
export async function aReportedEntry(
  rooms: TestRooms,
  cast: Cast,
  {
    method = 'framework_closed_price',
    lots = usualLots,
    months = 12,
    reported = true,
  }: { method?: Method; lots?: readonly LotWish[]; months?: number; reported?: boolean } = {},
): Promise<string> {
  const id = randomUUID();
  const title = `高龄老人居家照料${id.slice(0, 6)}`;
  const planItem = await anAnnouncedItem(rooms, cast, { method, title, months: Math.min(months, 12) });
  await rooms.get(Database).transaction((tx) => rooms.get(PlanItemService).use(tx, cast.handler, planItem, id));
  const evaluation = randomUUID();
  const offers = lots.flatMap(({ id: lot, offers: ranked }) =>
    ranked.map(([provider, price], place) => ({
      lot,
      provider: cast.providers[provider]!.organizationId,
      price: yuan(price),
      rank: place + 1,
    })),
  );
  const state = reported ? 'reported' : 'scoring';
  const values = offers
    .map(
      ({ lot, provider, price, rank }) =>
        `('${evaluation}', '${randomUUID()}', '${lot}', '${provider}', ${price}, ${price}, true, '${cast.handler.personId}', now(), 9000, ${reported ? rank : 'null'})`,
    )
    .join(',');
  await rooms.database.sql(`
    begin;
    set local session_replication_role = replica;
    insert into tendering.procedure (id, plan_item, round, department, method, rule_day, state, number, version, draft, budget, max_price,
        author, publisher, published_at, questions_until, closes_at)
      values ('${id}', '${planItem}', 1, '${cast.handler.organizationId}', '${method}', '2026-10-01', 'open', '321202-2026-CG-${id.slice(0, 8)}',
        1, '{}', 85000000, 85000000, '${cast.handler.personId}', '${cast.approver.personId}', now() - interval '30 days',
        now() - interval '20 days', now() - interval '2 hours');
    insert into tendering.notice (procedure, version, kind, content, changes, publisher, published_at)
      values ('${id}', 1, 'original', '${JSON.stringify(contentOf(lots, title, months))}', '[]', '${cast.approver.personId}', now() - interval '30 days');
    ${
      method === 'framework_open'
        ? ''
        : `insert into evaluation.evaluation (id, procedure_id, department_id, rule_day, state, panel_size, report_sha256, started_at, reported_at, decide_due_at)
      values ('${evaluation}', '${id}', '${cast.handler.organizationId}', '2026-10-01', '${state}', 5, 'x', now(), now(), now() + interval '1 hour');
    ${lots
      .map(
        ({ id: lot, maxPrice }, place) =>
          `insert into evaluation.lot (id, evaluation_id, lot, name, max_price, state, decide_due_at) values ('${place === 0 ? evaluation : randomUUID()}', '${evaluation}', '${lot}', '包${lot}', ${yuan(maxPrice)}, '${reported ? 'reported' : 'open'}', now() + interval '1 hour');`,
      )
      .join('\n')}
    insert into evaluation.candidate (evaluation_id, bid_id, lot, provider_id, price, first_price, passed, judged_by, judged_at, total, rank) values ${values};`
    }
    commit;`);
  await rooms.get(Database).transaction((tx) => rooms.get(ProcedureService).close(tx, id));
  if (method !== 'framework_open')
    await rooms.get(Database).transaction(async (tx) =>
      rooms.get(Deadlines).open(tx, {
        subject: evaluation,
        subjectType: 'evaluation',
        project: id,
        key: 'buyer.decide',
        holder: cast.handler.organizationId,
        startsAt: await now(tx),
        ruleDay: '2026-10-01',
      }),
    );
  return id;
}

export const allWays: Way[] = ['direct', 'contest', 'rotation'];

/** Entrants named, papers issued, nobody has signed. */
export async function anEntry(rooms: TestRooms, cast: Cast, wish: Parameters<typeof aReportedEntry>[2] = {}): Promise<WholeAgreement> {
  const procedureId = await aReportedEntry(rooms, cast, wish);
  const id = await rooms.get(EntryService).conclude(cast.approver, procedureId, { ways: allWays });
  return agreement(rooms, id);
}

export async function agreement(rooms: TestRooms, id: string): Promise<WholeAgreement> {
  return (await rooms.get(AgreementQueries).byId(id))!;
}

/** Signed by everybody. */
export async function anAgreement(rooms: TestRooms, cast: Cast, wish: Parameters<typeof aReportedEntry>[2] = {}): Promise<WholeAgreement> {
  const { id, kind, entrants } = await anEntry(rooms, cast, wish);
  if (kind === 'closed') {
    const inIt = new Set(entrants.map(({ providerId }) => providerId));
    for (const provider of cast.providers) if (inIt.has(provider.organizationId)) await rooms.get(AgreementSigning).sign(provider, id);
    await rooms.get(AgreementSigning).sign(cast.approver, id);
  }
  return agreement(rooms, id);
}

/** The entrant that a provider is. */
export const entrantOf = ({ entrants }: WholeAgreement, { organizationId }: Actor): string =>
  entrants.find(({ providerId, state }) => providerId === organizationId && state !== 'left')!.id;

/** Thirty hours of home help, chosen by the users' committee. */
export const anOrder = (wish: Partial<PlaceOrder> = {}): PlaceOrder => ({
  lot: '1',
  way: 'direct',
  chosenBy: 'buyer',
  chooser: '城中街道居委会服务对象代表会',
  reason: '服务对象投票，多数选择。',
  quantity: 30,
  months: 3,
  ...wish,
});

export const self = system('test');
