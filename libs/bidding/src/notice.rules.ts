import { type Fen, yuan } from '#kernel';
import type { Recipients } from '#sealing';
import type { Lot, NoticeContent } from '#tendering';

/** Limits by lot, in fen. */
export const limitsOf = (lots: readonly Lot[]): ReadonlyMap<string, Fen> => new Map(lots.map(({ id, maxPrice }) => [id, yuan(maxPrice)]));

/** The keys to which envelopes for a notice are closed; undefined for one that names no holders. */
export function recipientsOf({ keyHolders = [] }: Pick<NoticeContent, 'keyHolders'>): Recipients | undefined {
  const keys = Object.fromEntries(keyHolders.map(({ office, recipient }) => [office, recipient])) as Partial<Recipients>;
  return keys.purchaser && keys.finance && keys.supervisor ? (keys as Recipients) : undefined;
}
