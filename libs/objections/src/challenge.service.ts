import { Injectable } from '@nestjs/common';
import { absent, type Actor, authorize, ensure, found, next } from '#kernel';
import { Deadlines, yearOf, civilDateOf } from '#calendar';
import { Files } from '#documents';
import { AwardQueries, AwardService, EvaluationQueries } from '#evaluation';
import { Config, Database, nextNumber, now, record, type Tx, uuidv7 } from '#platform';
import { ProcedureQueries } from '#tendering';
import { Challenge, type Evidence } from './challenge.entity.js';
import type { AcceptChallenge, AnswerChallenge, FileChallenge, RefuseChallenge } from './challenge.input.js';
import { challengeLifecycle } from './challenge.lifecycle.js';
import { challengePolicy, confirmed, maySeeChallenge } from './challenge.policy.js';
import { insideWindow, onlyOnce, standsStill } from './challenge.rules.js';

const answerKey = 'challenge.answer';

/** Challenges to a result: filed by a bidder in time, answered by the buyer, with what follows for the award. */
@Injectable()
export class ChallengeService {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly deadlines: Deadlines,
    private readonly files: Files,
    private readonly procedures: ProcedureQueries,
    private readonly evaluations: EvaluationQueries,
    private readonly awardQueries: AwardQueries,
    private readonly awards: AwardService,
  ) {}

  /** A bidder challenges the announced result of a procedure. Judged by the database's clock, under the award's lock. */
  file(actor: Actor, procedureId: string, input: FileChallenge): Promise<Challenge> {
    return this.database.transaction(async (tx) => {
      if (!(await this.evaluations.hasBid(procedureId, actor.organizationId))) throw absent('award');
      const procedure = found(await this.procedures.byId(procedureId), 'procedure');
      const known = found(await this.awardQueries.byProcedure(procedureId), 'award');
      const award = await this.awards.lock(tx, known.id);
      const at = await now(tx);
      authorize(challengePolicy.file, actor, null, 'challenge.speaker-only');
      const earlier = await tx.find(Challenge, { where: { awardId: award.id, providerId: actor.organizationId } });
      ensure(standsStill(award), insideWindow(award, at), onlyOnce(earlier));

      const id = uuidv7();
      const { departmentId, ruleDay } = procedure;
      const challenge = tx.create(Challenge, {
        id,
        number: await nextNumber(tx, this.config.region, yearOf(civilDateOf(at)), 'ZY'),
        procedureId,
        awardId: award.id,
        departmentId,
        providerId: actor.organizationId,
        filedBy: actor.personId,
        facts: input.facts,
        request: input.request,
        basis: input.basis,
        evidence: await this.evidence(tx, actor, input.evidence ?? [], departmentId),
        state: 'filed',
        ruleDay,
        filedAt: at,
        windowEndsAt: award.challengeEndsAt!,
        answerDueAt: await this.deadlines.open(tx, {
          subject: id,
          subjectType: 'challenge',
          project: procedureId,
          key: answerKey,
          holder: departmentId,
          startsAt: at,
          ruleDay,
        }),
      });
      await tx.insert(Challenge, challenge as object);
      const facts = {
        number: challenge.number,
        award: award.id,
        provider: actor.organizationId,
        answerDueAt: challenge.answerDueAt.toISOString(),
      };
      await record(tx, actor, { type: 'challenge.filed', subject: id, project: procedureId, facts });
      return challenge;
    });
  }

  /** The buyer takes it up. When it may change the result, the award is held until the answer. */
  accept(actor: Actor, id: string, { mayAffectResult }: AcceptChallenge): Promise<Challenge> {
    return this.database.transaction(async (tx) => {
      const challenge = await this.locked(tx, actor, id);
      const at = await now(tx);
      authorize(challengePolicy.examine, actor, challenge, 'challenge.buyer-only');
      challenge.state = next(challengeLifecycle, challenge.state, 'accept');

      Object.assign(challenge, { mayAffectResult, examinedBy: actor.personId, examinedAt: at });
      await tx.save(challenge);
      const award = await this.awards.lock(tx, challenge.awardId);
      if (mayAffectResult && award.state === 'announced') await this.awards.hold(tx, actor, award.id);
      const facts = { number: challenge.number, award: challenge.awardId, mayAffectResult };
      await record(tx, actor, { type: 'challenge.accepted', subject: id, project: challenge.procedureId, facts });
      return challenge;
    });
  }

  /** Turned away, with the reason the bidder reads: not within what a challenge may be about. */
  refuse(actor: Actor, id: string, { reason }: RefuseChallenge): Promise<Challenge> {
    return this.database.transaction(async (tx) => {
      const challenge = await this.locked(tx, actor, id);
      const at = await now(tx);
      authorize(challengePolicy.examine, actor, challenge, 'challenge.buyer-only');
      challenge.state = next(challengeLifecycle, challenge.state, 'refuse');

      Object.assign(challenge, { refusalReason: reason, examinedBy: actor.personId, examinedAt: at });
      await tx.save(challenge);
      await this.deadlines.meet(tx, id, answerKey, at);
      const facts = { number: challenge.number, award: challenge.awardId };
      await record(tx, actor, { type: 'challenge.refused', subject: id, project: challenge.procedureId, facts });
      return challenge;
    });
  }

  /** The answer. Upheld: the award is taken back. Otherwise it stands again once no other challenge holds it. */
  answer(actor: Actor, id: string, { outcome, answer }: AnswerChallenge): Promise<Challenge> {
    return this.database.transaction(async (tx) => {
      const challenge = await this.locked(tx, actor, id);
      const at = await now(tx);
      authorize(challengePolicy.answer, actor, challenge, 'challenge.answered-by-another');
      authorize(confirmed, actor, at, 'confirm-first');
      challenge.state = next(challengeLifecycle, challenge.state, 'answer');

      Object.assign(challenge, { outcome, answer, answeredBy: actor.personId, answeredAt: at });
      await tx.save(challenge);
      await this.deadlines.meet(tx, id, answerKey, at);
      const facts = { number: challenge.number, award: challenge.awardId, outcome };
      await record(tx, actor, { type: 'challenge.answered', subject: id, project: challenge.procedureId, facts });
      await this.consequence(tx, actor, challenge);
      return challenge;
    });
  }

  private async consequence(tx: Tx, actor: Actor, { awardId, outcome, number }: Challenge): Promise<void> {
    const award = await this.awards.lock(tx, awardId);
    if (outcome === 'upheld' && (award.state === 'announced' || award.state === 'held'))
      return void (await this.awards.withdraw(tx, actor, awardId, { cause: 'upheld-challenge', reason: `质疑 ${number} 成立` }));
    const holding = await tx.countBy(Challenge, { awardId, state: 'accepted', mayAffectResult: true });
    if (award.state === 'held' && holding === 0) await this.awards.release(tx, actor, awardId);
  }

  private async locked(tx: Tx, actor: Actor, id: string): Promise<Challenge> {
    const challenge = found(await tx.findOne(Challenge, { where: { id }, lock: { mode: 'pessimistic_write' } }), 'challenge');
    if (!maySeeChallenge(actor, challenge)) throw absent('challenge');
    return challenge;
  }

  /** Files of the bidder's own, opened to the buyer. */
  private async evidence(tx: Tx, actor: Actor, ids: readonly string[], departmentId: string): Promise<Evidence[]> {
    const files: Evidence[] = [];
    for (const fileId of ids) {
      const { id, name, size, sha256 } = await this.files.attach(tx, actor, fileId, { organizations: [departmentId] });
      files.push({ id, name, size, sha256 });
    }
    return files;
  }
}
