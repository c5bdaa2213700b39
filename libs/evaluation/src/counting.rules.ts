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

/** The fact of a lot's failure that says how many offers were left when there were too few. */
const counts: Readonly<Record<string, string>> = {
  'evaluation.too-few-offers': 'offers',
  'evaluation.too-few-qualified': 'qualified',
  'evaluation.too-few-compliant': 'left',
};

/** How many answered a procedure whose lots all failed for too few offers; null where lots differ or one failed otherwise. */
export function responsiveIn(lots: readonly FailedLot[]): number | null {
  const [first = null, ...others] = [...new Set(lots.map(responsiveFor))];
  return others.length ? null : first;
}

/** A list of candidates that came to its end after withdrawn awards wants one at least; it counts nothing. */
function responsiveFor({ failure, failureFacts: facts }: FailedLot): number | null {
  const fact = counts[failure ?? ''];
  return fact && facts && Number(facts.min) > 1 ? Number(facts[fact]) : null;
}

interface FailedLot {
  readonly failure: string | null;
  readonly failureFacts: Readonly<Record<string, string | number>> | null;
}
