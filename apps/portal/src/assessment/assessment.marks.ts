import type { AssessmentState, Grade } from '#assessment';
import type { TagColour } from '../kit/index.js';

/** One state, one colour, everywhere. */
export const assessmentColours: Readonly<Record<AssessmentState, TagColour>> = {
  open: 'grey',
  scored: 'purple',
  posted: 'orange',
  objected: 'yellow',
  final: 'green',
};

export const gradeColours: Readonly<Record<Grade, TagColour>> = { excellent: 'green', good: 'turquoise', fair: 'yellow', poor: 'red' };
