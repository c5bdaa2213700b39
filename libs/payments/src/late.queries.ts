import { Injectable } from '@nestjs/common';
import { CalendarService, type Deadline, DeadlineQueries, lateInterest } from '#calendar';
import { Config } from '#platform';
import { daysLate, type Lateness } from './late.rules.js';
import { afterInvoice } from './payment-moves.service.js';
import type { Payment } from './payment.entity.js';
import { PaymentQueries } from './payment.queries.js';

const interestRule = 'pay.late_interest.default';

export interface LatePayment extends Lateness {
  readonly payment: Payment;
}

/** How late the payer is by the legal clock, and what that costs. */
@Injectable()
export class LateQueries {
  constructor(
    private readonly config: Config,
    private readonly calendar: CalendarService,
    private readonly deadlines: DeadlineQueries,
    private readonly payments: PaymentQueries,
  ) {}

  /** Lateness of payments whose legal clock has run, by payment id; days and interest are 0 while in time. */
  async of(payments: readonly Payment[], now: Date): Promise<Map<string, Lateness>> {
    const clocks = (await this.deadlines.ofSubjects(payments.map(({ id }) => id))).filter(
      ({ key, cancelledAt }) => key === afterInvoice && !cancelledAt,
    );
    const owner = new Map(payments.map((payment) => [payment.id, payment]));
    return new Map(clocks.map((clock) => [clock.subject, this.lateness(owner.get(clock.subject)!, clock, now)]));
  }

  /** What is overdue now and was paid late before, the newest due date first. */
  async overdue(
    { after, limit = 20 }: { after?: string | null; limit?: number },
    now: Date,
  ): Promise<{ items: LatePayment[]; next: string | null }> {
    const { items: clocks, next } = await this.deadlines.list({
      keys: [afterInvoice],
      late: true,
      now,
      after,
      limit,
    });
    const payments = await this.payments.byIds(clocks.map(({ subject }) => subject));
    const items = clocks.flatMap((clock) => {
      const payment = payments.get(clock.subject);
      return payment ? [{ payment, ...this.lateness(payment, clock, now) }] : [];
    });
    return { items, next };
  }

  /** Begun days late, and 0.05 % a day where the contract agrees no rate (State Council Order 802 Art. 17). */
  private lateness({ amount, paidAt, ruleDay }: Payment, { dueAt }: Deadline, now: Date): Lateness {
    const days = daysLate(dueAt, paidAt ?? now, this.config.sandbox ? this.config.acceleration : 1);
    return { dueAt, days, interest: lateInterest(amount, days, this.calendar.rule(interestRule, ruleDay)) };
  }
}
