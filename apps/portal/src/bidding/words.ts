import type { Refusal } from '#kernel';
import { sentence } from '#platform';
import type { BoxState, OwnBid } from '#bidding';
import { languageOf, type PageRequest, type TagColour } from '../kit/index.js';

/** The sentence of a refusal in the reader's language, for a page that tells it before it happens. */
export const said = ({ code, facts }: Refusal, request: PageRequest): string => sentence(code, facts, languageOf(request));

/** What a provider reads about its own bid: a draft that nobody handed in is told from one that still may be. */
export function bidWord({ state, boxState }: Pick<OwnBid, 'state' | 'boxState'>): { key: string } {
  const missed = (state === 'draft' || state === 'withdrawn') && boxState !== 'open';
  return { key: `bidding.bid.${missed && state === 'draft' ? 'missed' : state}` };
}

export function bidColour({ state, boxState }: Pick<OwnBid, 'state' | 'boxState'>): TagColour {
  if (state === 'submitted') return boxState === 'open' ? 'green' : 'yellow';
  return (
    {
      draft: boxState === 'open' ? 'blue' : 'grey',
      withdrawn: 'grey',
      opened: 'purple',
      invalid: 'red',
      void: 'grey',
    } as const
  )[state];
}

export const boxColour: Readonly<Record<BoxState, TagColour>> = {
  open: 'green',
  sealed: 'yellow',
  opened: 'purple',
  void: 'grey',
};

/** Bytes as people read them: 312 KB, 1.4 MB. */
export function sizeOf(bytes: number): string {
  return bytes < 1_048_576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;
}
