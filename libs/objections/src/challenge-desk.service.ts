import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, authorize, ensure, next } from '#kernel';
import { CalendarService, Deadlines } from '#calendar';
import { DocumentService, Templates } from '#documents';
import { BidQueries } from '#bidding';
import { Award, EvaluationQueries } from '#evaluation';
import { OrganizationQueries } from '#organizations';
import { Database, now, record, type Tx } from '#platform';
import { NoticeQueries, ProcedureQueries } from '#tendering';
import { answerPaper, answerTemplate } from './answer.paper.view.js';
import { Challenge } from './challenge.entity.js';
import type { AcceptChallenge, AnswerChallenge, RefuseChallenge } from './challenge.input.js';
import { challengeLifecycle } from './challenge.lifecycle.js';
import { challengePolicy, confirmed } from './challenge.policy.js';
import { givenBackOnce } from './challenge.rules.js';
import { answerKey, lockChallenge, supplementKey } from './challenge.service.js';
import { remedyFits } from './complaint.rules.js';
import { EntryResults } from './entry-results.service.js';
import { Holds } from './hold.service.js';
import { Remedies } from './remedy.service.js';
import { lastInstant } from './stage.rules.js';

const paperName = 'challenge-answer';

/** What the buyer's desk does with a challenge: takes it up, gives it back, turns it away, answers it to all concerned. */
@Injectable()
export class ChallengeDesk implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly deadlines: Deadlines,
    private readonly procedures: ProcedureQueries,
    private readonly notices: NoticeQueries,
    private readonly organizations: OrganizationQueries,
    private readonly bids: BidQueries,
    private readonly evaluations: EvaluationQueries,
    private readonly calendar: CalendarService,
    private readonly templates: Templates,
    private readonly documents: DocumentService,
    private readonly holds: Holds,
    private readonly remedies: Remedies,
    private readonly entries: EntryResults,
  ) {}

  onModuleInit(): void {
    this.templates.add(paperName, answerTemplate);
  }

  /** Takes it up. When it may change the result, the award is held until the answer. */
  accept(actor: Actor, id: string, { mayAffectResult }: AcceptChallenge): Promise<Challenge> {
    return this.examine(actor, id, 'accept', async (tx, challenge) => {
      await tx.save(Object.assign(challenge, { mayAffectResult }));
      await this.holds.settle(tx, actor, challenge.procedureId, challenge.awardId);
      return { type: 'challenge.accepted', facts: { mayAffectResult } };
    });
  }

  /** Turned away, with the reason its supplier reads; it may be filed anew in time. */
  refuse(actor: Actor, id: string, { reason }: RefuseChallenge): Promise<Challenge> {
    return this.examine(actor, id, 'refuse', async (tx, challenge, at) => {
      await tx.save(Object.assign(challenge, { refusalReason: reason }));
      await this.deadlines.meet(tx, id, answerKey, at);
      await this.deadlines.cancel(tx, id, supplementKey);
      return { type: 'challenge.refused', facts: {} };
    });
  }

  /** Given back to be completed, once; the clock of the answer stops and begins anew with the supplement. */
  return(actor: Actor, id: string, { reason }: RefuseChallenge): Promise<Challenge> {
    return this.examine(actor, id, 'return', async (tx, challenge, at) => {
      ensure(givenBackOnce(challenge));
      await this.deadlines.cancel(tx, id, answerKey);
      const supplementDueAt = await this.deadlines.open(tx, {
        subject: id,
        subjectType: 'challenge',
        // On no page of the project: it would tell who takes part.
        project: null,
        key: supplementKey,
        holder: challenge.providerId,
        startsAt: at,
        ruleDay: challenge.ruleDay,
      });
      await tx.save(Object.assign(challenge, { returnedReason: reason, returnedAt: at, supplementDueAt }));
      return { type: 'challenge.returned', facts: { supplementDueAt: supplementDueAt.toISOString() } };
    });
  }

  /** The answer, to the supplier and all concerned. Upheld: the remedy is carried out. What it held goes on otherwise. */
  answer(actor: Actor, id: string, { outcome, remedy, answer }: AnswerChallenge): Promise<Challenge> {
    return this.database.transaction(async (tx) => {
      const challenge = await lockChallenge(tx, actor, id);
      const at = await now(tx);
      const handlers = await this.handlers(tx, challenge);
      authorize(challengePolicy.examine, actor, challenge, 'challenge.buyer-only');
      authorize(challengePolicy.answer, actor, { ...challenge, handlers }, 'challenge.answered-by-another');
      authorize(confirmed, actor, at, 'confirm-first');
      ensure(remedyFits(challenge.stage, outcome, remedy));
      const state = next(challengeLifecycle, challenge.state, 'answer');

      Object.assign(challenge, { state, outcome, remedy: remedy ?? null, answer, answeredBy: actor.personId, answeredAt: at });
      challenge.paperId = await this.writePaper(tx, actor, challenge);
      await tx.save(challenge);
      await this.deadlines.meet(tx, id, answerKey, at);
      const { number, stage, procedureId, awardId } = challenge;
      const facts = { number, stage, award: awardId, outcome, remedy: remedy ?? null };
      await record(tx, actor, { type: 'challenge.answered', subject: id, project: procedureId, facts });
      if (outcome === 'upheld')
        await this.remedies.carryOut(tx, actor, {
          procedureId,
          awardId,
          remedy: remedy!,
          number,
          kind: 'challenge',
          providerId: challenge.providerId,
        });
      await this.holds.settle(tx, actor, procedureId, awardId);
      return challenge;
    });
  }

  /** {@link handlers} for a page. */
  handlersOf(objection: Pick<Challenge, 'procedureId'>): Promise<string[]> {
    return this.database.transaction((tx) => this.handlers(tx, objection));
  }

  /** Everybody who drafted or published the notice, judged the qualification, sat for the buyer, and decided or announced the result. */
  async handlers(tx: Tx, { procedureId }: Pick<Challenge, 'procedureId'>): Promise<string[]> {
    const awards = await tx.find(Award, { where: { procedureId } });
    const deciders = awards.flatMap(({ decidedBy, announcedBy }) => [decidedBy, announcedBy]);
    const entry = await this.entries.deciders(procedureId);
    const judges = await this.evaluations.judgesOf(tx, procedureId);
    return [...(await this.procedures.handlersOf(procedureId)), ...judges, ...deciders.filter((one) => one !== null), ...entry];
  }

  private examine(
    actor: Actor,
    id: string,
    act: 'accept' | 'refuse' | 'return',
    change: (tx: Tx, challenge: Challenge, at: Date) => Promise<{ type: string; facts: Record<string, string | boolean> }>,
  ): Promise<Challenge> {
    return this.database.transaction(async (tx) => {
      const challenge = await lockChallenge(tx, actor, id);
      const at = await now(tx);
      authorize(challengePolicy.examine, actor, challenge, 'challenge.buyer-only');
      challenge.state = next(challengeLifecycle, challenge.state, act);

      Object.assign(challenge, { examinedBy: actor.personId, examinedAt: at });
      const { type, facts } = await change(tx, challenge, at);
      const known = { number: challenge.number, stage: challenge.stage, award: challenge.awardId };
      await record(tx, actor, { type, subject: id, project: challenge.procedureId, facts: { ...known, ...facts } });
      return challenge;
    });
  }

  /** The answer as a paper, for its supplier and everybody whose result it may change. */
  private async writePaper(tx: Tx, actor: Actor, challenge: Challenge): Promise<string> {
    const { procedureId, providerId, departmentId, number, answerDueAt, ruleDay } = challenge;
    const complainUntil = this.calendar.dueAt('complaint.file', lastInstant(answerDueAt), ruleDay);
    const notice = (await this.notices.byId(procedureId))!;
    const names = await this.organizations.byIds([providerId, departmentId]);
    const concerned = (await this.bids.opened(procedureId)).map((bid) => bid.providerId);
    const { id } = await this.documents.issue(tx, actor, {
      kind: paperName,
      subject: challenge.id,
      title: `质疑答复 ${number}`,
      number,
      html: this.templates.render(
        paperName,
        answerPaper(challenge, notice, complainUntil, (one) => names.get(one)?.name ?? ''),
      ),
      public: false,
      organizations: [...new Set([providerId, ...concerned])],
      project: procedureId,
    });
    return id;
  }
}
