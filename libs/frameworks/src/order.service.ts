import { Injectable } from '@nestjs/common';
import { type Actor, absent, authorize, confirmedWithin, ensure, type Fen, next, refuse, Refused } from '#kernel';
import { CalendarService } from '#calendar';
import { Config, Database, nextNumber, now, record, type Tx, uuidv7 } from '#platform';
import { PlanQueries } from '#planning';
import type { Agreement, EntrantPrice } from './agreement.entity.js';
import { agreementLifecycle } from './agreement.lifecycle.js';
import { approvesAsSecond, orderPolicy } from './frameworks.policy.js';
import { ofOrder } from './happenings.rules.js';
import { OrderClocks } from './order-clocks.service.js';
import type { Order } from './order.entity.js';
import type { PlaceOrder, WithReason } from './order.input.js';
import { liveOrderStates, orderLifecycle } from './order.lifecycle.js';
import {
  amountOf,
  contestLongEnough,
  costsSomething,
  momentOf,
  nextTurn,
  orderTermFits,
  quotesOpen,
  wayAllowed,
  withinFund,
} from './order.rules.js';
import { lockAgreement, lockOrder, lotsIn, pricesIn } from './rows.queries.js';

/** The second stage on the buyer's side: choosing, approving, passing over, announcing, calling off. */
@Injectable()
export class OrderService {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly calendar: CalendarService,
    private readonly plans: PlanQueries,
    private readonly clocks: OrderClocks,
  ) {}

  /** A handler writes down what is ordered and who chose whom; turns and contests choose by themselves. */
  place(actor: Actor, agreementId: string, input: PlaceOrder): Promise<string> {
    return this.database.transaction(async (tx) => {
      const agreement = await lockAgreement(tx, agreementId);
      const at = await now(tx);
      if (agreement.departmentId !== actor.organizationId) throw absent('framework');
      authorize(orderPolicy.place, actor, agreement, 'framework.order-role');
      next(agreementLifecycle, agreement.state, 'order');
      const lot = (await lotsIn(tx, agreementId)).find((one) => one.lot === input.lot);
      const prices = await pricesIn(tx, agreementId, input.lot);
      if (!lot || prices.length === 0) throw new Refused(atField('lot', 'framework.nobody-for-lot'));
      const planItemId = input.planItemId ?? (await this.firstFund(tx, agreementId));
      const closesAt = input.way === 'contest' ? this.closing(input, agreement, at) : null;
      ensure(
        at < agreement.endsAt! ? undefined : refuse('gone', 'framework.not-in-force'),
        orderTermFits(input.months, this.calendar.number('framework.order.term.max', agreement.ruleDay)),
        wayAllowed(input.way, agreement.ways),
        input.way === 'direct' || input.chosenBy === 'buyer' ? undefined : atField('chosenBy', 'framework.users-choose-directly'),
      );
      const chosen = await this.choose(tx, agreement, input, prices);
      const ceiling = chosen?.price ?? prices.reduce((most, { price }) => (price > most ? price : most), 0n);
      const amount = amountOf(ceiling, input.quantity, lot.per);
      ensure(costsSomething(amount), await this.fits(tx, agreementId, planItemId, amount));

      const order = { id: uuidv7(), number: await this.number(tx, at), amount };
      await tx.query(
        `insert into frameworks.call_off (id, number, agreement_id, lot, entrant_id, way, chosen_by, chooser, reason, quantity, amount, price,
           months, plan_item_id, state, placed_by, placed_at, quotes_close_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'placed', $15, $16, $17)`,
        [
          order.id,
          order.number,
          agreementId,
          input.lot,
          chosen?.entrantId ?? null,
          input.way,
          input.chosenBy,
          input.chooser,
          input.reason,
          input.quantity,
          amount.toString(),
          chosen?.price.toString() ?? null,
          input.months,
          planItemId,
          actor.personId,
          at,
          closesAt,
        ],
      );
      await record(tx, actor, ofOrder(agreement, order, 'order.placed', { way: input.way, lot: input.lot }));
      return order.id;
    });
  }

  /** A second person of the department lets it go out: to the entrant, or to all of the lot for their quotes. */
  approve(actor: Actor, id: string): Promise<void> {
    return this.asDepartment(actor, id, 'approve', async (tx, agreement, order, at) => {
      authorize(approvesAsSecond, actor, order, 'framework.second-person');
      const state = next(orderLifecycle, order.state, order.way === 'contest' ? 'invite' : 'approve');
      ensure(
        confirmedWithin(actor, at) ? undefined : refuse('forbidden', 'confirm-first'),
        order.quotesCloseAt ? quotesOpen(order.quotesCloseAt, at) : undefined,
      );

      await tx.query('update frameworks.call_off set state = $2, approved_by = $3, approved_at = $4 where id = $1', [
        id,
        state,
        actor.personId,
        at,
      ]);
      if (order.entrantId) await this.clocks.offered(tx, actor, agreement, order, at);
      await record(tx, actor, ofOrder(agreement, order, 'order.approved'));
    });
  }

  /** Passes whose turn it is over, with the reason; the turn goes on. */
  skip(actor: Actor, id: string, { reason }: WithReason): Promise<void> {
    return this.asDepartment(actor, id, 'skip', async (tx, agreement, order, at) => {
      ensure(order.way === 'rotation' ? undefined : refuse('conflict', 'framework.no-turns'));
      next(orderLifecycle, order.state, 'skip');
      const passed = await this.pass(tx, actor, agreement, order, reason, at);
      ensure(passed ? undefined : refuse('conflict', 'framework.no-turn-left'));
    });
  }

  /** For the entrant's no: its turn passes to the next. False when there is nobody left. */
  async pass(tx: Tx, actor: Actor, agreement: Agreement, order: Order, reason: string, at: Date): Promise<boolean> {
    await tx.query('insert into frameworks.skip (call_off_id, entrant_id, reason, by_person, at) values ($1, $2, $3, $4, $5)', [
      order.id,
      order.entrantId,
      reason,
      actor.personId,
      at,
    ]);
    await record(tx, actor, ofOrder(agreement, order, 'order.skipped', { entrantId: order.entrantId }));
    const skipped = await tx.query<{ id: string }[]>('select entrant_id as id from frameworks.skip where call_off_id = $1', [order.id]);
    const prices = await pricesIn(tx, agreement.id, order.lot);
    const turn = nextTurn(
      prices,
      order.entrantId,
      skipped.map((one) => one.id),
    );
    const chosen = prices.find(({ entrantId }) => entrantId === turn);
    if (!chosen) return false;
    const lot = (await lotsIn(tx, agreement.id)).find((one) => one.lot === order.lot)!;
    const amount = amountOf(chosen.price, order.quantity, lot.per);
    ensure(await this.fits(tx, agreement.id, order.planItemId, amount, order.id));
    await tx.query('update frameworks.call_off set entrant_id = $2, price = $3, amount = $4 where id = $1', [
      order.id,
      chosen.entrantId,
      chosen.price.toString(),
      amount.toString(),
    ]);
    if (order.state === 'offered') await this.clocks.offered(tx, actor, agreement, { ...order, amount, entrantId: chosen.entrantId }, at);
    return true;
  }

  /** The single result is public within the legal time (Art. 35). */
  announce(actor: Actor, id: string): Promise<void> {
    return this.asDepartment(actor, id, 'announce', async (tx, agreement, order, at) => {
      next(orderLifecycle, order.state, 'announce');
      ensure(order.announcedAt ? refuse('conflict', 'framework.order-announced-already') : undefined);
      await tx.query('update frameworks.call_off set announced_at = $2 where id = $1', [id, at]);
      await this.clocks.announced(tx, id, at);
      const [row] = await tx.query<{ providerId: string }[]>('select provider_id as "providerId" from frameworks.entrant where id = $1', [
        order.entrantId,
      ]);
      await record(tx, actor, ofOrder(agreement, order, 'order.announced', { ...row }));
    });
  }

  /** Called off before a contract was drafted, with the reason. */
  cancel(actor: Actor, id: string, { reason }: WithReason): Promise<void> {
    return this.asDepartment(actor, id, 'cancel', async (tx, agreement, order, at) => {
      const state = next(orderLifecycle, order.state, 'cancel');
      ensure(order.contractId ? refuse('conflict', 'framework.contract-drafted') : undefined);
      await tx.query('update frameworks.call_off set state = $2, ended_at = $3, end_text = $4 where id = $1', [id, state, at, reason]);
      await this.clocks.ended(tx, id);
      await record(tx, actor, ofOrder(agreement, order, 'order.cancelled'));
    });
  }

  /** Direct choice names its entrant, a turn finds it, a contest has none yet. */
  private async choose(
    tx: Tx,
    agreement: Agreement,
    input: PlaceOrder,
    prices: readonly EntrantPrice[],
  ): Promise<EntrantPrice | undefined> {
    if (input.way === 'contest') return undefined;
    const wanted = input.way === 'direct' ? input.entrantId : nextTurn(prices, await this.lastTurn(tx, agreement.id, input.lot), []);
    const chosen = prices.find(({ entrantId }) => entrantId === wanted);
    if (!chosen) throw new Refused(atField('entrantId', 'framework.not-an-entrant'));
    return chosen;
  }

  private async lastTurn(tx: Tx, agreementId: string, lot: string): Promise<string | null> {
    const [row] = await tx.query<{ entrant: string }[]>(
      `select entrant_id as entrant from frameworks.call_off
       where agreement_id = $1 and lot = $2 and way = 'rotation' and state <> 'cancelled' order by placed_at desc, id desc limit 1`,
      [agreementId, lot],
    );
    return row?.entrant ?? null;
  }

  private closing({ quotesCloseAt }: PlaceOrder, { ruleDay }: Agreement, at: Date): Date {
    if (!quotesCloseAt) throw new Refused(atField('quotesCloseAt', 'framework.closing-missing'));
    const closesAt = momentOf(quotesCloseAt);
    ensure(contestLongEnough(closesAt, this.calendar.dueAt('framework.contest.period.min', at, ruleDay)));
    return closesAt;
  }

  /** Within the plan item's money, less what other live orders count for; the ledger has the last word when it is signed. */
  private async fits(tx: Tx, agreementId: string, planItemId: string, amount: Fen, except: string | null = null) {
    const [fund] = await tx.query<unknown[]>('select 1 from frameworks.fund where agreement_id = $1 and plan_item_id = $2', [
      agreementId,
      planItemId,
    ]);
    if (!fund) return atField('planItemId', 'framework.not-a-fund');
    const item = await this.plans.item(planItemId);
    const [row] = await tx.query<{ taken: string }[]>(
      `select coalesce(sum(amount), 0)::text as taken from frameworks.call_off
       where plan_item_id = $1 and state = any($2) and id is distinct from $3`,
      [planItemId, liveOrderStates, except],
    );
    return withinFund(amount, item!.amount, BigInt(row!.taken));
  }

  private async firstFund(tx: Tx, agreementId: string): Promise<string> {
    const [row] = await tx.query<{ id: string }[]>(
      'select plan_item_id as id from frameworks.fund where agreement_id = $1 order by added_at, plan_item_id limit 1',
      [agreementId],
    );
    return row!.id;
  }

  private number(tx: Tx, at: Date): Promise<string> {
    return nextNumber(tx, this.config.region, Number(this.calendar.today(at).slice(0, 4)), 'DD');
  }

  private asDepartment(
    actor: Actor,
    id: string,
    duty: 'approve' | 'skip' | 'announce' | 'cancel',
    work: (tx: Tx, agreement: Agreement, order: Order, at: Date) => Promise<void>,
  ): Promise<void> {
    return this.database.transaction(async (tx) => {
      const { agreement, order } = await lockOrder(tx, id);
      const at = await now(tx);
      if (agreement.departmentId !== actor.organizationId) throw absent('order');
      authorize(orderPolicy[duty], actor, agreement, duty === 'skip' ? 'framework.order-role' : 'framework.desk-role');
      await work(tx, agreement, order, at);
    });
  }
}

const atField = (field: string, code: string) => refuse('invalid', code, {}, [{ field, code }]);
