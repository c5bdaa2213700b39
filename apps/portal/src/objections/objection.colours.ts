import type { ChallengeState, ComplaintState, EnquiryState } from '#objections';
import type { TagColour } from '../kit/index.js';

export const challengeColours: Readonly<Record<ChallengeState, TagColour>> = {
  filed: 'yellow',
  returned: 'orange',
  accepted: 'orange',
  refused: 'grey',
  answered: 'blue',
  withdrawn: 'grey',
};

export const enquiryColours: Readonly<Record<EnquiryState, TagColour>> = { asked: 'yellow', held: 'orange', answered: 'blue' };

export const complaintColours: Readonly<Record<ComplaintState, TagColour>> = {
  filed: 'yellow',
  returned: 'orange',
  turning: 'yellow',
  refused: 'grey',
  redirected: 'grey',
  accepted: 'orange',
  sent: 'orange',
  stopped: 'grey',
  decided: 'blue',
  withdrawn: 'grey',
};
