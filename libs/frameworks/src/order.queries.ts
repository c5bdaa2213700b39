import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import { cursorOf } from './agreement.queries.js';
import type { Evidence, Feedback, Order, Quote, Skip } from './order.entity.js';
import type { OrderState } from './order.lifecycle.js';
import {
  evidenceColumns,
  feedbackColumns,
  orderColumns,
  type OrderRow,
  quoteColumns,
  type QuoteRow,
  toOrder,
  toQuote,
} from './rows.queries.js';

/** An order with the names it needs. */
export interface OrderLine extends Order {
  readonly agreementNumber: string;
  readonly agreementTitle: string;
  readonly departmentId: string;
  readonly department: string;
  readonly providerId: string | null;
  readonly provider: string | null;
  readonly lotName: string;
  readonly per: number;
  readonly unit: string;
}

export interface WholeOrder extends OrderLine {
  readonly skips: readonly (Skip & { readonly provider: string })[];
  readonly evidence: readonly Evidence[];
  readonly feedback: readonly Feedback[];
  /** Opened ones only; before the closing nobody learns how many there are. */
  readonly quotes: readonly (Quote & { readonly provider: string })[];
}

export interface OrderFilter {
  readonly agreementId?: string;
  readonly departmentId?: string;
  readonly providerId?: string;
  readonly states?: readonly OrderState[];
  /** Only what the public may see. */
  readonly announced?: boolean;
  readonly after?: string | null;
  /** At most 100. */
  readonly limit?: number;
}

const columns = `${orderColumns}, a.number as "agreementNumber", a.title as "agreementTitle", a.department_id as "departmentId",
  d.name as department, e.provider_id as "providerId", n.name as provider, l.name as "lotName", l.per, l.unit`;
const tables = `frameworks.call_off o join frameworks.agreement a on a.id = o.agreement_id
  join organizations.organization d on d.id = a.department_id join frameworks.lot l on l.agreement_id = o.agreement_id and l.lot = o.lot
  left join frameworks.entrant e on e.id = o.entrant_id left join organizations.organization n on n.id = e.provider_id`;
type LineRow = OrderRow & Omit<OrderLine, keyof Order>;
const toLine = (row: LineRow): OrderLine => ({ ...row, ...toOrder(row) });

/** An entrant learns of an order when it goes out; of a contest when it is invited. */
const shownStates: readonly OrderState[] = ['offered', 'accepted', 'contracted', 'completed', 'declined'];

/** Reads orders. Who may read is for the caller to ask of the policy, but `announced` lists are everybody's. */
@Injectable()
export class OrderQueries {
  constructor(private readonly database: Database) {}

  async byId(id: string): Promise<WholeOrder | null> {
    const [row] = await this.database.query<LineRow>(`select ${columns} from ${tables} where o.id = $1`, [id]);
    if (!row) return null;
    const skips = await this.database.query<Skip & { provider: string }>(
      `select s.call_off_id as "orderId", s.entrant_id as "entrantId", s.reason, s.at, n.name as provider
       from frameworks.skip s join frameworks.entrant e on e.id = s.entrant_id join organizations.organization n on n.id = e.provider_id
       where s.call_off_id = $1 order by s.at`,
      [id],
    );
    const evidence = await this.database.query<Evidence>(
      `select ${evidenceColumns} from frameworks.evidence v where v.call_off_id = $1 order by v.day, v.id`,
      [id],
    );
    const feedback = await this.feedbackOf('f.call_off_id = $1', id);
    const quotes = await this.database.query<QuoteRow & { provider: string }>(
      `select ${quoteColumns}, n.name as provider from frameworks.quote q join frameworks.entrant e on e.id = q.entrant_id
         join organizations.organization n on n.id = e.provider_id
       where q.call_off_id = $1 and q.opened_at is not null order by q.price, q.entrant_id`,
      [id],
    );
    return { ...toLine(row), skips, evidence, feedback, quotes: quotes.map((quote) => ({ ...quote, ...toQuote(quote) })) };
  }

  /** When this organization last quoted in a contest; its price stays sealed even for it. */
  async ownQuoteAt(orderId: string, providerId: string): Promise<Date | null> {
    const [row] = await this.database.query<{ at: Date }>(
      `select q.at from frameworks.quote q join frameworks.entrant e on e.id = q.entrant_id where q.call_off_id = $1 and e.provider_id = $2`,
      [orderId, providerId],
    );
    return row?.at ?? null;
  }

  /** Contests that a provider is invited to: its own lot, running. */
  async contestsFor(providerId: string): Promise<OrderLine[]> {
    const rows = await this.database.query<LineRow>(
      `select ${columns} from ${tables} where o.state = 'quoting' and exists
         (select from frameworks.entrant x join frameworks.price p on p.entrant_id = x.id and p.lot = o.lot
          where x.agreement_id = o.agreement_id and x.provider_id = $1 and x.state = 'in')
       order by o.quotes_close_at limit 100`,
      [providerId],
    );
    return rows.map(toLine);
  }

  /** Newest first, a page at a time. A provider's list holds what has gone out to it. */
  async list(filter: OrderFilter): Promise<{ items: OrderLine[]; next: string | null }> {
    const limit = Math.min(Math.max(filter.limit ?? 20, 1), 100);
    const rows = await this.database.query<LineRow>(
      `select ${columns} from ${tables}
       where ($1::uuid is null or o.agreement_id = $1) and ($2::uuid is null or a.department_id = $2)
         and ($3::uuid is null or (e.provider_id = $3 and o.state = any($4))) and ($5::text[] is null or o.state = any($5))
         and (not $6::boolean or o.announced_at is not null) and ($7::uuid is null or o.id < $7)
       order by o.id desc limit $8`,
      [
        filter.agreementId ?? null,
        filter.departmentId ?? null,
        filter.providerId ?? null,
        shownStates,
        filter.states ?? null,
        filter.announced ?? false,
        cursorOf(filter.after),
        limit + 1,
      ],
    );
    const items = rows.slice(0, limit).map(toLine);
    const last = items.at(-1);
    return { items, next: rows.length > limit && last ? Buffer.from(last.id).toString('base64url') : null };
  }

  /** What is said about the entrants of an agreement, newest first. */
  feedback(agreementId: string, limit = 50): Promise<(Feedback & { provider: string })[]> {
    return this.feedbackOf('f.agreement_id = $1', agreementId, limit);
  }

  private feedbackOf(where: string, value: string, limit = 100): Promise<(Feedback & { provider: string })[]> {
    return this.database.query(
      `select ${feedbackColumns}, n.name as provider from frameworks.feedback f join frameworks.entrant e on e.id = f.entrant_id
         join organizations.organization n on n.id = e.provider_id where ${where} order by f.at desc limit $2`,
      [value, limit],
    );
  }
}
