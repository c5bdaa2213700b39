import { Injectable } from '@nestjs/common';
import { type Actor, absent, authorize, ensure, found, next, refuse, Refused, yuan } from '#kernel';
import { CalendarService, termOf } from '#calendar';
import { DocumentService, Templates } from '#documents';
import { termStatements } from '#planning';
import { Database, now, record, type Tx } from '#platform';
import { contentOf, type DraftPapers } from './contract-content.rules.js';
import { paperName, paperOf, paperTemplate } from './contract-paper.view.js';
import type { Contract } from './contract.entity.js';
import type { RejectContract } from './contract.input.js';
import { contractLifecycle } from './contract.lifecycle.js';
import { mayDraft, mayOffer, mayReject, maySee, sideOf } from './contract.policy.js';
import { ContractQueries, type WholeContract } from './contract.queries.js';
import { lockContract } from './contract.rows.queries.js';
import { hasRequiredParts, instalmentsMakePrice, planIsWhole, termIsAllowed } from './contract.rules.js';
import { contractDrafted, contractOffered, contractRejected } from './contracts.events.js';
import { DraftingQueries } from './drafting.queries.js';
import { Drafts } from './drafts.service.js';

/** A person of the buyer's as identity knows them: the door looks them up. */
export interface Colleague {
  readonly personId: string;
  readonly name: string;
  readonly organizationId: string;
}

/** From the announced award to a text that both sides may sign. */
@Injectable()
export class ContractService {
  constructor(
    private readonly database: Database,
    private readonly calendar: CalendarService,
    private readonly drafting: DraftingQueries,
    private readonly drafts: Drafts,
    private readonly contracts: ContractQueries,
    private readonly documents: DocumentService,
    private readonly templates: Templates,
  ) {
    templates.add(paperName, paperTemplate);
  }

  /**
   * Generates the contract of a procedure's award, or of one lot's, or generates it anew while it is still a draft. The
   * manager is one of the buyer's handlers, `colleagues`. Refuses `contract.*` where notice, award or plan do not make a contract.
   */
  draft(
    actor: Actor,
    procedureId: string,
    managerPersonId: string,
    colleagues: readonly Colleague[],
    lot?: string,
  ): Promise<WholeContract> {
    return this.database
      .transaction(async (tx) => {
        await tx.query(`select pg_advisory_xact_lock(hashtext('contract of ' || $1::text))`, [procedureId]);
        const at = await now(tx);
        const papers = await this.papers(actor, procedureId, lot);
        const known = await this.draftOf(tx, papers.award.id);
        const manager = colleagues.find(
          ({ personId, organizationId }) => personId === managerPersonId && organizationId === actor.organizationId,
        );
        if (!manager) throw new Refused(managerUnknown());
        const content = contentOf(papers, {
          manager: { personId: manager.personId, name: manager.name },
          periods: this.drafts.periods(papers.procedure.ruleDay),
        });
        ensure(
          ['announced', 'held'].includes(papers.award.state)
            ? undefined
            : refuse('conflict', 'contract.award-not-announced', { state: papers.award.state }),
          yuan(papers.offer.price) === papers.award.price
            ? undefined
            : refuse('conflict', 'contract.price-differs', { price: yuan(papers.offer.price), award: papers.award.price }),
          planIsWhole(papers.notice.instalments),
          this.term(papers),
          hasRequiredParts(content),
          instalmentsMakePrice(
            papers.award.price,
            content.instalments.map(({ amount }) => yuan(amount)),
          ),
        );

        const id = known ? await this.drafts.redraft(tx, actor, known, content) : await this.drafts.insert(tx, actor, papers, content, at);
        await this.drafts.split(tx, id, content);
        const contract = await lockContract(tx, id);
        await record(tx, actor, {
          type: contractDrafted,
          subject: id,
          project: procedureId,
          facts: {
            ...factsOf(contract),
            awardId: contract.awardId,
            price: contract.price,
            instalments: content.instalments.length,
            deviations: content.deviations.length,
          },
        });
        return contract;
      })
      .then((contract) => this.whole(contract.id));
  }

