import { refuse, type Refusal } from '#kernel';
import type { MethodRules } from '#calendar';
import type { DraftContent, NoticeContent } from './content.view.js';

/** What the method's rules make of an instant: the earliest legal deadline, and what must be left after a change. */
export interface Windows {
  readonly at: Date;
  /** The end of the longest of the method's periods, started now: to prepare an offer, to get the documents, to read the notice. */
  readonly earliestClose: Date;
  /** The end of the period that must be left after a change, started now. */
  readonly changeUntil: Date;
  /** How long before the deadline every question must have been answered, in milliseconds; 0 where it does not matter. */
  readonly answerLead: number;
  /** Where the deadline would move now for a question nobody answered. */
  readonly answerExtension: Date | null;
}

export interface Schedule {
  readonly questionsUntil: Date;
  readonly closesAt: Date;
}

/**
 * The times of a notice that is published now. Times left open are the earliest legal ones; questions end so early that
 * an answer can still be followed by a change, but never in the first quarter of the period.
 */
export function scheduleAt(wished: DraftContent['schedule'], windows: Windows): Schedule {
  const closesAt = wished.closesAt === null ? windows.earliestClose : new Date(wished.closesAt);
  const questionsUntil = wished.questionsUntil === null ? usualQuestionsUntil(closesAt, windows) : new Date(wished.questionsUntil);
  return { questionsUntil, closesAt };
}

export function usualQuestionsUntil(closesAt: Date, { at, changeUntil, answerLead }: Windows): Date {
  const whole = closesAt.getTime() - at.getTime();
  const change = changeUntil.getTime() - at.getTime();
  return new Date(Math.round(at.getTime() + Math.min(Math.max(whole / 4, whole - change), whole - Math.min(answerLead, whole / 2))));
}

/**
 * How long the documents are offered and the notice stands: no deadline falls before (财库〔2014〕214号 Art. 10). A notice
 * that invites the one or the few known already need not stand for others to find it.
 */
export function standsUntil(
  { documentsUntil, noticeUntil }: { readonly documentsUntil: Date | null; readonly noticeUntil: Date | null },
  { admission }: Pick<MethodRules, 'admission'>,
): Date {
  return latest(documentsUntil ?? new Date(0), (admission === 'announcement' && noticeUntil) || new Date(0));
}

/** {@link standsUntil} of a published text. */
export function publishedUntil({ documentsUntil, noticeUntil }: NoticeContent['schedule'], rules: Pick<MethodRules, 'admission'>): Date {
  const at = (iso: string | undefined): Date | null => (iso ? new Date(iso) : null);
  return standsUntil({ documentsUntil: at(documentsUntil), noticeUntil: at(noticeUntil) }, rules);
}

export const latest = (one: Date, ...others: Date[]): Date => others.reduce((late, other) => (other > late ? other : late), one);

/** The method's shortest period from publication to the deadline. */
export function leavesTimeToBid(
  { closesAt }: Pick<Schedule, 'closesAt'>,
  { earliestClose }: Pick<Windows, 'earliestClose'>,
): Refusal | undefined {
  if (closesAt < earliestClose)
    return refuse('invalid', 'notice.window-too-short', { earliest: earliestClose }, [
      { field: 'closesAt', code: 'notice.window-too-short', facts: { earliest: earliestClose } },
    ]);
}

/** Questions end after now, and so early that each can be answered before the deadline is looked at. */
export function asksBeforeClosing(
  { questionsUntil, closesAt }: Schedule,
  { at, answerLead }: Pick<Windows, 'at' | 'answerLead'>,
): Refusal | undefined {
  const latest = answersBy(closesAt, { at, answerLead });
  if (questionsUntil > at && questionsUntil < closesAt && questionsUntil <= latest) return undefined;
  return refuse('invalid', 'notice.questions-too-late', { closesAt: latest }, [
    { field: 'questionsUntil', code: 'notice.questions-too-late', facts: { closesAt: latest } },
  ]);
}

/** When every question asked in time must have been answered; never in the first half of what is left. */
export function answersBy(closesAt: Date, { at, answerLead }: Pick<Windows, 'at' | 'answerLead'>): Date {
  const lead = Math.min(answerLead, Math.max(0, (closesAt.getTime() - at.getTime()) / 2));
  return new Date(Math.round(closesAt.getTime() - lead));
}

/** Nothing about a notice changes once its deadline has passed. */
export function stillRunning(closesAt: Date, at: Date): Refusal | undefined {
  if (at >= closesAt) return refuse('conflict', 'notice.window-closed', { closedAt: closesAt });
}

/** A change that may affect offers leaves the method's period before the deadline; else the deadline moves. */
export function leavesTimeAfterChange(closesAt: Date, { changeUntil }: Windows): Refusal | undefined {
  if (closesAt < changeUntil)
    return refuse('invalid', 'correction.deadline-too-soon', { earliest: changeUntil }, [
      { field: 'closesAt', code: 'correction.deadline-too-soon', facts: { earliest: changeUntil } },
    ]);
}

/** A published deadline never moves towards those who prepare an offer. */
export function neverEarlier(closesAt: Date, before: Date): Refusal | undefined {
  if (closesAt < before)
    return refuse('invalid', 'correction.deadline-earlier', { before }, [
      { field: 'closesAt', code: 'correction.deadline-earlier', facts: { before } },
    ]);
}

/** Nor does the end of questions: who still wants to ask counts on it. */
export function questionsNeverEarlier(questionsUntil: Date, before: Date): Refusal | undefined {
  if (questionsUntil < before)
    return refuse('invalid', 'correction.questions-earlier', { before }, [
      { field: 'questionsUntil', code: 'correction.questions-earlier', facts: { before } },
    ]);
}

/** An extension moves the deadline to a later time. */
export function later(closesAt: Date, before: Date): Refusal | undefined {
  if (closesAt <= before)
    return refuse('invalid', 'extension.not-later', { before }, [{ field: 'closesAt', code: 'extension.not-later', facts: { before } }]);
}

/** Questions are taken until their own deadline while the notice runs. */
export function takesQuestions({ questionsUntil }: Pick<Schedule, 'questionsUntil'>, at: Date): Refusal | undefined {
  if (at >= questionsUntil) return refuse('conflict', 'question.too-late', { until: questionsUntil });
}

/** The clock closes a procedure at its deadline and not before. */
export function hasEnded(closesAt: Date, at: Date): Refusal | undefined {
  if (at < closesAt) return refuse('conflict', 'procedure.not-yet', { closesAt });
}
