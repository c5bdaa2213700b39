import { type FieldFault, type Refusal, refuse } from '#kernel';
import { decimalIn, targetIn } from './target.rules.js';

/** Scores are hundredths of a point: 9650 is 96.50 of 100. */
export type Score = number;
export const fullScore: Score = 10_000;

/** n/d rounded half up; both positive. */
const rounded = (n: bigint, d: bigint): bigint => (2n * n + d) / (2n * d);

/** What figures alone give: reached is full, less is its share; undefined where target or figure cannot be counted. */
export function measuredScore(target: string, actual: string): Score | undefined {
  const [wanted, reached] = [targetIn(target), decimalIn(actual)];
  if (!wanted || reached === undefined) return undefined;
  if (wanted.direction === 'at-least') {
    if (reached >= wanted.value) return fullScore;
    return Number(rounded(reached * BigInt(fullScore), wanted.value));
  }
  return reached <= wanted.value ? fullScore : Number(rounded(wanted.value * BigInt(fullScore), reached));
}

/** "96.5" or "96.50" points; undefined when it is not a score from 0 to 100 with at most two decimals. */
export function parseScore(text: string): Score | undefined {
  const [, whole, part = ''] = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(text.trim()) ?? [];
  if (whole === undefined) return undefined;
  const score = Number(whole) * 100 + Number(part.padEnd(2, '0'));
  return score <= fullScore ? score : undefined;
}

/** "96.50" */
export const showScore = (score: Score): string => `${Math.trunc(score / 100)}.${String(score % 100).padStart(2, '0')}`;

export interface Weighted {
  readonly weight: number;
  readonly score: Score;
}

/** The weighted mean, rounded half up to the hundredth of a point; weights may have two decimals. */
export function weightedScore(parts: readonly Weighted[]): Score {
  const weight = (part: Weighted): bigint => BigInt(Math.round(part.weight * 100));
  const total = parts.reduce((sum, part) => sum + weight(part), 0n);
  if (total === 0n) return 0;
  return Number(
    rounded(
      parts.reduce((sum, part) => sum + weight(part) * BigInt(part.score), 0n),
      total,
    ),
  );
}

/** What a person gives for one indicator. */
export interface GivenScore {
  readonly indicatorId: string;
  readonly score: string;
  readonly reason?: string;
}

/** Every indicator once; who departs from the measured score, or scores what cannot be measured, says why. */
export function scoresAreWhole(
  indicators: readonly { id: string; measured: Score | undefined }[],
  given: readonly GivenScore[],
): Refusal | undefined {
  const known = new Set(indicators.map(({ id }) => id));
  const strange = given.filter(({ indicatorId }) => !known.has(indicatorId)).length;
  const twice = given.length - new Set(given.map(({ indicatorId }) => indicatorId)).size;
  if (strange || twice) return refuse('invalid', 'assessment.score-unknown', { count: strange + twice });

  const faults = indicators.flatMap(({ id, measured }, place): FieldFault[] => {
    const one = given.find(({ indicatorId }) => indicatorId === id);
    const score = one && parseScore(one.score);
    if (score === undefined) return [{ field: `scores.${place}.score`, code: 'assessment.score-range' }];
    if (score !== measured && !one?.reason?.trim())
      return [
        { field: `scores.${place}.reason`, code: measured === undefined ? 'assessment.reason-unmeasured' : 'assessment.reason-adjusted' },
      ];
    return [];
  });
  return faults.length ? refuse('invalid', 'assessment.scores-incomplete', { count: faults.length }, faults) : undefined;
}
