import { Injectable } from '@nestjs/common';
import { type Actor, authorize, ensure, type Fen, refuse, Refused, yuan } from '#kernel';
import { CalendarService } from '#calendar';
import { Files } from '#documents';
import { type Tx, uuidv7 } from '#platform';
import { AccountVault } from './account-vault.gateway.js';
import { accountFault, amountFault, type Invoice, invoiceDateFault, invoiceNumberFault, plainAccount } from './invoice.rules.js';
import { MatchQueries } from './match.queries.js';
import { PaymentCommands } from './payment-commands.service.js';
import { PaymentMoves } from './payment-moves.service.js';
import type { Payment } from './payment.entity.js';
import type { RequestPayment } from './payment.input.js';
import { mayRemind, mayRequest } from './payment.policy.js';
import { lastReminder, lastRequest } from './payment.rows.queries.js';
import { paymentReminded } from './payments.events.js';
import { mayAskAgain } from './remind.rules.js';

/** What the provider does for its money: asks for it, and asks where it is. */
@Injectable()
export class RequestService {
  constructor(
    private readonly commands: PaymentCommands,
    private readonly moves: PaymentMoves,
    private readonly calendar: CalendarService,
    private readonly matches: MatchQueries,
    private readonly vault: AccountVault,
    private readonly files: Files,
  ) {}

  /** With the invoice, over what is payable and nothing else. Refuses `invoice.*`, `payment.amount-*` with the sums. */
  request(actor: Actor, id: string, input: RequestPayment): Promise<Payment> {
    return this.commands.run(actor, id, async (tx, payment, at) => {
      authorize(mayRequest, actor, payment, 'payment.not-yours');
      const { invoice, account } = await this.checked(payment, input, at);
      const no = ((await lastRequest(tx, id))?.no ?? 0) + 1;

      await this.moves.move(tx, actor, payment, 'request', at, {
        duties: { requested_by: actor.personId, confirmed_by: null, checked_by: null, approved_by: null },
        facts: { no },
      });
      await this.register(tx, payment, invoice.number, at);
      const requestId = uuidv7();
      const file = input.fileId ? await this.attach(tx, actor, payment, input.fileId) : null;
      const { sealed, mark, tail } = this.vault.close(account, requestId);
      await tx.query(
        `insert into payments.request (id, payment_id, no, amount, invoice_number, invoice_date, payee_name, bank, account,
           account_mark, account_tail, file_id, by, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
        [
          requestId,
          id,
          no,
          invoice.amount.toString(),
          invoice.number,
          invoice.date,
          input.payeeName,
          input.bank,
          sealed,
          mark,
          tail,
          file,
          actor.personId,
          at,
        ],
      );
    });
  }

  /** The same checks as {@link request} and nothing changed: before the provider sends. */
  async preview(actor: Actor, payment: Payment, input: RequestPayment, at: Date): Promise<{ instalment: Fen; payable: Fen }> {
    authorize(mayRequest, actor, payment, 'payment.not-yours');
    await this.checked(payment, input, at);
    return this.matches.sums(payment);
  }

  /** 催办: whoever holds the payment is told that it is waited for. Once a step. */
  remind(actor: Actor, id: string): Promise<Payment> {
    return this.commands.run(actor, id, async (tx, payment, at) => {
      authorize(mayRemind, actor, payment, 'payment.not-yours');
      ensure(mayAskAgain(payment, await lastReminder(tx, id)));

      await tx.query(
        `insert into payments.act (id, payment_id, act, from_state, to_state, person, organization_id, at)
         values ($1, $2, 'remind', $3, $3, $4, $5, $6)`,
        [uuidv7(), id, payment.state, actor.personId, actor.organizationId, at],
      );
      await this.moves.tell(tx, actor, payment, paymentReminded);
    });
  }

  private async checked(payment: Payment, input: RequestPayment, at: Date): Promise<{ invoice: Invoice; account: string }> {
    const invoice = {
      number: input.invoiceNumber.replaceAll(/\s/g, ''),
      date: input.invoiceDate,
      amount: yuan(input.amount),
    };
    const account = plainAccount(input.account);
    ensure(
      invoiceNumberFault(invoice),
      invoiceDateFault(invoice, this.calendar.today(at)),
      (await this.matches.isRegisteredElsewhere(payment.id, invoice.number)) ? used() : undefined,
      amountFault(invoice, await this.matches.sums(payment)),
      accountFault(account),
    );
    return { invoice, account };
  }

  /** An invoice number is taken once and for good; asked again with the same one it stays this payment's. */
  private async register(tx: Tx, { id }: Payment, number: string, at: Date): Promise<void> {
    await tx.query('insert into payments.invoice (number, payment_id, registered_at) values ($1, $2, $3) on conflict do nothing', [
      number,
      id,
      at,
    ]);
    const [own] = (await tx.query('select 1 from payments.invoice where number = $1 and payment_id = $2', [number, id])) as unknown[];
    if (!own) throw new Refused(used());
  }

  /** Those who check the invoice may read the file. */
  private async attach(tx: Tx, actor: Actor, payment: Payment, fileId: string): Promise<string> {
    const finance = await this.moves.office(payment);
    const file = await this.files.attach(tx, actor, fileId, {
      organizations: [...new Set([payment.departmentId, finance])],
    });
    return file.id;
  }
}

const used = () => refuse('conflict', 'invoice.used', {}, [{ field: 'invoiceNumber', code: 'invoice.used' }]);
