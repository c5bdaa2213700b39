import { Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { Files } from '#documents';
import { authorize, next, Refused, toYuan } from '#kernel';
import { MatchQueries, mayRequest, type Payment, paymentLifecycle, PaymentQueries, RequestPayment, RequestService } from '#payments';
import { check, Database } from '#platform';
import { ContractQueries } from '#contracts';
import {
  actorOf,
  type FlatBody,
  type FormState,
  Forms,
  languageOf,
  nested,
  type PageReply,
  type PageRequest,
  pressed,
  refusedForm,
  SENTENCE_OF,
  type SentenceOf,
  showDay,
  Views,
} from '../kit/index.js';
import { uploadsOf } from '../tendering/uploads.js';
import { PaymentDesk } from './payment-desk.js';

const fields = ['invoiceNumber', 'invoiceDate', 'amount', 'payeeName', 'bank', 'account', 'fileId'] as const;

/** The provider's request: one form beside the sums it must match, one page to check the answers, then it is sent. */
@Controller('org/payments/:number')
export class PaymentRequestPages {
  constructor(
    private readonly desk: PaymentDesk,
    private readonly database: Database,
    private readonly payments: PaymentQueries,
    private readonly contracts: ContractQueries,
    private readonly matches: MatchQueries,
    private readonly requests: RequestService,
    private readonly files: Files,
    private readonly views: Views,
    private readonly forms: Forms,
    @Inject(SENTENCE_OF) private readonly sentence: SentenceOf,
  ) {}

  /** Filled in with what is known: the amount payable, and the payee and bank of the last time. */
  @Get('request')
  async open(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    const payment = await this.own(request, number);
    const [last, contract, { payable }] = await Promise.all([
      this.payments.lastPayee(payment.providerId),
      this.contracts.byId(payment.contractId),
      this.matches.sums(payment),
    ]);
    const values = {
      amount: toYuan(payable),
      payeeName: last?.payeeName ?? contract?.content.provider.name ?? '',
      bank: last?.bank ?? '',
    };
    await this.form(request, reply, payment, this.forms.open(values));
  }

  /** The answers as they will be sent; nothing is asked for yet but the file is kept. */
  @Post('check-request')
  async check(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    const payment = await this.own(request, number);
    const values = await this.taken(request);
    try {
      const input = check(RequestPayment, nested(values));
      const sums = await this.requests.preview(actorOf(request), payment, input, await this.database.now());
      const lang = languageOf(request);
      const rows = fields
        .filter((name) => name !== 'fileId' && values[name])
        .map((name) => ({
          label: { key: `payments.field.${name}` },
          value: name === 'invoiceDate' ? showDay(new Date(`${input.invoiceDate}T00:00:00+08:00`), lang) : String(values[name]),
        }));
      const hidden = fields.filter((name) => values[name]).map((name) => ({ name, value: values[name] }));
      const data = { payment, self: `/org/payments/${number}`, sums: this.sums(sums), rows, hidden };
      this.views.page(request, reply, 'payments/check', data, this.options(number, 'payments.checkTitle'));
    } catch (caught) {
      if (!(caught instanceof Refused)) throw caught;
      await this.form(request, reply, payment, refusedForm(caught.refusal, values, this.sentence, languageOf(request)));
    }
  }

  @Post('request')
  send(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    return this.forms.handle(request, reply, {
      input: RequestPayment,
      act: async (input) => {
        const { id } = await this.own(request, number);
        await this.requests.request(actorOf(request), id, input);
        return `/org/payments/${number}?done=payment-requested`;
      },
      again: async (form) => this.form(request, reply, await this.own(request, number), form),
    });
  }

  /** The answers of a form that may bring a file; the file is kept and named by its id. */
  private async taken(request: PageRequest): Promise<FlatBody> {
    const { fields: sent, files } = await uploadsOf(request);
    request.body = sent;
    const values = Object.fromEntries(fields.flatMap((name) => (typeof sent[name] === 'string' ? [[name, sent[name].trim()]] : [])));
    const [file] = files;
    if (!file || pressed(request) === 'change') return values;
    return { ...values, fileId: (await this.files.upload(actorOf(request), file)).id };
  }

  private async own(request: PageRequest, number: string): Promise<Payment> {
    const actor = actorOf(request);
    const payment = await this.desk.find(actor, number);
    authorize(mayRequest, actor, payment, 'payment.not-yours');
    next(paymentLifecycle, payment.state, 'request');
    return payment;
  }

  private async form(request: PageRequest, reply: PageReply, payment: Payment, form: FormState): Promise<void> {
    const fileId = form.values['fileId'];
    const [file] = typeof fileId === 'string' && /^[0-9a-f-]{36}$/.test(fileId) ? await this.files.byIds([fileId]) : [];
    const data = {
      form,
      payment,
      self: `/org/payments/${payment.number}`,
      sums: this.sums(await this.matches.sums(payment)),
      fileId,
      fileName: file?.name,
    };
    this.views.page(request, reply, 'payments/request', data, this.options(payment.number, 'payments.requestTitle'));
  }

  private sums({ instalment, payable }: { instalment: bigint; payable: bigint }): object {
    return { instalment, payable, deduction: instalment - payable };
  }

  private options(number: string, key: string) {
    return {
      title: { key },
      back: { href: `/org/payments/${number}`, title: { key: 'payments.titleOf', facts: { number } } },
    };
  }
}
