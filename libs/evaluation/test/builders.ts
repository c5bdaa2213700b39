import type { Actor } from '#kernel';
import { system, toYuan } from '#kernel';
import { Database } from '#platform';
import {
  ClarificationService,
  ComplianceService,
  DecisionService,
  EvaluationQueries,
  EvaluationService,
  ExpertRegister,
  LastRound,
  PanelQueries,
  PanelService,
  ReportService,
  ScoreService,
  SeatService,
  SigningService,
  judgedCriteria,
} from '#evaluation';
import { DraftService, type HeldProcedure, ProcedureQueries, ProcedureService, PublicationService } from '#tendering';
import { handedIn, handsInLast, openBox, sealLastPrices } from '../../bidding/test/builders.js';
import type { TestRooms } from '../../platform/test/harness.js';
import { aCompleteDraft, aPublishedNotice, aReview, anActor, type Cast, type ItemWish } from '../../tendering/test/builders.js';

/** Experts of an institute that neither buys nor bids, on the register. */
export async function someExperts(
  rooms: TestRooms,
  count: number,
  organizationId = '00000000-0000-4000-8000-000000000001',
): Promise<Actor[]> {
  const experts = Array.from({ length: count }, (_, place) => anActor(organizationId, `专家${place + 1}`, 'expert'));
  for (const { personId, name } of experts) await rooms.get(ExpertRegister).enrol(system('spec'), { personId, organizationId, name });
  return experts;
}

export interface Opened {
  readonly procedure: HeldProcedure;
  /** In the order of the providers. */
  readonly bids: readonly { readonly id: string; readonly provider: Actor }[];
}

/** Prices of a bid: of everything, or by lot. */
export type Prices = string | Readonly<Record<string, string>>;

export interface BoxWish extends ItemWish {
  /** Highest prices of lots '1', '2', …; they add up to the budget. */
  readonly lots?: readonly string[];
  /** What each bidder declares to be. */
  readonly enterprises?: readonly string[];
  /** Place of a bid without a plan: it is found invalid at the opening. */
  readonly planless?: number;
}

/** A procedure whose box was opened with bids at these prices; its evaluation has begun. */
export async function anOpenedBox(rooms: TestRooms, cast: Cast, prices: readonly Prices[], wish: BoxWish = {}): Promise<Opened> {
  const procedure = wish.lots ? await aNoticeOfLots(rooms, cast, wish) : await aPublishedNotice(rooms, cast, wish);
  await rooms.settle();
  await closing(rooms, procedure.id, '1 hour');
  const bids = [];
  for (const [place, price] of prices.entries()) {
    const provider = cast.providers[place]!;
    const more = {
      ...(typeof price === 'string' ? {} : { prices: price }),
      enterprise: wish.enterprises?.[place],
      ...(wish.planless === place && { plan: ' ' }),
    };
    const alone = typeof price === 'string' ? price : undefined;
    bids.push({ id: (await handedIn(rooms, provider, procedure.id, alone, more)).id, provider });
  }
  await closing(rooms, procedure.id, '0 seconds');
  await rooms.get(Database).transaction((tx) => rooms.get(ProcedureService).close(tx, procedure.id));
  await rooms.settle();
  await openBox(rooms, cast.keyHolders, procedure.id);
  await rooms.settle();
  return { procedure, bids };
}

/** Moves the deadline, so that a slow machine is not late and a fast one does not wait. */
async function closing(rooms: TestRooms, procedureId: string, later: string): Promise<void> {
  await rooms.database.sql(`
    begin;
    set local session_replication_role = replica;
    update tendering.procedure set questions_until = published_at,
        closes_at = greatest(date_trunc('milliseconds', clock_timestamp()) + interval '${later}', published_at + interval '1 millisecond') where id = '${procedureId}';
    commit;`);
}

