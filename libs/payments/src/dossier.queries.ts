import { Injectable } from '@nestjs/common';
import { LateQueries } from './late.queries.js';
import { MatchQueries } from './match.queries.js';
import type { Payment } from './payment.entity.js';
import { PaymentQueries } from './payment.queries.js';
import type { PaymentMore } from './payment.view.js';
import { TrackerQueries } from './tracker.queries.js';

/** All there is to one payment, in a handful of reads. */
@Injectable()
export class DossierQueries {
  constructor(
    private readonly payments: PaymentQueries,
    private readonly matches: MatchQueries,
    private readonly trackers: TrackerQueries,
    private readonly late: LateQueries,
  ) {}

  async of(payment: Payment, now: Date): Promise<PaymentMore> {
    const [requests, steps, attempts, tracked, late] = await Promise.all([
      this.payments.requests([payment.id]),
      this.payments.steps([payment.id]),
      this.payments.attempts([payment.id]),
      this.trackers.ofPayment(payment, now),
      this.late.of([payment], now),
    ]);
    const request = requests.at(-1);
    const match = request ? await this.matches.of(payment, request) : null;
    return { requests, steps, attempts, stages: tracked.stages, match, late: late.get(payment.id) ?? null };
  }
}