  /** Fixes the text, issues the paper and shows it to the provider. */
  offer(actor: Actor, id: string): Promise<WholeContract> {
    return this.database
      .transaction(async (tx) => {
        const contract = await lockContract(tx, id);
        const at = await now(tx);
        this.seen(actor, contract);
        authorize(mayOffer, actor, contract, 'contract.draft-role');
        const state = next(contractLifecycle, contract.state, 'offer');

        const paper = await this.documents.issue(tx, actor, {
          kind: 'contract',
          subject: id,
          number: contract.number,
          title: paperTitle(contract),
          html: this.templates.render(paperName, paperOf(contract.number, contract.content)),
          public: false,
          organizations: [contract.providerId],
          project: contract.procedureId,
        });
        await tx.query(
          `update contracts.contract set state = $2, offered_by = $3, offered_at = $4, document_id = $5, sha256 = $6 where id = $1`,
          [id, state, actor.personId, at, paper.id, paper.sha256],
        );
        await record(tx, actor, {
          type: contractOffered,
          subject: id,
          project: contract.procedureId,
          facts: { ...factsOf(contract), sha256: paper.sha256 },
        });
      })
      .then(() => this.whole(id));
  }

  /** A side will not sign; the reason stays. Only then may the award have another contract. */
  reject(actor: Actor, id: string, input: RejectContract): Promise<WholeContract> {
    return this.database
      .transaction(async (tx) => {
        const contract = await lockContract(tx, id);
        this.seen(actor, contract);
        authorize(mayReject, actor, contract, 'contract.reject-role');

        await this.end(tx, actor, contract, input.code, input.text);
      })
      .then(() => this.whole(id));
  }

  /** The award fell: a text that does not bind yet falls with it. */
  async fall(tx: Tx, actor: Actor, awardId: string): Promise<void> {
    const [row] = (await tx.query(
      `select id from contracts.contract where award_id = $1 and state in ('drafted', 'offered', 'signed_once')`,
      [awardId],
    )) as { id: string }[];
    if (row) await this.end(tx, actor, await lockContract(tx, row.id), 'award-withdrawn', '成交结果已撤回,这份合同不再签署。');
  }

  private async end(tx: Tx, actor: Actor, contract: Contract, code: string, text: string): Promise<void> {
    const at = await now(tx);
    const state = next(contractLifecycle, contract.state, 'reject');
    await tx.query('update contracts.contract set state = $2, ended_at = $3, end_code = $4, end_text = $5 where id = $1', [
      contract.id,
      state,
      at,
      code,
      text,
    ]);
    const side = sideOf(actor, contract) ?? 'platform';
    await record(tx, actor, {
      type: contractRejected,
      subject: contract.id,
      project: contract.procedureId,
      facts: { ...factsOf(contract), side, code },
    });
  }

  private async papers(actor: Actor, procedureId: string, lot?: string): Promise<DraftPapers> {
    const papers = await this.drafting.papersOf(procedureId, lot);
    if (!papers) throw new Refused(refuse('conflict', 'contract.no-award'));
    if (papers.departmentId !== actor.organizationId) throw absent('procedure');
    authorize(mayDraft, actor, papers, 'contract.draft-role');
    return papers;
  }

  /** The draft there is already; anything beyond a draft is refused by its number. */
  private async draftOf(tx: Tx, awardId: string): Promise<Contract | undefined> {
    const [row] = (await tx.query(`select id from contracts.contract where award_id = $1 and state <> 'rejected'`, [awardId])) as {
      id: string;
    }[];
    if (!row) return undefined;
    const contract = await lockContract(tx, row.id);
    if (contract.state !== 'drafted') throw new Refused(refuse('conflict', 'contract.exists', { number: contract.number }));
    return contract;
  }

  private term({ notice, procedure, termStatements: stated }: DraftPapers) {
    const rules = {
      normal: this.calendar.rule('contract.term.normal', procedure.ruleDay),
      max: this.calendar.rule('contract.term.max', procedure.ruleDay),
    };
    return termIsAllowed(termOf(notice.months, rules), notice.months, { stated, needed: termStatements });
  }

  private seen(actor: Actor, contract: Contract): void {
    if (!maySee(actor, contract)) throw absent('contract');
  }

  private async whole(id: string): Promise<WholeContract> {
    return found(await this.contracts.byId(id), 'contract');
  }
}

const managerUnknown = () =>
  refuse('invalid', 'contract.manager-unknown', {}, [{ field: 'managerPersonId', code: 'contract.manager-unknown' }]);

export const paperTitle = ({ number }: Pick<Contract, 'number'>): string => `政府购买服务合同 ${number}`;

/** What every entry about a contract says. */
export const factsOf = ({
  number,
  departmentId,
  providerId,
  orderId,
}: Pick<Contract, 'number' | 'departmentId' | 'providerId' | 'orderId'>) => ({
  number,
  departmentId,
  providerId,
  ...(orderId && { orderId }),
});
