type Known = { readonly number: string; readonly stage: string; readonly award: string | null };

/** What this room writes into the journal; `project` is the procedure. Texts of the parties stay out of it. */
export interface ObjectionsEvents {
  'enquiry.asked': { readonly number: string; readonly provider: string; readonly answerDueAt: string };
  'enquiry.held': { readonly number: string };
  'enquiry.answered': { readonly number: string };
  'challenge.filed': Known & { readonly provider: string; readonly answerDueAt: string };
  'challenge.returned': Known & { readonly supplementDueAt: string };
  'challenge.supplemented': { readonly number: string; readonly answerDueAt: string };
  'challenge.accepted': Known & { readonly mayAffectResult: boolean };
  'challenge.refused': Known;
  'challenge.answered': Known & { readonly outcome: string; readonly remedy: string | null };
  'challenge.withdrawn': { readonly number: string; readonly award: string | null };
  'complaint.filed': { readonly number: string; readonly challenge: string; readonly provider: string };
  'complaint.returned': { readonly number: string };
  'complaint.supplemented': { readonly number: string };
  'complaint.turned': { readonly number: string };
  'complaint.reconsidered': { readonly number: string };
  'complaint.refused': { readonly number: string };
  'complaint.redirected': { readonly number: string };
  'complaint.accepted': { readonly number: string };
  'complaint.sent': { readonly number: string; readonly respondents: readonly string[] };
  'complaint.responded': { readonly number: string; readonly respondent: string };
  'complaint.stopped': { readonly number: string };
  'complaint.went-on': { readonly number: string };
  'complaint.paused': { readonly number: string; readonly pauseUntil: string; readonly reason: string };
  'complaint.pause-ended': { readonly number: string; readonly reason: string | null };
  'complaint.decided': {
    readonly number: string;
    readonly outcome: string;
    readonly ground: string | null;
    readonly remedy: string | null;
    readonly paper: string;
  };
  'complaint.withdrawn': { readonly number: string };
  /** The complainant's bad record. */
  'complaint.recorded': { readonly organization: string; readonly cause: string; readonly complaints: number; readonly on: string };
  /** `signed`: there is a contract already, which its own room has to end. */
  'remedy.ordered': RemedyOrdered;
  /** The contract of an award stands still, and goes on. The subject is the award. Said again when another objection is the cause. */
  'performance.suspended': PerformanceSuspended;
  'performance.resumed': { readonly award: string; readonly lot: string };
}

export interface RemedyOrdered {
  readonly number: string;
  readonly kind: 'challenge' | 'complaint';
  readonly remedy: string;
  readonly award: string | null;
  readonly signed: boolean;
  /** Who objected. */
  readonly provider: string;
}

export interface PerformanceSuspended {
  readonly award: string;
  readonly lot: string;
  readonly kind: 'enquiry' | 'challenge' | 'complaint';
  /** Number of the objection that suspends it. */
  readonly number: string;
  /** When that objection is to be answered, or the bureau's order ends. */
  readonly until: string;
}
