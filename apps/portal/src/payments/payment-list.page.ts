import { Controller, Get, Req, Res } from '@nestjs/common';
import { DeadlineQueries, type Deadline, light } from '#calendar';
import { ContractQueries } from '#contracts';
import { type Actor, has, refuse, Refused, toYuan } from '#kernel';
import { OrganizationQueries } from '#organizations';
import {
  atFinance,
  clockIn,
  isFinance,
  type Payment,
  type PaymentFilter,
  PaymentQueries,
  type PaymentState,
  paymentStates,
  stageOf,
  stages,
} from '#payments';
import { Database } from '#platform';
import {
  actorOf,
  languageOf,
  listView,
  type ListQuery,
  type PageReply,
  type PageRequest,
  readList,
  showSpan,
  translate,
  Views,
} from '../kit/index.js';
import { sendCsv } from './csv.js';
import { paymentColours } from './payment.data.js';
import { areaPaths, type DeskArea } from './payment-desk.js';

type Filters = 'q' | 'state' | 'department';
const paths: Readonly<Record<DeskArea, string>> = { ...areaPaths, finance: '/finance/queue' };

/** Payments as lists: each side's own, and the queue of finance with what has waited longest first. */
@Controller()
export class PaymentListPages {
  constructor(
    private readonly database: Database,
    private readonly payments: PaymentQueries,
    private readonly contracts: ContractQueries,
    private readonly organizations: OrganizationQueries,
    private readonly deadlines: DeadlineQueries,
    private readonly views: Views,
  ) {}

  @Get('org/payments')
  own(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    return this.list(request, reply, 'org');
  }

  @Get('buy/payments')
  buying(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    return this.list(request, reply, 'buy');
  }

  @Get('finance/queue')
  queue(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    return this.list(request, reply, 'finance');
  }

  @Get('org/payments.csv')
  ownCsv(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    return this.csv(request, reply, 'org');
  }

  @Get('buy/payments.csv')
  buyingCsv(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    return this.csv(request, reply, 'buy');
  }

  @Get('finance/queue.csv')
  queueCsv(@Req() request: PageRequest, @Res() reply: PageReply): Promise<void> {
    return this.csv(request, reply, 'finance');
  }

  private async list(request: PageRequest, reply: PageReply, area: DeskArea): Promise<void> {
    const actor = actorOf(request);
    const query = readList(request, {
      path: paths[area],
      filters: ['q', 'state', 'department'] as const,
      sorts: [],
    });
    const filter = this.filter(actor, area, query);
    const [{ items, next }, total, departments] = await Promise.all([
      this.payments.list({ ...filter, after: query.after, limit: query.size }),
      this.payments.count(filter),
      area === 'finance' ? this.organizations.list({ mayBuy: true, limit: 100 }) : null,
    ]);
    const rows = await this.rows(items, area, languageOf(request));
    const list = listView(query, { rows, next, total });
    const data = {
      list,
      lead: { key: `payments.lead.${area}` },
      empty: { key: `payments.empty.${area}` },
      states: paymentStates.map((state) => ({ value: state, text: { key: `payments.state.${state}` } })),
      departments: departments?.items.map(({ id, name }) => ({ value: id, text: name })),
      csv: `${paths[area]}.csv${list.query ? `?${list.query}` : ''}`,
      readOnly: has(actor, 'supervisor'),
    };
    const back = { href: `/${area}`, title: { key: `nav.${area}` } };
    this.views.page(request, reply, 'payments/list', data, {
      title: { key: `payments.title.${area}` },
      back,
    });
  }

