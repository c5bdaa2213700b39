import { fenOf } from './amount.rules.js';
import { asText, isObject, type Json, type JsonObject, listAt, textAt } from './json.view.js';

/** One public event in the life of a project, with what a reader wants to know of it at once. */
export interface Moment {
  readonly event: string;
  readonly at: Date;
  readonly releaseId: string;
  readonly ocid: string;
  /** Fen. */
  readonly amount: bigint | null;
  readonly count: number | null;
  readonly who: string | null;
  readonly text: string | null;
  readonly until: Date | null;
}

const blank = { amount: null, count: null, who: null, text: null, until: null };

/** What a release tells, in a line: read from the release alone. */
export function momentOf(event: string, release: JsonObject): Moment {
  const head = {
    event,
    at: new Date(asText(release.date)),
    releaseId: asText(release.id),
    ocid: asText(release.ocid),
  };
  return { ...head, ...blank, ...(tellers[event]?.(release) ?? {}) };
}

type Teller = (release: JsonObject) => Partial<Moment>;

const tellers: Readonly<Record<string, Teller>> = {
  'plan-item.announced': (release) => ({ amount: amountAt(at(release, 'planning', 'budget', 'amount')) }),
  'notice.published': (release) => ({
    amount: amountAt(at(release, 'tender', 'value')),
    until: instant(textAt(release, 'tender', 'tenderPeriod', 'endDate')),
  }),
  'notice.corrected': (release) => ({
    text: textAt(listAt(release, 'tender', 'amendments')[0], 'rationale') ?? null,
    until: instant(textAt(release, 'tender', 'tenderPeriod', 'endDate')),
  }),
  'question.answered': (release) => ({
    text: textAt(listAt(release, 'tender', 'enquiries')[0], 'answer') ?? null,
  }),
  'procedure.suspended': ended,
  'procedure.cancelled': ended,
  'procedure.failed': ended,
  'box.opened': (release) => ({ count: listAt(release, 'bids', 'details').length }),
  'award.announced': awarded,
  'award.finalized': awarded,
  'award.withdrawn': awarded,
  'contract.published': (release) => {
    const [contract] = listAt(release, 'contracts');
    return { amount: amountAt(contract?.value), who: nameOf(release, 'supplier') };
  },
  'milestone.accepted': (release) => ({
    text: textAt(listAt(inWork(release), 'milestones')[0], 'title') ?? null,
  }),
  'assessment.posted': assessed,
  'assessment.final': assessed,
  'payment.paid': (release) => {
    const [made] = listAt(inWork(release), 'transactions');
    return {
      amount: amountAt(made?.value),
      text: textAt(made, 'id') ?? null,
      who: textAt(made, 'payee', 'name') ?? null,
    };
  },
};

function ended(release: JsonObject): Partial<Moment> {
  return { text: textAt(listAt(release, 'tender', 'documents')[0], 'description') ?? null };
}

function awarded(release: JsonObject): Partial<Moment> {
  const [award] = listAt(release, 'awards');
  return {
    amount: amountAt(award?.value),
    who: textAt(listAt(award, 'suppliers')[0], 'name') ?? null,
    until: instant(textAt(award, 'standstillPeriod', 'endDate')),
  };
}

function assessed(release: JsonObject): Partial<Moment> {
  const [result] = listAt(inWork(release), 'assessments');
  return {
    amount: amountAt(result?.payable),
    text: result?.score === undefined ? null : String(result.score as number),
  };
}

const inWork = (release: JsonObject): Json => listAt(release, 'contracts')[0]?.implementation;
const at = (value: Json, ...path: string[]): Json => path.reduce<Json>((found, name) => (isObject(found) ? found[name] : undefined), value);
const amountAt = (value: Json): bigint | null => (isObject(value) ? fenOf(value.amount) : null);
const instant = (iso: string | undefined): Date | null => (iso ? new Date(iso) : null);
const nameOf = (release: JsonObject, role: string): string | null =>
  textAt(
    listAt(release, 'parties').find(({ roles }) => Array.isArray(roles) && (roles as readonly Json[]).includes(role)),
    'name',
  ) ?? null;
