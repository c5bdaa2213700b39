import type { ChallengeOutcome, ChallengeState, Remedy } from './challenge.lifecycle.js';
import type { Evidence, Petitioner, Point } from './petition.rules.js';
import type { Stage, Window } from './stage.rules.js';

/** A challenge as its parties and those who supervise read it. */
export interface ChallengeFields {
  readonly id: string;
  readonly number: string;
  readonly procedureId: string;
  readonly stage: Stage;
  readonly awardId: string | null;
  readonly departmentId: string;
  readonly providerId: string;
  readonly points: readonly Point[];
  readonly petitioner: Petitioner | null;
  readonly evidence: readonly Evidence[];
  readonly state: ChallengeState;
  readonly mayAffectResult: boolean | null;
  readonly examinedBy: string | null;
  readonly examinedAt: Date | null;
  readonly refusalReason: string | null;
  readonly returnedReason: string | null;
  readonly returnedAt: Date | null;
  readonly supplementDueAt: Date | null;
  readonly outcome: ChallengeOutcome | null;
  readonly remedy: Remedy | null;
  readonly answer: string | null;
  readonly answeredAt: Date | null;
  readonly withdrawnAt: Date | null;
  readonly paperId: string | null;
  readonly ruleDay: string;
  readonly filedAt: Date;
  readonly windowEndsAt: Date;
  readonly answerDueAt: Date;
}

/** With the names a reader needs. */
export interface ChallengeRow extends ChallengeFields {
  readonly title: string;
  readonly procedureNumber: string;
  readonly provider: string;
  readonly department: string;
}

/** How a challenge leaves over the API. */
export function challengeView(challenge: ChallengeFields) {
  const { id, number, procedureId, stage, awardId, departmentId, providerId, points, petitioner, evidence, state } = challenge;
  const { mayAffectResult, examinedAt, refusalReason, returnedReason, supplementDueAt, outcome, remedy, answer, answeredAt } = challenge;
  const { withdrawnAt, paperId, filedAt, windowEndsAt, answerDueAt } = challenge;
  return {
    id,
    number,
    procedureId,
    stage,
    awardId,
    departmentId,
    providerId,
    points,
    petitioner,
    evidence,
    state,
    mayAffectResult,
    examinedAt,
    refusalReason,
    returnedReason,
    supplementDueAt,
    outcome,
    remedy,
    answer,
    answeredAt,
    withdrawnAt,
    paperId,
    filedAt,
    windowEndsAt,
    answerDueAt,
  };
}

/** How a line of a list leaves over the API. */
export function challengeRowView(row: ChallengeRow) {
  const { title, procedureNumber, provider, department } = row;
  return { ...challengeView(row), title, procedureNumber, provider, department };
}

export function windowView({ stage, awardId, lot, opensAt, endsAt }: Window) {
  return { stage, awardId, lot, opensAt, endsAt };
}
