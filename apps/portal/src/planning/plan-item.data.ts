import { showYuan } from '#kernel';
import type { BudgetLineState, PlanItem, PlanItemState } from '#planning';
import { type Act, type Said, showFigure, type TagColour } from '../kit/index.js';

/** A state has one colour everywhere. */
export const stateColours: Readonly<Record<PlanItemState, TagColour>> = {
  draft: 'grey',
  in_review: 'yellow',
  endorsed: 'yellow',
  approved: 'blue',
  announced: 'turquoise',
  in_procedure: 'purple',
  settled: 'green',
  dropped: 'none',
};

interface Fact {
  readonly label: Said;
  readonly value: Said;
  readonly second?: Said;
  readonly href?: string;
}

const word = (key: string): Said => ({ key: `planning.${key}` });

/** 2026Q1 as people say it. */
export const quarterOf = (quarter: string): Said => ({
  key: 'planning.quarterOf',
  facts: { year: quarter.slice(0, 4), quarter: quarter.slice(5) },
});

/** What an item is, in the facts column: the same for the public and the offices. */
export function factsOf(item: PlanItem, department: string): Fact[] {
  return [
    { label: word('department'), value: department },
    { label: word('amount'), value: showYuan(item.amount) },
    { label: word('line'), value: item.lineNumber },
    { label: word('method'), value: word(`method.${item.method}`) },
    { label: word('quarter'), value: quarterOf(item.quarter) },
    { label: word('months'), value: { key: 'planning.monthsOf', facts: { months: item.months } } },
  ];
}

/** The need itself. */
export function needOf(item: PlanItem): Fact[] {
  return [
    { label: word('category'), value: item.category },
    { label: word('beneficiaries'), value: item.beneficiaries },
    { label: word('quantity'), value: `${showFigure(item.quantity)} ${item.unit}` },
    { label: word('quality'), value: item.quality },
  ];
}

interface Step {
  readonly text: Said;
  readonly at: Date | null;
  readonly act?: Act;
  readonly detail?: Said;
  readonly href?: string;
  readonly planned?: true;
  readonly now?: true;
}

/** The item's course with who did what; steps to come stand below in grey. */
export function courseOf(item: PlanItem, names: ReadonlyMap<string, string>): Step[] {
  const by = (personId: string | null): Said | undefined => {
    const name = personId ? names.get(personId) : undefined;
    return name ? { key: 'planning.by', facts: { name } } : undefined;
  };
  const step = (key: string, at: Date | null, personId: string | null): Step => ({
    text: word(`course.${key}`),
    at,
    ...(at ? { detail: by(personId) } : { planned: true as const }),
  });
  return [
    step('submitted', item.submittedAt, item.submittedBy),
    step('endorsed', item.endorsedAt, item.endorsedBy),
    step('approved', item.approvedAt, item.approvedBy),
    ...publicCourseOf(item),
  ];
}

/** From the announcement on: what everybody may see. */
export function publicCourseOf(item: PlanItem): Step[] {
  const bought = item.state === 'in_procedure' || item.state === 'settled';
  return [
    item.announcedAt
      ? {
          text: word('course.announced'),
          at: item.announcedAt,
          act: 'published',
          detail: word('official'),
          href: item.officialUrl ?? undefined,
        }
      : { text: word('course.announced'), at: null, planned: true },
    { text: word('course.used'), at: null, ...(bought ? {} : { planned: true as const }) },
    item.state === 'dropped'
      ? { text: word('course.dropped'), at: item.closedAt, detail: item.dropReason ?? undefined }
      : {
          text: word('course.settled'),
          at: item.state === 'settled' ? item.closedAt : null,
          ...(item.state === 'settled' ? { act: 'signed' as const } : { planned: true as const }),
        },
  ];
}

/** A state with its colour, for tags in lists. */
export const tagOf = (state: PlanItemState): { word: Said; colour: TagColour } => ({
  word: word(`state.${state}`),
  colour: stateColours[state],
});

const lineColours: Readonly<Record<BudgetLineState, TagColour>> = { draft: 'yellow', approved: 'green', closed: 'none' };

export const lineTagOf = (state: BudgetLineState): { word: Said; colour: TagColour } => ({
  word: word(`lineState.${state}`),
  colour: lineColours[state],
});
