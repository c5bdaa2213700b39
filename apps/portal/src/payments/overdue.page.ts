import { Controller, Get, Req, Res } from '@nestjs/common';
import { CalendarService } from '#calendar';
import { authorize, toYuan } from '#kernel';
import { OrganizationQueries } from '#organizations';
import { holders, LateQueries, mayReconcile } from '#payments';
import { Database } from '#platform';
import { actorOf, languageOf, listView, type PageReply, type PageRequest, readList, translate, Views } from '../kit/index.js';
import { sendCsv } from './csv.js';

/** What is paid too late, by whom it is held, and what it costs. */
@Controller('finance')
export class OverduePages {
  constructor(
    private readonly database: Database,
    private readonly late: LateQueries,
    private readonly organizations: OrganizationQueries,
    private readonly calendar: CalendarService,
    private readonly views: Views,
  ) {}

  @Get('overdue')
  async show(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    authorize(mayReconcile, actorOf(request), null, 'payment.not-yours');
    const query = readList(request, { path: '/finance/overdue', filters: [], sorts: [] });
    const { rows, next, now } = await this.page(query.after, query.size);
    const rule = this.calendar.rule('pay.late_interest.default', this.calendar.today(now));
    const data = { list: listView(query, { rows, next }), rate: rule.value, citation: rule.citation };
    const back = { href: '/finance', title: { key: 'nav.finance' } };
    this.views.page(request, reply, 'payments/overdue', data, { title: { key: 'payments.overdue' }, back });
  }

  @Get('overdue.csv')
  async csv(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    authorize(mayReconcile, actorOf(request), null, 'payment.not-yours');
    const lang = languageOf(request);
    const heads = ['number', 'amount', 'daysLate', 'interest', 'legalDue', 'paidAt', 'department', 'payee'];
    const lines = [heads.map((name) => translate(lang, `payments.${name}`))];
    for (let after: string | null = null, more = true; more;) {
      const { rows, next } = await this.page(after, 100);
      for (const { number, amount, days, interest, dueAt, paidAt, department, provider } of rows)
        lines.push([
          number,
          toYuan(amount),
          String(days),
          toYuan(interest),
          dueAt.toISOString(),
          paidAt?.toISOString() ?? '',
          department,
          provider,
        ]);
      after = next;
      more = next !== null;
    }
    await sendCsv(reply, 'overdue', lines);
  }

  private async page(after: string | null, limit: number) {
    const now = await this.database.now();
    const { items, next } = await this.late.overdue({ after, limit }, now);
    const names = await this.organizations.byIds(items.flatMap(({ payment }) => [payment.departmentId, payment.providerId]));
    const rows = items.map(({ payment: { number, amount, state, departmentId, providerId, paidAt }, days, interest, dueAt }) => ({
      number,
      amount,
      days,
      interest,
      dueAt,
      paidAt,
      href: `/finance/payments/${number}`,
      standing: { key: paidAt ? 'payments.paidLate' : 'payments.stillOwed' },
      holder: holders[state] && { key: `payments.holder.${holders[state]}`, facts: { office: '' } },
      department: names.get(departmentId)?.name ?? '',
      provider: names.get(providerId)?.name ?? '',
    }));
    return { rows, next, now };
  }
}
