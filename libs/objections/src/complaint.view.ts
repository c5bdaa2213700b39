import type { Complaint } from './complaint.entity.js';
import type { Evidence } from './petition.rules.js';

/** What one of those concerned says to a complaint. */
export interface ResponseLine {
  readonly organizationId: string;
  readonly name: string;
  readonly dueAt: Date;
  readonly text: string | null;
  readonly evidence: readonly Evidence[];
  readonly respondedAt: Date | null;
}

/** A complaint with the names a reader needs, and the responses as far as this reader may see them. */
export interface ComplaintRow extends Complaint {
  readonly title: string;
  readonly procedureNumber: string;
  readonly complainant: string;
  readonly department: string;
  readonly challengeNumber: string;
  readonly responses: readonly ResponseLine[];
}

/** How a complaint leaves over the API to its complainant, the bureau and those who supervise. */
export function complaintView(complaint: Complaint) {
  const { id, number, challengeId, procedureId, awardId, departmentId, complainantId, points, petitioner, evidence, state } = complaint;
  const { returnedReason, supplementDueAt, turn, turnReason, examinedAt, sentAt, stoppedAt, stopReason, pausedAt, pauseUntil } = complaint;
  const { pauseLiftedAt, outcome, ground, remedy, decision, decidedAt, paperId, withdrawnAt, filedAt, windowEndsAt, decideDueAt } =
    complaint;
  const told = state !== 'turning';
  return {
    id,
    number,
    challengeId,
    procedureId,
    awardId: awardId ?? null,
    departmentId,
    complainantId,
    points,
    petitioner,
    evidence,
    state: told ? state : ('filed' as const),
    returnedReason: returnedReason ?? null,
    supplementDueAt: supplementDueAt ?? null,
    turn: told ? (turn ?? null) : null,
    turnReason: told ? (turnReason ?? null) : null,
    examinedAt: examinedAt ?? null,
    sentAt: sentAt ?? null,
    stoppedAt: stoppedAt ?? null,
    stopReason: stopReason ?? null,
    pausedAt: pausedAt ?? null,
    pauseUntil: pauseUntil ?? null,
    pauseLiftedAt: pauseLiftedAt ?? null,
    outcome: outcome ?? null,
    ground: ground ?? null,
    remedy: remedy ?? null,
    decision: decision ?? null,
    decidedAt: decidedAt ?? null,
    paperId: paperId ?? null,
    withdrawnAt: withdrawnAt ?? null,
    filedAt,
    windowEndsAt,
    decideDueAt,
  };
}

export function complaintRowView(row: ComplaintRow) {
  const { title, procedureNumber, complainant, department, challengeNumber, responses } = row;
  return { ...complaintView(row), title, procedureNumber, complainant, department, challengeNumber, responses };
}

/** A complaint as one of those it was sent to reads it: without the complainant's address and phone. */
export function sentView(row: ComplaintRow, organizationId: string) {
  const { id, number, procedureId, points, evidence, state, sentAt, outcome, decision, decidedAt, paperId, title, procedureNumber } = row;
  const own = row.responses.find((one) => one.organizationId === organizationId) ?? null;
  const { complainant, department } = row;
  return {
    id,
    number,
    procedureId,
    points,
    evidence,
    state,
    sentAt,
    outcome,
    decision,
    decidedAt,
    paperId,
    title,
    procedureNumber,
    complainant,
    department,
    response: own,
  };
}

/** A decision as everybody may read it. */
export interface PublishedDecision {
  readonly number: string;
  readonly procedureNumber: string;
  readonly title: string;
  readonly complainant: string;
  readonly department: string;
  readonly outcome: string;
  readonly remedy: string | null;
  readonly decidedAt: Date;
  readonly paperId: string;
}
