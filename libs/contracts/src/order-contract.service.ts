import { Injectable } from '@nestjs/common';
import { type Actor, authorize, ensure, refuse, Refused, yuan } from '#kernel';
import { type Tx, now, record } from '#platform';
import { contentOf, type DraftPapers } from './contract-content.rules.js';
import { mayDraft } from './contract.policy.js';
import { lockContract } from './contract.rows.queries.js';
import { hasRequiredParts, instalmentsMakePrice, planIsWhole } from './contract.rules.js';
import { type Colleague, factsOf } from './contract.service.js';
import { contractDrafted } from './contracts.events.js';
import { Drafts, type Origin } from './drafts.service.js';

/** What an order of a framework agreement brings; `award` is the order itself, taken on at its price. */
export type OrderPapers = DraftPapers & Origin & { readonly orderId: string; readonly departmentId: string };

/** Contracts made from orders of framework agreements: from here on they are contracts like any other. */
@Injectable()
export class OrderContractService {
  constructor(private readonly drafts: Drafts) {}

  /** A draft for an order; an order has one contract that was not rejected. Answers its id. */
  async draft(tx: Tx, actor: Actor, papers: OrderPapers, managerPersonId: string, colleagues: readonly Colleague[]): Promise<string> {
    const at = await now(tx);
    authorize(mayDraft, actor, papers, 'contract.draft-role');
    const [known] = await tx.query<{ number: string }[]>(
      `select number from contracts.contract where order_id = $1 and state <> 'rejected'`,
      [papers.orderId],
    );
    const manager = colleagues.find(
      ({ personId, organizationId }) => personId === managerPersonId && organizationId === actor.organizationId,
    );
    if (!manager) {
      const code = 'contract.manager-unknown';
      throw new Refused(refuse('invalid', code, {}, [{ field: 'managerPersonId', code }]));
    }
    const { personId, name } = manager;
    const content = contentOf(papers, { manager: { personId, name }, periods: this.drafts.periods(papers.procedure.ruleDay) });
    ensure(
      known ? refuse('conflict', 'contract.exists', { number: known.number }) : undefined,
      planIsWhole(papers.notice.instalments),
      hasRequiredParts(content),
      instalmentsMakePrice(
        papers.award.price,
        content.instalments.map(({ amount }) => yuan(amount)),
      ),
    );

    const id = await this.drafts.insert(tx, actor, papers, content, at);
    await this.drafts.split(tx, id, content);
    const contract = await lockContract(tx, id);
    await record(tx, actor, {
      type: contractDrafted,
      subject: id,
      project: papers.procedure.id,
      facts: {
        ...factsOf(contract),
        awardId: contract.awardId,
        orderId: papers.orderId,
        price: contract.price,
        instalments: content.instalments.length,
        deviations: content.deviations.length,
      },
    });
    return id;
  }
}
