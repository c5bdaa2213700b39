import { Injectable } from '@nestjs/common';
import { type Actor, authorize, ensure, found, next, type Refusal } from '#kernel';
import { CalendarService, Deadlines } from '#calendar';
import { Database, now, record, type Tx } from '#platform';
import { Admissions, Brakes } from '#tendering';
import { Award } from './award.entity.js';
import { type AwardAct, awardLifecycle } from './award.lifecycle.js';
import { everyLoserHasReason, silentCriteria, standing } from './award.rules.js';
import { awardFacts } from './award.view.js';
import { authorizeBuyer, type Case, Cases, lotOf, ownershipOf, sitting } from './case.queries.js';
import { DecisionClock } from './decision.clock.service.js';
import { withdrawnBids } from './decision.service.js';
import { confirmed, evaluationPolicy, maySeeEvaluation } from './evaluation.policy.js';
import { Letters } from './letter.service.js';
import { Lots } from './lot.service.js';
import { enoughQualified } from './panel.rules.js';
import { Projects } from './project.queries.js';
import { sameOffer } from './score.rules.js';
import { cellsOf } from './score.service.js';

/** Why an award is withdrawn: an upheld challenge asks for enough other qualified bids, a refusal to sign does not. */
export type Withdrawal = 'upheld-challenge' | 'winner-refused';

/** The announcement of an award, and what later rooms do to it. */
@Injectable()
export class AwardService {
  constructor(
    private readonly database: Database,
    private readonly cases: Cases,
    private readonly projects: Projects,
    private readonly calendar: CalendarService,
    private readonly deadlines: Deadlines,
    private readonly letters: Letters,
    private readonly lots: Lots,
    private readonly clock: DecisionClock,
    private readonly brakes: Brakes,
    private readonly admissions: Admissions,
  ) {}

  /** Tells everybody: the public the result, each bidder for the lot their own scores, rank and reasons. */
  announce(actor: Actor, id: string): Promise<Award> {
    return this.database.transaction(async (tx) => {
      const known = found(await tx.findOneBy(Award, { id }), 'award');
      const file = await this.cases.open(tx, known.procedureId);
      const award = await this.lock(tx, id);
      const at = await now(tx);
      authorizeBuyer(file, actor, maySeeEvaluation, () => true);
      authorize(evaluationPolicy.announce, actor, { ...ownershipOf(file), decidedBy: award.decidedBy }, 'award.announcer-decided');
      authorize(confirmed, actor, at, 'confirm-first');
      ensure(await this.brakes.standing(tx, award.procedureId, 'award'), await this.everybodyIsTold(tx, file, award));

      award.state = next(awardLifecycle, award.state, 'announce');
      award.announcedBy = actor.personId;
      award.announcedAt = at;
      award.noticeEndsAt = this.calendar.dueAt(this.projects.rules(file.project).resultNotice, at, file.project.ruleDay);
      award.challengeEndsAt = this.calendar.dueAt('challenge.file', lastInstant(award.noticeEndsAt), file.project.ruleDay);
      await tx.save(award);
      await this.deadlines.meet(tx, award.id, this.projects.rules(file.project).replyKeys.announce, at);
      await this.letters.write(tx, actor, file, award);
      await this.admissions.show(tx, actor, award.procedureId);
      const facts = {
        ...awardFacts(award),
        noticeEndsAt: award.noticeEndsAt.toISOString(),
        challengeEndsAt: award.challengeEndsAt.toISOString(),
      };
      await record(tx, actor, { type: 'award.announced', subject: award.id, project: award.procedureId, facts });
      return award;
    });
  }

  /** The award, locked: filing a challenge and signing a contract wait for each other here. */
  async lock(tx: Tx, id: string): Promise<Award> {
    return found(await tx.findOne(Award, { where: { id }, lock: { mode: 'pessimistic_write' } }), 'award');
  }

  /** A challenge that may change the result: nothing is signed meanwhile (Implementing Regulation Art. 54). */
  hold(tx: Tx, actor: Actor, id: string): Promise<Award> {
    return this.move(tx, actor, id, 'hold', 'award.held');
  }

