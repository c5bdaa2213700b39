import { Injectable } from '@nestjs/common';
import { type Actor, authorize, ensure, found, has, refuse } from '#kernel';
import { CalendarService } from '#calendar';
import { Database, now, record, uuidv7 } from '#platform';
import { Candidate } from './candidate.entity.js';
import { chairOf, Cases, racing } from './case.queries.js';
import { type Clarification, ClarificationQueries } from './clarification.queries.js';
import { asChair } from './compliance.service.js';
import { type EvaluationState, talkingStates } from './evaluation.lifecycle.js';
import type { AnswerPanel, AskBidder } from './panel.input.js';

/** Questions of the panel to one bidder, through the chair; the answer changes neither price nor substance (Order 87 Art. 51). */
@Injectable()
export class ClarificationService {
  constructor(
    private readonly database: Database,
    private readonly cases: Cases,
    private readonly calendar: CalendarService,
    private readonly clarifications: ClarificationQueries,
  ) {}

  ask(actor: Actor, procedureId: string, { bidId, lot = '1', kind = 'question', question }: AskBidder): Promise<Clarification> {
    return this.database.transaction(async (tx) => {
      const file = await this.cases.open(tx, procedureId);
      const at = await now(tx);
      asChair(file, actor);
      const candidate = found(
        racing(file, lot).find((one) => one.bidId === bidId),
        'bid',
      );
      ensure(talkingStates.includes(file.evaluation.state) ? undefined : refuse('conflict', 'panel.report-drafted'));

      const id = uuidv7();
      const dueAt = this.calendar.dueAt('clarification.answer', at, file.project.ruleDay);
      await tx.query(
        `insert into evaluation.clarification (id, evaluation_id, bid_id, lot, kind, question, asked_by, asked_at, due_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [id, file.evaluation.id, bidId, lot, kind, question, chairOf(file.seats)!.id, at, dueAt],
      );
      const facts = { bid: bidId, provider: candidate.providerId, lot, kind, dueAt: dueAt.toISOString() };
      await record(tx, actor, { type: 'clarification.asked', subject: id, project: procedureId, facts });
      return (await this.clarifications.of(tx, file.evaluation.id)).find((one) => one.id === id)!;
    });
  }

  /** The bidder answers, once, in time and before the report is drawn up. Not there for anybody else. */
  answer(actor: Actor, id: string, { answer }: AnswerPanel): Promise<Clarification> {
    return this.database.transaction(async (tx) => {
      const [row] = (await tx.query(
        `select c.evaluation_id as "evaluationId", c.bid_id as "bidId", c.due_at as "dueAt", c.answer, e.procedure_id as "procedureId", e.state
         from evaluation.clarification c join evaluation.evaluation e on e.id = c.evaluation_id where c.id = $1 for update of c for share of e`,
        [id],
      )) as (Pick<Clarification, 'evaluationId' | 'bidId' | 'dueAt' | 'answer' | 'procedureId'> & { state: EvaluationState })[];
      const asked = found(row, 'clarification');
      const { evaluationId, bidId, procedureId } = asked;
      found(await tx.findOneBy(Candidate, { evaluationId, bidId, providerId: actor.organizationId }), 'clarification');
      const at = await now(tx);
      authorize((one) => has(one, 'provider_admin', 'project_lead'), actor, null, 'clarification.speaker-only');
      ensure(
        talkingStates.includes(asked.state) ? undefined : refuse('conflict', 'clarification.over'),
        asked.answer === null ? undefined : refuse('conflict', 'clarification.answered'),
        at < asked.dueAt ? undefined : refuse('conflict', 'clarification.too-late', { dueAt: asked.dueAt }),
      );

      await tx.query('update evaluation.clarification set answer = $2, answered_by = $3, answered_at = $4 where id = $1', [
        id,
        answer,
        actor.personId,
        at,
      ]);
      await record(tx, actor, { type: 'clarification.answered', subject: id, project: procedureId, facts: { bid: bidId } });
      return (await this.clarifications.of(tx, evaluationId)).find((one) => one.id === id)!;
    });
  }
}
