import { Injectable } from '@nestjs/common';
import type { Fen } from '#kernel';
import { Database } from '#platform';
import { type AnswerOutcome, outcomeOfFile } from './answer.service.js';
import type { ExceptionKind } from './answer.rules.js';
import { cursorOf } from './payment.queries.js';

/** One file of answers with what became of its lines. */
export interface AnswerFileLine {
  readonly id: string;
  readonly kind: 'pain.002' | 'csv';
  readonly digest: string;
  readonly at: Date;
  readonly lines: number;
  readonly matched: number;
  readonly repeated: number;
  readonly waiting: number;
  readonly exceptions: number;
}

/** Something the books do not explain, and what a person said of it. */
export interface TreasuryCase {
  readonly id: string;
  readonly kind: ExceptionKind;
  readonly openedAt: Date;
  readonly reference: string | null;
  readonly status: string | null;
  readonly amount: Fen | null;
  readonly reason: string | null;
  readonly orderId: string | null;
  readonly ordered: Fen | null;
  readonly paymentNumber: string | null;
  readonly resolvedAt: Date | null;
  readonly resolvedBy: string | null;
  readonly resolution: string | null;
}

/** An order that is out and not answered. */
export interface OpenOrder {
  readonly id: string;
  readonly paymentNumber: string;
  readonly providerId: string;
  readonly amount: Fen;
  readonly state: 'approved' | 'instructed' | 'unknown';
  readonly orderedAt: Date;
  readonly writtenAt: Date | null;
}

/** What the cashier compares: orders that are out, answers that came, and what fits neither. */
@Injectable()
export class ReconcileQueries {
  constructor(private readonly database: Database) {}

  async files({ after, limit = 20 }: { after?: string | null; limit?: number } = {}): Promise<{
    items: AnswerFileLine[];
    next: string | null;
  }> {
    const size = Math.min(Math.max(limit, 1), 100);
    const rows = await this.database.query<AnswerFileLine>(
      `select f.id, f.kind, encode(f.digest, 'hex') as digest, f.at, count(l.id)::int as lines,
         count(l.id) filter (where l.outcome = 'matched')::int as matched, count(l.id) filter (where l.outcome = 'repeated')::int as repeated,
         count(l.id) filter (where l.outcome = 'waiting')::int as waiting, count(l.id) filter (where l.outcome = 'exception')::int as exceptions
       from payments.answer_file f left join payments.answer_line l on l.file_id = f.id
       where ($1::uuid is null or f.id < $1) group by f.id order by f.id desc limit $2`,
      [cursorOf(after), size + 1],
    );
    const items = rows.slice(0, size);
    return { items, next: rows.length > size ? Buffer.from(items.at(-1)!.id).toString('base64url') : null };
  }

  /** One file as its import answered. */
  async file(id: string, repeated: boolean): Promise<AnswerOutcome | null> {
    const outcome = await outcomeOfFile(this.database, id, repeated);
    return outcome.lines > 0 ? outcome : null;
  }

  /** Open cases, oldest first; or the last ones that were closed. */
  async cases({ open, limit = 50 }: { open: boolean; limit?: number }): Promise<TreasuryCase[]> {
    const rows = await this.database.query<Omit<TreasuryCase, 'amount' | 'ordered'> & { amount: string | null; ordered: string | null }>(
      `select e.id, e.kind, e.opened_at as "openedAt", l.reference, l.status, l.amount, l.reason, e.attempt_id as "orderId",
         t.amount as ordered, p.number as "paymentNumber", e.resolved_at as "resolvedAt", e.resolved_by as "resolvedBy", e.resolution
       from payments.exception e left join payments.answer_line l on l.id = e.line_id
         left join payments.attempt t on t.id = e.attempt_id left join payments.payment p on p.id = t.payment_id
       where (e.resolved_at is null) = $1 order by case when $1 then e.opened_at end, e.resolved_at desc limit $2`,
      [open, Math.min(limit, 100)],
    );
    return rows.map((row) => ({ ...row, amount: fen(row.amount), ordered: fen(row.ordered) }));
  }

  /** Orders out and unanswered, oldest first. */
  async openOrders(limit = 100): Promise<OpenOrder[]> {
    const rows = await this.database.query<Omit<OpenOrder, 'amount'> & { amount: string }>(
      `select t.id, p.number as "paymentNumber", p.provider_id as "providerId", t.amount, p.state, t.ordered_at as "orderedAt",
         t.written_at as "writtenAt"
       from payments.attempt t join payments.payment p on p.id = t.payment_id
       where t.state in ('ordered', 'written') order by t.ordered_at, t.id limit $1`,
      [Math.min(limit, 100)],
    );
    return rows.map((row) => ({ ...row, amount: BigInt(row.amount) }));
  }
}

const fen = (text: string | null): Fen | null => (text === null ? null : BigInt(text));
