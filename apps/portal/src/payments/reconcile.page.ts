import { Controller, Get, Param, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { type Actor, authorize, has, Refused, refuse } from '#kernel';
import { OrganizationQueries } from '#organizations';
import {
  type AnswerOutcome,
  AnswerService,
  mayImportAnswer,
  mayReadOrders,
  mayReconcile,
  mayResolve,
  type OrderFormat,
  ReconcileQueries,
  ResolveException,
  TreasuryOrderService,
} from '#payments';
import { actorOf, type FormState, Forms, listView, type PageReply, type PageRequest, readList, Views } from '../kit/index.js';
import { NoAnswers } from '../identity/no-answers.input.js';
import { uploadsOf } from '../tendering/uploads.js';
import { paymentColours } from './payment.data.js';

/** What the cashier compares: orders that are out, answers that came, and cases that fit neither. */
@Controller('finance')
export class ReconcilePages {
  constructor(
    private readonly answers: AnswerService,
    private readonly reconcile: ReconcileQueries,
    private readonly orders: TreasuryOrderService,
    private readonly organizations: OrganizationQueries,
    private readonly views: Views,
    private readonly forms: Forms,
  ) {}

  @Get('reconcile')
  open(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    return this.page(request, reply, this.forms.open());
  }

  @Post('reconcile')
  async import(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    const { fields, files } = await uploadsOf(request);
    request.body = fields;
    await this.forms.handle(request, reply, {
      input: NoAnswers,
      body: {},
      act: async () => {
        const [file] = files;
        if (!file) throw noFile();
        const outcome = await this.answers.import(actorOf(request), file.bytes);
        return `/finance/reconcile?file=${outcome.id}${outcome.repeated ? '&again=1' : ''}`;
      },
      again: (form) => this.page(request, reply, form),
    });
  }

  @Post('reconcile/cases/:id')
  resolve(@Req() request: PageRequest, @Res() reply: PageReply, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.forms.handle(request, reply, {
      input: ResolveException,
      act: async (input) => {
        await this.answers.resolve(actorOf(request), id, input);
        return '/finance/reconcile?done=case-resolved';
      },
      again: (form) => this.page(request, reply, form),
    });
  }

  @Get('orders/:id/:format')
  async order(
    @Req() request: PageRequest,
    @Res() reply: PageReply,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('format') format: string,
  ): Promise<void> {
    const wanted: OrderFormat = format === 'csv' ? 'csv' : 'xml';
    const { name, bytes } = await this.orders.download(actorOf(request), id, wanted);
    await reply
      .headers({
        'content-type': wanted === 'xml' ? 'application/xml; charset=utf-8' : 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${name}"`,
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
      })
      .send(bytes);
  }

  private async page(request: PageRequest, reply: PageReply, form: FormState): Promise<void> {
    const actor = actorOf(request);
    authorize(mayReconcile, actor, null, 'payment.not-yours');
    const query = readList(request, { path: '/finance/reconcile', filters: [], sorts: [] });
    const [cases, orders, files, outcome] = await Promise.all([
      this.reconcile.cases({ open: true }),
      this.reconcile.openOrders(),
      this.reconcile.files({ after: query.after, limit: query.size }),
      this.outcome(request),
    ]);
    const payees = await this.organizations.byIds(orders.map(({ providerId }) => providerId));
    const data = {
      form,
      cases,
      orders: orders.map((order) => ({
        ...order,
        payee: payees.get(order.providerId)?.name ?? '',
        colour: paymentColours[order.state],
        files: order.writtenAt !== null && mayReadOrders(actor, null),
      })),
      list: listView(query, { rows: files.items, next: files.next }),
      outcome,
      ...this.acts(actor),
    };
    const back = { href: '/finance', title: { key: 'nav.finance' } };
    this.views.page(request, reply, 'payments/reconcile', data, {
      title: { key: 'payments.reconcile' },
      back,
    });
  }

  private acts(actor: Actor): object {
    return {
      mayImport: mayImportAnswer(actor, null),
      mayResolve: mayResolve(actor, null),
      readOnly: has(actor, 'supervisor'),
    };
  }

  /** The file that was just brought in. */
  private async outcome(request: PageRequest): Promise<AnswerOutcome | null> {
    const { file, again } = request.query as Readonly<Record<string, string | undefined>>;
    return file && /^[0-9a-f-]{36}$/.test(file) ? this.reconcile.file(file, again === '1') : null;
  }
}

function noFile(): Refused {
  const code = 'treasury-answer.no-file';
  return new Refused(refuse('invalid', code, {}, [{ field: 'file', code }]));
}
