import { toYuan } from '#kernel';
import { showHours } from './log.rules.js';
import type { Answer, LogEntry, LogSums, Milestone, Report } from './milestone.entity.js';

/** A milestone as both sides see it; amounts in yuan. */
export function milestoneView(milestone: Milestone) {
  const { id, contractId, instalmentId, departmentId, providerId, no, name, dueAt, state, version, submittedAt, answeredAt } = milestone;
  return {
    id,
    contractId,
    instalmentId,
    departmentId,
    providerId,
    no,
    name,
    amount: toYuan(milestone.amount),
    dueAt,
    state,
    version,
    submittedAt,
    answeredAt,
  };
}

/** Hours as people write them; who wrote the line stays with the provider's own pages. */
export function logEntryView({ id, milestoneId, day, place, people, hours, note, at, struckAt, struckReason }: LogEntry) {
  return { id, milestoneId, day, place, people, hours: showHours(hours), note, at, struckAt, struckReason };
}

export const sumsView = ({ entries, days, places, people, hours }: LogSums) => ({ entries, days, places, people, hours: showHours(hours) });

export const reportView = ({ id, version, text, figures, sums, at }: Report) => ({ id, version, text, figures, sums: sumsView(sums), at });

export const answerView = ({ id, version, kind, code, text, at }: Answer) => ({ id, version, kind, code, text, at });
