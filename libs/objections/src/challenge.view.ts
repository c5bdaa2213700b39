import type { ChallengeOutcome, ChallengeState } from './challenge.lifecycle.js';

/** A challenge as its parties and the supervisor read it. */
export interface ChallengeFields {
  readonly id: string;
  readonly number: string;
  readonly procedureId: string;
  readonly awardId: string;
  readonly departmentId: string;
  readonly providerId: string;
  readonly facts: string;
  readonly request: string;
  readonly basis: string;
  readonly evidence: readonly { readonly id: string; readonly name: string; readonly size: number; readonly sha256: string }[];
  readonly state: ChallengeState;
  readonly mayAffectResult: boolean | null;
  readonly examinedBy: string | null;
  readonly examinedAt: Date | null;
  readonly refusalReason: string | null;
  readonly outcome: ChallengeOutcome | null;
  readonly answer: string | null;
  readonly answeredAt: Date | null;
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
  const { id, number, procedureId, awardId, departmentId, providerId, facts, request, basis, evidence, state } = challenge;
  const { mayAffectResult, examinedAt, refusalReason, outcome, answer, answeredAt, filedAt, windowEndsAt, answerDueAt } = challenge;
  return {
    id,
    number,
    procedureId,
    awardId,
    departmentId,
    providerId,
    facts,
    request,
    basis,
    evidence,
    state,
    mayAffectResult,
    examinedAt,
    refusalReason,
    outcome,
    answer,
    answeredAt,
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
