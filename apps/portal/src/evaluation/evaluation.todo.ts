import { Injectable } from '@nestjs/common';
import { type Actor, has } from '#kernel';
import { DeadlineQueries, light } from '#calendar';
import { type Clarification, ClarificationQueries, EvaluationQueries, type PanelRow, PanelQueries } from '#evaluation';
import { NoticeQueries } from '#tendering';
import { ProjectLinks } from '../tendering/project-links.js';
import { type TodoItem, type TodoSource, TodoSources, WorkspaceLinks } from '../kit/index.js';

/** What an evaluation waits for: from the buyer's people, and from the members of panels. */
@Injectable()
export class EvaluationTodos implements TodoSource {
  constructor(
    private readonly evaluations: EvaluationQueries,
    private readonly panels: PanelQueries,
    private readonly clarifications: ClarificationQueries,
    private readonly notices: NoticeQueries,
    private readonly deadlines: DeadlineQueries,
    sources: TodoSources,
    links: WorkspaceLinks,
    projects: ProjectLinks,
  ) {
    sources.add(this);
    links.add('panel', { key: 'evaluation.myPanels', href: '/panel/record' });
    links.add('finance', { key: 'evaluation.experts', href: '/finance/experts' });
    projects.add({
      key: 'evaluation.buyerTitle',
      href: ({ id }) => `/buy/projects/${id}/evaluation`,
      when: ({ state, closedAt }) => closedAt !== null && state !== 'cancelled',
    });
  }

  async todos(actor: Actor): Promise<TodoItem[]> {
    const [own, buyers, asked] = await Promise.all([
      has(actor, 'expert') ? this.panels.mine(actor, 20) : [],
      has(actor, 'handler', 'approver') ? this.ofBuyer(actor) : [],
      has(actor, 'provider_admin', 'project_lead') ? this.clarifications.open(actor.organizationId) : [],
    ]);
    return [...own.flatMap(panelItem), ...buyers, ...(await this.questions(asked))];
  }

  /** Questions of panels that an organization has to answer; amber from the start, for the time is short. */
  private async questions(asked: readonly Clarification[]): Promise<TodoItem[]> {
    const notices = await this.notices.summaries(asked.map(({ procedureId }) => procedureId));
    return asked.map(({ procedureId, bidId, dueAt }) => ({
      title: { key: 'evaluation.todo.clarify', facts: { title: notices.get(procedureId)?.title ?? '' } },
      href: `/org/bids/${bidId}/clarifications`,
      dueAt,
      light: 'amber' as const,
    }));
  }

  private async ofBuyer(actor: Actor): Promise<TodoItem[]> {
    const now = new Date();
    const open = await this.evaluations.openOf(actor.organizationId);
    const notices = await this.notices.summaries(open.map(({ procedureId }) => procedureId));
    const clocks = await this.deadlines.ofSubjects(open.flatMap(({ lotId, awardId }) => (awardId ? [lotId, awardId] : [lotId])));
    return open.flatMap(({ procedureId, lotId, state, lotState, awardId, awardState, decidedBy }): TodoItem[] => {
      const step = awardState === 'decided' ? 'announce' : lotState === 'reported' ? 'decide' : state;
      const mine = step === 'decide' ? has(actor, 'approver') : step === 'announce' ? decidedBy !== actor.personId : has(actor, 'handler');
      const clock = clocks.find(({ subject, metAt, cancelledAt }) => (subject === lotId || subject === awardId) && !metAt && !cancelledAt);
      const title = { key: `evaluation.todo.${step}`, facts: { title: notices.get(procedureId)?.title ?? '' } };
      return mine
        ? [
            {
              title,
              href: `/buy/projects/${procedureId}/evaluation`,
              dueAt: clock?.dueAt ?? null,
              light: clock ? light(clock, now) : 'green',
            },
          ]
        : [];
    });
  }
}

/** A member acts while invited, declaring, scoring or signing. */
function panelItem({ procedureId, title, seatState, evaluationState, signDueAt }: PanelRow): TodoItem[] {
  const step =
    seatState === 'locked'
      ? evaluationState === 'signing'
        ? 'sign'
        : null
      : ['invited', 'accepted', 'declared'].includes(seatState)
        ? seatState
        : null;
  if (!step || (step !== 'sign' && evaluationState !== 'scoring')) return [];
  return [
    {
      title: { key: `evaluation.todo.${step}`, facts: { title } },
      href: `/panel/${procedureId}${step === 'sign' ? '/report' : ''}`,
      dueAt: step === 'sign' ? signDueAt : null,
      light: step === 'sign' ? 'amber' : 'green',
    },
  ];
}
