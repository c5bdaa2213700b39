import type { Policy, Requirement } from './requirement.view.js';
import type { Office } from '#sealing';

/** What is bought for whom: the object of the procurement, fixed from the first version on (Order 87 Art. 27). */
export interface Service {
  readonly beneficiaries: string;
  readonly quantity: number;
  readonly unit: string;
  readonly quality: string;
  readonly description: string;
}

/** One thing that is measured; weights add up to 100. */
export interface Indicator {
  readonly id: string;
  readonly name: string;
  readonly weight: number;
  readonly target: string;
  /** Where the figure comes from: log, survey, spot check. */
  readonly source: string;
}

/** From this score on, this share of an instalment is paid; below the lowest tier nothing. */
export interface Tier {
  readonly minScore: number;
  readonly payPercent: number;
}

/** `due` counts months from the start of the contract. */
export interface Instalment {
  readonly id: string;
  readonly name: string;
  readonly percent: number;
  readonly due: number;
}

export interface Eligibility {
  readonly id: string;
  readonly text: string;
}

export const criterionKinds = ['price', 'subjective', 'objective'] as const;
export type CriterionKind = (typeof criterionKinds)[number];

export interface Criterion {
  readonly id: string;
  readonly name: string;
  readonly kind: CriterionKind;
  readonly weight: number;
  /** How points are given, so that two readers give the same. */
  readonly yardstick: string;
}

export interface Attachment {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
}

export interface Contact {
  readonly name: string;
  readonly phone: string;
  readonly address: string;
}

/** A question answered in passing: text that a correction adds without changing what is asked for. */
export interface Clarification {
  readonly version: number;
  readonly text: string;
}

/** 采购包: a part of what is bought that can be offered and awarded by itself; its ceiling in yuan. */
export interface Lot {
  readonly id: string;
  readonly name: string;
  readonly quantity: number;
  readonly unit: string;
  readonly maxPrice: string;
}

/** What is asked for as security, never in cash: yuan with the offer, percent of the contract from the winner. */
export interface Bonds {
  readonly bid: string | null;
  readonly performancePercent: number | null;
}

/** Who keeps one of the three keys of the box: any two open it. */
export interface HolderLine {
  readonly office: Office;
  /** Public key, `age1…`. */
  readonly recipient: string;
  readonly unit: string;
  readonly holderId: string;
}

/** Instants are ISO 8601 with zone; amounts are yuan with two decimals. */
export interface NoticeContent {
  readonly title: string;
  readonly category: string;
  readonly months: number;
  readonly service: Service;
  readonly indicators: readonly Indicator[];
  readonly evaluation: { readonly passMark: number; readonly tiers: readonly Tier[] };
  readonly budget: { readonly amount: string; readonly maxPrice: string };
  /** Not there in notices of before: read them by {@link lotsOf}. */
  readonly lots?: readonly Lot[];
  readonly instalments: readonly Instalment[];
  readonly eligibility: readonly Eligibility[];
  readonly criteria: readonly Criterion[];
  readonly schedule: {
    readonly questionsUntil: string;
    readonly closesAt: string;
    readonly openingPlace: string;
    /** Until when the documents are offered and the notice stands, at least. */
    readonly documentsUntil?: string;
    readonly noticeUntil?: string;
  };
  readonly official: {
    readonly medium: string;
    readonly url: string | null;
    readonly publishedAt: string | null;
  };
  readonly contact: Contact;
  readonly attachments: readonly Attachment[];
  readonly clarifications: readonly Clarification[];
  readonly bonds?: Bonds;
  readonly policy?: Policy;
  /** Fixed at publication; notices from before envelopes had holders have none. */
  readonly keyHolders?: readonly HolderLine[];
}

/**
 * A notice that is being written: as published, but its times may be left to the law (`null`: as early as the method
 * allows, counted from publication), and it carries the reasons given for what the check asked about.
 */
export interface DraftContent extends Omit<NoticeContent, 'schedule' | 'clarifications' | 'policy' | 'keyHolders'> {
  readonly schedule: {
    readonly questionsUntil: string | null;
    readonly closesAt: string | null;
    readonly openingPlace: string;
  };
  readonly reasons: readonly Reason[];
  /** Not there in drafts of before. */
  readonly requirement?: Requirement;
}

/** Why a finding that asks for a reason is right here. */
export interface Reason {
  readonly finding: string;
  readonly text: string;
  /** The wording it was given for; reasons of before name none. */
  readonly about?: string;
}

/** The lots of a notice; one that names none is a single lot of everything. */
export function lotsOf({ lots, title, service, budget }: Pick<NoticeContent, 'lots' | 'title' | 'service' | 'budget'>): readonly Lot[] {
  if (lots && lots.length > 0) return lots;
  return [{ id: '1', name: title, quantity: service.quantity, unit: service.unit, maxPrice: budget.maxPrice }];
}
