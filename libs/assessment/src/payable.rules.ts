import { type Fen, portion } from '#kernel';
import { type Score, showScore } from './score.rules.js';

export type Grade = 'excellent' | 'good' | 'fair' | 'poor';

/** Points from which a grade begins, whole; they come from the rule book. */
export interface GradeLimits {
  readonly excellent: number;
  readonly good: number;
  readonly fair: number;
}

/** 优 良 中 差 by the points reached. */
export function gradeOf(score: Score, limits: GradeLimits): Grade {
  if (score >= limits.excellent * 100) return 'excellent';
  if (score >= limits.good * 100) return 'good';
  return score >= limits.fair * 100 ? 'fair' : 'poor';
}

/** What the contract agreed: the share of an instalment that a score earns. */
export interface PayRule {
  readonly passMark: number;
  readonly tiers: readonly { readonly minScore: number; readonly payPercent: number }[];
}

export interface Payable {
  readonly payPercent: number;
  readonly payable: Fen;
  readonly deduction: Fen;
  /** The tier that was met; null below the lowest and below the pass mark. */
  readonly tier: { readonly minScore: number; readonly payPercent: number } | null;
  readonly passed: boolean;
}

const hundredths = (points: number): number => Math.round(points * 100);

/** The amount the contract's own rule makes of a score; below the pass mark nothing is payable. Cut down to the fen. */
export function payableFor(amount: Fen, score: Score, rule: PayRule): Payable {
  const passed = score >= hundredths(rule.passMark);
  const met = [...rule.tiers].sort((one, other) => other.minScore - one.minScore).find(({ minScore }) => score >= hundredths(minScore));
  const tier = passed ? (met ?? null) : null;
  const payPercent = tier?.payPercent ?? 0;
  const payable = portion(amount, hundredths(payPercent));
  return { payPercent, payable, deduction: amount - payable, tier, passed };
}

/** One indicator in the account of a result. */
export interface ComputedLine {
  readonly indicatorId: string;
  readonly name: string;
  readonly weight: number;
  readonly target: string;
  readonly actual: string;
  /** "96.50", or null where it could not be measured. */
  readonly measured: string | null;
  readonly score: string;
  readonly reason: string | null;
  /** Weight times score in points, "33.78": for reading; the sum is computed from the exact figures. */
  readonly points: string;
}

/** The points a line brings, for reading. */
export const pointsOf = (weight: number, score: Score): string =>
  showScore(Number((2n * BigInt(hundredths(weight)) * BigInt(score) + 10_000n) / 20_000n));