  private async rows(items: readonly Payment[], area: DeskArea, lang: 'zh' | 'en') {
    const now = await this.database.now();
    const [contracts, organizations, clocks] = await Promise.all([
      this.contracts.byIds(items.map(({ contractId }) => contractId)),
      this.organizations.byIds(items.flatMap(({ departmentId, providerId }) => [departmentId, providerId])),
      this.deadlines.ofSubjects(items.map(({ id }) => id)),
    ]);
    return items.map((payment) => {
      const { id, number, amount, state, since, departmentId, providerId } = payment;
      const clock = clocks.find((one) => one.subject === id && one.key === clockIn[state] && running(one));
      return {
        number,
        amount,
        state,
        what: contracts.get(payment.contractId)?.title ?? number,
        href: `${areaPaths[area]}/${number}`,
        colour: paymentColours[state],
        department: organizations.get(departmentId)?.name ?? '',
        provider: organizations.get(providerId)?.name ?? '',
        stage: { key: `payments.stage.${stages[stageOf[state] - 1]}` },
        step: { key: 'payments.stageAt', facts: { no: stageOf[state] } },
        held:
          state === 'paid' ? { key: 'payments.done' } : showSpan(Math.max(0, Math.floor((now.getTime() - since.getTime()) / 1000)), lang),
        dueAt: clock?.dueAt ?? null,
        light: clock
          ? light(clock, now)
          : state === 'paid'
            ? 'green'
            : state === 'unknown'
              ? 'red'
              : ['returned', 'rejected'].includes(state)
                ? 'amber'
                : 'grey',
      };
    });
  }

  private async csv(request: PageRequest, reply: PageReply, area: DeskArea): Promise<void> {
    const lang = languageOf(request);
    const query = readList(request, {
      path: paths[area],
      filters: ['q', 'state', 'department'] as const,
      sorts: [],
    });
    const heads = ['number', 'stateHead', 'amount', 'payee', 'department', 'contract', 'payableAt', 'paidAt'].map((name) =>
      translate(lang, `payments.${name}`),
    );
    const rows: string[][] = [heads];
    for await (const page of this.batches(this.filter(actorOf(request), area, query))) {
      const [contracts, organizations] = await Promise.all([
        this.contracts.byIds(page.map(({ contractId }) => contractId)),
        this.organizations.byIds(page.flatMap(({ departmentId, providerId }) => [departmentId, providerId])),
      ]);
      for (const { number, state, amount, providerId, departmentId, contractId, payableAt, paidAt } of page)
        rows.push([
          number,
          translate(lang, `payments.state.${state}`),
          toYuan(amount),
          organizations.get(providerId)?.name ?? '',
          organizations.get(departmentId)?.name ?? '',
          contracts.get(contractId)?.number ?? '',
          payableAt.toISOString(),
          paidAt?.toISOString() ?? '',
        ]);
    }
    await sendCsv(reply, `payments-${area}`, rows);
  }

  private async *batches(filter: PaymentFilter): AsyncGenerator<Payment[]> {
    for (let after: string | null = null, more = true; more;) {
      const page: { items: Payment[]; next: string | null } = await this.payments.list({
        ...filter,
        after,
        limit: 100,
      });
      if (page.items.length) yield page.items;
      after = page.next;
      more = after !== null;
    }
  }

  /** Whose payments a list shows: a side's own; finance and supervisors see all, by default what finance has in hand. */
  private filter(actor: Actor, area: DeskArea, { filters }: ListQuery<Filters>): PaymentFilter {
    const chosen = paymentStates.find((state) => state === filters.state);
    const states: readonly PaymentState[] | undefined = chosen ? [chosen] : undefined;
    if (area === 'org') return { providerId: actor.organizationId, q: filters.q, states };
    if (area === 'buy') return { departmentId: actor.organizationId, q: filters.q, states };
    if (!isFinance(actor) && !has(actor, 'supervisor')) throw new Refused(refuse('forbidden', 'payment.not-yours'));
    const departmentId = /^[0-9a-f-]{36}$/.test(filters.department) ? filters.department : undefined;
    return { q: filters.q, states: states ?? atFinance, departmentId, order: 'oldest' };
  }
}

const running = ({ metAt, cancelledAt }: Deadline): boolean => !metAt && !cancelledAt;
