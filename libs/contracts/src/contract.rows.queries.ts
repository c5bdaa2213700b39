import type { Tx } from '#platform';
import { absent } from '#kernel';
import type { Contract, Instalment, Signature, Standstill } from './contract.entity.js';

export const contractColumns = `c.id, c.number, coalesce(c.award_id, c.order_id) as "awardId", c.order_id as "orderId", c.procedure_id as "procedureId", c.plan_item_id as "planItemId",
  c.department_id as "departmentId", c.provider_id as "providerId", c.title, c.price, c.state, c.content,
  c.manager_person as "managerPersonId", c.drafted_by as "draftedBy", c.offered_by as "offeredBy", c.rule_day::text as "ruleDay",
  c.document_id as "documentId", c.sha256, c.drafted_at as "draftedAt", c.offered_at as "offeredAt", c.active_at as "activeAt",
  c.ends_at as "endsAt", c.published_at as "publishedAt", c.filed_at as "filedAt", c.filed_under as "filedUnder",
  c.ended_at as "endedAt", c.end_code as "endCode", c.end_text as "endText"`;

export const instalmentColumns = `i.id, i.contract_id as "contractId", i.no, i.name, i.percent, i.amount, i.due_months as "dueMonths",
  i.due_at as "dueAt", i.payable, i.closed_at as "closedAt"`;

export const signatureColumns = `s.side, s.person as "personId", s.person_name as "personName", s.organization_id as "organizationId",
  s.statement, s.algorithm, s.key_id as "keyId", s.signature, s.at`;

/** The standstill that has not ended, if there is one. */
export const standstillOf = `select kind, number, settled_by as "settledBy", since from contracts.standstill
  where contract_id = $1 and ended_at is null`;

/** A row as the driver gives it: bigint and numeric come as text. */
export type ContractRow = Omit<Contract, 'price'> & { readonly price: string };
export type InstalmentRow = Omit<Instalment, 'amount' | 'payable' | 'percent'> & {
  readonly amount: string;
  readonly payable: string | null;
  readonly percent: string;
};

export const toContract = (row: ContractRow): Contract => ({ ...row, price: BigInt(row.price) });

export const toInstalment = (row: InstalmentRow): Instalment => ({
  ...row,
  amount: BigInt(row.amount),
  payable: row.payable === null ? null : BigInt(row.payable),
  percent: Number(row.percent),
});

/** The contract for a command, held until it commits; absent refuses. */
export async function lockContract(tx: Tx, id: string): Promise<Contract> {
  const [row] = (await tx.query(`select ${contractColumns} from contracts.contract c where c.id = $1 for update`, [id])) as ContractRow[];
  if (!row) throw absent('contract');
  return toContract(row);
}

export async function instalmentsIn(tx: Tx, contractId: string): Promise<Instalment[]> {
  const rows = (await tx.query(`select ${instalmentColumns} from contracts.instalment i where i.contract_id = $1 order by i.no`, [
    contractId,
  ])) as InstalmentRow[];
  return rows.map(toInstalment);
}

export async function signaturesIn(tx: Tx, contractId: string): Promise<Signature[]> {
  return (await tx.query(`select ${signatureColumns} from contracts.signature s where s.contract_id = $1 order by s.at`, [
    contractId,
  ])) as Signature[];
}

export async function standstillIn(tx: Tx, contractId: string): Promise<Standstill | null> {
  const [row] = (await tx.query(standstillOf, [contractId])) as Standstill[];
  return row ?? null;
}
