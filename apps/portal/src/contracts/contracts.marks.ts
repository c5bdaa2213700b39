import type { ContractState } from '#contracts';
import type { TagColour } from '../kit/index.js';

/** One state, one colour, everywhere. */
export const contractColours: Readonly<Record<ContractState, TagColour>> = {
  drafted: 'grey',
  offered: 'blue',
  signed_once: 'blue',
  active: 'green',
  rejected: 'grey',
  completed: 'none',
  terminated: 'grey',
};
