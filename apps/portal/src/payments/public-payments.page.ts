import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ContractQueries } from '#contracts';
import { absent } from '#kernel';
import { TrackerQueries } from '#payments';
import { Database } from '#platform';
import { Public } from '../../../api/src/public.decorator.js';
import { moneyBar, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { paymentColours, trackerOf } from './payment.data.js';

/** The payments of a published contract, for everybody: the same seven stages, no account, no invoice. */
@Controller('contracts/:number/payments')
@Public()
export class PublicPaymentsPages {
  constructor(
    private readonly database: Database,
    private readonly contracts: ContractQueries,
    private readonly trackers: TrackerQueries,
    private readonly views: Views,
  ) {}

  @Get()
  async show(@Req() request: PageRequest, @Res() reply: PageReply, @Param('number') number: string): Promise<void> {
    const contract = await this.contracts.byNumber(number);
    if (!contract?.publishedAt) throw absent('contract');
    const now = await this.database.now();
    const tracked = await this.trackers.ofContract(contract.id, now);
    const names = { department: contract.content.buyer.name, provider: contract.content.provider.name };
    const sum = (pick: (one: (typeof tracked)[number]) => bigint): bigint => tracked.reduce((total, one) => total + pick(one), 0n);
    const data = {
      contract: { number, title: contract.title },
      asOf: now,
      parts: moneyBar({
        planned: contract.price,
        contracted: contract.price,
        accepted: sum(({ payment }) => payment?.amount ?? 0n),
        paid: sum(({ payment }) => (payment?.state === 'paid' ? payment.amount : 0n)),
      }),
      instalments: tracked.map(({ instalment, payment, stages }) => ({
        no: instalment.no,
        name: instalment.name,
        amount: instalment.amount,
        payment: payment && {
          ...payment,
          colour: paymentColours[payment.state],
          days: days(payment.payableAt, payment.paidAt),
        },
        stages: trackerOf(stages, names),
      })),
    };
    const crumbs = [
      { href: '/contracts', title: { key: 'contracts.title' } },
      { href: `/contracts/${number}`, title: contract.title },
    ];
    const alternates = [{ type: 'application/json', href: `/api/v1/contracts/${number}/payments` }];
    this.views.page(request, reply, 'payments/public', data, {
      title: { key: 'payments.public' },
      nav: 'projects',
      crumbs,
      alternates,
    });
  }
}

const days = (from: Date, to: Date | null): number | null => (to ? Math.ceil((to.getTime() - from.getTime()) / 86_400_000) : null);
