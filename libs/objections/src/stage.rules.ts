import { refuse, type Refusal } from '#kernel';

/**
 * What a challenge is about: the documents, a step of the procedure (receipt, opening, ending), a result, who entered a
 * framework agreement by the ranking, or the answer to an application to enter one.
 */
export const stages = ['documents', 'receipt', 'opening', 'ending', 'result', 'entry', 'application'] as const;
export type Stage = (typeof stages)[number];

/** When one stage may be challenged. The last instant itself is too late. */
export interface Window {
  readonly stage: Stage;
  /** The result it is about; null for every other stage. */
  readonly awardId: string | null;
  /** Lot of the result. */
  readonly lot: string | null;
  readonly opensAt: Date;
  readonly endsAt: Date;
}

/** What of a procedure has happened, as far as it begins somebody's time to object. */
export interface Happened {
  readonly publishedAt: Date;
  readonly closedAt: Date | null;
  readonly openedAt: Date | null;
  /** When it failed or was cancelled. */
  readonly endedAt: Date | null;
  readonly results: readonly {
    readonly id: string;
    readonly lot: string;
    readonly state: string;
    readonly announcedAt: Date | null;
    readonly challengeEndsAt: Date | null;
  }[];
  /** What the supplier was told about its entry into a framework agreement. */
  readonly told: { readonly stage: 'entry' | 'application'; readonly at: Date } | null;
}

/** The periods of the rule book that windows are made of. */
export interface WindowBook {
  /** End of the time the documents stand in public, from an instant. */
  readonly noticeEnds: (from: Date) => Date;
  /** End of the time a result stands in public, from an instant. */
  readonly resultEnds: (from: Date) => Date;
  /** End of the time to challenge, from the start of the period. */
  readonly filingEnds: (from: Date) => Date;
}

/**
 * From when to when each stage may be challenged (Implementing Regulation Art. 53): the documents count from the end of
 * their notice period, a step from its end, a result from the end of its notice period.
 */
export function windowsOf(happened: Happened, { noticeEnds, resultEnds, filingEnds }: WindowBook): Window[] {
  const step = (stage: Stage, at: Date | null): Window[] =>
    at ? [{ stage, awardId: null, lot: null, opensAt: at, endsAt: filingEnds(at) }] : [];
  const { publishedAt, closedAt, openedAt, endedAt, results, told } = happened;
  return [
    { stage: 'documents', awardId: null, lot: null, opensAt: publishedAt, endsAt: filingEnds(lastInstant(noticeEnds(publishedAt))) },
    ...step('receipt', closedAt),
    ...step('opening', openedAt),
    ...step('ending', endedAt),
    ...results.flatMap(({ id, lot, state, announcedAt, challengeEndsAt }) =>
      state !== 'withdrawn' && announcedAt && challengeEndsAt
        ? [{ stage: 'result' as const, awardId: id, lot, opensAt: announcedAt, endsAt: challengeEndsAt }]
        : [],
    ),
    ...(told ? [{ stage: told.stage, awardId: null, lot: null, opensAt: told.at, endsAt: filingEnds(knownFrom(told, resultEnds)) }] : []),
  ];
}

/** Entry by the ranking stands in public first; the answer to an application is known at once (MOF Order 94 Art. 11). */
const knownFrom = ({ stage, at }: NonNullable<Happened['told']>, resultEnds: WindowBook['resultEnds']): Date =>
  stage === 'entry' ? lastInstant(resultEnds(at)) : at;

/** A period that follows another starts on the other's last day, which ends at its 24:00. */
export const lastInstant = (end: Date): Date => new Date(end.getTime() - 1);

/** Is it the time to challenge this stage? */
export function insideWindow(window: Window | undefined, stage: Stage, now: Date): Refusal | undefined {
  if (!window || now < window.opensAt) return refuse('conflict', stage === 'result' ? 'challenge.not-announced' : 'challenge.not-yet');
  if (now < window.endsAt) return undefined;
  return refuse('conflict', 'challenge.window-closed', { closedAt: window.endsAt, now, announcedAt: window.opensAt });
}

/** How an organization takes part; `lots` are those it made an offer for, null when its bid could not be read. */
export interface TakesPart {
  readonly begun: boolean;
  readonly inBox: boolean;
  readonly lots: readonly string[] | null;
  readonly told: boolean;
}

/**
 * Which stages an organization may challenge: whoever holds the documents theirs, whoever bid also what came after, a
 * result only for a lot it bid for (Art. 11). A bid found invalid was in the box like any other.
 */
export function standingFor(stage: Stage, { begun, inBox, lots, told }: TakesPart, lot: string | null = null): Refusal | undefined {
  if (stage === 'entry' || stage === 'application') return told ? undefined : refuse('forbidden', 'challenge.entry-only');
  const stands = stage === 'opening' || stage === 'result' ? inBox : begun || inBox;
  if (stands && stage === 'result' && lot !== null && lots !== null && !lots.includes(lot))
    return refuse('forbidden', 'challenge.other-lot', { lot });
  if (stands) return undefined;
  return refuse('forbidden', stage === 'documents' ? 'challenge.documents-first' : 'challenge.bidders-only');
}
