import { parseYuan, refuse, type Refusal, toYuan } from '#kernel';
import type { Attachment, DraftContent } from './content.view.js';
import { named } from './draft.rules.js';
import { filledRows } from './row.rules.js';
import { requirementWritten } from './requirement.answers.rules.js';
import type { Task } from './task.rules.js';
import type { AttachmentsInput, CriteriaInput, TaskInputs } from './task.input.js';

/** The parts of a draft each task writes. */
export const partsOf = {
  need: ['requirement'],
  policy: ['requirement', 'bonds'],
  method: ['requirement'],
  lots: ['lots'],
  basics: ['title', 'contact'],
  service: ['service'],
  indicators: ['indicators', 'evaluation'],
  budget: ['budget', 'instalments'],
  eligibility: ['eligibility'],
  criteria: ['criteria'],
  schedule: ['schedule', 'official'],
  attachments: ['attachments'],
} as const satisfies Record<Task, readonly (keyof DraftContent)[]>;

/** What a task says in a draft, as it is kept in the history of its saves. */
export function answersOf(content: DraftContent, task: Task): Partial<DraftContent> {
  return Object.fromEntries(partsOf[task].map((part) => [part, content[part]]));
}

export type Written = {
  [T in Exclude<Task, 'attachments'>]: (content: DraftContent, input: TaskInputs[T]) => Partial<DraftContent>;
};

const written: Written = {
  ...requirementWritten,
  basics: (_content, input) => ({
    title: input.title,
    contact: { name: input.contactName, phone: input.contactPhone, address: input.contactAddress ?? '' },
  }),
  service: (_content, { beneficiaries, quantity, unit, quality, description }) => ({
    service: { beneficiaries, quantity, unit, quality, description },
  }),
  indicators: (content, { indicators, passMark, tiers }) => ({
    indicators: named('k', content.indicators, indicators).map(({ id, name, weight, target, source }) => ({
      id,
      name,
      weight,
      target,
      source,
    })),
    evaluation: {
      passMark,
      tiers: filledRows(tiers).map(({ minScore, payPercent }) => ({ minScore, payPercent })),
    },
  }),
  budget: (content, { maxPrice, instalments }) => ({
    budget: { amount: content.budget.amount, maxPrice: toYuan(parseYuan(maxPrice) ?? 0n) },
    instalments: named('p', content.instalments, instalments).map(({ id, name, percent, due }) => ({
      id,
      name,
      percent,
      due,
    })),
  }),
  eligibility: (content, { eligibility }) => ({
    eligibility: named('e', content.eligibility, eligibility).map(({ id, text }) => ({ id, text })),
  }),
  criteria: (content, { criteria }) => ({
    criteria: named('c', content.criteria, criteria).map(({ id, name, kind, weight, yardstick }) => ({
      id,
      name,
      kind,
      weight,
      yardstick,
    })),
  }),
  schedule: (content, { timing, questionsUntil, closesAt, openingPlace, officialMedium, officialUrl }) => ({
    schedule: {
      questionsUntil: timing === 'fixed' && questionsUntil ? new Date(questionsUntil).toISOString() : null,
      closesAt: timing === 'fixed' && closesAt ? new Date(closesAt).toISOString() : null,
      openingPlace,
    },
    official: { ...content.official, medium: officialMedium, url: officialUrl ?? null },
  }),
};

/** The draft after a task was saved. Rows keep their ids; new ones get the next free id. */
export function afterTask<T extends Exclude<Task, 'attachments'>>(content: DraftContent, task: T, input: TaskInputs[T]): DraftContent {
  return { ...content, ...written[task](content, input) };
}

/** The draft with these files, in the order asked for. */
export function withAttachments(
  content: DraftContent,
  input: Pick<AttachmentsInput, 'attachments'>,
  files: readonly Attachment[],
): DraftContent {
  const wanted = [...new Set(input.attachments.map(({ id }) => id))];
  return { ...content, attachments: wanted.flatMap((id) => files.find((file) => file.id === id) ?? []) };
}

/** Weights of criteria add up to 100 before they are kept; the page shows the sum and keeps every answer. */
export function weightsAddUp(task: Task, input: object): Refusal | undefined {
  if (task !== 'criteria') return undefined;
  const { criteria } = input as CriteriaInput;
  const rows = filledRows(criteria);
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  if (rows.length === 0 || total === 100) return undefined;
  const place = criteria.findLastIndex((row) => rows.includes(row));
  return refuse('invalid', 'criteria.weights', { total }, [
    { field: `criteria.${place}.weight`, code: 'criteria.weights', facts: { total } },
  ]);
}
