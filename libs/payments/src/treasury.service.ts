import { Injectable } from '@nestjs/common';
import { type Actor, found, system } from '#kernel';
import { CalendarService } from '#calendar';
import { Ledger } from '#ledger';
import { dropAlarm, now, post, record, setAlarm, type Tx, uuidv7 } from '#platform';
import { payableTo } from './payable.service.js';
import { PaymentMoves } from './payment-moves.service.js';
import type { Attempt, Payment } from './payment.entity.js';
import { clockIn, underWay } from './payment.lifecycle.js';
import { liveAttempt, lockedPayment } from './payment.rows.queries.js';
import { exceptionOpened } from './payments.events.js';
import { rejectionText } from './return.rules.js';

/** The kind of message that is an order to the treasury. */
export const treasuryOrder = 'treasury.order';
/** Rings when the treasury should have answered. */
export const settleAlarm = 'payments.settle';
const clearing = 'treasury:clearing';
const paid = 'treasury:paid';
const self = system('payments');

export interface NewOrder {
  readonly id: string;
  readonly no: number;
  readonly requestId: string;
  readonly checkedBy: string;
  readonly approvedBy: string;
}

/** An order to the treasury from the release to its end. Every method joins the caller's transaction. */
@Injectable()
export class TreasuryService {
  constructor(
    private readonly calendar: CalendarService,
    private readonly ledger: Ledger,
    private readonly moves: PaymentMoves,
  ) {}

  /** Holds the money, keeps the order and puts it in the outbox under its own id: all of it, or nothing. */
  async order(tx: Tx, payment: Payment, { id, no, requestId, checkedBy, approvedBy }: NewOrder): Promise<void> {
    await this.ledger.account(tx, clearing, { limit: 'debit-within-credit' });
    await this.ledger.account(tx, paid, { limit: 'none' });
    const hold = uuidv7();
    await this.ledger.transfer(tx, {
      ...this.leg(payment, id),
      id: hold,
      kind: 'pending',
      code: 'instruction',
    });
    await tx.query(
      `insert into payments.attempt (id, payment_id, no, request_id, amount, checked_by, approved_by, hold, state, ordered_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 'ordered', $9)`,
      [id, payment.id, no, requestId, payment.amount.toString(), checkedBy, approvedBy, hold, payment.since],
    );
    await post(tx, { id, kind: treasuryOrder, payload: { orderId: id } });
  }

  /** The file lies with the treasury. Told twice it is written down once. */
  async written(tx: Tx, orderId: string): Promise<void> {
    const found = await this.locked(tx, orderId);
    if (found?.attempt.state === 'ordered') await this.instruct(tx, self, found, await now(tx));
  }

  /** The money arrived: what was held is posted, and leaves the clearing. */
  async settle(tx: Tx, actor: Actor, orderId: string, at: Date): Promise<void> {
    const { payment, attempt } = await this.sentOut(tx, actor, orderId, at);
    await this.ledger.transfer(tx, {
      ...this.leg(payment, orderId),
      id: uuidv7(),
      kind: 'post',
      code: 'settlement',
      pendingId: attempt.hold,
    });
    await this.ledger.transfer(tx, {
      ...this.leg(payment, orderId),
      id: uuidv7(),
      kind: 'direct',
      debit: clearing,
      credit: paid,
      code: 'payment',
    });
    await tx.query(`update payments.attempt set state = 'paid', settled_at = $2 where id = $1`, [orderId, at]);
    await dropAlarm(tx, settleAlarm, orderId);
    await this.moves.move(tx, actor, payment, 'settle', at, { facts: { orderId } });
  }

  /** The bank did not carry it out: the money is the provider's claim again, and two finance persons decide anew. */
  async reject(tx: Tx, actor: Actor, orderId: string, reason: string | null, at: Date): Promise<void> {
    const { payment, attempt } = await this.sentOut(tx, actor, orderId, at);
    const text = rejectionText(reason);
    await this.ledger.transfer(tx, {
      ...this.leg(payment, orderId),
      id: uuidv7(),
      kind: 'void',
      code: 'rejection',
      pendingId: attempt.hold,
    });
    await tx.query(`update payments.attempt set state = 'rejected', settled_at = $2, reason = $3 where id = $1`, [orderId, at, text]);
    await dropAlarm(tx, settleAlarm, orderId);
    await this.moves.move(tx, actor, payment, 'reject', at, {
      duties: { checked_by: null, approved_by: null },
      code: 'bank',
      text,
      facts: { orderId },
    });
  }

  /** No answer in time: a case is opened and people ask the bank. The order is never sent again by itself. */
  async lose(tx: Tx, orderId: string): Promise<void> {
    const known = await this.locked(tx, orderId);
    if (known?.payment.state !== 'instructed' || known.attempt.id !== orderId) return;
    const { payment } = known;
    const at = await now(tx);
    const dueAt = this.calendar.dueAt(clockIn.instructed!, payment.since, payment.ruleDay);
    if (at < dueAt) return setAlarm(tx, { kind: settleAlarm, subject: orderId, dueAt });

    await this.moves.move(tx, self, payment, 'lose', at, { facts: { orderId } });
    const id = uuidv7();
    await tx.query(`insert into payments.exception (id, attempt_id, kind, opened_at) values ($1, $2, 'no-answer', $3)`, [id, orderId, at]);
    await record(tx, self, {
      type: exceptionOpened,
      subject: id,
      project: payment.project,
      facts: { kind: 'no-answer', orderId },
    });
  }

  /** An answer proves that the order went out, even when our own note of it was lost in a crash. */
  private async sentOut(tx: Tx, actor: Actor, orderId: string, at: Date): Promise<Order> {
    const order = found(await this.locked(tx, orderId), 'treasury-order');
    return order.attempt.state === 'ordered' ? this.instruct(tx, actor, order, at) : order;
  }

  private async instruct(tx: Tx, actor: Actor, { payment, attempt }: Order, at: Date): Promise<Order> {
    await tx.query(`update payments.attempt set state = 'written', written_at = $2 where id = $1`, [attempt.id, at]);
    const instructed = await this.moves.move(tx, actor, payment, 'instruct', at, {
      facts: { orderId: attempt.id },
    });
    const dueAt = this.calendar.dueAt(clockIn.instructed!, at, payment.ruleDay);
    await setAlarm(tx, { kind: settleAlarm, subject: attempt.id, dueAt });
    return { payment: instructed, attempt: { ...attempt, state: 'written' } };
  }

  /** Payment before order, always; null when the order is none of ours or already ended. */
  private async locked(tx: Tx, orderId: string): Promise<Order | null> {
    const [known] = (await tx.query('select payment_id as "paymentId" from payments.attempt where id = $1', [orderId])) as {
      paymentId: string;
    }[];
    if (!known) return null;
    const payment = await lockedPayment(tx, known.paymentId);
    const attempt = await liveAttempt(tx, known.paymentId);
    return attempt?.id === orderId && underWay.includes(payment.state) ? { payment, attempt } : null;
  }

  private leg({ providerId, amount, line }: Payment, orderId: string) {
    return {
      debit: payableTo(providerId),
      credit: clearing,
      amount,
      sourceType: 'treasury-order',
      sourceId: orderId,
      line,
    };
  }
}

interface Order {
  readonly payment: Payment;
  readonly attempt: Attempt;
}
