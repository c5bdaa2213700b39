import type { Fen } from '#kernel';
import type { ContractState } from './contract.lifecycle.js';

export type Side = 'buyer' | 'provider';

/** One thing that is measured, as announced: the weight is a share of 100, the target a sentence or a figure. */
export interface Indicator {
  readonly id: string;
  readonly name: string;
  readonly weight: number;
  readonly target: string;
  readonly source: string;
}

/** From which score on which share of an instalment is paid; below the pass mark nothing is. */
export interface Evaluation {
  readonly passMark: number;
  readonly tiers: readonly { readonly minScore: number; readonly payPercent: number }[];
}

export interface Party {
  readonly id: string;
  readonly name: string;
  readonly uscc: string;
}

/** A place where the offer and the notice do not say the same, and which of the two the contract follows. */
export interface Deviation {
  readonly part: 'price' | 'method' | 'commitment' | 'term';
  readonly notice: string;
  readonly offer: string;
  readonly follows: 'notice' | 'offer';
}

/** The whole of what was agreed, as data; the paper is printed from it and from nothing else. */
export interface ContractContent {
  readonly title: string;
  readonly buyer: Party;
  readonly provider: Party;
  readonly manager: { readonly personId: string; readonly name: string };
  readonly procedure: {
    readonly number: string;
    readonly noticeVersion: number;
    readonly officialUrl: string | null;
    readonly officialAt: string | null;
    readonly awardAnnouncedAt: string | null;
  };
  /** The first required part: for whom. */
  readonly beneficiaries: string;
  /** The second: how, as the notice asks and the offer answers. */
  readonly method: { readonly notice: string; readonly plan: string; readonly staffing: string };
  /** The third: how much. */
  readonly quantity: { readonly amount: string; readonly unit: string };
  /** The fourth: how well. */
  readonly quality: string;
  /** The fifth: how it is watched and measured; the payable amount is computed from this. */
  readonly indicators: readonly Indicator[];
  readonly evaluation: Evaluation;
  readonly months: number;
  /** What the buyer stated in the plan to buy for longer than a year (MOF Order 102 Art. 24). */
  readonly termStatements: readonly string[];
  /** Yuan, "850000.00". */
  readonly price: string;
  readonly instalments: readonly InstalmentPlan[];
  readonly deviations: readonly Deviation[];
  /** Periods that the clauses name, taken from the rule book when the text was made. */
  readonly periods: { readonly acceptance: string; readonly posting: string; readonly payment: string; readonly rectify: string };
}

export interface InstalmentPlan {
  readonly no: number;
  readonly name: string;
  readonly percent: number;
  /** Months after the contract takes effect. */
  readonly due: number;
  /** Yuan, "255000.00". */
  readonly amount: string;
}

export interface Contract {
  readonly id: string;
  readonly number: string;
  /** The decision it comes from: an award, or an order of a framework agreement. */
  readonly awardId: string;
  /** The order, when it is one. */
  readonly orderId: string | null;
  readonly procedureId: string;
  readonly planItemId: string;
  readonly departmentId: string;
  readonly providerId: string;
  readonly title: string;
  readonly price: Fen;
  readonly state: ContractState;
  readonly content: ContractContent;
  readonly managerPersonId: string;
  readonly draftedBy: string;
  readonly offeredBy: string | null;
  readonly ruleDay: string;
  readonly documentId: string | null;
  /** SHA-256 of the paper both sides sign, hex. */
  readonly sha256: string | null;
  readonly draftedAt: Date;
  readonly offeredAt: Date | null;
  readonly activeAt: Date | null;
  readonly endsAt: Date | null;
  readonly publishedAt: Date | null;
  readonly filedAt: Date | null;
  readonly filedUnder: string | null;
  readonly endedAt: Date | null;
  readonly endCode: string | null;
  readonly endText: string | null;
}

export interface Instalment {
  readonly id: string;
  readonly contractId: string;
  readonly no: number;
  readonly name: string;
  readonly percent: number;
  readonly amount: Fen;
  readonly dueMonths: number;
  /** When the milestone has to be shown; set when the contract takes effect. */
  readonly dueAt: Date | null;
  /** What the assessment found payable; null until the result is final. */
  readonly payable: Fen | null;
  readonly closedAt: Date | null;
}

export interface Signature {
  readonly side: Side;
  readonly personId: string;
  readonly personName: string;
  readonly organizationId: string;
  /** The exact text that was signed; it names the paper by its SHA-256. */
  readonly statement: string;
  readonly algorithm: string;
  readonly keyId: string;
  /** Base64. */
  readonly signature: string;
  readonly at: Date;
}

/** An objection because of which nothing of the contract goes on (Implementing Regulation Art. 54). */
export interface Standstill {
  /** Null with {@link number} for those begun before the cause was kept. */
  readonly kind: 'enquiry' | 'challenge' | 'complaint' | null;
  readonly number: string | null;
  /** When the objection is to be settled. */
  readonly settledBy: Date | null;
  readonly since: Date;
}
