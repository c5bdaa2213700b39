import { Injectable } from '@nestjs/common';
import type { Actor } from '#kernel';
import { Database, sentence } from '#platform';
import {
  AdmissionQueries,
  changesBetween,
  type Desk,
  DeskQueries,
  focusedOpinions,
  generalOpinions,
  methodRules,
  PriorQueries,
  ProcedureQueries,
  procedurePolicy,
  requirementOf,
  standsAsAnnounced,
} from '#tendering';
import { actorAs, type FormState, type Lang, languageOf, type PageReply, type PageRequest, Views } from '../kit/index.js';
import { bodyOf, shownChanges } from './notice.data.js';
import { requirementAnswers } from './requirement.answers.js';
import { allowedActs, complianceOf, headOf } from './project.data.js';

/** The page of the second person: what changed, what the check says, opinions, draw, notice of a single source, the decision. */
@Injectable()
export class ReviewView {
  constructor(
    private readonly desk: DeskQueries,
    private readonly procedures: ProcedureQueries,
    private readonly admissions: AdmissionQueries,
    private readonly priors: PriorQueries,
    private readonly database: Database,
    private readonly views: Views,
  ) {}

  async show(request: PageRequest, reply: PageReply, id: string, form: FormState): Promise<void> {
    const actor = actorAs(request, 'handler', 'approver', 'acceptor');
    const desk: Desk = await this.desk.of(actor, id);
    const { procedure } = desk;
    const [now, before] = await this.procedures.submissions(id);
    const changes = now && before ? shownChanges(changesBetween(before.content, now.content)) : [];
    const own = desk.editors.includes(actor.personId);
    const data = {
      form,
      head: headOf(procedure, new Date()),
      submitted: now ? { by: now.personName, at: now.at, no: now.no } : null,
      again: before !== undefined,
      changes,
      compliance: complianceOf(desk.findings, languageOf(request), id, false),
      mayPublish: allowedActs(actor, desk).has('publish'),
      why:
        procedure.state !== 'in_review'
          ? { key: 'tendering.why.notInReview' }
          : { key: own ? 'tendering.why.own' : 'tendering.why.approver' },
      requirement: requirementAnswers(procedure),
      body: bodyOf(procedure.draft),
      base: `/buy/projects/${id}`,
      ...(await this.beside(desk, actor, languageOf(request))),
    };
    this.views.page(request, reply, 'tendering/project-review', data, {
      title: { key: 'tendering.reviewTitle' },
      back: { href: data.base, title: { key: 'tendering.backToProject' } },
    });
  }

  private async beside(desk: Desk, actor: Actor, lang: Lang): Promise<object> {
    const ownership = { departmentId: desk.procedure.departmentId, editors: desk.editors };
    const decides = desk.procedure.state === 'in_review' && procedurePolicy.publish(actor, ownership);
    return {
      review: this.reviewOf(desk, actor),
      draw: await this.drawOf(desk, decides),
      prior: await this.priorOf(desk, decides, lang),
    };
  }

  private reviewOf({ procedure, review, editors }: Desk, actor: Actor): object {
    const may = procedurePolicy.review(actor, { departmentId: procedure.departmentId, editors });
    const subjects = review.kind === 'focused' ? [...generalOpinions, ...focusedOpinions] : generalOpinions;
    return {
      kind: review.kind,
      given: review.given.map(({ personName, at, passed, opinions }) => ({
        personName,
        at,
        light: passed ? 'green' : 'red',
        word: { key: `tendering.passes.${passed ? 'yes' : 'no'}` },
        against: opinions.filter(({ passes }) => !passes),
      })),
      first: review.given.length === 0,
      blocking: review.kind !== null && review.given.length === 0,
      open: may && procedure.state === 'in_review',
      why: may ? null : { key: 'tendering.why.reviewOwn' },
      subjects,
      answers: ['yes', 'no'].map((value) => ({ value, text: { key: `tendering.passes.${value}` } })),
    };
  }

  private async drawOf({ procedure }: Desk, may: boolean): Promise<object | null> {
    if (!methodRules[procedure.method].pool) return null;
    const { candidates, draw } = requirementOf(procedure.draft).pool;
    const done = await this.admissions.draw(procedure.id);
    return {
      may,
      count: candidates.length,
      draw,
      done: done && {
        ...done,
        witnesses: done.witnesses.join('、'),
        names: done.candidates.filter(({ uscc }) => done.drawn.includes(uscc)).map(({ name, uscc }) => `${name} ${uscc}`),
      },
    };
  }

  private async priorOf({ procedure }: Desk, may: boolean, lang: Lang): Promise<object | null> {
    const { priorNotice } = methodRules[procedure.method];
    if (!priorNotice?.grounds.includes(requirementOf(procedure.draft).ground ?? '')) return null;
    const notice = await this.priors.ofProcedure(procedure.id);
    const differs = notice && notice.state !== 'upheld' ? standsAsAnnounced(notice.content, procedure.draft, notice.number) : undefined;
    const over = notice !== null && notice.state === 'open' && notice.until <= (await this.database.now());
    const state = over ? 'over' : (notice?.state ?? 'open');
    return {
      may,
      notice,
      word: { key: `tendering.priorState.${state}` },
      colour: state === 'upheld' ? 'red' : state === 'open' ? 'blue' : 'green',
      refuted: state === 'upheld',
      differs: differs?.fields.map(({ code }) => sentence(code, {}, lang)) ?? [],
      objections: notice ? await this.priors.objections(notice.id) : [],
      outcomes: ['rejected', 'upheld'].map((value) => ({ value, text: { key: `tendering.outcome.${value}` } })),
    };
  }
}
