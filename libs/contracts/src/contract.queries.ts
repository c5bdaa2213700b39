import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import type { Contract, Evaluation, Indicator, Instalment, Signature, Standstill } from './contract.entity.js';
import { type ContractState, offeredStates } from './contract.lifecycle.js';
import {
  contractColumns,
  type ContractRow,
  instalmentColumns,
  type InstalmentRow,
  signatureColumns,
  standstillOf,
  toContract,
  toInstalment,
} from './contract.rows.queries.js';

/** A contract with everything that belongs to it. */
export interface WholeContract extends Contract {
  readonly instalments: readonly Instalment[];
  readonly signatures: readonly Signature[];
  readonly indicators: readonly Indicator[];
  readonly evaluation: Evaluation;
  /** Null while it goes on. */
  readonly standstill: Standstill | null;
}

export interface ContractFilter {
  /** Part of the title, the number or a party's name. */
  readonly q?: string;
  readonly departmentId?: string;
  readonly providerId?: string;
  /** An organization on either side; as provider only from the offer on. */
  readonly partyId?: string;
  readonly states?: readonly ContractState[];
  /** Only what the public may see. */
  readonly published?: boolean;
  readonly after?: string | null;
  /** At most 100. */
  readonly limit?: number;
}

const matching = `($1 = '' or strpos(lower(c.search), lower($1)) > 0)
  and ($2::uuid is null or c.department_id = $2) and ($3::uuid is null or c.provider_id = $3)
  and ($4::text[] is null or c.state = any($4)) and (not $5::boolean or c.published_at is not null)
  and ($6::uuid is null or c.department_id = $6 or (c.provider_id = $6 and c.state = any($7)))`;

const asked = (filter: ContractFilter): unknown[] => [
  filter.q?.trim() ?? '',
  filter.departmentId ?? null,
  filter.providerId ?? null,
  filter.states ?? null,
  filter.published ?? false,
  filter.partyId ?? null,
  offeredStates,
];

/** Reads contracts. Who may read is for the caller to ask of {@link maySee}, but `published` lists are everybody's. */
@Injectable()
export class ContractQueries {
  constructor(private readonly database: Database) {}

  byId(id: string): Promise<WholeContract | null> {
    return this.one('c.id = $1', id);
  }

  byNumber(number: string): Promise<WholeContract | null> {
    return this.one('c.number = $1', number);
  }

  /** The living contract of a procedure, or the last one that was not signed. */
  async ofProcedure(procedureId: string): Promise<WholeContract | null> {
    const [row] = await this.database.query<{ id: string }>(
      `select id from contracts.contract where procedure_id = $1 order by state = 'rejected', id desc limit 1`,
      [procedureId],
    );
    return row ? this.byId(row.id) : null;
  }

  /** The contract of an award, a rejected one last. */
  async ofAward(awardId: string): Promise<WholeContract | null> {
    const [row] = await this.database.query<{ id: string }>(
      `select id from contracts.contract where award_id = $1 or order_id = $1 order by state = 'rejected', id desc limit 1`,
      [awardId],
    );
    return row ? this.byId(row.id) : null;
  }

  /** Newest first, a page at a time. */
  async list(filter: ContractFilter): Promise<{ items: Contract[]; next: string | null }> {
    const limit = Math.min(Math.max(filter.limit ?? 20, 1), 100);
    const rows = await this.database.query<ContractRow>(
      `select ${contractColumns} from contracts.contract c where ${matching} and ($8::uuid is null or c.id < $8)
       order by c.id desc limit $9`,
      [...asked(filter), cursorOf(filter.after), limit + 1],
    );
    const items = rows.slice(0, limit).map(toContract);
    const last = items.at(-1);
    return { items, next: rows.length > limit && last ? Buffer.from(last.id).toString('base64url') : null };
  }

  async count(filter: ContractFilter): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      `select count(*)::int as count from contracts.contract c where ${matching}`,
      asked(filter),
    );
    return row!.count;
  }

  /** Many contracts at once, by id. */
  async byIds(ids: readonly string[]): Promise<Map<string, Contract>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.query<ContractRow>(
      `select ${contractColumns} from contracts.contract c where c.id = any($1::uuid[])`,
      [[...new Set(ids)]],
    );
    return new Map(rows.map((row) => [row.id, toContract(row)]));
  }

  /** Instalments of many contracts at once, in their order. */
  async instalmentsOf(contractIds: readonly string[]): Promise<Instalment[]> {
    const rows = await this.database.query<InstalmentRow>(
      `select ${instalmentColumns} from contracts.instalment i where i.contract_id = any($1::uuid[]) order by i.contract_id, i.no`,
      [contractIds],
    );
    return rows.map(toInstalment);
  }

  private async one(where: string, value: string): Promise<WholeContract | null> {
    const [row] = await this.database.query<ContractRow>(`select ${contractColumns} from contracts.contract c where ${where}`, [value]);
    if (!row) return null;
    const [instalments, signatures, [standstill]] = await Promise.all([
      this.instalmentsOf([row.id]),
      this.database.query<Signature>(`select ${signatureColumns} from contracts.signature s where s.contract_id = $1 order by s.at`, [
        row.id,
      ]),
      this.database.query<Standstill>(standstillOf, [row.id]),
    ]);
    const contract = toContract(row);
    const { indicators, evaluation } = contract.content;
    return { ...contract, instalments, signatures, indicators, evaluation, standstill: standstill ?? null };
  }
}

/** A cursor that is none begins at the beginning. */
function cursorOf(after: string | null | undefined): string | null {
  const id = after ? Buffer.from(after, 'base64url').toString('utf8') : '';
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : null;
}
