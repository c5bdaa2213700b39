import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import type { Attempt, Payment, PaymentRequest, PaymentStep } from './payment.entity.js';
import type { PaymentState } from './payment.lifecycle.js';
import { attemptColumns, paymentColumns, type Raw, requestColumns, stepColumns, withFen } from './payment.rows.queries.js';

export interface PaymentFilter {
  readonly departmentId?: string;
  readonly providerId?: string;
  /** On either side. */
  readonly partyId?: string;
  readonly contractId?: string;
  readonly states?: readonly PaymentState[];
  /** Part of the payment's number, or the whole of its contract's. */
  readonly q?: string;
  /** `oldest`: what has waited longest in its state first; otherwise the newest payments first. */
  readonly order?: 'newest' | 'oldest';
  readonly after?: string | null;
  /** At most 100. */
  readonly limit?: number;
}

const matching = `($1::uuid is null or p.department_id = $1) and ($2::uuid is null or p.provider_id = $2)
  and ($3::uuid is null or p.contract_id = $3) and ($4::text[] is null or p.state = any($4))
  and ($5 = '' or strpos(p.number, upper($5)) > 0)
  and ($6::uuid is null or p.department_id = $6 or p.provider_id = $6)`;

const asked = (filter: PaymentFilter): unknown[] => [
  filter.departmentId ?? null,
  filter.providerId ?? null,
  filter.contractId ?? null,
  filter.states ?? null,
  filter.q?.trim() ?? '',
  filter.partyId ?? null,
];

/** Reads payments. Who may read is for the caller to ask of {@link maySee}. */
@Injectable()
export class PaymentQueries {
  constructor(private readonly database: Database) {}

  byId(id: string): Promise<Payment | null> {
    return this.one('p.id = $1', id);
  }

  byNumber(number: string): Promise<Payment | null> {
    return this.one('p.number = $1', number);
  }

  ofInstalment(instalmentId: string): Promise<Payment | null> {
    return this.one('p.instalment_id = $1', instalmentId);
  }

  async byIds(ids: readonly string[]): Promise<Map<string, Payment>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.query<Raw<Payment>>(`select ${paymentColumns} from payments.payment p where p.id = any($1)`, [
      [...new Set(ids)],
    ]);
    return new Map(rows.map((row) => [row.id, withFen<Payment>(row)]));
  }

  /** All payments of these contracts, in the order they became payable. */
  async ofContracts(contractIds: readonly string[]): Promise<Payment[]> {
    const rows = await this.database.query<Raw<Payment>>(
      `select ${paymentColumns} from payments.payment p where p.contract_id = any($1) order by p.id limit 1000`,
      [contractIds],
    );
    return rows.map(withFen<Payment>);
  }

  async list(filter: PaymentFilter = {}): Promise<{ items: Payment[]; next: string | null }> {
    const limit = Math.min(Math.max(filter.limit ?? 20, 1), 100);
    const oldest = filter.order === 'oldest';
    const place = oldest ? '(p.since, p.id) > (select since, id from payments.payment where id = $7)' : 'p.id < $7';
    const rows = await this.database.query<Raw<Payment>>(
      `select ${paymentColumns} from payments.payment p where ${matching} and ($7::uuid is null or ${place})
       order by ${oldest ? 'p.since, p.id' : 'p.id desc'} limit $8`,
      [...asked(filter), cursorOf(filter.after), limit + 1],
    );
    const items = rows.slice(0, limit).map(withFen<Payment>);
    const last = items.at(-1);
    return { items, next: rows.length > limit && last ? Buffer.from(last.id).toString('base64url') : null };
  }

  async count(filter: PaymentFilter = {}): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      `select count(*)::int as count from payments.payment p where ${matching}`,
      asked(filter),
    );
    return row!.count;
  }

  /** Everything a filter matches, in pages: for exports. */
  async *all(filter: PaymentFilter): AsyncGenerator<Payment> {
    let after: string | null = null;
    do {
      const page: { items: Payment[]; next: string | null } = await this.list({
        ...filter,
        after,
        limit: 100,
      });
      yield* page.items;
      after = page.next;
    } while (after);
  }

  /** Requests of many payments, oldest first. */
  async requests(paymentIds: readonly string[]): Promise<PaymentRequest[]> {
    const rows = await this.database.query<Raw<PaymentRequest>>(
      `select ${requestColumns} from payments.request r where r.payment_id = any($1) order by r.payment_id, r.no`,
      [paymentIds],
    );
    return rows.map(withFen<PaymentRequest>);
  }

  /** Every step of many payments, oldest first. */
  steps(paymentIds: readonly string[]): Promise<PaymentStep[]> {
    return this.database.query(`select ${stepColumns} from payments.act a where a.payment_id = any($1) order by a.payment_id, a.id`, [
      paymentIds,
    ]);
  }

  async attempts(paymentIds: readonly string[]): Promise<Attempt[]> {
    const rows = await this.database.query<Raw<Attempt>>(
      `select ${attemptColumns} from payments.attempt t where t.payment_id = any($1) order by t.payment_id, t.no`,
      [paymentIds],
    );
    return rows.map(withFen<Attempt>);
  }

  /** Everybody who asked for, confirmed or checked it, in any round. */
  async peopleBefore(paymentId: string): Promise<string[]> {
    const rows = await this.database.query<{ person: string }>(
      `select distinct person from payments.act where payment_id = $1 and act in ('request', 'confirm', 'check')`,
      [paymentId],
    );
    return rows.map(({ person }) => person);
  }

  /** The account of the last payment made to this provider before a request, when it is another one: its last digits and when. */
  async accountBefore(requestId: string): Promise<{ tail: string; at: Date } | null> {
    const [row] = await this.database.query<{ tail: string; at: Date }>(
      `select earlier.account_tail as tail, earlier.at from payments.request now
         join payments.payment p on p.id = now.payment_id
         join lateral (
           select r.account_mark, r.account_tail, r.at from payments.request r
             join payments.attempt t on t.request_id = r.id and t.state = 'paid'
             join payments.payment paid on paid.id = r.payment_id and paid.provider_id = p.provider_id
           where r.at < now.at order by t.settled_at desc limit 1
         ) earlier on true
       where now.id = $1 and earlier.account_mark <> now.account_mark`,
      [requestId],
    );
    return row ?? null;
  }

  /** What the provider was last paid to, for filling the form in; without the account itself. */
  async lastPayee(providerId: string): Promise<Pick<PaymentRequest, 'payeeName' | 'bank'> | null> {
    const [row] = await this.database.query<Pick<PaymentRequest, 'payeeName' | 'bank'>>(
      `select r.payee_name as "payeeName", r.bank from payments.request r join payments.payment p on p.id = r.payment_id
       where p.provider_id = $1 order by r.at desc limit 1`,
      [providerId],
    );
    return row ?? null;
  }

  private async one(where: string, value: string): Promise<Payment | null> {
    const [row] = await this.database.query<Raw<Payment>>(`select ${paymentColumns} from payments.payment p where ${where}`, [value]);
    return row ? withFen<Payment>(row) : null;
  }
}

/** A cursor that is none begins at the beginning. */
export function cursorOf(after: string | null | undefined): string | null {
  const id = after ? Buffer.from(after, 'base64url').toString('utf8') : '';
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : null;
}
