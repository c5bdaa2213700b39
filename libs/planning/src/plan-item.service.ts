import { Injectable } from '@nestjs/common';
import { catalogued, type Method } from '#calendar';
import { absent, type Actor, authorize, ensure, type Fen, found, next, refuse, yuan } from '#kernel';
import { Config, Database, nextNumber, now, record, type Tx, uuidv7 } from '#platform';
import { BudgetLineRow } from './budget-line.entity.js';
import { Budget } from './budget.service.js';
import { answeredOnNegativeList, type NegativeAnswers, negativeClauses } from './negative-list.rules.js';
import { PlanChecks } from './plan-checks.service.js';
import { PlanItemRow } from './plan-item.entity.js';
import type { AnnouncePlanItem, ApprovePlanItem, EditPlanItem, PlanItemDetails, SubmitPlanItem, WithReason } from './plan-item.input.js';
import { type PlanItemAct, planItemLifecycle } from './plan-item.lifecycle.js';
import { mayReturn, planItemPolicy } from './plan-item.policy.js';
import { approvalIn, intentionWasLongEnough, momentOf, publishedBefore, smeAnswered, withinReservation } from './plan-item.rules.js';
import { splittingAnswered } from './splitting.rules.js';

/** The way of a plan item through the offices, from draft to announcement. */
@Injectable()
export class PlanItemService {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly budget: Budget,
    private readonly checks: PlanChecks,
  ) {}

  /** A handler writes a new item of the own department. */
  draft(actor: Actor, input: PlanItemDetails): Promise<PlanItemRow> {
    return this.database.transaction(async (tx) => {
      const item = tx.create(PlanItemRow, { id: uuidv7(), state: 'draft', departmentId: actor.organizationId, draftedBy: actor.personId });
      authorize(planItemPolicy.edit, actor, item);
      await this.fill(tx, item, input);

      item.number = await nextNumber(tx, this.config.region, item.year, 'JH');
      return this.kept(tx, actor, item, 'plan-item.drafted');
    });
  }

  /** Changes a draft; refuses `stale` when somebody else changed it meanwhile. */
  edit(actor: Actor, id: string, input: EditPlanItem): Promise<PlanItemRow> {
    return this.act(actor, id, 'edit', planItemPolicy.edit, async (tx, item) => {
      ensure(input.version !== undefined && input.version !== item.version ? refuse('stale', 'stale') : undefined);
      await this.fill(tx, item, input);
      return 'plan-item.edited';
    });
  }

  /** The handler answers for the item and hands it to a colleague. */
  async submit(actor: Actor, id: string, input: SubmitPlanItem): Promise<PlanItemRow> {
    const buyer = await this.checks.buyer(actor.organizationId);
    return this.act(actor, id, 'submit', planItemPolicy.submit, async (tx, item, at) => {
      const answers = Object.fromEntries(negativeClauses.map((each) => [each, input.negativeList[each] === 'yes'])) as NegativeAnswers;
      ensure(buyer, smeAnswered(this.checks.needsSme(item.amount, at), input), answeredOnNegativeList(item.title, answers));
      const line = await this.lineOf(tx, item);
      const approval = approvalIn(input.approval);
      this.checks.sound(item, line, input.statements, approval, at);

      Object.assign(item, { negativeList: answers, termStatements: input.statements, methodApproval: approval, returnReason: null });
      Object.assign(item, { smeReserve: input.smeReserve ?? null, smeBasis: input.smeBasis ?? null });
      Object.assign(item, { submittedBy: actor.personId, submittedAt: at });
      return ['plan-item.submitted', { line: line.number, amount: item.amount, method: item.method }];
    });
  }

  /** A second person of the department stands behind it. */
  endorse(actor: Actor, id: string): Promise<PlanItemRow> {
    return this.act(actor, id, 'endorse', planItemPolicy.endorse, (_tx, item, at) => {
      authorize(planItemPolicy.endorseAsSecond, actor, item, 'planning.second-person');
      Object.assign(item, { endorsedBy: actor.personId, endorsedAt: at });
      return Promise.resolve('plan-item.endorsed');
    });
  }

  /** Finance approves: the money is held in the same transaction, or `ledger.over-limit` says what is left. */
  approve(actor: Actor, id: string, input: ApprovePlanItem): Promise<PlanItemRow> {
    return this.act(actor, id, 'approve', planItemPolicy.approve, async (tx, item, at) => {
      authorize(planItemPolicy.approveAsThird, actor, item, 'planning.second-person');
      const line = await this.lineOf(tx, item);
      this.checks.sound(item, line, item.termStatements ?? [], item.methodApproval, at);
      const split = await this.checks.splitting(tx, item, at);
      ensure(splittingAnswered(split, input.splitReason));

      const reservationId = await this.budget.reserve(tx, line.number, item.id, item.amount);
      const splitReason = split ? input.splitReason! : null;
      Object.assign(item, { reservationId, splitReason, approvedBy: actor.personId, approvedAt: at });
      return [
        'plan-item.approved',
        { line: line.number, amount: item.amount, reservation: reservationId, ...(splitReason && { splitReason }) },
      ];
    });
  }

  /** Whoever's turn it is sends it back to its author with a reason. */
  return(actor: Actor, id: string, { reason }: WithReason): Promise<PlanItemRow> {
    return this.act(actor, id, 'return', mayReturn, (_tx, item) => {
      const from = item.state;
      Object.assign(item, { submittedBy: null, submittedAt: null, endorsedBy: null, endorsedAt: null, returnReason: reason });
      return Promise.resolve(['plan-item.returned', { from, reason }]);
    });
  }

  /** 采购意向公开: where and when the official medium published it. The clock of the law runs from there. */
  announce(actor: Actor, id: string, input: AnnouncePlanItem): Promise<PlanItemRow> {
    return this.act(actor, id, 'announce', planItemPolicy.announce, (_tx, item, at) => {
      const publishedAt = momentOf(input.publishedAt);
      ensure(publishedBefore(publishedAt, at));

      Object.assign(item, { announcedBy: actor.personId, announcedAt: publishedAt, officialUrl: input.officialUrl });
      const { title, amount, method, quarter, officialUrl } = item;
      return Promise.resolve(['plan-item.announced', { title, amount, method, quarter, officialUrl, publishedAt }]);
    });
  }

  /** It will not be bought; what was held is free again. */
  drop(actor: Actor, id: string, { reason }: WithReason): Promise<PlanItemRow> {
    return this.act(actor, id, 'drop', planItemPolicy.drop, async (tx, item, at) => {
      if (item.reservationId) {
        const line = await this.lineOf(tx, item);
        await this.budget.release(tx, line.number, item.id, item.reservationId, item.amount);
      }
      Object.assign(item, { dropReason: reason, closedAt: at });
      return ['plan-item.dropped', { reason, announced: item.announcedAt !== null }];
    });
  }

  /** A procedure of the item's department is published: refused before the intention was public long enough. */
  async use(tx: Tx, actor: Actor, itemId: string, procedureId: string, method?: Method): Promise<void> {
    const item = await lockedItem(tx, itemId);
    authorize(planItemPolicy.use, actor, item);
    const state = next(planItemLifecycle, item.state, 'use');
    ensure(intentionWasLongEnough(this.checks.earliestStart(item.method, item.announcedAt!), await now(tx)));

    Object.assign(item, { state, procedureId, procedureMethod: method ?? item.method });
    await this.kept(tx, actor, item, 'plan-item.used', { procedureId });
  }

  /** The procedure ended without a contract: the item waits for another one, its money stays held. */
  async release(tx: Tx, actor: Actor, itemId: string): Promise<void> {
    const item = await lockedItem(tx, itemId);
    const state = next(planItemLifecycle, item.state, 'release');
    const { procedureId } = item;

    Object.assign(item, { state, procedureId: null, procedureMethod: null });
    await this.kept(tx, actor, item, 'plan-item.released', { procedureId }, procedureId);
  }

  /** The contract is signed: its price becomes `contract:<id>:committed`, the saving is free again, the item is settled. */
  async commit(tx: Tx, actor: Actor, itemId: string, contractId: string, price: Fen): Promise<void> {
    const item = await lockedItem(tx, itemId);
    const state = next(planItemLifecycle, item.state, 'settle');
    ensure(withinReservation(price, item.amount));
    const line = await this.lineOf(tx, item);

    await this.budget.commit(tx, line.number, itemId, item.reservationId!, contractId, price);
    Object.assign(item, { state, contractId, settledPrice: price, closedAt: await now(tx) });
    await this.kept(tx, actor, item, 'plan-item.settled', { contractId, price, returned: item.amount - price });
  }

  /** Lock, authorize, ensure, change, record: what every act inside the offices has in common. */
  private act(
    actor: Actor,
    id: string,
    act: PlanItemAct,
    policy: (actor: Actor, item: PlanItemRow) => boolean,
    change: Change,
  ): Promise<PlanItemRow> {
    return this.database.transaction(async (tx) => {
      const item = await lockedItem(tx, id);
      if (!planItemPolicy.see(actor, item)) throw absent('plan-item');
      authorize(policy, actor, item);
      const state = next(planItemLifecycle, item.state, act);
      const told = await change(tx, item, await now(tx));

      item.state = state;
      const [type, facts] = typeof told === 'string' ? [told] : told;
      return this.kept(tx, actor, item, type, facts);
    });
  }

  private async kept(
    tx: Tx,
    actor: Actor,
    item: PlanItemRow,
    type: string,
    facts: object = {},
    project = item.procedureId,
  ): Promise<PlanItemRow> {
    await tx.save(item);
    const { number, departmentId } = item;
    await record(tx, actor, { type, subject: item.id, project, facts: { number, departmentId, ...facts } });
    return item;
  }

  private async fill(tx: Tx, item: PlanItemRow, { lineNumber, amount, ...details }: PlanItemDetails): Promise<void> {
    const line = await tx.findOne(BudgetLineRow, { where: { number: lineNumber, departmentId: item.departmentId } });
    if (!line)
      ensure(
        refuse('invalid', 'planning.no-such-line', { line: lineNumber }, [
          { field: 'lineNumber', code: 'planning.no-such-line', facts: { line: lineNumber } },
        ]),
      );
    const { title, category, beneficiaries, quantity, unit, quality, quarter, method, months } = details;
    Object.assign(item, {
      title,
      category: catalogued(category)?.name ?? category,
      beneficiaries,
      quantity,
      unit,
      quality,
      quarter,
      method,
      months,
    });
    Object.assign(item, { amount: yuan(amount) satisfies Fen, budgetLineId: line!.id, year: line!.year });
    ensure(quarterOf(item), await titleTaken(tx, item));
  }

  private async lineOf(tx: Tx, item: PlanItemRow): Promise<BudgetLineRow> {
    const where = { id: item.budgetLineId };
    return found(await tx.findOne(BudgetLineRow, { where, lock: { mode: 'pessimistic_write' } }), 'budget-line');
  }
}

type Told = string | readonly [type: string, facts: object];
type Change = (tx: Tx, item: PlanItemRow, at: Date) => Promise<Told>;

/** The item, held for this transaction. */
export async function lockedItem(tx: Tx, id: string): Promise<PlanItemRow> {
  return found(await tx.findOne(PlanItemRow, { where: { id }, lock: { mode: 'pessimistic_write' } }), 'plan-item');
}

function quarterOf({ quarter, year }: PlanItemRow): ReturnType<typeof refuse> | undefined {
  if (quarter.startsWith(String(year))) return undefined;
  const code = 'planning.quarter-of-another-year';
  return refuse('invalid', code, { quarter, year }, [{ field: 'quarter', code, facts: { quarter, year } }]);
}

async function titleTaken(tx: Tx, { id, budgetLineId, title }: PlanItemRow): Promise<ReturnType<typeof refuse> | undefined> {
  const taken = (await tx.query(
    `select 1 from planning.plan_item where budget_line_id = $1 and title = $2 and id <> $3 and state <> 'dropped'`,
    [budgetLineId, title, id],
  )) as unknown[];
  const code = 'planning.title-taken';
  return taken.length ? refuse('conflict', code, { title }, [{ field: 'title', code, facts: { title } }]) : undefined;
}
