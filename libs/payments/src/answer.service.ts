import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, absent, authorize } from '#kernel';
import { Database, now, record, type Tx, uuidv7 } from '#platform';
import { readAnswer } from './answer-file.gateway.js';
import { type AnswerLine, judge, type KnownOrder, type Verdict } from './answer.rules.js';
import type { ResolveException } from './payment.input.js';
import { mayImportAnswer, mayResolve } from './payment.policy.js';
import { answerImported, exceptionOpened, exceptionResolved } from './payments.events.js';
import { orderIdOf } from './treasury-order.rules.js';
import { TreasuryService } from './treasury.service.js';

/** What became of a file, line by line in sums. */
export interface AnswerOutcome {
  readonly id: string;
  /** The same bytes were imported before; nothing happened now. */
  readonly repeated: boolean;
  readonly lines: number;
  readonly matched: number;
  readonly known: number;
  readonly waiting: number;
  readonly exceptions: number;
}

/** Takes in what the treasury answers. A file counts once, an order is settled once, what does not fit becomes a case. */
@Injectable()
export class AnswerService {
  constructor(
    private readonly database: Database,
    private readonly treasury: TreasuryService,
  ) {}

  /** Refuses `treasury-answer.*` for what is no answer file. */
  import(actor: Actor, bytes: Buffer): Promise<AnswerOutcome> {
    return this.database.transaction(async (tx) => {
      authorize(mayImportAnswer, actor, null);
      const { kind, lines } = readAnswer(bytes);
      const digest = createHash('sha256').update(bytes).digest();
      const at = await now(tx);

      const id = uuidv7();
      const taken = (await tx.query(
        `insert into payments.answer_file (id, digest, kind, bytes, by, at) values ($1, $2, $3, $4, $5, $6)
         on conflict (digest) do nothing returning 1`,
        [id, digest, kind, bytes, actor.personId, at],
      )) as unknown[];
      if (taken.length === 0) return this.before(tx, digest);
      for (const { line, place } of inLockOrder(lines)) await this.take(tx, actor, id, place, line, at);
      const outcome = await outcomeOfFile(tx, id, false);
      const { lines: count, matched, known, waiting, exceptions } = outcome;
      await record(tx, actor, {
        type: answerImported,
        subject: id,
        facts: { kind, lines: count, matched, repeated: known, waiting, exceptions },
      });
      return outcome;
    });
  }

  /** A person says what became of a case; it is closed for good. */
  resolve(actor: Actor, id: string, { text }: ResolveException): Promise<void> {
    return this.database.transaction(async (tx) => {
      authorize(mayResolve, actor, null);
      const [open] = (await tx.query('select kind, resolved_at as "resolvedAt" from payments.exception where id = $1 for update', [
        id,
      ])) as {
        kind: string;
        resolvedAt: Date | null;
      }[];
      if (!open || open.resolvedAt) throw absent('treasury-exception');

      await tx.query('update payments.exception set resolved_at = $2, resolved_by = $3, resolution = $4 where id = $1', [
        id,
        await now(tx),
        actor.personId,
        text,
      ]);
      await record(tx, actor, { type: exceptionResolved, subject: id, facts: { kind: open.kind } });
    });
  }

  private async take(tx: Tx, actor: Actor, fileId: string, place: number, line: AnswerLine, at: Date): Promise<void> {
    const orderId = orderIdOf(line.reference);
    const known = orderId ? await this.known(tx, orderId) : null;
    const verdict = judge(line, known);
    if (verdict.outcome === 'settle') await this.treasury.settle(tx, actor, orderId!, at);
    if (verdict.outcome === 'reject') await this.treasury.reject(tx, actor, orderId!, line.reason, at);

    const id = uuidv7();
    await tx.query(
      `insert into payments.answer_line (id, file_id, place, reference, status, amount, reason, outcome, attempt_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        id,
        fileId,
        place,
        line.reference,
        line.status,
        line.amount?.toString() ?? null,
        line.reason,
        outcomeOf(verdict),
        known ? orderId : null,
      ],
    );
    if (verdict.outcome === 'exception') await this.openCase(tx, actor, id, known ? orderId : null, verdict.kind, at);
  }

  private async openCase(tx: Tx, actor: Actor, lineId: string, orderId: string | null, kind: string, at: Date): Promise<void> {
    const id = uuidv7();
    await tx.query('insert into payments.exception (id, line_id, attempt_id, kind, opened_at) values ($1, $2, $3, $4, $5)', [
      id,
      lineId,
      orderId,
      kind,
      at,
    ]);
    await record(tx, actor, { type: exceptionOpened, subject: id, facts: { kind, orderId } });
  }

  /** The order as it stands under the payment's lock. */
  private async known(tx: Tx, orderId: string): Promise<KnownOrder | null> {
    const [row] = (await tx.query(
      `select t.amount, t.state, p.state as payment from payments.attempt t join payments.payment p on p.id = t.payment_id
       where t.id = $1 for update of p, t`,
      [orderId],
    )) as { amount: string; state: KnownOrder['state']; payment: KnownOrder['payment'] }[];
    return row ? { ...row, amount: BigInt(row.amount) } : null;
  }

  private async before(tx: Tx, digest: Buffer): Promise<AnswerOutcome> {
    const [file] = (await tx.query('select id from payments.answer_file where digest = $1', [digest])) as {
      id: string;
    }[];
    return outcomeOfFile(tx, file!.id, true);
  }
}

/** Two files imported at once take their locks in one order. */
const inLockOrder = (lines: readonly AnswerLine[]): { line: AnswerLine; place: number }[] =>
  lines
    .map((line, index) => ({ line, place: index + 1 }))
    .sort((one, other) => one.line.reference.localeCompare(other.line.reference) || one.place - other.place);

const fileSums = `select count(*)::int as lines, count(*) filter (where outcome = 'matched')::int as matched,
  count(*) filter (where outcome = 'repeated')::int as known, count(*) filter (where outcome = 'waiting')::int as waiting,
  count(*) filter (where outcome = 'exception')::int as exceptions
  from payments.answer_line where file_id = $1`;

/** A file's lines in sums. */
export async function outcomeOfFile(reader: FileReader, id: string, repeated: boolean): Promise<AnswerOutcome> {
  const [sums] = (await reader.query(fileSums, [id])) as Omit<AnswerOutcome, 'id' | 'repeated'>[];
  return { id, repeated, ...sums! };
}
/** A transaction, or the database outside one. */
type FileReader = { query(sql: string, values: unknown[]): Promise<unknown> };

const outcomeOf = ({ outcome }: Verdict): string => (outcome === 'settle' || outcome === 'reject' ? 'matched' : outcome);