  release(tx: Tx, actor: Actor, id: string): Promise<Award> {
    return this.move(tx, actor, id, 'release', 'award.released');
  }

  /** The contract was signed: the award stands for good, and with the last lot its procedure is complete. Twice is once. */
  async finalize(tx: Tx, actor: Actor, id: string): Promise<Award> {
    const known = found(await tx.findOneBy(Award, { id }), 'award');
    if (known.state === 'final') return known;
    const file = await this.cases.open(tx, known.procedureId);
    const award = await this.move(tx, actor, id, 'finalize', 'award.finalized');
    await this.lots.move(tx, lotOf(file, award.lot), 'finalize');
    await this.lots.follow(tx, actor, file);
    return award;
  }

  /** Takes the award back. The next candidate may be decided, or its lot has failed for want of qualified offers. */
  async withdraw(tx: Tx, actor: Actor, id: string, { cause, reason }: { cause: Withdrawal; reason: string }): Promise<Award> {
    const known = found(await tx.findOneBy(Award, { id }), 'award');
    const file = await this.cases.open(tx, known.procedureId);
    const award = await this.lock(tx, id);
    const at = await now(tx);

    award.state = next(awardLifecycle, award.state, 'withdraw');
    award.withdrawnAt = at;
    award.withdrawnReason = reason;
    await tx.save(award);
    await this.deadlines.cancel(tx, id, this.projects.rules(file.project).replyKeys.announce);
    await record(tx, actor, {
      type: 'award.withdrawn',
      subject: id,
      project: award.procedureId,
      facts: { ...awardFacts(award), reason: cause },
    });
    await this.reopen(tx, actor, file, award, cause, at);
    return award;
  }

  /** The lot goes back to its list of candidates; with too few left it has failed. */
  private async reopen(tx: Tx, actor: Actor, file: Case, award: Award, cause: Withdrawal, at: Date): Promise<void> {
    const lot = lotOf(file, award.lot);
    const offers = file.candidates.filter((one) => one.lot === award.lot);
    const left = standing(offers, await withdrawnBids(tx, file.evaluation.id, award.lot)).length;
    const min = cause === 'upheld-challenge' ? this.projects.minOffers(file.project) : 1;
    await this.lots.move(tx, lot, 'reopen');
    const tooFew = enoughQualified(left, min);
    if (tooFew) await this.lots.fail(tx, actor, file, lot, tooFew);
    else await tx.save(Object.assign(lot, { decideDueAt: await this.clock.start(tx, file, lot, at) }));
    await this.lots.follow(tx, actor, file);
  }

  private async move(tx: Tx, actor: Actor, id: string, act: AwardAct, type: string): Promise<Award> {
    const award = await this.lock(tx, id);
    award.state = next(awardLifecycle, award.state, act);
    await tx.save(award);
    await record(tx, actor, { type, subject: id, project: award.procedureId, facts: { ...awardFacts(award) } });
    return award;
  }

  /** Every bidder for the lot has a reason, and every judged criterion on which points were lost has one. */
  private async everybodyIsTold(tx: Tx, { candidates, seats, project }: Case, award: Award): Promise<Refusal | undefined> {
    const cells = await cellsOf(
      tx,
      sitting(seats).map(({ id }) => id),
    );
    const offers = candidates.filter(({ lot }) => lot === award.lot);
    return everyLoserHasReason(
      offers.map((one) => ({
        bidId: one.bidId,
        lot: one.lot,
        rank: one.rank,
        reason: one.reason || one.judgement || one.exclusion,
        silent:
          one.rank === null
            ? []
            : silentCriteria(
                project.content.criteria,
                cells.filter((cell) => sameOffer(cell, one)),
                one.reasons,
              ),
      })),
      award.bidId,
    );
  }
}

/** A period that follows another starts on the other's last day, which ends at its 24:00. */
const lastInstant = (end: Date): Date => new Date(end.getTime() - 1);

/** Takes a procedure's awards in share: they are neither challenged nor moved until this transaction ends. */
export async function shareAward(tx: Tx, procedureId: string): Promise<void> {
  await tx.query(`select 1 from evaluation.award where procedure_id = $1 and state <> 'withdrawn' order by lot for share`, [procedureId]);
}
