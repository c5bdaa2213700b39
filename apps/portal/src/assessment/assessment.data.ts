import { type Assessment, type AssessmentObjection, measuredScore, type ScoreLine, showScore } from '#assessment';
import type { Said } from '../kit/index.js';
import type { TimelineItem } from '../contracts/contract.data.js';
import { gradeColours } from './assessment.marks.js';

/** The result with its whole account; nothing while there is none. */
export function resultOf({ score, grade, payable, deduction, computation }: Assessment) {
  if (score === null || grade === null || computation === null) return null;
  return { grade, colour: gradeColours[grade], payable, deduction, ...computation, rule: ruleIn(computation) };
}

function ruleIn({ tier, passMark, score, payPercent }: NonNullable<Assessment['computation']>): Said {
  if (!tier) return { key: 'assessment.rule.none', facts: { passMark, score } };
  return { key: 'assessment.rule.tier', facts: { minScore: tier.minScore, payPercent, score } };
}

/** What a score sheet begins with: what was given, else what can be measured. */
export function sheetValues({ indicators }: Assessment, sheet: readonly ScoreLine[]): Record<string, string> {
  const values = indicators.flatMap(({ id, target, actual }, place) => {
    const given = sheet.find(({ indicatorId }) => indicatorId === id);
    const score = given?.score ?? measuredScore(target, actual);
    return [
      ...(score === undefined ? [] : [[`scores.${place}.score`, showScore(score)] as const]),
      ...(given?.reason ? [[`scores.${place}.reason`, given.reason] as const] : []),
    ];
  });
  return Object.fromEntries(values);
}

/** An indicator as the sheet asks about it. */
export function sheetRows({ indicators }: Assessment) {
  return indicators.map((indicator, place) => {
    const measured = measuredScore(indicator.target, indicator.actual);
    return {
      ...indicator,
      measured: measured === undefined ? null : showScore(measured),
      idField: `scores.${place}.indicatorId`,
      scoreField: `scores.${place}.score`,
      reasonField: `scores.${place}.reason`,
    };
  });
}

/** How the result came about, step by step; people's names only inside the two houses. */
export function timelineOf(
  assessment: Assessment,
  objections: readonly AssessmentObjection[],
  names?: ReadonlyMap<string, string>,
): TimelineItem[] {
  const by = (person: string | null): string => (person && names?.get(person)) ?? '';
  const { openedAt, scoredAt, scoredBy, postedAt, postedBy, postingEndsAt, finalAt, finalBecause, state } = assessment;
  const said = (key: string, person: string | null): Said => (by(person) ? { key: `${key}.by`, facts: { person: by(person) } } : { key });
  const items: TimelineItem[] = [
    { at: openedAt, text: { key: 'assessment.was.opened' } },
    ...(names
      ? objections.flatMap(({ at, by: person, text, decision, decisionText, decidedAt, decidedBy }): TimelineItem[] => [
          { at, text: said('assessment.was.objected', person), detail: text },
          { at: decidedAt, text: said(`assessment.was.${decision}`, decidedBy), detail: decisionText ?? undefined },
        ])
      : []),
    { at: scoredAt, text: said('assessment.was.scored', scoredBy) },
    { at: postedAt, text: said('assessment.was.posted', postedBy), act: 'published' },
    { at: finalAt, text: { key: `assessment.was.final.${finalBecause}` } },
  ];
  const happened = items.filter(({ at }) => at !== null).sort((one, other) => one.at!.getTime() - other.at!.getTime());
  return state === 'posted' ? [...happened, { at: postingEndsAt, text: { key: 'assessment.clock.posting' }, planned: true }] : happened;
}
