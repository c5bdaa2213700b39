import type { Lifecycle } from '#kernel';

export const bidStates = ['draft', 'submitted', 'withdrawn', 'opened', 'invalid', 'void'] as const;
export type BidState = (typeof bidStates)[number];
export type BidAct = 'submit' | 'replace' | 'withdraw' | 'open' | 'invalidate' | 'void';

/** One bid a provider and procedure: what was withdrawn may be handed in again while the box is open. */
export const bidLifecycle: Lifecycle<BidState, BidAct> = {
  draft: { submit: 'submitted' },
  submitted: {
    replace: 'submitted',
    withdraw: 'withdrawn',
    open: 'opened',
    invalidate: 'invalid',
    void: 'void',
  },
  withdrawn: { submit: 'submitted' },
  opened: {},
  invalid: {},
  void: {},
};

/** Bids that lay in the box at its end: read, found invalid, or never read because the box is void. */
export const boxedStates: readonly BidState[] = ['opened', 'invalid', 'void'];

/** Those of them that nobody judges. */
export const unjudgedStates: readonly BidState[] = ['invalid', 'void'];

/** The act by which an offer is handed in: a first time, or in place of the one before. */
export const handingIn = (state: BidState): 'submit' | 'replace' => (state === 'submitted' ? 'replace' : 'submit');
