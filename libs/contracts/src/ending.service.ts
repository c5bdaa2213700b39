import { Injectable } from '@nestjs/common';
import { type Actor, absent, acts, authorize, ensure, type Fen, found, next, type Policy } from '#kernel';
import { Deadlines } from '#calendar';
import { DocumentService } from '#documents';
import type { RemedyOrdered } from '#objections';
import { Database, now, record, type Tx } from '#platform';
import type { Contract } from './contract.entity.js';
import type { FileContract, TerminateContract } from './contract.input.js';
import { contractLifecycle } from './contract.lifecycle.js';
import { mayEnd, mayFile, mayPublish, maySee } from './contract.policy.js';
import { ContractQueries, type WholeContract } from './contract.queries.js';
import { instalmentsIn, lockContract, standstillIn } from './contract.rows.queries.js';
import { allInstalmentsClosed, goesOn, instalmentIsOpen, notYetFiled, notYetPublished } from './contract.rules.js';
import { factsOf, paperTitle } from './contract.service.js';
import { contractCompleted, contractFiled, contractInstalmentClosed, contractPublished, contractTerminated } from './contracts.events.js';

/** What happens to a contract that binds: announced, filed, done with instalment by instalment, ended. */
@Injectable()
export class EndingService {
  constructor(
    private readonly database: Database,
    private readonly deadlines: Deadlines,
    private readonly contracts: ContractQueries,
    private readonly documents: DocumentService,
  ) {}

  /** The whole text becomes public within the legal time (Implementing Regulation Art. 50). */
  publish(actor: Actor, id: string): Promise<WholeContract> {
    return this.command(actor, id, mayPublish, 'contract.publish-role', async (tx, contract, at) => {
      ensure(notYetPublished(contract));
      const state = next(contractLifecycle, contract.state, 'publish');

      const { body } = await this.documents.read(actor, contract.documentId!);
      const paper = {
        kind: 'contract',
        subject: id,
        number: contract.number,
        title: paperTitle(contract),
        html: body,
        public: true,
        project: contract.procedureId,
      };
      const { sha256 } = await this.documents.issue(tx, actor, paper);
      if (sha256 !== contract.sha256) throw new Error(`the public paper of ${contract.number} is not the one that was signed`);
      await tx.query('update contracts.contract set state = $2, published_at = $3 where id = $1', [id, state, at]);
      await this.deadlines.meet(tx, id, 'contract.announce', at);
      await this.record(tx, actor, contract, contractPublished, { sha256, price: contract.price });
    });
  }

  /** A copy was filed with the finance bureau (Procurement Law Art. 47). */
  file(actor: Actor, id: string, { reference }: FileContract): Promise<WholeContract> {
    return this.command(actor, id, mayFile, 'contract.publish-role', async (tx, contract, at) => {
      ensure(notYetFiled(contract));
      const state = next(contractLifecycle, contract.state, 'file');

      await tx.query('update contracts.contract set state = $2, filed_at = $3, filed_under = $4 where id = $1', [id, state, at, reference]);
      await this.deadlines.meet(tx, id, 'contract.file_copy', at);
      await this.record(tx, actor, contract, contractFiled, { reference });
    });
  }

  /** For later rooms: an instalment has its final result. Its amount never grows; a second result is refused. */
  async closeInstalment(tx: Tx, actor: Actor, contractId: string, instalmentId: string, payable: Fen): Promise<void> {
    const contract = await lockContract(tx, contractId);
    const at = await now(tx);
    const instalment = found(
      (await instalmentsIn(tx, contractId)).find(({ id }) => id === instalmentId),
      'instalment',
    );
    ensure(instalmentIsOpen(instalment));

    await tx.query('update contracts.instalment set payable = $2, closed_at = $3 where id = $1', [instalmentId, payable.toString(), at]);
    await this.record(tx, actor, contract, contractInstalmentClosed, { instalmentId, amount: instalment.amount, payable });
  }

  /** All instalments have their results: the contract is done. */
  complete(actor: Actor, id: string): Promise<WholeContract> {
    return this.command(actor, id, mayEnd, 'contract.end-role', async (tx, contract, at) => {
      const instalments = await instalmentsIn(tx, id);
      ensure(goesOn(await standstillIn(tx, id)), allInstalmentsClosed(instalments));
      const state = next(contractLifecycle, contract.state, 'complete');

      await tx.query('update contracts.contract set state = $2, ended_at = $3 where id = $1', [id, state, at]);
      const payable = instalments.reduce((sum, one) => sum + (one.payable ?? 0n), 0n);
      await this.record(tx, actor, contract, contractCompleted, { payable });
    });
  }

  /** Ends before its time, with the ground and the reason (Procurement Law Art. 50). */
  terminate(actor: Actor, id: string, { code, text }: TerminateContract): Promise<WholeContract> {
    return this.command(actor, id, mayEnd, 'contract.end-role', (tx, contract, at) => this.end(tx, actor, contract, code, text, at));
  }

  /**
   * An objection to the result was upheld after the signature: what is not performed yet is not performed any more; what was
   * accepted before is paid (Implementing Regulation Art. 71). A contract that is done stays done.
   */
  async undo(tx: Tx, actor: Actor, id: string, { kind, number }: Pick<RemedyOrdered, 'kind' | 'number'>): Promise<void> {
    const contract = await lockContract(tx, id);
    if (!acts(contractLifecycle, contract.state).includes('terminate')) return;
    await this.end(tx, actor, contract, 'remedy', undone(kind, number), await now(tx));
  }

  private async end(tx: Tx, actor: Actor, contract: Contract, code: string, text: string, at: Date): Promise<void> {
    const state = next(contractLifecycle, contract.state, 'terminate');

    await tx.query('update contracts.contract set state = $2, ended_at = $3, end_code = $4, end_text = $5 where id = $1', [
      contract.id,
      state,
      at,
      code,
      text,
    ]);
    await tx.query('update contracts.standstill set ended_at = $2 where contract_id = $1 and ended_at is null', [contract.id, at]);
    await this.record(tx, actor, contract, contractTerminated, { code });
  }

  private command(
    actor: Actor,
    id: string,
    policy: Policy<Contract>,
    code: string,
    work: (tx: Tx, contract: Contract, at: Date) => Promise<void>,
  ): Promise<WholeContract> {
    return this.database
      .transaction(async (tx) => {
        const contract = await lockContract(tx, id);
        const at = await now(tx);
        if (!maySee(actor, contract)) throw absent('contract');
        authorize(policy, actor, contract, code);
        await work(tx, contract, at);
      })
      .then(async () => found(await this.contracts.byId(id), 'contract'));
  }

  private record(tx: Tx, actor: Actor, contract: Contract, type: string, facts: Record<string, unknown>): Promise<void> {
    return record(tx, actor, { type, subject: contract.id, project: contract.procedureId, facts: { ...factsOf(contract), ...facts } });
  }
}

const undone = (kind: RemedyOrdered['kind'], number: string): string =>
  `${kind === 'challenge' ? '质疑' : '投诉'} ${number} 成立，成交结果不再有效。合同未履行的部分不再履行，已经验收的部分照常付款。`;
