import type { DraftContent, Task } from '#tendering';
import type { FlatBody } from '../kit/index.js';
import { requirementValues } from './requirement.values.js';

/** "2026-11-30T17:00": an instant as a form shows it, in Beijing time. */
export function localMinute(instant: string | Date | null): string {
  if (!instant) return '';
  return new Date(new Date(instant).getTime() + 8 * 3_600_000).toISOString().slice(0, 16);
}

type Rows = readonly Readonly<Record<string, unknown>>[];

function rowsOf(name: string, rows: Rows): [string, string][] {
  return rows.flatMap((row, place) =>
    Object.entries(row).map(([key, value]): [string, string] => [`${name}.${place}.${key}`, String(value)]),
  );
}

const values: Readonly<Record<Task, (draft: DraftContent) => [string, string | string[]][]>> = {
  ...requirementValues,
  basics: ({ title, contact }) => [
    ['title', title],
    ['contactName', contact.name],
    ['contactPhone', contact.phone],
    ['contactAddress', contact.address],
  ],
  service: ({ service }) => Object.entries(service).map(([key, value]): [string, string] => [key, String(value)]),
  indicators: ({ indicators, evaluation }) => [
    ...rowsOf('indicators', indicators as unknown as Rows),
    ['passMark', String(evaluation.passMark)],
    ...rowsOf('tiers', evaluation.tiers as unknown as Rows),
  ],
  budget: ({ budget, instalments }) => [['maxPrice', budget.maxPrice], ...rowsOf('instalments', instalments as unknown as Rows)],
  eligibility: ({ eligibility }) => rowsOf('eligibility', eligibility as unknown as Rows),
  criteria: ({ criteria }) => rowsOf('criteria', criteria as unknown as Rows),
  schedule: ({ schedule, official }) => [
    ['timing', schedule.closesAt === null ? 'earliest' : 'fixed'],
    ['questionsUntil', localMinute(schedule.questionsUntil)],
    ['closesAt', localMinute(schedule.closesAt)],
    ['openingPlace', schedule.openingPlace],
    ['officialMedium', official.medium],
    ['officialUrl', official.url ?? ''],
  ],
  attachments: ({ attachments }) => attachments.map(({ id }, place): [string, string] => [`attachments.${place}.id`, id]),
};

/** What a task's form shows of a draft: one entry a field, by its path. */
export const formValues = (task: Task, draft: DraftContent): FlatBody => Object.fromEntries(values[task](draft));

/** The lists a task's form has, with their spare rows and the most there may be. */
const lists: Readonly<Partial<Record<Task, Readonly<Record<string, number>>>>> = {
  need: { subjects: 1 },
  method: { candidates: 1, experts: 1 },
  lots: { lots: 1 },
  indicators: { indicators: 1, tiers: 1 },
  budget: { instalments: 1 },
  eligibility: { eligibility: 1 },
  criteria: { criteria: 1 },
};

/** The rows of each list to show, counted from 1: those with answers and spare ones; `more` adds another two to one list. */
export function rowPlaces(task: Task, answers: FlatBody, more?: string): Record<string, number[]> {
  return Object.fromEntries(
    Object.entries(lists[task] ?? {}).map(([list, spare]) => {
      const used = Math.max(-1, ...Object.keys(answers).flatMap((name) => placeIn(name, list, answers)));
      const count = Math.min(40, used + 1 + spare + (more === list ? 2 : 0));
      return [list, Array.from({ length: count }, (_, place) => place + 1)];
    }),
  );
}

/** A row counts when anything but its id and kind stands in it. */
function placeIn(name: string, list: string, answers: FlatBody): number[] {
  const [first, place, key] = name.split('.');
  return first === list && key !== 'id' && key !== 'kind' && answers[name] !== '' ? [Number(place)] : [];
}

/** Ids of rows that are not there yet; without one an empty row in between would shift the ones after it. */
export function spareIds(places: Readonly<Record<string, readonly number[]>>, answers: FlatBody): Record<string, string> {
  const named = Object.entries(places).flatMap(([list, rows]) => rows.map((no) => `${list}.${no - 1}.id`));
  return Object.fromEntries(named.filter((name) => !answers[name] && !name.startsWith('tiers.')).map((name) => [name, 'new']));
}

/** Two versions of a task side by side: the fields in which they differ. */
export interface Difference {
  readonly field: string;
  readonly no: number | null;
  readonly mine: string;
  readonly theirs: string;
}

export function differences(mine: FlatBody, theirs: FlatBody): Difference[] {
  const names = [...new Set([...Object.keys(theirs), ...Object.keys(mine)])];
  return names
    .filter((name) => name !== 'version' && !name.endsWith('.id') && String(mine[name] ?? '') !== String(theirs[name] ?? ''))
    .map((name) => {
      const steps = name.split('.');
      return {
        field: steps.at(-1)!,
        no: steps.length > 1 ? Number(steps[1]) + 1 : null,
        mine: String(mine[name] ?? ''),
        theirs: String(theirs[name] ?? ''),
      };
    });
}
