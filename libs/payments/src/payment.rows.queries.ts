import { absent } from '#kernel';
import type { Tx } from '#platform';
import type { Attempt, Payment, PaymentRequest } from './payment.entity.js';

export const paymentColumns = `p.id, p.number, p.contract_id as "contractId", p.instalment_id as "instalmentId",
  p.milestone_id as "milestoneId", p.assessment_id as "assessmentId", p.project, p.department_id as "departmentId",
  p.provider_id as "providerId", p.amount, p.line, p.rule_day::text as "ruleDay", p.state, p.since,
  p.payable_at as "payableAt", p.paid_at as "paidAt", p.requested_by as "requestedBy", p.confirmed_by as "confirmedBy",
  p.checked_by as "checkedBy", p.approved_by as "approvedBy"`;

export const requestColumns = `r.id, r.payment_id as "paymentId", r.no, r.amount, r.invoice_number as "invoiceNumber",
  r.invoice_date::text as "invoiceDate", r.payee_name as "payeeName", r.bank, r.account_tail as "accountTail",
  r.file_id as "fileId", r.by, r.at`;

export const stepColumns = `a.id, a.payment_id as "paymentId", a.act, a.from_state as "from", a.to_state as "to", a.person,
  a.organization_id as "organizationId", a.code, a.text, a.at`;

export const attemptColumns = `t.id, t.payment_id as "paymentId", t.no, t.request_id as "requestId", t.amount, t.hold, t.state,
  t.ordered_at as "orderedAt", t.written_at as "writtenAt", t.settled_at as "settledAt", t.reason`;

/** As pg gives it: bigint is text. */
export type Raw<Row extends { amount: bigint }> = Omit<Row, 'amount'> & { readonly amount: string };

export function withFen<Row extends { amount: bigint }>(raw: Raw<Row>): Row {
  return { ...raw, amount: BigInt(raw.amount) } as unknown as Row;
}

/** The payment, locked for this command; absent when there is none. */
export async function lockedPayment(tx: Tx, id: string): Promise<Payment> {
  const [row] = (await tx.query(`select ${paymentColumns} from payments.payment p where p.id = $1 for update`, [id])) as Raw<Payment>[];
  if (!row) throw absent('payment');
  return withFen<Payment>(row);
}

export async function lastRequest(tx: Tx, paymentId: string): Promise<PaymentRequest | null> {
  const [row] = (await tx.query(`select ${requestColumns} from payments.request r where r.payment_id = $1 order by r.no desc limit 1`, [
    paymentId,
  ])) as Raw<PaymentRequest>[];
  return row ? withFen<PaymentRequest>(row) : null;
}

/** The order that is out or done, locked; null when there is none. */
export async function liveAttempt(tx: Tx, paymentId: string): Promise<Attempt | null> {
  const [row] = (await tx.query(
    `select ${attemptColumns} from payments.attempt t where t.payment_id = $1 and t.state <> 'rejected' for update`,
    [paymentId],
  )) as Raw<Attempt>[];
  return row ? withFen<Attempt>(row) : null;
}

export async function attemptCount(tx: Tx, paymentId: string): Promise<number> {
  const [row] = (await tx.query('select count(*)::int as count from payments.attempt where payment_id = $1', [paymentId])) as {
    count: number;
  }[];
  return row!.count;
}

export async function lastReminder(tx: Tx, paymentId: string): Promise<Date | null> {
  const [row] = (await tx.query(`select max(at) as at from payments.act where payment_id = $1 and act = 'remind'`, [paymentId])) as {
    at: Date | null;
  }[];
  return row!.at;
}