async function aNoticeOfLots(rooms: TestRooms, cast: Cast, { lots = [], ...wish }: BoxWish): Promise<HeldProcedure> {
  const id = await aCompleteDraft(rooms, cast, wish);
  const rows = lots.map((maxPrice, place) => ({ name: `片区${place + 1}`, quantity: 100, unit: '户', maxPrice }));
  await rooms.get(DraftService).save(cast.handler, id, 'lots', { version: 0, lots: rows });
  await rooms.get(DraftService).submit(cast.handler, id, { reasons: [] });
  await aReview(rooms, cast, id);
  await rooms.get(PublicationService).publish(cast.approver, id);
  return (await rooms.get(ProcedureQueries).byId(id))!;
}

/** The same person, who proved just now who they are. */
export const fresh = (actor: Actor): Actor => ({ ...actor, confirmedAt: new Date() });

export async function allQualified(rooms: TestRooms, cast: Cast, { procedure, bids }: Opened): Promise<void> {
  const evaluations = rooms.get(EvaluationService);
  for (const { id } of bids) await evaluations.qualify(cast.handler, procedure.id, { bidId: id, passed: true });
  await evaluations.conclude(cast.handler, procedure.id);
}

/**
 * Draws a panel; everybody drawn comes and declares, the chair finds every offer compliant, and where the method asks for
 * last prices all bidders give them, unless it is told to stop before. Answers the members, the chair first.
 */
export async function aPanel(
  rooms: TestRooms,
  cast: Cast,
  opened: Opened,
  experts: readonly Actor[],
  last: LastWish | null = {},
): Promise<Actor[]> {
  const { procedure } = opened;
  await rooms.get(PanelService).draw(cast.handler, procedure.id, {});
  const { seats } = await rooms.get(EvaluationQueries).progress(cast.handler, procedure.id);
  const members = seats.map(({ name }) => experts.find((expert) => expert.name === name)!);
  for (const member of members) {
    await rooms.get(SeatService).answer(member, procedure.id, { accept: true });
    await rooms.get(SeatService).declare(member, procedure.id, { clear: true });
  }
  await allCompliant(rooms, procedure.id, members[0]!);
  if (last) await lastPrices(rooms, cast, opened, members[0]!, last);
  return members;
}

/** Prices by bid and lot, yuan; null for a bid that hands nothing in. What is not named repeats its first price. */
export type LastWish = Readonly<Record<string, Readonly<Record<string, string>> | null>>;

/** Where a panel waits for them: the chair calls for last prices, they are handed in, sealed, opened and taken. */
export async function lastPrices(rooms: TestRooms, cast: Cast, opened: Opened, chair: Actor, wish: LastWish = {}): Promise<void> {
  const { procedure, bids } = opened;
  const sheet = await rooms.get(PanelQueries).sheet(chair, procedure.id);
  if (sheet.lastRound?.state !== 'awaited') return;
  await callLastPrices(rooms, procedure.id, chair);
  for (const { id, provider } of bids) {
    const own = sheet.bids!.filter(({ bidId }) => bidId === id);
    const prices = id in wish ? wish[id]! : Object.fromEntries(own.map(({ lot, price }) => [lot, toYuan(price)]));
    if (own.length && prices) await handsInLast(rooms, provider, id, prices);
  }
  await sealLastPrices(rooms, procedure.id);
  await openBox(rooms, cast.keyHolders, procedure.id);
  await rooms.settle();
}

/** The chair calls for last prices, to be handed in within the hour. */
export async function callLastPrices(rooms: TestRooms, procedureId: string, chair: Actor): Promise<void> {
  const closesAt = new Date((await rooms.get(Database).now()).getTime() + 3_600_000).toISOString();
  await rooms.get(LastRound).call(chair, procedureId, { closesAt });
}

/** The chair finds that every offer answers the notice. */
export async function allCompliant(rooms: TestRooms, procedureId: string, chair: Actor): Promise<void> {
  const { bids } = await rooms.get(PanelQueries).sheet(chair, procedureId);
  const offers = bids!.map(({ bidId, lot }) => ({ bidId, lot, compliant: true }));
  await rooms.get(ComplianceService).check(chair, procedureId, { offers });
}

