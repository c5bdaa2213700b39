import { refuse, type Refusal } from '#kernel';
import type { ChallengeOutcome, ChallengeState, Remedy } from './challenge.lifecycle.js';
import type { ComplaintState, Dismissal } from './complaint.lifecycle.js';
import type { Stage } from './stage.rules.js';

/** A point of the challenge, counted from 1, and why its answer does not settle it. */
export interface ComplaintPoint {
  readonly point: number;
  readonly objection: string;
}

/** Only what was challenged may be complained of, each point once (MOF Order 94 Art. 20). */
export function onlyWhatWasChallenged(points: readonly ComplaintPoint[], challenged: number): Refusal | undefined {
  const strange = points.findIndex(({ point }, at) => point > challenged || points.findIndex((one) => one.point === point) !== at);
  if (strange < 0) return undefined;
  const field = { field: `points.${strange}.point`, code: 'complaint.not-challenged', facts: { count: challenged } };
  return refuse('invalid', 'complaint.not-challenged', { count: challenged }, [field]);
}

/** From the answer, or from the end of the time to answer, until the period that follows it has passed (Law Art. 55). */
export function insideComplaintTime(
  challenge: { readonly state: ChallengeState; readonly answerDueAt: Date },
  endsAt: Date,
  now: Date,
): Refusal | undefined {
  if (challenge.state === 'withdrawn') return refuse('conflict', 'complaint.challenge-withdrawn');
  const silent = now >= challenge.answerDueAt;
  if (challenge.state !== 'answered' && challenge.state !== 'refused' && !silent)
    return refuse('conflict', 'complaint.answer-first', { answerDueAt: challenge.answerDueAt });
  return now < endsAt ? undefined : refuse('conflict', 'complaint.window-closed', { closedAt: endsAt, now });
}

/** One complaint a challenge; what was turned away or withdrawn may come again in time. */
export function complainedOnce(earlier: readonly { readonly state: ComplaintState }[]): Refusal | undefined {
  const counts = earlier.some(({ state }) => state !== 'refused' && state !== 'redirected' && state !== 'withdrawn');
  return counts ? refuse('conflict', 'complaint.filed-already') : undefined;
}

/** What can follow when an objection to a stage is upheld. */
export const remediesFor: Readonly<Record<Stage, readonly Remedy[]>> = {
  documents: ['correct', 'restart'],
  receipt: ['restart'],
  opening: ['redo', 'requalify', 'restart'],
  ending: ['restart'],
  result: ['next_candidate', 'redo', 'requalify', 'restart'],
  entry: ['restart'],
  application: ['readmit'],
};

/** Which remedy fits a stage: documents are corrected or begun anew; steps and results lead on, back, or to a new start. */
export function remedyFits(stage: Stage, outcome: ChallengeOutcome, remedy: Remedy | undefined): Refusal | undefined {
  if (outcome !== 'upheld') return remedy ? fault('remedy', 'challenge.remedy-without-ground') : undefined;
  if (!remedy) return fault('remedy', 'challenge.remedy-missing');
  return remediesFor[stage].includes(remedy) ? undefined : fault('remedy', 'challenge.remedy-unfit');
}

/** A complaint that is dismissed says on which ground. */
export function groundSaid(outcome: ChallengeOutcome, ground: Dismissal | undefined): Refusal | undefined {
  return (outcome === 'dismissed') === (ground !== undefined) ? undefined : fault('ground', 'complaint.ground-missing');
}

/** Nothing is decided before everybody it was sent to has responded, or let their time pass (MOF Order 94 Art. 22). */
export function everybodyHeard(responses: readonly { readonly respondedAt: Date | null; readonly dueAt: Date }[], now: Date) {
  const waiting = responses.filter(({ respondedAt, dueAt }) => respondedAt === null && now < dueAt);
  const last = waiting.map(({ dueAt }) => dueAt).sort((one, other) => other.getTime() - one.getTime())[0];
  return last && refuse('conflict', 'complaint.responses-awaited', { count: waiting.length, dueAt: last });
}

const fault = (field: string, code: string): Refusal => refuse('invalid', code, {}, [{ field, code }]);

/** The bureau may stop a purchase once, and not for longer than the rule says (Law Art. 57). */
export function pauseFits(complaint: { readonly pausedAt: Date | null }, days: number, most: number): Refusal | undefined {
  if (complaint.pausedAt) return refuse('conflict', 'complaint.paused-once');
  const facts = { most };
  return days <= most
    ? undefined
    : refuse('invalid', 'complaint.pause-too-long', facts, [{ field: 'days', code: 'complaint.pause-too-long', facts }]);
}

/** Only a complaint that was taken up may stop a purchase. */
export function mayBePaused({ state }: { readonly state: ComplaintState }): Refusal | undefined {
  return state === 'accepted' || state === 'sent' || state === 'stopped' ? undefined : refuse('conflict', 'complaint.pause-not-now');
}

/** Does the clock of a paused purchase still run? */
export function isPaused({ pausedAt, pauseUntil, pauseLiftedAt }: Pause, now: Date): boolean {
  return pausedAt !== null && pauseLiftedAt === null && pauseUntil !== null && now < pauseUntil;
}

export interface Pause {
  readonly pausedAt: Date | null;
  readonly pauseUntil: Date | null;
  readonly pauseLiftedAt: Date | null;
}

/** What a complainant's record says after a dismissal: nothing, or why it is recorded (Order 94 Art. 37). */
export function recordCause(ground: Dismissal, baselessBefore: number, most: number): 'fabricated' | 'baseless' | null {
  if (ground === 'fabricated') return 'fabricated';
  return baselessBefore + 1 >= most ? 'baseless' : null;
}
