import { Injectable } from '@nestjs/common';
import { absent, type Actor, authorize, found, next } from '#kernel';
import { civilDateOf, Deadlines, yearOf } from '#calendar';
import { Config, Database, nextNumber, now, record, type Tx, uuidv7 } from '#platform';
import { ProcedureQueries } from '#tendering';
import { ChallengeDesk } from './challenge-desk.service.js';
import { challengePolicy } from './challenge.policy.js';
import { Enquiry } from './enquiry.entity.js';
import type { AnswerEnquiry, AskEnquiry } from './enquiry.input.js';
import { enquiryLifecycle } from './enquiry.lifecycle.js';
import { maySeeEnquiry, speaksForProvider } from './enquiry.policy.js';
import { Holds } from './hold.service.js';

const key = 'enquiry.answer';

/** Enquiries: asked by anybody who takes part, answered by the buyer's desk in its time. */
@Injectable()
export class EnquiryService {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly deadlines: Deadlines,
    private readonly procedures: ProcedureQueries,
    private readonly desk: ChallengeDesk,
    private readonly holds: Holds,
  ) {}

  ask(actor: Actor, procedureId: string, { text }: AskEnquiry): Promise<Enquiry> {
    return this.database.transaction(async (tx) => {
      const { departmentId, ruleDay } = found(await this.procedures.byId(procedureId), 'procedure');
      authorize(speaksForProvider, actor, null, 'enquiry.provider-only');
      const at = await now(tx);

      const id = uuidv7();
      const number = await nextNumber(tx, this.config.region, yearOf(civilDateOf(at)), 'XW');
      const answerDueAt = await this.deadlines.open(tx, {
        subject: id,
        subjectType: 'enquiry',
        project: procedureId,
        key,
        holder: departmentId,
        startsAt: at,
        ruleDay,
      });
      const enquiry = tx.create(Enquiry, {
        id,
        number,
        procedureId,
        departmentId,
        askerId: actor.organizationId,
        askedBy: actor.personId,
        text,
        state: 'asked',
        ruleDay,
        askedAt: at,
        answerDueAt,
      });
      await tx.insert(Enquiry, enquiry as object);
      const facts = { number, provider: actor.organizationId, answerDueAt: answerDueAt.toISOString() };
      await record(tx, actor, { type: 'enquiry.asked', subject: id, project: procedureId, facts });
      return enquiry;
    });
  }

  /** The desk finds that it may change the result: the award is held until the answer (Implementing Regulation Art. 54). */
  hold(actor: Actor, id: string): Promise<Enquiry> {
    return this.database.transaction(async (tx) => {
      const enquiry = await this.locked(tx, actor, id);
      authorize(challengePolicy.examine, actor, enquiry, 'challenge.buyer-only');
      enquiry.state = next(enquiryLifecycle, enquiry.state, 'hold');

      enquiry.heldBy = actor.personId;
      await tx.save(enquiry);
      const facts = { number: enquiry.number };
      await record(tx, actor, { type: 'enquiry.held', subject: id, project: enquiry.procedureId, facts });
      await this.holds.settle(tx, actor, enquiry.procedureId, null);
      return enquiry;
    });
  }

  answer(actor: Actor, id: string, { answer }: AnswerEnquiry): Promise<Enquiry> {
    return this.database.transaction(async (tx) => {
      const enquiry = await this.locked(tx, actor, id);
      const at = await now(tx);
      authorize(challengePolicy.examine, actor, enquiry, 'challenge.buyer-only');
      const handlers = await this.desk.handlers(tx, enquiry);
      const parties = { departmentId: enquiry.departmentId, providerId: enquiry.askerId, examinedBy: null, handlers };
      authorize(challengePolicy.answer, actor, parties, 'enquiry.answered-by-another');
      const state = next(enquiryLifecycle, enquiry.state, 'answer');

      await tx.save(Object.assign(enquiry, { state, answer, answeredBy: actor.personId, answeredAt: at }));
      await this.deadlines.meet(tx, id, key, at);
      const facts = { number: enquiry.number };
      await record(tx, actor, { type: 'enquiry.answered', subject: id, project: enquiry.procedureId, facts });
      await this.holds.settle(tx, actor, enquiry.procedureId, null);
      return enquiry;
    });
  }

  private async locked(tx: Tx, actor: Actor, id: string): Promise<Enquiry> {
    const enquiry = found(await tx.findOne(Enquiry, { where: { id }, lock: { mode: 'pessimistic_write' } }), 'enquiry');
    if (!maySeeEnquiry(actor, enquiry)) throw absent('enquiry');
    return enquiry;
  }
}
