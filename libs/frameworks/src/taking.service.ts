import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, absent, authorize, confirmedWithin, ensure, type Fen, next, refuse, system, toYuan, yuan } from '#kernel';
import { Seal } from '#documents';
import { Database, now, record, type Tx } from '#platform';
import type { Agreement } from './agreement.entity.js';
import { orderPolicy } from './frameworks.policy.js';
import { ofOrder } from './happenings.rules.js';
import { OrderClocks } from './order-clocks.service.js';
import type { Order } from './order.entity.js';
import type { GiveQuote, WithReason } from './order.input.js';
import { orderLifecycle } from './order.lifecycle.js';
import { amountOf, lowestIsShared, quotesClosed, quotesOpen, winnerOf, withinOwnPrice } from './order.rules.js';
import { OrderService } from './order.service.js';
import { lockOrder, lotsIn, pricesIn } from './rows.queries.js';

/** All sealed quotes are equally long, so that their size tells nothing. */
const sealedLength = 64;

/** The second stage on the entrant's side: taking an order on or not, and quoting in a contest. */
@Injectable()
export class TakingService {
  constructor(
    private readonly database: Database,
    private readonly seal: Seal,
    private readonly clocks: OrderClocks,
    private readonly orders: OrderService,
  ) {}

  /** The entrant takes the order on: from here on quantity and price are fixed. */
  accept(actor: Actor, id: string): Promise<void> {
    return this.asEntrant(actor, id, async (tx, agreement, order, at) => {
      const state = next(orderLifecycle, order.state, 'accept');
      ensure(confirmedWithin(actor, at) ? undefined : refuse('forbidden', 'confirm-first'));
      await tx.query('update frameworks.call_off set state = $2, accepted_at = $3, accepted_by = $4 where id = $1', [
        id,
        state,
        at,
        actor.personId,
      ]);
      await this.clocks.accepted(tx, agreement, id, at);
      await record(tx, actor, ofOrder(agreement, order, 'order.accepted', { providerId: actor.organizationId }));
    });
  }

  /** It does not, and says why; in turns the next has it. A bad reason is a ground for putting it out (Art. 19). */
  decline(actor: Actor, id: string, { reason }: WithReason): Promise<void> {
    return this.asEntrant(actor, id, async (tx, agreement, order, at) => {
      const state = next(orderLifecycle, order.state, 'decline');
      if (order.way === 'rotation' && (await this.orders.pass(tx, actor, agreement, order, reason, at))) return;
      await tx.query('update frameworks.call_off set state = $2, ended_at = $3, end_text = $4 where id = $1', [id, state, at, reason]);
      await this.clocks.ended(tx, id);
      await record(tx, actor, ofOrder(agreement, order, 'order.declined'));
    });
  }

  /** A sealed price, replaced as often as wanted until the closing; nobody reads it before. */
  quote(actor: Actor, id: string, { price: written }: GiveQuote): Promise<void> {
    return this.database.transaction(async (tx) => {
      const { agreement, order } = await lockOrder(tx, id);
      const at = await now(tx);
      const own = await ownEntrant(tx, agreement.id, actor.organizationId);
      const agreed = (await pricesIn(tx, agreement.id, order.lot)).find(({ entrantId }) => entrantId === own);
      if (!own || !agreed || order.way !== 'contest' || order.state === 'placed') throw absent('order');
      authorize(orderPolicy.quote, actor, { providerId: actor.organizationId }, 'framework.take-role');
      next(orderLifecycle, order.state, 'quote');
      const price = yuan(written);
      ensure(quotesOpen(order.quotesCloseAt!, at), withinOwnPrice(price, agreed.price));

      const sealed = this.seal.close(Buffer.from(toYuan(price).padStart(sealedLength)), sealContext(id, own));
      await tx.query(
        `insert into frameworks.quote (call_off_id, entrant_id, sealed, person, at) values ($1, $2, $3, $4, $5)
         on conflict (call_off_id, entrant_id) do update set sealed = excluded.sealed, person = excluded.person, at = excluded.at`,
        [id, own, sealed, actor.personId, at],
      );
      // Not the actor: who takes part is nobody's business before the closing.
      await record(tx, system('frameworks'), ofOrder(agreement, order, 'order.quoted'));
    });
  }

