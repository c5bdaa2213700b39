import { type Fen, yuan } from '#kernel';
import type { Recipients } from '#sealing';
import type { HolderLine } from '#tendering';

/** What is bid for and priced by itself. */
export interface Lot {
  readonly id: string;
  readonly name: string;
  readonly quantity: number;
  readonly unit: string;
  /** Yuan with two decimals. */
  readonly maxPrice: string;
}

/** What bidding needs of a notice. */
export interface BidTerms {
  readonly title: string;
  readonly service: { readonly quantity: number; readonly unit: string };
  readonly budget: { readonly maxPrice: string };
  readonly keyHolders?: readonly HolderLine[];
  readonly lots?: readonly Lot[];
}

/** The lots of a notice; one without lots is one lot, "1". */
export function lotsOf(terms: BidTerms): readonly Lot[] {
  if (terms.lots?.length) return terms.lots;
  const { title, service, budget } = terms;
  return [{ id: '1', name: title, quantity: service.quantity, unit: service.unit, maxPrice: budget.maxPrice }];
}

/** Limits by lot, in fen. */
export const limitsOf = (lots: readonly Lot[]): ReadonlyMap<string, Fen> => new Map(lots.map(({ id, maxPrice }) => [id, yuan(maxPrice)]));

/** The keys to which envelopes for a notice are closed; undefined for one that names no holders. */
export function recipientsOf({ keyHolders = [] }: Pick<BidTerms, 'keyHolders'>): Recipients | undefined {
  const keys = Object.fromEntries(keyHolders.map(({ office, recipient }) => [office, recipient])) as Partial<Recipients>;
  return keys.purchaser && keys.finance && keys.supervisor ? (keys as Recipients) : undefined;
}

/** Are prices read out at the opening? Otherwise bidders learn them with the result. */
export const pricesRead = (method: string): boolean => method !== 'competitive_consultation';
