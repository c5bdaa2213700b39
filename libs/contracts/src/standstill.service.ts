import { Injectable } from '@nestjs/common';
import { type Actor, acts, ensure } from '#kernel';
import { now, record, type Tx, uuidv7 } from '#platform';
import type { PerformanceSuspended } from '#objections';
import type { Contract } from './contract.entity.js';
import { contractLifecycle } from './contract.lifecycle.js';
import { lockContract, standstillIn } from './contract.rows.queries.js';
import { goesOn } from './contract.rules.js';
import { factsOf } from './contract.service.js';
import { contractResumed, contractSuspended } from './contracts.events.js';

/** 中止履行: a contract that binds stands still while an objection to its award is examined, and goes on afterwards. */
@Injectable()
export class Standstills {
  /** Refuses what would take a contract further while it stands still; it cannot begin to before the caller's commit. */
  async ensureGoesOn(tx: Tx, contractId: string): Promise<void> {
    await lockContract(tx, contractId);
    ensure(goesOn(await standstillIn(tx, contractId)));
  }

  /** Does it stand still? It neither begins to nor ends before the caller's commit. */
  async stands(tx: Tx, contractId: string): Promise<boolean> {
    await lockContract(tx, contractId);
    return (await standstillIn(tx, contractId)) !== null;
  }

  /** Begins, or names another cause. */
  async begin(tx: Tx, actor: Actor, id: string, { kind, number, until }: PerformanceSuspended): Promise<void> {
    const contract = await lockContract(tx, id);
    const at = await now(tx);
    if (!acts(contractLifecycle, contract.state).includes('complete')) return;

    await tx.query(
      `insert into contracts.standstill (id, contract_id, kind, number, settled_by, since) values ($1, $2, $3, $4, $5, $6)
       on conflict (contract_id) where ended_at is null
       do update set kind = excluded.kind, number = excluded.number, settled_by = excluded.settled_by`,
      [uuidv7(), id, kind, number, until, at],
    );
    await this.record(tx, actor, contract, contractSuspended, { kind, cause: number, until });
  }

  async end(tx: Tx, actor: Actor, id: string): Promise<void> {
    const contract = await lockContract(tx, id);
    const standstill = await standstillIn(tx, id);
    if (!standstill) return;
    const at = await now(tx);

    await tx.query('update contracts.standstill set ended_at = $2 where contract_id = $1 and ended_at is null', [id, at]);
    await this.record(tx, actor, contract, contractResumed, { stoodMs: at.getTime() - standstill.since.getTime() });
  }

  private record(tx: Tx, actor: Actor, contract: Contract, type: string, facts: Record<string, unknown>): Promise<void> {
    return record(tx, actor, { type, subject: contract.id, project: contract.procedureId, facts: { ...factsOf(contract), ...facts } });
  }
}
