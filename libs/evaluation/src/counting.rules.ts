import { refuse, type Refusal } from '#kernel';
import { enoughQualified } from './panel.rules.js';

/** An offer as far as counting it goes. */
export interface Counted {
  readonly passed: boolean | null;
  readonly excluded: string | null;
}

/** Offers at the opening: enough of them for the lot, and at least one within its limit (Procurement Law Art. 36). */
export function enoughAtOpening(offers: readonly Counted[], min: number): Refusal | undefined {
  if (offers.length < min) return refuse('conflict', 'evaluation.too-few-offers', { offers: offers.length, min });
  if (offers.every(({ excluded }) => excluded === 'over-price'))
    return refuse('conflict', 'evaluation.all-over-budget', { offers: offers.length });
  return undefined;
}

/** Qualified offers for a lot; a reserved procedure with too few is done again unreserved (财库〔2020〕46号 Art. 10). */
export function enoughPassed(offers: readonly Counted[], min: number, reserved: { min: number } | null): Refusal | undefined {
  const qualified = offers.filter(({ passed, excluded }) => passed === true && excluded === null).length;
  if (reserved && qualified < reserved.min) return refuse('conflict', 'evaluation.reserved-too-few', { qualified, min: reserved.min });
  return enoughQualified(qualified, min);
}

/** Offers that answer the notice; with fewer than the least number the lot fails (MOF Order 87 Art. 43, 50). */
export function enoughCompliant(offers: readonly Counted[], min: number): Refusal | undefined {
  const left = offers.filter(({ passed, excluded }) => passed === true && excluded === null).length;
  return left < min ? refuse('conflict', 'evaluation.too-few-compliant', { left, min }) : undefined;
}
