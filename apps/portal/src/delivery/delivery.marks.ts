import type { MilestoneState } from '#delivery';
import type { TagColour } from '../kit/index.js';

/** One state, one colour, everywhere. */
export const milestoneColours: Readonly<Record<MilestoneState, TagColour>> = {
  planned: 'grey',
  submitted: 'blue',
  accepted: 'turquoise',
  rejected: 'red',
  dropped: 'grey',
};
