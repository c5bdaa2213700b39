import { Injectable } from '@nestjs/common';
import { absent, type Actor, authorize, ensure, found, next, refuse } from '#kernel';
import { CalendarService, civilDateOf, Deadlines, yearOf } from '#calendar';
import { Config, Database, nextNumber, now, record, type Tx, uuidv7 } from '#platform';
import { type HeldProcedure, ProcedureQueries } from '#tendering';
import { Challenge } from './challenge.entity.js';
import type { WithdrawObjection } from './challenge.input.js';
import { challengeLifecycle } from './challenge.lifecycle.js';
import { challengePolicy, maySeeChallenge } from './challenge.policy.js';
import { onlyOnce, supplementInTime } from './challenge.rules.js';
import { EvidenceDesk, petitionerOf } from './evidence.service.js';
import { Holds } from './hold.service.js';
import type { FileChallenge, SupplementChallenge } from './petition.input.js';
import { authorisationShown } from './petition.rules.js';
import { insideWindow, standingFor, type Window } from './stage.rules.js';
import { Windows } from './window.service.js';

export const answerKey = 'challenge.answer';
export const supplementKey = 'challenge.supplement';

/** What a supplier does with a challenge: files, completes and withdraws it. */
@Injectable()
export class ChallengeService {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly calendar: CalendarService,
    private readonly deadlines: Deadlines,
    private readonly evidence: EvidenceDesk,
    private readonly procedures: ProcedureQueries,
    private readonly windows: Windows,
    private readonly holds: Holds,
  ) {}

  /** Challenges one stage of a procedure, with all points at once. Judged by the database's clock, under the awards' lock and the supplier's own. */
  file(actor: Actor, procedureId: string, input: FileChallenge): Promise<Challenge> {
    return this.database.transaction(async (tx) => {
      const procedure = found(await this.procedures.byId(procedureId), 'procedure');
      authorize(challengePolicy.file, actor, null, 'challenge.speaker-only');
      const takes = await this.windows.takes(actor, procedureId);
      await tx.query(`select pg_advisory_xact_lock(hashtext('challenge of ' || $1::text || $2::text))`, [
        procedureId,
        actor.organizationId,
      ]);
      await this.holds.lock(tx, procedureId, null);
      const at = await now(tx);
      const window = windowFor(await this.windows.within(tx, actor, procedureId), input);
      const allAtOnce = this.calendar.flag('challenge.all_at_once', procedure.ruleDay);
      ensure(
        standingFor(input.stage, takes, window?.lot),
        insideWindow(window, input.stage, at),
        onlyOnce(await this.earlier(tx, actor, procedureId, window), allAtOnce),
      );

      const challenge = await this.written(tx, actor, procedure, window!, input, at);
      await tx.insert(Challenge, challenge as object);
      await record(tx, actor, {
        type: 'challenge.filed',
        subject: challenge.id,
        project: procedureId,
        facts: {
          number: challenge.number,
          stage: challenge.stage,
          award: challenge.awardId,
          provider: actor.organizationId,
          answerDueAt: challenge.answerDueAt.toISOString(),
        },
      });
      return challenge;
    });
  }

  /** Completes a challenge that was given back; the time to answer begins anew. */
  supplement(actor: Actor, id: string, input: SupplementChallenge): Promise<Challenge> {
    return this.database.transaction(async (tx) => {
      const challenge = await lockChallenge(tx, actor, id);
      const at = await now(tx);
      authorize(challengePolicy.own, actor, challenge, 'challenge.speaker-only');
      const state = next(challengeLifecycle, challenge.state, 'supplement');
      ensure(supplementInTime(challenge, at));

      const { points, petitioner, evidence } = await this.form(tx, actor, challenge.departmentId, input, challenge.evidence);
      await this.deadlines.meet(tx, id, supplementKey, at);
      const answerDueAt = await this.startAnswer(tx, challenge, at);
      await tx.save(Object.assign(challenge, { state, points, petitioner, evidence, supplementedAt: at, answerDueAt }));
      await record(tx, actor, {
        type: 'challenge.supplemented',
        subject: id,
        project: challenge.procedureId,
        facts: { number: challenge.number, answerDueAt: answerDueAt.toISOString() },
      });
      return challenge;
    });
  }

  /** Taken back by who filed it; what it held goes on. */
  withdraw(actor: Actor, id: string, _input: WithdrawObjection): Promise<Challenge> {
    return this.database.transaction(async (tx) => {
      const challenge = await lockChallenge(tx, actor, id);
      const at = await now(tx);
      authorize(challengePolicy.own, actor, challenge, 'challenge.speaker-only');
      const state = next(challengeLifecycle, challenge.state, 'withdraw');

      await tx.save(Object.assign(challenge, { state, withdrawnAt: at }));
      for (const key of [answerKey, supplementKey]) await this.deadlines.cancel(tx, id, key);
      const facts = { number: challenge.number, award: challenge.awardId };
      await record(tx, actor, { type: 'challenge.withdrawn', subject: id, project: challenge.procedureId, facts });
      await this.holds.settle(tx, actor, challenge.procedureId, challenge.awardId);
      return challenge;
    });
  }

  private async written(
    tx: Tx,
    actor: Actor,
    { id: procedureId, departmentId, ruleDay }: HeldProcedure,
    { stage, awardId, endsAt }: Window,
    input: FileChallenge,
    at: Date,
  ): Promise<Challenge> {
    const id = uuidv7();
    return tx.create(Challenge, {
      id,
      number: await nextNumber(tx, this.config.region, yearOf(civilDateOf(at)), 'ZY'),
      procedureId,
      stage,
      awardId,
      departmentId,
      providerId: actor.organizationId,
      filedBy: actor.personId,
      ...(await this.form(tx, actor, departmentId, input, [])),
      state: 'filed',
      ruleDay,
      filedAt: at,
      windowEndsAt: endsAt,
      answerDueAt: await this.startAnswer(tx, { id, procedureId, departmentId, ruleDay }, at),
    });
  }

  private async form(tx: Tx, actor: Actor, departmentId: string, input: SupplementChallenge, before: Challenge['evidence']) {
    const added = await this.evidence.take(tx, actor, input.evidence, [departmentId]);
    const evidence = [...before, ...added.filter(({ id }) => !before.some((one) => one.id === id))];
    const petitioner = petitionerOf(input.petitioner);
    ensure(authorisationShown(petitioner, evidence));
    return { points: input.points.map(({ facts, request, basis }) => ({ facts, request, basis })), petitioner, evidence };
  }

  private startAnswer(
    tx: Tx,
    { id, procedureId, departmentId, ruleDay }: Pick<Challenge, 'id' | 'procedureId' | 'departmentId' | 'ruleDay'>,
    startsAt: Date,
  ): Promise<Date> {
    return this.deadlines.open(tx, {
      subject: id,
      subjectType: 'challenge',
      project: procedureId,
      key: answerKey,
      holder: departmentId,
      startsAt,
      ruleDay,
    });
  }

  private earlier(tx: Tx, actor: Actor, procedureId: string, window: Window | undefined): Promise<Challenge[]> {
    if (!window) return Promise.resolve([]);
    const target = window.awardId ? { awardId: window.awardId } : { stage: window.stage };
    return tx.find(Challenge, { where: { procedureId, providerId: actor.organizationId, ...target } });
  }
}

/** The window of what is challenged; a result is named by its lot where there are several. */
function windowFor(windows: readonly Window[], { stage, lot }: Pick<FileChallenge, 'stage' | 'lot'>): Window | undefined {
  const fitting = windows.filter((window) => window.stage === stage && (lot === undefined || window.lot === lot));
  ensure(
    fitting.length > 1 ? refuse('invalid', 'challenge.lot-missing', {}, [{ field: 'lot', code: 'challenge.lot-missing' }]) : undefined,
  );
  return fitting[0];
}

/** A challenge for changing; for whoever may not see it there is none. */
export async function lockChallenge(tx: Tx, actor: Actor, id: string): Promise<Challenge> {
  const known = found(await tx.findOne(Challenge, { where: { id }, lock: { mode: 'pessimistic_write' } }), 'challenge');
  if (!maySeeChallenge(actor, known)) throw absent('challenge');
  return known;
}
