import {
  type Assessment,
  type AssessmentAct,
  assessmentLifecycle,
  type AssessmentObjection,
  mayAnswerForProvider,
  mayDecide,
  mayPost,
  mayScore,
  mayStillObject,
  postingIsOver,
  type ScoreLine,
  sheetIsFull,
} from '#assessment';
import { type Actor, acts, has, type Policy } from '#kernel';
import type { Said } from '../kit/index.js';

/** The page of an act, below the assessment's own: a noun, as in the API. */
export const assessmentActs = ['scores', 'closing', 'posting', 'agreement', 'objection', 'objection-decision'] as const;
export type ActPage = (typeof assessmentActs)[number];

const table: Readonly<Record<ActPage, { act: AssessmentAct; policy: Policy<Assessment> }>> = {
  scores: { act: 'score', policy: mayScore },
  closing: { act: 'close', policy: mayScore },
  posting: { act: 'post', policy: mayPost },
  agreement: { act: 'finalize', policy: mayAnswerForProvider },
  objection: { act: 'object', policy: mayAnswerForProvider },
  'objection-decision': { act: 'dismiss', policy: mayDecide },
};

export interface Standing {
  readonly assessment: Assessment;
  readonly sheet: readonly ScoreLine[];
  readonly objections: readonly AssessmentObjection[];
  readonly now: Date;
}

/** The acts open to this reader now, the next one first. */
export function openActs(actor: Actor, standing: Standing): ActPage[] {
  const { assessment, sheet, objections, now } = standing;
  const full = sheetIsFull(assessment.indicators, sheet) === undefined;
  const possible = (page: ActPage): boolean => {
    if (page === 'closing') return full;
    if (page === 'objection') return mayStillObject(assessment, objections, now) === undefined;
    return true;
  };
  const open = assessmentActs.filter(
    (page) =>
      acts(assessmentLifecycle, assessment.state).includes(table[page].act) && table[page].policy(actor, assessment) && possible(page),
  );
  return full ? [...open].sort((one, other) => Number(other === 'closing') - Number(one === 'closing')) : open;
}

/** Whose turn it is, when it is not this reader's. */
export function waitingFor(actor: Actor, { assessment, now }: Standing): Said | null {
  const { state, scoredBy, managerPersonId } = assessment;
  if (state === 'open') return { key: 'assessment.waits.manager' };
  if (state === 'scored')
    return {
      key:
        [scoredBy, managerPersonId].includes(actor.personId) && has(actor, 'approver', 'acceptor')
          ? 'assessment.waits.secondPerson'
          : 'assessment.waits.posting',
    };
  if (state === 'objected') return { key: 'assessment.waits.decision' };
  if (state === 'posted')
    return {
      key: postingIsOver(assessment, now) ? 'assessment.waits.clock' : 'assessment.waits.posted',
      facts: { until: assessment.postingEndsAt },
    };
  return null;
}
