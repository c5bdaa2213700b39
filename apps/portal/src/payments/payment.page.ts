import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { has } from '#kernel';
import { PaymentService, RequestService, returnCodes, ReturnPayment } from '#payments';
import { actorOf, type FormState, Forms, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { NoAnswers } from '../identity/no-answers.input.js';
import { areaPaths, type DeskArea, PaymentDesk } from './payment-desk.js';

const areaOf = (request: PageRequest): DeskArea => (request.url.split('/')[1] ?? 'org') as DeskArea;

/** One payment, on the same page for its provider, its department and finance; each with its own next step. */
@Controller(Object.values(areaPaths).map((path) => path.slice(1)))
export class PaymentPages {
  constructor(
    private readonly desk: PaymentDesk,
    private readonly payments: PaymentService,
    private readonly requests: RequestService,
    private readonly views: Views,
    private readonly forms: Forms,
  ) {}

  @Get(':number')
  show(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    return this.page(request, reply, number, this.forms.open());
  }

  @Post(':number/confirmation')
  confirm(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    return this.press(request, reply, number, 'confirmed', (id) => this.payments.confirm(actorOf(request), id));
  }

  @Post(':number/check')
  check(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    return this.press(request, reply, number, 'checked', (id) => this.payments.check(actorOf(request), id));
  }

  @Post(':number/approval')
  approve(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    return this.press(request, reply, number, 'approved', (id) => this.payments.approve(actorOf(request), id));
  }

  @Post(':number/reminder')
  remind(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    return this.press(request, reply, number, 'reminded', (id) => this.requests.remind(actorOf(request), id));
  }

  @Post(':number/return')
  return(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    return this.forms.handle(request, reply, {
      input: ReturnPayment,
      act: async (input) => {
        const { id } = await this.desk.find(actorOf(request), number);
        await this.payments.return(actorOf(request), id, input);
        return `${areaPaths[areaOf(request)]}/${number}?done=payment-returned`;
      },
      again: (form) => this.page(request, reply, number, form),
    });
  }

  /** A button: done once, and back on the page. */
  private press(
    request: PageRequest,
    reply: PageReply,
    number: string,
    done: string,
    act: (id: string) => Promise<unknown>,
  ): Promise<void> {
    return this.forms.handle(request, reply, {
      input: NoAnswers,
      act: async () => {
        await act((await this.desk.find(actorOf(request), number)).id);
        return `${areaPaths[areaOf(request)]}/${number}?done=payment-${done}`;
      },
      again: (form) => this.page(request, reply, number, form),
    });
  }

  private async page(request: PageRequest, reply: PageReply, number: string, form: FormState): Promise<void> {
    const [actor, area] = [actorOf(request), areaOf(request)];
    const payment = await this.desk.find(actor, number);
    const data = {
      ...(await this.desk.page(actor, payment, area)),
      form,
      here: `${areaPaths[area]}/${number}`,
      readOnly: has(actor, 'supervisor'),
      returnCodes: returnCodes.map((code) => ({ value: code, text: { key: `payments.return.${code}` } })),
    };
    const back = {
      href: area === 'finance' ? '/finance/queue' : areaPaths[area],
      title: { key: `payments.title.${area}` },
    };
    this.views.page(request, reply, 'payments/show', data, {
      title: { key: 'payments.titleOf', facts: { number } },
      back,
    });
  }
}