  /** After the closing: all quotes are opened, the lowest has the order; equals draw lots with a recorded seed (Art. 33). */
  decide(actor: Actor, id: string): Promise<void> {
    return this.database.transaction(async (tx) => {
      const { agreement, order } = await lockOrder(tx, id);
      const at = await now(tx);
      if (agreement.departmentId !== actor.organizationId) throw absent('order');
      authorize(orderPolicy.decide, actor, agreement, 'framework.desk-role');
      const decided = next(orderLifecycle, order.state, 'decide');
      ensure(quotesClosed(order.quotesCloseAt!, at));
      const quotes = await this.opened(tx, agreement, order, at);
      const seed = lowestIsShared(quotes) ? randomBytes(32).toString('hex') : null;
      const winner = winnerOf(quotes, (entrantId) => sha256(`${seed}:${entrantId}`));
      if (!winner) return this.fail(tx, actor, agreement, order, at);
      const lot = (await lotsIn(tx, agreement.id)).find((one) => one.lot === order.lot)!;

      await tx.query(
        `update frameworks.call_off set state = $2, entrant_id = $3, price = $4, amount = $5, tie_seed = $6, accepted_at = $7, accepted_by = $8
         where id = $1`,
        [
          id,
          decided,
          winner.entrantId,
          winner.price.toString(),
          amountOf(winner.price, order.quantity, lot.per).toString(),
          seed,
          at,
          winner.person,
        ],
      );
      await this.clocks.accepted(tx, agreement, id, at);
      const [row] = await tx.query<{ providerId: string }[]>('select provider_id as "providerId" from frameworks.entrant where id = $1', [
        winner.entrantId,
      ]);
      await record(
        tx,
        actor,
        ofOrder(agreement, { ...order, amount: amountOf(winner.price, order.quantity, lot.per) }, 'order.accepted', { ...row }),
      );
    });
  }

  private async opened(tx: Tx, agreement: Agreement, order: Order, at: Date): Promise<Opened[]> {
    const rows = await tx.query<{ entrantId: string; person: string; sealed: Buffer }[]>(
      `select q.entrant_id as "entrantId", q.person, q.sealed from frameworks.quote q join frameworks.entrant e on e.id = q.entrant_id
       where q.call_off_id = $1 and e.agreement_id = $2 and e.state = 'in' order by q.entrant_id`,
      [order.id, agreement.id],
    );
    const quotes = rows.map(({ entrantId, person, sealed }) => ({
      entrantId,
      person,
      price: yuan(this.seal.open(sealed, sealContext(order.id, entrantId)).toString('utf8').trim()),
    }));
    for (const { entrantId, price } of quotes)
      await tx.query('update frameworks.quote set price = $3, opened_at = $4 where call_off_id = $1 and entrant_id = $2', [
        order.id,
        entrantId,
        price.toString(),
        at,
      ]);
    return quotes;
  }

  private async fail(tx: Tx, actor: Actor, agreement: Agreement, order: Order, at: Date): Promise<void> {
    const state = next(orderLifecycle, order.state, 'fail');
    await tx.query('update frameworks.call_off set state = $2, ended_at = $3, end_text = $4 where id = $1', [
      order.id,
      state,
      at,
      '截止时没有供应商报价。',
    ]);
    await this.clocks.ended(tx, order.id);
    await record(tx, actor, ofOrder(agreement, order, 'order.failed'));
  }

  /** Only the entrant whom the order went to; for others it is not there. */
  private asEntrant(
    actor: Actor,
    id: string,
    work: (tx: Tx, agreement: Agreement, order: Order, at: Date) => Promise<void>,
  ): Promise<void> {
    return this.database.transaction(async (tx) => {
      const { agreement, order } = await lockOrder(tx, id);
      const at = await now(tx);
      const own = await ownEntrant(tx, agreement.id, actor.organizationId);
      if (!own || own !== order.entrantId || order.state === 'placed') throw absent('order');
      authorize(orderPolicy.take, actor, { providerId: actor.organizationId }, 'framework.take-role');
      await work(tx, agreement, order, at);
    });
  }
}

interface Opened {
  readonly entrantId: string;
  readonly person: string;
  readonly price: Fen;
}

/** The organization's standing entry in an agreement, if it has one. */
export async function ownEntrant(tx: Tx, agreementId: string, providerId: string): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string }[]>(
    `select id from frameworks.entrant where agreement_id = $1 and provider_id = $2 and state = 'in'`,
    [agreementId, providerId],
  );
  return row?.id;
}

const sealContext = (order: string, entrant: string): string => `framework quote ${order}:${entrant}`;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
