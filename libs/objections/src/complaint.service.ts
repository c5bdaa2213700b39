import { Injectable } from '@nestjs/common';
import { absent, type Actor, authorize, ensure, found, next, type Refusal } from '#kernel';
import { CalendarService, civilDateOf, Deadlines, yearOf } from '#calendar';
import { Config, Database, nextNumber, now, record, type Tx, uuidv7 } from '#platform';
import { Bureau } from './bureau.queries.js';
import { Challenge } from './challenge.entity.js';
import type { WithdrawObjection } from './challenge.input.js';
import { maySeeChallenge } from './challenge.policy.js';
import { supplementInTime } from './challenge.rules.js';
import { Complaint } from './complaint.entity.js';
import type { FileComplaint } from './complaint.input.js';
import { complaintLifecycle } from './complaint.lifecycle.js';
import { complaintPolicy, maySeeComplaint } from './complaint.policy.js';
import { complainedOnce, insideComplaintTime, onlyWhatWasChallenged } from './complaint.rules.js';
import { EvidenceDesk, petitionerOf } from './evidence.service.js';
import { Holds } from './hold.service.js';
import { authorisationShown } from './petition.rules.js';
import { lastInstant } from './stage.rules.js';

/** Clocks of a complaint: to examine, to send it out, to decide; and the complainant's to complete it. */
export const clockKeys = ['complaint.examine', 'complaint.forward', 'complaint.decide'] as const;
export const complaintSupplementKey = 'complaint.supplement';

