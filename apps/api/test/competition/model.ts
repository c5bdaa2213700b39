import type { Envelopes } from './hands.js';

/** What the test itself knows of one competition. Nothing here is taken from the product: the law and the notice say it. */

export type Organization = 'buyer' | 'other' | 'finance' | 'watch' | 'institute' | 'p1' | 'p2' | 'p3' | 'p4' | 'p5' | 'nobody';

export interface Person {
  readonly organization: Organization;
  readonly role: string;
}

const of = (organization: Organization, role: string): Person => ({ organization, role });
/** Everybody who meets a competition, entitled or not. */
export const people = {
  handler: of('buyer', 'handler'),
  handler2: of('buyer', 'handler'),
  approver: of('buyer', 'approver'),
  approver2: of('buyer', 'approver'),
  acceptor: of('buyer', 'acceptor'),
  keybuyer: of('buyer', 'key_holder'),
  stranger: of('other', 'handler'),
  strangerapprover: of('other', 'approver'),
  keyother: of('other', 'key_holder'),
  keyfinance: of('finance', 'key_holder'),
  keywatch: of('watch', 'key_holder'),
  checker: of('finance', 'finance_checker'),
  cashier: of('finance', 'cashier'),
  supervisor: of('watch', 'supervisor'),
  p1: of('p1', 'provider_admin'),
  p1lead: of('p1', 'project_lead'),
  p1money: of('p1', 'provider_finance'),
  p1field: of('p1', 'field_staff'),
  p2: of('p2', 'provider_admin'),
  p3: of('p3', 'provider_admin'),
  p4: of('p4', 'project_lead'),
  p5: of('p5', 'provider_admin'),
  e1: of('institute', 'expert'),
  e2: of('institute', 'expert'),
  e3: of('institute', 'expert'),
  e4: of('institute', 'expert'),
  e5: of('institute', 'expert'),
  e6: of('institute', 'expert'),
  e7: of('institute', 'expert'),
  e8: of('institute', 'expert'),
  e9: of('institute', 'expert'),
  nobody: of('nobody', 'none'),
} as const satisfies Record<string, Person>;
export type Who = keyof typeof people;
export const everybody = Object.keys(people) as Who[];
export const experts = everybody.filter((who) => people[who].role === 'expert');
export const bidders = ['p1', 'p2', 'p3', 'p4'] as const satisfies readonly Who[];

export type Method = 'local_small_purchase' | 'open_tender';
/** 87号令 and the local rules: fewest offers, size of the panel. */
export const figures: Readonly<Record<Method, { offers: number; panel: number }>> = {
  local_small_purchase: { offers: 3, panel: 3 },
  open_tender: { offers: 3, panel: 5 },
};

export interface Criterion {
  readonly id: string;
  readonly kind: 'price' | 'subjective' | 'objective';
  readonly weight: number;
}

export interface Bid {
  id: string;
  readonly organization: Organization;
  state: 'draft' | 'submitted' | 'withdrawn' | 'opened' | 'void';
  /** Version of what is written, its price in fen and, once sealed and sent, its envelopes; null while nothing is. */
  written: { version: number; price: number; envelopes: Envelopes | null } | null;
  /** What lies in the box, and what its receipt says. */
  handedIn: { price: number; envelopes: Envelopes; digest: string; receipt: string } | null;
  versions: number;
  readonly marker: string;
}

export interface Candidate {
  readonly bid: Bid;
  passed: boolean | null;
  total: number;
  rank: number | null;
  told: boolean;
  explained: boolean;
  /** Put out of the race by the panel: it does not answer the notice, or its price stayed unexplained. */
  excluded: boolean;
  /** Its award was withdrawn. */
  out: boolean;
}

/** A question of the panel to one bidder. */
export interface Clarification {
  readonly id: string;
  readonly candidate: Candidate;
  readonly lowPrice: boolean;
  readonly dueAt: number;
  answered: boolean;
}

export type SeatState = 'invited' | 'accepted' | 'declared' | 'locked' | 'signed' | 'agreed' | 'declined' | 'recused' | 'replaced';
export interface Seat {
  readonly id: string;
  readonly who: Who;
  state: SeatState;
  /** Hundredths of a point by `bid criterion`. */
  cells: Map<string, number>;
  /** Points of cells that stand out, with which their member stands by them. */
  explained: Map<string, number>;
  readonly marker: string;
}

export interface Award {
  readonly id: string;
  readonly candidate: Candidate;
  readonly decidedBy: Who;
  announcedBy: Who | null;
  state: 'decided' | 'announced' | 'held' | 'withdrawn';
  challengeEndsAt: number;
}

export interface Challenge {
  readonly id: string;
  readonly organization: Organization;
  readonly award: Award;
  state: 'filed' | 'returned' | 'accepted' | 'refused' | 'answered' | 'withdrawn';
  /** It was given back once already. */
  given: boolean;
  /** Until when it may be completed. */
  completeBy: number;
  mayAffect: boolean;
  examinedBy: Who | null;
}

