import type { BidState } from './bid.lifecycle.js';
import type { BoxState } from './box.lifecycle.js';
import { type Draft, type Offer, type OfferFile, offerFaults, type OfferTask, offerTasks, type Touch } from './offer.rules.js';

/**
 * The one gate of secrecy: what of a bid may leave, for whom, when. Before the box is opened only its own provider
 * learns that it exists; a box that was voided is never read, so it stays so.
 */
export const mayLeave = (box: BoxState | null, own: boolean): boolean => own || box === 'opened';

/** A bid as its own provider sees it. */
export interface OwnBid {
  readonly id: string;
  readonly procedureId: string;
  readonly state: BidState;
  readonly boxState: BoxState;
  /** Number of envelopes and withdrawals handed in so far. */
  readonly version: number;
  readonly draftVersion: number;
  readonly draft: Draft;
  readonly startedAt: Date;
}

/** How a bid leaves to its own provider over the API. */
export function ownBidView(bid: OwnBid, maxPrice: bigint): object {
  const { id, procedureId, state, boxState, version, draftVersion, startedAt } = bid;
  return {
    id,
    procedureId,
    state,
    boxState,
    version,
    draft: { version: draftVersion, ...draftView(bid.draft) },
    tasks: taskStates(bid.draft, maxPrice),
    startedAt,
  };
}

const draftView = ({ offer }: Draft): object => ({ ...offer, files: (offer.files ?? []).map(fileView) });

/** Where the sealed bytes lie is nobody's business outside. */
export const fileView = ({ name, mediaType, size, sha256 }: OfferFile): Omit<OfferFile, 'sealed'> => ({
  name,
  mediaType,
  size,
  sha256,
});

export type TaskState = 'not_started' | 'in_progress' | 'done';
export interface TaskStanding {
  readonly task: OfferTask;
  readonly state: TaskState;
  readonly fault: string | null;
  readonly touched: Touch | null;
}

/** Where each part stands, who saved it last; files are welcome but not asked for. */
export function taskStates(draft: Draft, maxPrice: bigint): TaskStanding[] {
  const faults = offerFaults(draft.offer, maxPrice);
  return offerTasks.map((task) => {
    const fault = faults.find(({ field }) => field === task)?.code ?? null;
    const touched = draft.touched[task] ?? null;
    const done = task === 'files' ? (draft.offer.files?.length ?? 0) > 0 : fault === null;
    return { task, state: done ? 'done' : touched ? 'in_progress' : 'not_started', fault, touched };
  });
}

/** A bid once its box was opened. */
export interface OpenedBid {
  readonly bidId: string;
  readonly procedureId: string;
  readonly providerId: string;
  /** Fen. */
  readonly price: bigint;
  readonly offer: Offer;
  readonly version: number;
  /** Hex, of the envelope as it lay in the box. */
  readonly envelope: string;
  readonly receivedAt: Date;
  readonly openedAt: Date;
}

/** How an opened bid leaves over the API. */
export function openedBidView(bid: OpenedBid, providerName: string): object {
  const { bidId, providerId, offer, version, envelope, receivedAt, openedAt } = bid;
  const { price, plan, staffing, experience, commitment } = offer;
  return {
    bidId,
    provider: { id: providerId, name: providerName },
    offer: { price, plan, staffing, experience, commitment, files: offer.files.map(fileView) },
    version,
    envelope,
    receivedAt,
    openedAt,
  };
}
