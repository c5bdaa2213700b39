import { type Actor, has } from '#kernel';
import { type Desk, type ProcedureAct, procedureLifecycle, procedurePolicy } from '#tendering';
import type { Said } from '../kit/index.js';
import { openPoints } from './project.data.js';

/** The one next action of a project, or what it waits for. */
export interface NextStep {
  readonly text: Said;
  readonly button?: { readonly key: string; readonly href: string };
}

interface Situation {
  readonly desk: Desk;
  readonly actor: Actor;
  readonly acts: ReadonlySet<ProcedureAct>;
  readonly unanswered: number;
  /** The newest version's official publication is recorded. */
  readonly official: boolean;
}

/** What is next for this person; for others, who it waits for. */
export function nextStep(situation: Situation & { now: Date; others: readonly { key: string; href: string; next: boolean }[] }): NextStep {
  const { procedure } = situation.desk;
  const other = situation.others.find(({ next }) => next);
  switch (procedure.state) {
    case 'draft':
      return draftStep(situation);
    case 'in_review':
      return reviewStep(situation);
    case 'open':
      return openStep(situation);
    case 'failed':
    case 'cancelled':
    case 'abandoned':
      return {
        text: { key: 'tendering.step.ended' },
        ...(has(situation.actor, 'handler') ? { button: { key: 'tendering.step.again', href: '/buy/projects/new' } } : {}),
      };
    default:
      return other
        ? { text: { key: `tendering.step.${procedure.state}` }, button: other }
        : { text: { key: `tendering.step.${procedure.state}` } };
  }
}

function draftStep({ desk, actor }: Situation): NextStep {
  const { procedure, tasks, check } = desk;
  const base = `/buy/projects/${procedure.id}`;
  const text = { key: procedure.returnReason ? 'tendering.step.returned' : 'tendering.step.draft' };
  if (!has(actor, 'handler')) return { text: { key: 'tendering.step.handlerWrites' } };
  const task = tasks.find(({ status }) => status !== 'done');
  if (check === 'cannot_start' && task) return { text, button: { key: 'tendering.step.goOn', href: `${base}/tasks/${task.task}` } };
  return {
    text,
    button: {
      key: openPoints(desk.findings) ? 'tendering.step.checkPoints' : 'tendering.step.check',
      href: `${base}/check`,
    },
  };
}

function reviewStep({ desk, actor, acts }: Situation): NextStep {
  if (acts.has('publish'))
    return {
      text: { key: 'tendering.step.review' },
      button: { key: 'tendering.step.toReview', href: `/buy/projects/${desk.procedure.id}/review` },
    };
  const own = desk.editors.includes(actor.personId);
  return {
    text: { key: has(actor, 'approver') && own ? 'tendering.step.ownWork' : 'tendering.step.waitsApprover' },
  };
}

function openStep({ desk, actor, unanswered, official }: Situation): NextStep {
  const base = `/buy/projects/${desk.procedure.id}`;
  const mayAnswer = procedurePolicy.answer(actor, {
    departmentId: desk.procedure.departmentId,
    editors: desk.editors,
  });
  if (unanswered && mayAnswer)
    return {
      text: { key: 'tendering.step.questions', facts: { count: unanswered } },
      button: { key: 'tendering.step.answer', href: `${base}/questions` },
    };
  if (!official && mayAnswer)
    return {
      text: { key: 'tendering.step.official' },
      button: { key: 'tendering.step.record', href: `${base}/official` },
    };
  return { text: { key: 'tendering.step.open' } };
}

/** The other things that can be done or read; a closed act says why. */
export function workLinks({
  desk,
  acts,
  unanswered,
  official,
  actor,
}: Situation): { key: string; href: string | null; why?: Said; facts: { count: number } }[] {
  const { procedure } = desk;
  const base = `/buy/projects/${procedure.id}`;
  const facts = { count: unanswered };
  const published = procedure.version > 0;
  const changing = (['correct', 'extend', 'suspend', 'resume', 'cancel', 'abandon'] as const)
    .filter((act) => act in procedureLifecycle[procedure.state])
    .map((act) =>
      acts.has(act)
        ? { key: `tendering.do.${act}`, href: `${base}/${act}`, facts }
        : {
            key: `tendering.do.${act}`,
            href: null,
            why: { key: has(actor, 'approver') ? 'tendering.why.own' : 'tendering.why.approver' },
            facts,
          },
    );
  return [
    ...(published
      ? [{ key: 'tendering.do.notice', href: `/notices/${procedure.number}`, facts }]
      : [{ key: 'tendering.do.preview', href: `${base}/preview`, facts }]),
    ...(published ? [{ key: 'tendering.do.questions', href: `${base}/questions`, facts }] : []),
    ...(published && !official ? [{ key: 'tendering.do.official', href: `${base}/official`, facts }] : []),
    { key: 'tendering.do.history', href: `${base}/history`, facts },
    ...changing,
  ];
}