/** One competition as far as the test knows it. Instants in milliseconds of the database's clock. */
export interface Model {
  readonly id: string;
  readonly method: Method;
  readonly maxPrice: number;
  number: string;
  publisher: Who | null;
  state: 'in_review' | 'open' | 'suspended' | 'closed' | 'failed' | 'cancelled';
  version: number;
  official: number;
  closesAt: number;
  questionsUntil: number;
  questions: { id: string; asker: Who; answered: boolean }[];
  bids: Bid[];
  box: 'open' | 'sealed' | 'opened' | 'void';
  opening: Who[];
  /** Digest of the opening's minutes, once there are any, and who signed them. */
  minutes: string;
  signatures: Who[];
  criteria: Criterion[];
  condition: string;
  evaluation: 'none' | 'qualifying' | 'qualified' | 'scoring' | 'locked' | 'signing' | 'reported' | 'decided' | 'failed';
  candidates: Candidate[];
  panelSize: number;
  checked: boolean;
  clarifications: Clarification[];
  seats: Seat[];
  /** Who sat in a round that was superseded, and is not drawn again. */
  earlier: Who[];
  /** Until when the report is signed; silence after it is agreement. */
  signDueAt: number;
  decideDueAt: number;
  awards: Award[];
  /** Place of the first award of the round that counts. */
  firstAward: number;
  challenges: Challenge[];
  /** How long an answer takes on this machine now, in milliseconds: who is slow is given more time. */
  pace: number;
  /** Counts what the public may notice; bids are not among it. */
  revision: number;
}

export function newModel(start: Pick<Model, 'id' | 'method' | 'maxPrice'>): Model {
  return {
    ...start,
    number: '',
    publisher: null,
    state: 'in_review',
    version: 0,
    official: 0,
    closesAt: Infinity,
    questionsUntil: Infinity,
    questions: [],
    bids: [],
    box: 'open',
    opening: [],
    minutes: '',
    signatures: [],
    criteria: [],
    condition: '',
    evaluation: 'none',
    candidates: [],
    panelSize: 0,
    checked: false,
    clarifications: [],
    seats: [],
    earlier: [],
    signDueAt: Infinity,
    decideDueAt: Infinity,
    awards: [],
    firstAward: 0,
    challenges: [],
    pace: 300,
    revision: 0,
  };
}

export const organizationOf = (who: Who): Organization => people[who].organization;
export const is = (who: Who, organization: Organization, ...roles: string[]): boolean =>
  people[who].organization === organization && (roles.length === 0 || roles.includes(people[who].role));
export const isProvider = (who: Who): boolean => /^p\d/.test(organizationOf(who));
export const bidOf = (model: Model, organization: Organization): Bid | undefined =>
  model.bids.find((bid) => bid.organization === organization);
export const inBox = (model: Model): Bid[] => model.bids.filter(({ state }) => state === 'submitted');

export const seated: readonly SeatState[] = ['invited', 'accepted', 'declared', 'locked', 'signed', 'agreed'];
export const reading: readonly SeatState[] = ['declared', 'locked', 'signed', 'agreed'];
export const sitting = ({ seats }: Model): Seat[] => seats.filter(({ state }) => seated.includes(state));
/** So near the end of the time to sign that the clock may hand the report over before a request is through. */
export const silenceNear = ({ evaluation, signDueAt, pace }: Model): boolean =>
  evaluation === 'signing' && Date.now() + Math.max(300, pace * 3) >= signDueAt;
/** 87号令 Art. 45: the first drawn expert who came. */
export const chair = (model: Model): Seat | undefined => sitting(model).find(({ state }) => state !== 'invited');
export const seatOf = ({ seats }: Model, who: Who): Seat | undefined => seats.find((seat) => seat.who === who);
/** Qualified and not put out by the panel. */
export const racing = ({ candidates }: Model): Candidate[] => candidates.filter((one) => one.passed === true && !one.excluded);
export const judged = ({ criteria }: Model): Criterion[] => criteria.filter(({ kind }) => kind !== 'price');
export const cellKey = (candidate: Candidate, criterion: Criterion): string => `${candidate.bid.id} ${criterion.id}`;
export const tableFull = (model: Model, { cells }: Seat): boolean =>
  racing(model).every((one) => judged(model).every((criterion) => cells.has(cellKey(one, criterion))));
/** The award that stands, if one does. */
export const award = ({ awards }: Model): Award | undefined => awards.find(({ state }) => state !== 'withdrawn');
/** The result of the round that counts is what bidders are told, once it is announced. */
export const resultTold = ({ awards, firstAward }: Model): boolean =>
  Number.isFinite(awards.slice(firstAward).at(-1)?.challengeEndsAt ?? Infinity);
/** Candidates still standing, best first. */
export const standing = ({ candidates }: Model): Candidate[] =>
  candidates.filter(({ rank, out }) => rank !== null && !out).sort((one, other) => one.rank! - other.rank!);
