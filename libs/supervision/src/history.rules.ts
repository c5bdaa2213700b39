import { nobody } from '#kernel';

/** Where in a project's life an entry belongs; the last is reading itself. */
export const historyStages = [
  'planning',
  'tendering',
  'bidding',
  'evaluation',
  'objection',
  'contract',
  'delivery',
  'assessment',
  'payment',
  'reading',
] as const;
export type HistoryStage = (typeof historyStages)[number];

const prefixes: Readonly<Record<string, HistoryStage>> = {
  'plan-item': 'planning',
  procedure: 'tendering',
  notice: 'tendering',
  question: 'tendering',
  bid: 'bidding',
  box: 'bidding',
  opening: 'bidding',
  minutes: 'bidding',
  evaluation: 'evaluation',
  candidate: 'evaluation',
  panel: 'evaluation',
  seat: 'evaluation',
  award: 'evaluation',
  expert: 'evaluation',
  lot: 'evaluation',
  clarification: 'evaluation',
  enquiry: 'objection',
  challenge: 'objection',
  complaint: 'objection',
  remedy: 'objection',
  performance: 'objection',
  contract: 'contract',
  milestone: 'delivery',
  'log-entry': 'delivery',
  assessment: 'assessment',
  payment: 'payment',
  'treasury-order': 'payment',
  'treasury-exception': 'payment',
  'treasury-answer': 'payment',
  case: 'reading',
};
const prefixOf = (type: string): string => type.split('.', 1)[0]!;
export const historyStageOf = (type: string): HistoryStage => prefixes[prefixOf(type)] ?? 'tendering';

/** Types of entries that begin like this belong to a stage. */
export const prefixesOf = (stage: HistoryStage): string[] => Object.keys(prefixes).filter((prefix) => prefixes[prefix] === stage);

/** One entry as people may read it. */
export interface Trace {
  readonly id: string;
  readonly at: Date;
  readonly type: string;
  readonly stage: HistoryStage;
  readonly subject: string;
  /** Null where a machine acted, and while the person is secret. */
  readonly personId: string | null;
  readonly organizationId: string | null;
  /** The room that acted by itself: a clock, a reader. */
  readonly machine: boolean;
  /** The person is kept back until the result is public; of the panel's own acts the facts too. */
  readonly veiled: boolean;
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface RawEntry {
  readonly id: string;
  readonly at: Date;
  readonly type: string;
  readonly subject: string;
  readonly person: string;
  readonly organization: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** How far the project has come, as far as secrecy goes. */
export interface Openness {
  /** The box was opened, or was void for good. */
  readonly boxOpen: boolean;
  /** The result was announced: from then on the panel has names. */
  readonly announced: boolean;
}

/** Before the opening nobody sees an entry about a bid. */
export const hiddenPrefixes = ({ boxOpen }: Openness): string[] => (boxOpen ? [] : ['bid']);

/** What the panel does: kept back, with its facts, until the result is announced (MOF Order 87 Art. 47). */
const secret = ['panel', 'seat', 'candidate', 'clarification', 'last-price'];
/** Acts that are known at once and whose person may sit on the panel. */
const unnamed = { prefixes: ['evaluation'], types: ['last-prices.called'] };

/** Entries whose person is secret as yet, as a query leaves them out. */
export const secretEntries = ({ announced }: Openness): { readonly prefixes: string[]; readonly types: string[] } =>
  announced ? { prefixes: [], types: [] } : { prefixes: [...secret, ...unnamed.prefixes], types: unnamed.types };

/** An entry with what may be said of it: panel members, and where they work, stay unnamed until the result is announced. */
export function traced(entry: RawEntry, openness: Openness): Trace {
  const machine = entry.person === nobody;
  const hidden = !openness.announced && secret.includes(prefixOf(entry.type));
  const { prefixes: kinds, types } = secretEntries(openness);
  const veiled = hidden || (!machine && (kinds.includes(prefixOf(entry.type)) || types.includes(entry.type)));
  return {
    id: entry.id,
    at: entry.at,
    type: entry.type,
    stage: historyStageOf(entry.type),
    subject: entry.subject,
    personId: machine || veiled ? null : entry.person,
    organizationId: machine || veiled ? null : entry.organization,
    machine,
    veiled,
    facts: hidden ? {} : entry.facts,
  };
}
