import { absent, type Fen } from '#kernel';
import type { Tx } from '#platform';
import type { Agreement, AgreementLot, Entrant, EntrantPrice } from './agreement.entity.js';
import type { Evidence, Order, Quote } from './order.entity.js';

export const agreementColumns = `a.id, a.number, a.procedure_id as "procedureId", a.department_id as "departmentId", a.kind, a.title, a.months,
  a.ways, a.content, a.rule_day::text as "ruleDay", a.state, a.named, a.concluded_by as "concludedBy", a.concluded_at as "concludedAt",
  a.in_force_at as "inForceAt", a.ends_at as "endsAt", a.told_at as "toldAt", a.filed_at as "filedAt", a.filed_under as "filedUnder",
  a.ended_at as "endedAt", a.end_text as "endText", a.summary, a.summarized_at as "summarizedAt"`;

export const entrantColumns = `e.id, e.agreement_id as "agreementId", e.provider_id as "providerId", e.state, e.statement,
  e.applied_at as "appliedAt", e.reviewed_at as "reviewedAt", e.review_reason as "reviewReason", e.document_id as "documentId", e.sha256,
  e.entered_at as "enteredAt", e.announced_at as "announcedAt", e.ended_at as "endedAt", e.ground, e.end_reason as "endReason", e.hearing,
  e.end_announced_at as "endAnnouncedAt"`;

export const lotColumns = 'l.lot, l.name, l.per, l.unit, l.max_price as "maxPrice", l.qualified, l.entered';
export const priceColumns = 'p.entrant_id as "entrantId", p.lot, p.price, p.rank';

export const orderColumns = `o.id, o.number, o.agreement_id as "agreementId", o.lot, o.entrant_id as "entrantId", o.way,
  o.chosen_by as "chosenBy", o.chooser, o.reason, o.quantity, o.amount, o.price, o.months, o.plan_item_id as "planItemId", o.state,
  o.placed_by as "placedBy", o.placed_at as "placedAt", o.approved_at as "approvedAt", o.quotes_close_at as "quotesCloseAt",
  o.tie_seed as "tieSeed", o.accepted_at as "acceptedAt", o.announced_at as "announcedAt", o.contract_id as "contractId",
  o.contracted_at as "contractedAt", o.ended_at as "endedAt", o.end_text as "endText"`;

export const quoteColumns = 'q.call_off_id as "orderId", q.entrant_id as "entrantId", q.at, q.price';
export const evidenceColumns = `v.id, v.call_off_id as "orderId", v.day::text as day, v.quantity, v.note, v.file_id as "fileId",
  v.recorded_by as "recordedBy", v.recorded_at as "recordedAt", v.confirmed_by as "confirmedBy", v.confirmed_at as "confirmedAt"`;
export const feedbackColumns = `f.id, f.agreement_id as "agreementId", f.entrant_id as "entrantId", f.call_off_id as "orderId", f.source, f.rating,
  f.words, f.at`;

/** Rows as the driver gives them: bigint comes as text. */
export type LotRow = Omit<AgreementLot, 'maxPrice'> & { readonly maxPrice: string };
export type PriceRow = Omit<EntrantPrice, 'price'> & { readonly price: string };
export type OrderRow = Omit<Order, 'amount' | 'price'> & { readonly amount: string; readonly price: string | null };
export type QuoteRow = Omit<Quote, 'price'> & { readonly price: string | null };

const orNull = (text: string | null): Fen | null => (text === null ? null : BigInt(text));
export const toLot = (row: LotRow): AgreementLot => ({ ...row, maxPrice: BigInt(row.maxPrice) });
export const toPrice = (row: PriceRow): EntrantPrice => ({ ...row, price: BigInt(row.price) });
export const toOrder = (row: OrderRow): Order => ({ ...row, amount: BigInt(row.amount), price: orNull(row.price) });
export const toQuote = (row: QuoteRow): Quote => ({ ...row, price: orNull(row.price) });

/** The agreement for a command, held until it commits. Whatever changes an agreement or its orders takes it first. */
export async function lockAgreement(tx: Tx, id: string): Promise<Agreement> {
  const [row] = await tx.query<Agreement[]>(`select ${agreementColumns} from frameworks.agreement a where a.id = $1 for update`, [id]);
  if (!row) throw absent('framework');
  return row;
}

/** The order with its agreement; the agreement is locked first. */
export async function lockOrder(tx: Tx, id: string): Promise<{ agreement: Agreement; order: Order }> {
  const [known] = await tx.query<{ agreement: string }[]>('select agreement_id as agreement from frameworks.call_off where id = $1', [id]);
  if (!known) throw absent('order');
  const agreement = await lockAgreement(tx, known.agreement);
  const [row] = await tx.query<OrderRow[]>(`select ${orderColumns} from frameworks.call_off o where o.id = $1 for update`, [id]);
  return { agreement, order: toOrder(row!) };
}

/** The entrant with its agreement; the agreement is locked first. */
export async function lockEntrant(tx: Tx, id: string): Promise<{ agreement: Agreement; entrant: Entrant }> {
  const [known] = await tx.query<{ agreement: string }[]>('select agreement_id as agreement from frameworks.entrant where id = $1', [id]);
  if (!known) throw absent('entrant');
  const agreement = await lockAgreement(tx, known.agreement);
  const entrant = (await entrantsIn(tx, agreement.id)).find((one) => one.id === id)!;
  return { agreement, entrant };
}

export function entrantsIn(tx: Tx, agreementId: string): Promise<Entrant[]> {
  return tx.query<Entrant[]>(`select ${entrantColumns} from frameworks.entrant e where e.agreement_id = $1 order by e.id`, [agreementId]);
}

export async function lotsIn(tx: Tx, agreementId: string): Promise<AgreementLot[]> {
  const rows = await tx.query<LotRow[]>(`select ${lotColumns} from frameworks.lot l where l.agreement_id = $1 order by l.lot`, [
    agreementId,
  ]);
  return rows.map(toLot);
}

/** Prices for a lot of those who may be chosen now. */
export async function pricesIn(tx: Tx, agreementId: string, lot: string): Promise<EntrantPrice[]> {
  const rows = await tx.query<PriceRow[]>(
    `select ${priceColumns} from frameworks.price p join frameworks.entrant e on e.id = p.entrant_id
     where e.agreement_id = $1 and p.lot = $2 and e.state = 'in' order by p.rank, p.entrant_id`,
    [agreementId, lot],
  );
  return rows.map(toPrice);
}

export async function evidenceIn(tx: Tx, orderId: string): Promise<Evidence[]> {
  return tx.query<Evidence[]>(`select ${evidenceColumns} from frameworks.evidence v where v.call_off_id = $1 order by v.day, v.id`, [
    orderId,
  ]);
}
