import type { AwardState, EvaluationState, LotState, SeatState } from '#evaluation';
import type { TagColour } from '../kit/index.js';

/** One state, one colour, everywhere. */
export const seatColours: Readonly<Record<SeatState, TagColour>> = {
  invited: 'blue',
  accepted: 'blue',
  declared: 'purple',
  locked: 'yellow',
  signed: 'green',
  agreed: 'green',
  declined: 'grey',
  recused: 'grey',
  replaced: 'grey',
};

export const evaluationColours: Readonly<Record<EvaluationState, TagColour>> = {
  qualifying: 'purple',
  qualified: 'purple',
  scoring: 'purple',
  locked: 'purple',
  signing: 'purple',
  reported: 'yellow',
  decided: 'orange',
  failed: 'grey',
  superseded: 'grey',
};

export const lotColours: Readonly<Record<LotState, TagColour>> = {
  open: 'purple',
  reported: 'yellow',
  decided: 'orange',
  final: 'green',
  failed: 'grey',
};

export const awardColours: Readonly<Record<AwardState, TagColour>> = {
  decided: 'yellow',
  announced: 'orange',
  held: 'red',
  final: 'green',
  withdrawn: 'grey',
};
