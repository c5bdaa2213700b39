import type { AgreementState, EntrantState, OrderState } from '#frameworks';
import type { TagColour } from '../kit/index.js';

/** One state, one colour, everywhere. */
export const agreementColours: Readonly<Record<AgreementState, TagColour>> = {
  signing: 'blue',
  in_force: 'green',
  expired: 'grey',
  summarized: 'none',
  lapsed: 'grey',
  terminated: 'grey',
};

export const entrantColours: Readonly<Record<EntrantState, TagColour>> = {
  named: 'blue',
  applied: 'blue',
  approved: 'blue',
  in: 'green',
  refused: 'grey',
  withdrawn: 'grey',
  lapsed: 'grey',
  left: 'grey',
  removed: 'red',
};

export const orderColours: Readonly<Record<OrderState, TagColour>> = {
  placed: 'grey',
  quoting: 'blue',
  offered: 'blue',
  accepted: 'green',
  contracted: 'green',
  completed: 'none',
  declined: 'grey',
  failed: 'grey',
  cancelled: 'grey',
};
