/**
 * What this room writes into the journal; `project` is the procedure. Facts hold ids, counts and amounts in fen, never a
 * person's name and no bid content.
 */
export interface EvaluationEvents {
  'evaluation.started': { readonly bids: number };
  'candidate.judged': {
    readonly passed: boolean;
    readonly unmet: number;
    readonly enterprise: string;
    readonly statement: boolean;
    /** Basis points taken off the price for comparing. */
    readonly deduction: number;
  };
  'lot.failed': { readonly lot: string; readonly code: string };
  'evaluation.qualified': { readonly bids: number; readonly qualified: number };
  'evaluation.failed': { readonly code: string };
  'evaluation.checked': { readonly offers: number; readonly failed: number };
  'last-price.asked': { readonly bid: string; readonly provider: string; readonly closesAt: string };
  'evaluation.repriced': { readonly offers: number; readonly out: number };
  'evaluation.redone': { readonly round: number; readonly before: string; readonly lots: number };
  'evaluation.retracted': { readonly report: string; readonly sha256: string; readonly reason: 'retract' | 'vacate' };
  'evaluation.unlocked': { readonly evaluation: string; readonly reason: string };
  'clarification.asked': {
    readonly bid: string;
    readonly provider: string;
    readonly lot: string;
    readonly kind: string;
    readonly dueAt: string;
  };
  'clarification.answered': { readonly bid: string };
  'panel.drawn': {
    readonly no: number;
    readonly seed: string;
    readonly register: number;
    readonly excluded: number;
    readonly seats: number;
  };
  /** The lot was read again for seats that became free. */
  'panel.refilled': { readonly no: number; readonly excluded: number; readonly asked: number };
  /** `member` and `employer` say whom to tell. */
  'seat.invited': { readonly evaluation: string; readonly member: string; readonly employer: string };
  'seat.accepted': { readonly evaluation: string };
  'seat.declined': { readonly evaluation: string };
  'seat.declared': { readonly evaluation: string };
  'seat.recused': { readonly evaluation: string };
  'seat.replaced': { readonly evaluation: string; readonly member: string; readonly employer: string };
  'seat.scored': { readonly evaluation: string; readonly cells: number };
  'seat.locked': { readonly evaluation: string };
  'seat.unlocked': { readonly evaluation: string; readonly reason: string };
  'seat.signed': { readonly evaluation: string; readonly report: string; readonly sha256: string; readonly dissent: boolean };
  /** Held to agree: the time to sign is over. */
  'seat.agreed': { readonly evaluation: string; readonly report: string; readonly sha256: string };
  'evaluation.locked': { readonly members: number };
  'seat.explained': { readonly evaluation: string };
  'candidate.told': { readonly lot: string };
  'candidate.explained': { readonly lot: string; readonly keep: boolean };
  'evaluation.drafted': { readonly report: string; readonly sha256: string };
  'evaluation.reported': { readonly candidates: number; readonly dueAt: string };
  'award.decided': AwardFacts & { readonly bySilence: boolean };
  'award.announced': AwardFacts & { readonly noticeEndsAt: string; readonly challengeEndsAt: string };
  'award.held': AwardFacts;
  'award.released': AwardFacts;
  'award.finalized': AwardFacts;
  'award.withdrawn': AwardFacts & { readonly reason: string };
  'expert.enrolled': { readonly active: boolean };
  'expert.suspended': { readonly suspended: boolean };
  'expert.away': { readonly until: string | null };
}

export interface AwardFacts {
  readonly award: string;
  readonly lot: string;
  readonly bid: string;
  readonly provider: string;
  /** Fen. */
  readonly price: string;
  readonly rank: number;
}
