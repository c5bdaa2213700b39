import { Injectable } from '@nestjs/common';
import { type Actor, authorize, confirmedWithin, ensure, found, refuse } from '#kernel';
import { Deadlines } from '#calendar';
import { type Tx, uuidv7 } from '#platform';
import { allAgree } from './match.rules.js';
import { MatchQueries } from './match.queries.js';
import { PaymentCommands } from './payment-commands.service.js';
import { afterInvoice, PaymentMoves } from './payment-moves.service.js';
import type { Payment, PaymentRequest } from './payment.entity.js';
import type { ReturnPayment } from './payment.input.js';
import { mayApprove, mayCheck, mayConfirm, mayReturn } from './payment.policy.js';
import { PaymentQueries } from './payment.queries.js';
import { attemptCount, lastRequest } from './payment.rows.queries.js';
import { reasonGiven, stopsTheClock } from './return.rules.js';
import { TreasuryService } from './treasury.service.js';

/** From the request to the release of the money: each step by its own office and its own person. */
@Injectable()
export class PaymentService {
  constructor(
    private readonly commands: PaymentCommands,
    private readonly moves: PaymentMoves,
    private readonly deadlines: Deadlines,
    private readonly matches: MatchQueries,
    private readonly treasury: TreasuryService,
    private readonly payments: PaymentQueries,
  ) {}

  /** The department says: this is for work we accepted. */
  confirm(actor: Actor, id: string): Promise<Payment> {
    return this.commands.run(actor, id, async (tx, payment, at) => {
      authorize(mayConfirm, actor, payment, 'payment.not-yours');

      await this.moves.move(tx, actor, payment, 'confirm', at, { duties: { confirmed_by: actor.personId } });
    });
  }

  /** Finance compares contract, acceptance and invoice; any difference refuses `payment.mismatch`. */
  check(actor: Actor, id: string): Promise<Payment> {
    return this.commands.run(actor, id, async (tx, payment, at) => {
      authorize(mayCheck, actor, payment, 'payment.not-yours');
      ensure(allAgree(await this.matches.of(payment, await this.requestOf(tx, id))));

      await this.moves.move(tx, actor, payment, 'check', at, {
        duties: { checked_by: actor.personId, approved_by: null },
      });
    });
  }

  /** The second finance person releases it: held in the ledger and ordered from the treasury in the same moment. */
  approve(actor: Actor, id: string): Promise<Payment> {
    return this.commands.run(actor, id, async (tx, payment, at) => {
      const earlier = await this.payments.peopleBefore(id);
      authorize(
        mayApprove,
        actor,
        { ...payment, earlier },
        earlier.includes(actor.personId) ? 'payment.second-person' : 'payment.not-yours',
      );
      const request = await this.requestOf(tx, id);
      ensure(
        confirmedWithin(actor, at) ? undefined : refuse('forbidden', 'confirm-first'),
        allAgree(await this.matches.of(payment, request)),
      );

      const order = { id: uuidv7(), no: (await attemptCount(tx, id)) + 1, requestId: request.id };
      const released = await this.moves.move(tx, actor, payment, 'approve', at, {
        duties: { approved_by: actor.personId },
        facts: { orderId: order.id, attempt: order.no },
      });
      await this.treasury.order(tx, released, {
        ...order,
        checkedBy: payment.checkedBy!,
        approvedBy: actor.personId,
      });
    });
  }

  /** Back to the provider; the request, the invoice and every step stay. */
  return(actor: Actor, id: string, { code, text }: ReturnPayment): Promise<Payment> {
    return this.commands.run(actor, id, async (tx, payment, at) => {
      authorize(mayReturn, actor, payment, 'payment.not-yours');
      ensure(reasonGiven(text));

      await this.moves.move(tx, actor, payment, 'return', at, {
        duties: { requested_by: null, confirmed_by: null, checked_by: null, approved_by: null },
        code,
        text,
        facts: { code },
      });
      if (stopsTheClock(code)) await this.deadlines.cancel(tx, id, afterInvoice);
    });
  }

  private async requestOf(tx: Tx, id: string): Promise<PaymentRequest> {
    return found(await lastRequest(tx, id), 'payment-request');
  }
}
