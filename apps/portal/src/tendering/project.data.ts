import { sentence } from '#platform';
import { type Actor, showYuan } from '#kernel';
import {
  type Desk,
  type Finding,
  noticeTasks,
  type Procedure,
  procedureLifecycle,
  procedurePolicy,
  type ProcedureAct,
  requirementTasks,
  stops,
  type Task,
  type TaskStatus,
} from '#tendering';
import { type Lang, type Said, type TagColour, translate } from '../kit/index.js';
import { standingOf } from './notice.data.js';

const shownResult = { pass: 'green', warn: 'amber', block: 'red' } as const;

/** Lines of the compliance list for its template. */
export function complianceOf(findings: readonly Finding[], lang: Lang, projectId: string, linked = true): object[] {
  return findings.map(({ code, facts, law, result, task, reason }) => ({
    light: shownResult[result],
    word: translate(lang, `tendering.result.${result}`),
    text: sentence(`check.${code}`, facts, lang) + (reason ? translate(lang, 'tendering.reasonGiven', { reason }) : ''),
    rule: law,
    ...(linked && result !== 'pass' ? { href: `/buy/projects/${projectId}/tasks/${task}` } : {}),
  }));
}

const taskWords: Readonly<Record<TaskStatus, { state: Said; colour: TagColour }>> = {
  not_started: { state: { key: 'task.not-started' }, colour: 'grey' },
  in_progress: { state: { key: 'task.in-progress' }, colour: 'blue' },
  done: { state: { key: 'task.done' }, colour: 'green' },
  cannot_start: { state: { key: 'task.blocked' }, colour: 'grey' },
};

/** The tasks of the requirement, each with its state, who saved it last and when. */
export function requirementLines({ procedure, tasks }: Desk): object[] {
  return tasks.filter(({ task }) => (requirementTasks as readonly string[]).includes(task)).map((line) => taskLine(procedure.id, line));
}

const unsaved: Readonly<Partial<Record<Task, string>>> = {
  attachments: 'tendering.attachmentsOptional',
  lots: 'tendering.lotsOptional',
  need: 'tendering.needToFill',
};

function taskLine(id: string, { task, status, editor, savedAt }: Desk['tasks'][number]): object {
  return {
    title: { key: `tendering.task.${task}` },
    href: `/buy/projects/${id}/tasks/${task}`,
    hint: editor ? { key: 'tendering.savedBy', facts: { editor, at: savedAt } } : { key: unsaved[task] ?? 'tendering.filledByPlan' },
    ...taskWords[status],
  };
}

/** The tasks of the notice; the check comes last. */
export function taskLines({ procedure, tasks, check }: Desk): object[] {
  const base = `/buy/projects/${procedure.id}`;
  return [
    ...tasks.filter(({ task }) => (noticeTasks as readonly string[]).includes(task)).map((line) => taskLine(procedure.id, line)),
    {
      title: { key: 'tendering.task.check' },
      href: check === 'cannot_start' ? null : `${base}/check`,
      ...(check === 'cannot_start' ? { hint: { key: 'tendering.checkWaits' } } : {}),
      ...taskWords[check],
    },
  ];
}

/** What this person may do with the procedure now: the acts of the table that the policies allow. */
export function allowedActs(actor: Actor, { procedure, editors }: Pick<Desk, 'procedure' | 'editors'>): ReadonlySet<ProcedureAct> {
  const ownership = { departmentId: procedure.departmentId, editors };
  const policies: Readonly<Record<string, (who: Actor, what: typeof ownership) => boolean>> = procedurePolicy;
  const open = Object.keys(procedureLifecycle[procedure.state]) as ProcedureAct[];
  return new Set(open.filter((act) => policies[act]?.(actor, ownership) ?? false));
}

/** The head of every page about a project. */
export function headOf(procedure: Procedure, now: Date): object {
  return {
    id: procedure.id,
    title: procedure.draft.title,
    number: procedure.number,
    round: procedure.round,
    again: procedure.round > 1,
    state: procedure.state,
    standing: standingOf(procedure.state, procedure.closesAt, now),
    closesAt: procedure.closesAt,
    questionsUntil: procedure.questionsUntil,
    running: procedure.state === 'open' && procedure.closesAt! > now,
    returnReason: procedure.returnReason,
    endReason: procedure.endReason,
  };
}

export function projectFacts(procedure: Procedure): object[] {
  return [
    ...(procedure.number
      ? [
          {
            label: { key: 'tendering.number' },
            value: procedure.number,
            href: `/notices/${procedure.number}`,
          },
        ]
      : []),
    { label: { key: 'tendering.budget' }, value: showYuan(BigInt(procedure.budget)) },
    { label: { key: 'tendering.method' }, value: { key: `tendering.method.${procedure.method}` } },
    { label: { key: 'tendering.round' }, value: String(procedure.round) },
    ...(procedure.publishedAt ? [{ label: { key: 'tendering.publishedAt' }, at: procedure.publishedAt }] : []),
    ...(procedure.questionsUntil ? [{ label: { key: 'tendering.questionsUntil' }, at: procedure.questionsUntil }] : []),
    ...(procedure.closesAt ? [{ label: { key: 'tendering.closesAt' }, at: procedure.closesAt }] : []),
  ];
}

export const openPoints = (findings: readonly Finding[]): number => stops(findings).length;
