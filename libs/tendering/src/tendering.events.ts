/** What this room writes into the journal, and the facts that go with it. Amounts are yuan, instants ISO 8601. */
export interface TenderingEvents {
  'procedure.drafted': { planItemId: string; departmentId: string; method: string; round: number };
  'procedure.saved': { task: string; version: number };
  'notice.submitted': { departmentId: string };
  'notice.returned': { departmentId: string; reason: string };
  'procedure.abandoned': { planItemId: string; departmentId: string; reason: string };
  'notice.published': {
    number: string;
    version: number;
    planItemId: string;
    departmentId: string;
    method: string;
    round: number;
    amount: string;
    maxPrice: string;
    questionsUntil: Date;
    closesAt: Date;
    /** Public keys of the box by office. */
    recipients: Readonly<Record<string, string>>;
  };
  'notice.corrected': {
    number: string;
    version: number;
    kind: string;
    reason: string;
    questionsUntil: Date;
    closesAt: Date;
    /** Public keys of the box by office, when this version names other ones. */
    recipients?: Readonly<Record<string, string>>;
  };
  /** Words that often go with unequal treatment came in with a correction, and why they are right. */
  'notice.reworded': { number: string; version: number; prompts: readonly string[]; justification: string };
  'notice.rekeying-asked': { number: string; reason: string };
  'notice.official': { number: string; version: number; url: string; publishedAt: Date };
  'question.asked': { number: string; no: number };
  'question.answered': { number: string; no: number; affects: boolean };
  'question.merged': { number: string; no: number; sameAs: number };
  'requirement.reviewed': { kind: string; passed: boolean };
  'invitation.drawn': { candidates: number; drawn: number; seed: string };
  'invitation.sent': { count: number };
  'invitation.shown': { number: string };
  'prior.published': { number: string; until: Date };
  'prior.objected': { number: string; no: number };
  'prior.answered': { number: string; no: number; outcome: string };
  'prior.settled': { number: string; state: string };
  'procedure.suspended': { number: string; reason: string };
  'procedure.resumed': { number: string; closesAt: Date };
  'procedure.closed': { number: string; closesAt: Date };
  'procedure.failed': { number: string; planItemId: string; reason: string };
  'procedure.cancelled': { number: string; planItemId: string; reason: string };
  'procedure.completed': { number: string; planItemId: string };
}
