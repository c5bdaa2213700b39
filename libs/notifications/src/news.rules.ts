import type { NoticeView, Question } from '#tendering';

/** What changed in a procedure an organization prepares a bid for, or asked about. */
export interface News {
  readonly kind: 'corrected' | 'suspended' | 'cancelled' | 'failed' | 'answered';
  readonly number: string;
  readonly title: string;
  readonly at: Date;
}

/** How long news stands on the first page. */
const days = 30;

const recent = (at: Date, now: Date): boolean => now.getTime() - at.getTime() < days * 86_400_000;

/** The last change of a notice that whoever prepares a bid has to know; undefined when there is none, or it is old. */
export function changeOf(notice: Pick<NoticeView, 'number' | 'title' | 'state' | 'versions' | 'suspendedAt' | 'endedAt'>, now: Date) {
  const { number, title, state, suspendedAt, endedAt, versions } = notice;
  const newest = versions.at(-1);
  const told = (kind: News['kind'], at: string | null | undefined): News | undefined =>
    at && recent(new Date(at), now) ? { kind, number, title, at: new Date(at) } : undefined;
  if (state === 'cancelled' || state === 'failed') return told(state, endedAt);
  if (state === 'suspended') return told('suspended', suspendedAt);
  return newest && newest.version > 1 ? told('corrected', newest.publishedAt) : undefined;
}

/** A question of the organization's own that was answered. */
export function answerTo(notice: Pick<NoticeView, 'number' | 'title'>, { answeredAt }: Pick<Question, 'answeredAt'>, now: Date) {
  const { number, title } = notice;
  return answeredAt && recent(answeredAt, now) ? ({ kind: 'answered', number, title, at: answeredAt } satisfies News) : undefined;
}
