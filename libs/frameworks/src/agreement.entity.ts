import type { Fen } from '#kernel';
import type { AgreementState } from './agreement.lifecycle.js';
import type { EntrantState } from './entrant.lifecycle.js';

/** 封闭式, 开放式. */
export type Kind = 'closed' | 'open';
/** 直接选定, 二次竞价, 顺序轮候 (MOF Order 110 Art. 32 to 34). */
export const ways = ['direct', 'contest', 'rotation'] as const;
export type Way = (typeof ways)[number];

/** What the notice of the entry said and the agreement keeps. */
export interface AgreementContent {
  readonly number: string;
  readonly version: number;
  readonly beneficiaries: string;
  readonly quality: string;
  readonly description: string;
  readonly officialUrl: string | null;
}

/** One provider's part of the summary after expiry. */
export interface SummaryLine {
  readonly provider: string;
  readonly orders: number;
  /** Fen as text. */
  readonly amount: string;
  readonly feedback: number;
  readonly rating: number | null;
}

/** What is told when it is over (Art. 35). */
export interface Summary {
  readonly orders: number;
  /** Fen as text. */
  readonly amount: string;
  readonly ways: Readonly<Record<Way, number>>;
  readonly entrants: readonly SummaryLine[];
}

export interface Agreement {
  readonly id: string;
  readonly number: string;
  readonly procedureId: string;
  readonly departmentId: string;
  readonly kind: Kind;
  readonly title: string;
  readonly months: number;
  readonly ways: readonly Way[];
  readonly content: AgreementContent;
  readonly ruleDay: string;
  readonly state: AgreementState;
  readonly named: number;
  readonly concludedBy: string;
  readonly concludedAt: Date;
  readonly inForceAt: Date | null;
  readonly endsAt: Date | null;
  readonly toldAt: Date | null;
  readonly filedAt: Date | null;
  readonly filedUnder: string | null;
  readonly endedAt: Date | null;
  readonly endText: string | null;
  readonly summary: Summary | null;
  readonly summarizedAt: Date | null;
}

/** A part of what may be ordered; its ceiling is for `per` units. */
export interface AgreementLot {
  readonly lot: string;
  readonly name: string;
  readonly per: number;
  readonly unit: string;
  readonly maxPrice: Fen;
  readonly qualified: number;
  readonly entered: number;
}

/** Why an entrant is put out (Art. 19). */
export const grounds = ['collusion', 'false-material', 'refuses-award', 'non-performance', 'banned', 'agreed'] as const;
export type Ground = (typeof grounds)[number];

export interface Entrant {
  readonly id: string;
  readonly agreementId: string;
  readonly providerId: string;
  readonly state: EntrantState;
  readonly statement: string | null;
  readonly appliedAt: Date | null;
  readonly reviewedAt: Date | null;
  readonly reviewReason: string | null;
  readonly documentId: string | null;
  readonly sha256: string | null;
  readonly enteredAt: Date | null;
  readonly announcedAt: Date | null;
  readonly endedAt: Date | null;
  readonly ground: Ground | null;
  readonly endReason: string | null;
  readonly hearing: string | null;
  readonly endAnnouncedAt: Date | null;
}

/** At what price, for a lot's `per` units; the rank is the entry's, by which turns go round. */
export interface EntrantPrice {
  readonly entrantId: string;
  readonly lot: string;
  readonly price: Fen;
  readonly rank: number;
}

export interface AgreementSignature {
  readonly entrantId: string;
  readonly side: 'buyer' | 'provider';
  readonly personName: string;
  readonly organizationId: string;
  readonly statement: string;
  readonly algorithm: string;
  readonly keyId: string;
  readonly signature: string;
  readonly at: Date;
}