/** What a supplier does with a complaint: files, completes and withdraws it. */
@Injectable()
export class ComplaintService {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly calendar: CalendarService,
    private readonly deadlines: Deadlines,
    private readonly bureau: Bureau,
    private readonly evidence: EvidenceDesk,
    private readonly holds: Holds,
  ) {}

  /** Until when the answer to a challenge, or its absence, may be complained of. */
  endsAt({ answerDueAt, ruleDay }: Pick<Challenge, 'answerDueAt' | 'ruleDay'>): Date {
    return this.calendar.dueAt('complaint.file', lastInstant(answerDueAt), ruleDay);
  }

  /** Complains of points of an own challenge that its answer does not settle, or that nobody answered in time. */
  file(actor: Actor, challengeId: string, input: FileComplaint): Promise<Complaint> {
    return this.database.transaction(async (tx) => {
      const challenge = found(
        await tx.findOne(Challenge, { where: { id: challengeId }, lock: { mode: 'pessimistic_write' } }),
        'challenge',
      );
      if (!maySeeChallenge(actor, challenge)) throw absent('challenge');
      authorize(complaintPolicy.own, actor, { complainantId: challenge.providerId }, 'complaint.challenger-only');
      const at = await now(tx);
      const endsAt = this.endsAt(challenge);
      ensure(insideComplaintTime(challenge, endsAt, at), onlyWhatWasChallenged(input.points, challenge.points.length));
      ensure(await this.notTwice(tx, challengeId));

      const complaint = await this.written(tx, actor, challenge, endsAt, input, at);
      await tx.insert(Complaint, complaint as object);
      await record(tx, actor, {
        type: 'complaint.filed',
        subject: complaint.id,
        project: complaint.procedureId,
        facts: { number: complaint.number, challenge: challengeId, provider: actor.organizationId },
      });
      return complaint;
    });
  }

  /** Completes a complaint that was given back; from then on the bureau's clocks begin anew. */
  supplement(actor: Actor, id: string, input: FileComplaint): Promise<Complaint> {
    return this.database.transaction(async (tx) => {
      const complaint = await lockComplaint(tx, actor, id);
      const at = await now(tx);
      authorize(complaintPolicy.own, actor, complaint, 'complaint.challenger-only');
      const state = next(complaintLifecycle, complaint.state, 'supplement');
      const challenge = found(await tx.findOneBy(Challenge, { id: complaint.challengeId }), 'challenge');
      ensure(supplementInTime(complaint, at), onlyWhatWasChallenged(input.points, challenge.points.length));

      const form = await this.form(tx, actor, input, complaint.evidence);
      await this.deadlines.meet(tx, id, complaintSupplementKey, at);
      const decideDueAt = await this.startClocks(tx, complaint, at);
      await tx.save(Object.assign(complaint, { ...form, state, supplementedAt: at, decideDueAt }));
      const facts = { number: complaint.number };
      await record(tx, actor, { type: 'complaint.supplemented', subject: id, project: complaint.procedureId, facts });
      return complaint;
    });
  }

  /** Taken back before the decision; the bureau ends it and what it stopped goes on (Order 94 Art. 30). */
  withdraw(actor: Actor, id: string, _input: WithdrawObjection): Promise<Complaint> {
    return this.database.transaction(async (tx) => {
      const complaint = await lockComplaint(tx, actor, id);
      const at = await now(tx);
      authorize(complaintPolicy.own, actor, complaint, 'complaint.challenger-only');
      const state = next(complaintLifecycle, complaint.state, 'withdraw');

      await tx.save(Object.assign(complaint, { state, withdrawnAt: at, stoppedAt: null }));
      for (const key of [...clockKeys, complaintSupplementKey]) await this.deadlines.cancel(tx, id, key);
      const facts = { number: complaint.number };
      await record(tx, actor, { type: 'complaint.withdrawn', subject: id, project: complaint.procedureId, facts });
      await this.holds.settle(tx, actor, complaint.procedureId, complaint.awardId);
      return complaint;
    });
  }

  /** Starts the bureau's clocks; answers when the decision is due. */
  async startClocks(
    tx: Tx,
    { id, procedureId, ruleDay }: Pick<Complaint, 'id' | 'procedureId' | 'ruleDay'>,
    startsAt: Date,
  ): Promise<Date> {
    const holder = await this.bureau.id();
    let due = startsAt;
    for (const key of clockKeys)
      due = await this.deadlines.open(tx, { subject: id, subjectType: 'complaint', project: procedureId, key, holder, startsAt, ruleDay });
    return due;
  }

  private async written(
    tx: Tx,
    actor: Actor,
    { id: challengeId, procedureId, awardId, departmentId, ruleDay }: Challenge,
    windowEndsAt: Date,
    input: FileComplaint,
    at: Date,
  ): Promise<Complaint> {
    const id = uuidv7();
    return tx.create(Complaint, {
      id,
      number: await nextNumber(tx, this.config.region, yearOf(civilDateOf(at)), 'TS'),
      challengeId,
      procedureId,
      awardId,
      departmentId,
      complainantId: actor.organizationId,
      filedBy: actor.personId,
      ...(await this.form(tx, actor, input, [])),
      state: 'filed',
      stoppedMs: '0',
      ruleDay,
      filedAt: at,
      windowEndsAt,
      decideDueAt: await this.startClocks(tx, { id, procedureId, ruleDay }, at),
    });
  }

  private async form(tx: Tx, actor: Actor, input: FileComplaint, before: Complaint['evidence']) {
    const added = await this.evidence.take(tx, actor, input.evidence, [await this.bureau.id()]);
    const evidence = [...before, ...added.filter(({ id }) => !before.some((one) => one.id === id))];
    const petitioner = petitionerOf(input.petitioner);
    ensure(authorisationShown(petitioner, evidence));
    return { points: input.points.map(({ point, objection }) => ({ point, objection })), petitioner, evidence };
  }

  private async notTwice(tx: Tx, challengeId: string): Promise<Refusal | undefined> {
    return complainedOnce(await tx.findBy(Complaint, { challengeId }));
  }
}

/** A complaint for changing; for whoever may not see it there is none. */
export async function lockComplaint(tx: Tx, actor: Actor, id: string): Promise<Complaint> {
  const complaint = found(await tx.findOne(Complaint, { where: { id }, lock: { mode: 'pessimistic_write' } }), 'complaint');
  if (!maySeeComplaint(actor, complaint)) throw absent('complaint');
  return complaint;
}
