import { Injectable } from '@nestjs/common';
import { type Actor, absent, authorize, confirmedWithin, ensure, found, next, refuse, type Refusal } from '#kernel';
import { CalendarService, calendarDaysBetween, Deadlines } from '#calendar';
import { DocumentService, Signer } from '#documents';
import { type Award, AwardQueries, AwardService } from '#evaluation';
import { wayIsClear } from '#objections';
import { PlanItemDrawing, PlanItemService } from '#planning';
import { Database, now, record, type Tx } from '#platform';
import type { Contract, Instalment, Signature } from './contract.entity.js';
import { contractLifecycle } from './contract.lifecycle.js';
import { maySee, maySign, sideOf } from './contract.policy.js';
import { ContractQueries, type WholeContract } from './contract.queries.js';
import { instalmentsIn, lockContract, signaturesIn } from './contract.rows.queries.js';
import { hasNotSigned, signedStatement } from './contract.rules.js';
import { factsOf } from './contract.service.js';
import { contractActive, contractSigned } from './contracts.events.js';
import { dayMonthsLater } from './months.rules.js';

/** Both signatures, and what the second one sets in motion. */
@Injectable()
export class SigningService {
  constructor(
    private readonly database: Database,
    private readonly calendar: CalendarService,
    private readonly deadlines: Deadlines,
    private readonly contracts: ContractQueries,
    private readonly documents: DocumentService,
    private readonly signer: Signer,
    private readonly awards: AwardService,
    private readonly awardQueries: AwardQueries,
    private readonly planItems: PlanItemService,
    private readonly drawing: PlanItemDrawing,
  ) {}

  /** Signs for the actor's side. Asks for a fresh proof of person; the second signature makes the contract bind. */
  sign(actor: Actor, id: string): Promise<WholeContract> {
    return this.database
      .transaction(async (tx) => {
        const contract = await lockContract(tx, id);
        const at = await now(tx);
        if (!maySee(actor, contract)) throw absent('contract');
        authorize(maySign, actor, contract, 'contract.sign-duty');
        const side = sideOf(actor, contract)!;
        const signatures = await signaturesIn(tx, id);
        const award = contract.orderId ? undefined : await this.awards.lock(tx, contract.awardId);
        ensure(
          confirmedWithin(actor, at) ? undefined : refuse('forbidden', 'confirm-first'),
          hasNotSigned(side, signatures),
          award && (await wayIsClear(tx, contract.procedureId, award.id)),
          award && awardStands(award),
          await this.textStands(contract),
        );
        const state = next(contractLifecycle, contract.state, 'sign');

        await this.put(tx, actor, contract, side, at);
        await record(tx, actor, {
          type: contractSigned,
          subject: id,
          project: contract.procedureId,
          facts: { ...factsOf(contract), side, sha256: contract.sha256 },
        });
        if (state === 'active') await this.activate(tx, actor, contract, at);
        else await tx.query('update contracts.contract set state = $2 where id = $1', [id, state]);
      })
      .then(async () => found(await this.contracts.byId(id), 'contract'));
  }

  private async put(tx: Tx, actor: Actor, contract: Contract, side: Signature['side'], at: Date): Promise<void> {
    const { uscc } = side === 'buyer' ? contract.content.buyer : contract.content.provider;
    const statement = signedStatement(contract, { side, uscc, personId: actor.personId, at });
    const { algorithm, keyId, signature } = this.signer.sign(Buffer.from(statement, 'utf8'));
    await tx.query(
      `insert into contracts.signature (contract_id, side, person, person_name, organization_id, sha256, statement, algorithm, key_id, signature, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [contract.id, side, actor.personId, actor.name, actor.organizationId, contract.sha256, statement, algorithm, keyId, signature, at],
    );
  }

  /** The money is committed, the award final and its procedure complete, and the clocks of publication and filing run. */
  private async activate(tx: Tx, actor: Actor, contract: Contract, at: Date): Promise<void> {
    const { id, procedureId, departmentId, ruleDay } = contract;
    const endsAt = this.monthsLater(at, contract.content.months, ruleDay);
    await tx.query(`update contracts.contract set state = 'active', active_at = $2, ends_at = $3 where id = $1`, [id, at, endsAt]);
    const instalments = await instalmentsIn(tx, id);
    for (const instalment of instalments)
      await tx.query('update contracts.instalment set due_at = $2 where id = $1', [instalment.id, this.dueAt(at, instalment, ruleDay)]);

    await this.commit(tx, actor, contract);
    await this.deadlines.meet(tx, contract.awardId, 'contract.sign', at);
    for (const key of ['contract.announce', 'contract.file_copy'])
      await this.deadlines.open(tx, {
        subject: id,
        subjectType: 'contract',
        project: procedureId,
        key,
        holder: departmentId,
        startsAt: at,
        ruleDay,
      });
    await record(tx, actor, {
      type: contractActive,
      subject: id,
      project: procedureId,
      facts: {
        ...factsOf(contract),
        awardId: contract.awardId,
        orderId: contract.orderId,
        planItemId: contract.planItemId,
        price: contract.price,
        sha256: contract.sha256,
        endsAt,
        instalments: instalments.map((one) => ({ id: one.id, no: one.no, amount: one.amount, dueAt: this.dueAt(at, one, ruleDay) })),
      },
    });
  }

  /**
   * The contract of an award uses its plan item up; that of one lot of several, or of an order of a framework agreement,
   * takes its price out of what is held.
   */
  private async commit(tx: Tx, actor: Actor, { id, planItemId, price, procedureId, awardId, orderId }: Contract): Promise<void> {
    if (orderId) return this.drawing.draw(tx, actor, planItemId, id, price);
    if (await this.awardQueries.byLots(tx, procedureId)) await this.drawing.draw(tx, actor, planItemId, id, price);
    else await this.planItems.commit(tx, actor, planItemId, id, price);
    await this.awards.finalize(tx, actor, awardId);
  }

  /** Months after the start; work that is due at the start has the time an answer has. */
  private dueAt(at: Date, { dueMonths }: Instalment, ruleDay: string): Date {
    return dueMonths > 0 ? this.monthsLater(at, dueMonths, ruleDay) : this.calendar.dueAt('delivery.acceptance', at, ruleDay);
  }

  private monthsLater(at: Date, months: number, ruleDay: string): Date {
    const start = this.calendar.today(at);
    const days = calendarDaysBetween(start, dayMonthsLater(start, months));
    return this.calendar.clockFor({ value: days, unit: 'cd' }, at, ruleDay).dueAt;
  }

  /** What is signed is what was offered: the kept paper still has the digest. */
  private async textStands({ id, documentId, sha256 }: Contract): Promise<Refusal | undefined> {
    const papers = await this.documents.about(id, 'contract');
    return papers.some((paper) => paper.id === documentId && paper.sha256 === sha256)
      ? undefined
      : refuse('conflict', 'contract.text-changed');
  }
}

/** Nothing is signed before the announcement, nor while a challenge holds the award (Implementing Regulation Art. 54). */
function awardStands({ state }: Award): Refusal | undefined {
  return state === 'announced' ? undefined : refuse('conflict', 'contract.award-not-announced', { state });
}
