import { type Deadline, light } from '#calendar';
import type { Indicator } from '#contracts';
import { type Answer, type Figure, type LogSums, type Milestone, prefilled, type Report, showHours } from '#delivery';
import type { Said } from '../kit/index.js';
import type { TimelineItem } from '../contracts/contract.data.js';

/** The sums of a log as a page shows them. */
export const sumsShown = (sums: LogSums) => ({ ...sums, hours: showHours(sums.hours) });

/** Target beside actual, indicator by indicator. */
export function figuresShown(indicators: readonly Indicator[], figures: readonly Figure[]) {
  return indicators.map((indicator) => ({
    ...indicator,
    actual: figures.find(({ indicatorId }) => indicatorId === indicator.id)?.actual ?? '',
  }));
}

/** What a report form begins with: the last report's figures, else what the log knows. */
export function reportValues(indicators: readonly Indicator[], sums: LogSums, last: Report | undefined): Record<string, string> {
  const figures = indicators.flatMap((indicator, place) => {
    const known = last?.figures.find(({ indicatorId }) => indicatorId === indicator.id)?.actual ?? prefilled(indicator, sums);
    return known === undefined ? [] : [[`figures.${place}.actual`, known] as const];
  });
  return { ...Object.fromEntries(figures), ...(last && { text: last.text }) };
}

/** Reports, answers and running clocks of a milestone. */
export function timelineOf(
  reports: readonly Report[],
  answers: readonly Answer[],
  deadlines: readonly Deadline[],
  names: ReadonlyMap<string, string>,
  now: Date,
): TimelineItem[] {
  const by = (person: string): string => names.get(person) ?? '';
  const done: TimelineItem[] = [
    ...reports.map(({ at, version, by: person }) => ({
      at,
      text: { key: 'delivery.was.submitted', facts: { version, person: by(person) } },
    })),
    ...answers.map((answer) => ({
      at: answer.at,
      text: { key: `delivery.was.${answer.kind}`, facts: { person: by(answer.by) } },
      ...seal(answer),
      detail: detailOf(answer),
    })),
  ];
  const running = deadlines
    .filter(({ metAt, cancelledAt }) => !metAt && !cancelledAt)
    .map((deadline) => ({
      at: deadline.dueAt,
      text: { key: `delivery.clock.${deadline.key.split('.')[1]}` },
      light: light(deadline, now),
      planned: true,
    }));
  return [...done.sort((one, other) => one.at!.getTime() - other.at!.getTime()), ...running];
}

const seal = ({ kind }: Answer) => (kind === 'accept' ? { act: 'accepted' as const } : {});
const detailOf = ({ text }: Answer): Said | undefined => text || undefined;

/** The light of a milestone: of its running clock, green when nothing runs any more and it was accepted. */
export function lightOf({ id, state }: Pick<Milestone, 'id' | 'state'>, deadlines: readonly Deadline[], now: Date) {
  const running = deadlines
    .filter(({ subject, metAt, cancelledAt }) => subject === id && !metAt && !cancelledAt)
    .map((deadline) => light(deadline, now));
  if (state === 'rejected') return 'red' as const;
  return running.includes('red')
    ? ('red' as const)
    : running.includes('amber')
      ? ('amber' as const)
      : state === 'dropped'
        ? ('grey' as const)
        : ('green' as const);
}