/** Shares of each criterion's weight, in percent, by bid: what every member gives. */
export async function scored(
  rooms: TestRooms,
  { procedure, bids }: Opened,
  members: readonly Actor[],
  shares: readonly number[],
): Promise<void> {
  for (const member of members) {
    const { criteria, bids: offers, ranking } = await rooms.get(PanelQueries).sheet(member, procedure.id);
    const cells = judgedCriteria(criteria, ranking).flatMap(({ id, weight }) =>
      offers!.map(({ bidId, lot }) => ({
        bidId,
        lot,
        criterionId: id,
        points: ((weight * shares[bids.findIndex((bid) => bid.id === bidId)]!) / 100).toFixed(2),
        reason: '方案可行，依据充分',
      })),
    );
    if (cells.length) await rooms.get(ScoreService).save(member, procedure.id, { cells });
    await rooms.get(ScoreService).lock(member, procedure.id);
  }
}

/** The chair draws up the report and all sign. */
export async function reported(rooms: TestRooms, { procedure, bids }: Opened, [chair, ...others]: readonly Actor[]): Promise<void> {
  const { bids: read } = await rooms.get(PanelQueries).sheet(chair!, procedure.id);
  for (const { bidId, lot, lowPrice } of read ?? []) if (lowPrice.length) await keptAsLow(rooms, chair!, procedure.id, { bidId, lot });
  if (bids.length === 0) throw new Error('nothing to report on');
  await rooms.get(ReportService).draft(chair!, procedure.id);
  for (const member of [chair!, ...others]) await rooms.get(SigningService).sign(fresh(member), procedure.id, {});
}

/** The bidder is asked about a low price, says nothing in time, and the panel keeps it. */
async function keptAsLow(rooms: TestRooms, chair: Actor, procedureId: string, offer: { bidId: string; lot: string }): Promise<void> {
  const { dueAt } = await rooms
    .get(ClarificationService)
    .ask(chair, procedureId, { ...offer, kind: 'low-price', question: '说明报价的成本构成' });
  await past(rooms, dueAt);
  await rooms.get(ComplianceService).judgeLowPrice(chair, procedureId, { ...offer, reason: '成本构成合理' });
}

/** Everything up to the decision for the first candidate. Shares as in {@link scored}. Answers the award's id. */
export async function decided(
  rooms: TestRooms,
  cast: Cast,
  opened: Opened,
  experts: readonly Actor[],
  shares: readonly number[],
): Promise<{ awardId: string; members: Actor[] }> {
  await allQualified(rooms, cast, opened);
  const members = await aPanel(rooms, cast, opened, experts);
  await scored(rooms, opened, members, shares);
  await reported(rooms, opened, members);
  const { candidates } = await rooms.get(EvaluationQueries).progress(cast.handler, opened.procedure.id);
  const awardIds: string[] = [];
  for (const { bidId, lot } of candidates.filter(({ rank }) => rank === 1)) {
    const { id } = await rooms.get(DecisionService).decide(fresh(cast.approver), opened.procedure.id, { bidId, lot });
    awardIds.push(id);
  }
  return { awardId: awardIds[0]!, members };
}

/** Reasons for everybody but the winners of the lots. */
export async function allTold(rooms: TestRooms, cast: Cast, { procedure }: Opened): Promise<void> {
  const { candidates, lots } = await rooms.get(EvaluationQueries).progress(cast.handler, procedure.id);
  for (const { bidId, lot } of candidates) {
    const { award } = lots.find((one) => one.lot === lot)!;
    if (award?.state === 'decided' && bidId !== award.bidId)
      await rooms.get(DecisionService).giveReason(cast.handler, procedure.id, { bidId, lot, reason: '应急响应方案不够具体' });
  }
}

/** Waits until the database's clock has passed an instant. */
export async function past(rooms: TestRooms, at: Date): Promise<void> {
  while ((await rooms.get(Database).now()) < at) await new Promise((wake) => setTimeout(wake, 20));
}
