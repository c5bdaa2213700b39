import { Injectable } from '@nestjs/common';
import { type Actor, next } from '#kernel';
import { Deadlines } from '#calendar';
import { Standstills } from '#contracts';
import { OrganizationQueries } from '#organizations';
import { record, type Tx, uuidv7 } from '#platform';
import type { Payment } from './payment.entity.js';
import { clockIn, furtherActs, type PaymentAct, paymentLifecycle } from './payment.lifecycle.js';
import { eventOf } from './payments.events.js';
import { stageOf } from './tracker.rules.js';

/** The legal clock: 30 days from the invoice (财库〔2019〕38号第三条). */
export const afterInvoice = 'pay.after_invoice';
const settleKey = clockIn.instructed!;

/** Who did a step of the present round; null takes it back. */
type Duty = 'requested_by' | 'confirmed_by' | 'checked_by' | 'approved_by';

export interface Move {
  readonly duties?: Readonly<Partial<Record<Duty, string | null>>>;
  readonly code?: string;
  readonly text?: string | null;
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** Takes a locked payment one step on: state, duties, the step kept for good, the clocks and the journal. */
@Injectable()
export class PaymentMoves {
  constructor(
    private readonly deadlines: Deadlines,
    private readonly organizations: OrganizationQueries,
    private readonly standstills: Standstills,
  ) {}

  async move(tx: Tx, actor: Actor, payment: Payment, act: PaymentAct, at: Date, move: Move = {}): Promise<Payment> {
    const state = next(paymentLifecycle, payment.state, act);
    if (furtherActs.includes(act)) await this.standstills.ensureGoesOn(tx, payment.contractId);
    const duties = Object.entries(move.duties ?? {});
    const set = duties.map(([duty], place) => `, ${duty} = $${place + 4}`).join('');
    await tx.query(
      `update payments.payment set state = $2, since = $3, paid_at = case when $2::text = 'paid' then $3::timestamptz end${set} where id = $1`,
      [payment.id, state, at, ...duties.map(([, person]) => person)],
    );
    await tx.query(
      `insert into payments.act (id, payment_id, act, from_state, to_state, person, organization_id, code, text, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [uuidv7(), payment.id, act, payment.state, state, actor.personId, actor.organizationId, move.code ?? null, move.text ?? null, at],
    );
    const moved = { ...payment, state, since: at };
    await this.clocks(tx, payment, moved, act);
    await this.tell(tx, actor, moved, eventOf[state], move.facts);
    return moved;
  }

  /** What everybody downstream needs to know of a payment. */
  tell(tx: Tx, actor: Actor, payment: Payment, type: string, facts: Readonly<Record<string, unknown>> = {}): Promise<void> {
    const { id: paymentId, number, contractId, instalmentId, departmentId, providerId, amount, state } = payment;
    return record(tx, actor, {
      type,
      subject: paymentId,
      project: payment.project,
      facts: {
        paymentId,
        number,
        contractId,
        instalmentId,
        departmentId,
        providerId,
        amount,
        stage: stageOf[state],
        ...facts,
      },
    });
  }

  /** The clock of the state left is met; a lost answer leaves it running red. The next state's clock starts. */
  private async clocks(tx: Tx, before: Payment, after: Payment, act: PaymentAct): Promise<void> {
    const left = before.state === 'unknown' ? settleKey : clockIn[before.state];
    if (left && act !== 'lose') await this.deadlines.meet(tx, before.id, left, after.since);
    if (act === 'settle') await this.deadlines.meet(tx, after.id, afterInvoice, after.since);
    if (act === 'request') await this.open(tx, after, afterInvoice, after.departmentId);
    const key = clockIn[after.state];
    if (key) await this.open(tx, after, key, after.state === 'requested' ? after.departmentId : await this.office(after));
  }

  private open(tx: Tx, { id, project, since, ruleDay }: Payment, key: string, holder: string): Promise<Date> {
    return this.deadlines.open(tx, {
      subject: id,
      subjectType: 'payment',
      project,
      key,
      holder,
      startsAt: since,
      ruleDay,
    });
  }

  /** The finance bureau of the district; where none is registered the department answers for the step. */
  async office({ departmentId }: Payment): Promise<string> {
    const { items } = await this.organizations.list({ kind: 'finance', limit: 1 });
    return items[0]?.id ?? departmentId;
  }
}
