import { type Method, methodRules, type PoolSource } from '#calendar';
import type { Approval, SmeReserve, TermStatement } from '#planning';
import { groundsOf } from './method.rules.js';

/** How a need was looked into: asked now, asked within the last year, or not needed for this purchase. */
export const surveyKinds = ['done', 'recent', 'not_needed'] as const;
export type SurveyKind = (typeof surveyKinds)[number];

/** Somebody who may be drawn or invited; `why` is why the buyer knows them. */
export interface Candidate {
  readonly id: string;
  readonly uscc: string;
  readonly name: string;
  readonly why: string;
}

/** An expert who argues that there is only one provider (MOF Order 74 Art. 38: name, unit, title, argument). */
export interface SourceExpert {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly title: string;
  readonly argument: string;
}

/** The contract that is added to (Procurement Law Art. 31(3)); amounts in yuan, `added` is what was added to it before. */
export interface OriginalContract {
  readonly number: string;
  readonly price: string | null;
  readonly added: string | null;
}

/** 采购需求: what must be settled before a procedure starts. It stays with the department; `policy` of the notice shows a part. */
export interface Requirement {
  readonly survey: {
    readonly kind: SurveyKind | null;
    /** Who was asked: providers, users, trade bodies. */
    readonly subjects: readonly { readonly id: string; readonly name: string }[];
    readonly heldOn: string | null;
    readonly summary: string;
  };
  /** 公开征求意见, civil dates. */
  readonly comment: { readonly url: string | null; readonly from: string | null; readonly until: string | null; readonly summary: string };
  readonly legal: { readonly name: string; readonly unit: string; readonly on: string | null; readonly opinion: string };
  readonly sme: { readonly reserve: SmeReserve | null; readonly basis: string };
  readonly statements: readonly TermStatement[];
  readonly ground: string | null;
  readonly argument: string;
  readonly approval: Approval | null;
  readonly pool: {
    readonly source: PoolSource | null;
    readonly draw: number | null;
    readonly candidates: readonly Candidate[];
    readonly noticeUrl: string | null;
    readonly noticeFrom: string | null;
    readonly noticeUntil: string | null;
  };
  readonly single: {
    readonly uscc: string;
    readonly name: string;
    readonly experts: readonly SourceExpert[];
    /** Drafts of before know none. */
    readonly original?: OriginalContract | null;
  };
}

/** What of the requirement everybody reads in the notice: the policy towards small enterprises, why this method, who approved it. */
export interface Policy {
  readonly smeReserve: SmeReserve | null;
  readonly smeBasis: string;
  readonly ground: string | null;
  readonly approval: Approval | null;
  /** How those who may take part were found; their names are told with the result. */
  readonly pool: { readonly source: PoolSource; readonly draw: number } | null;
}

/** What the plan already answered. */
export interface PlannedPolicy {
  readonly method: Method;
  /** After an open tender that only two answered. */
  readonly converted?: boolean;
  readonly smeReserve?: SmeReserve | null;
  readonly smeBasis?: string | null;
  readonly termStatements?: readonly TermStatement[] | null;
  readonly methodApproval?: Approval | null;
}

export const emptyRequirement: Requirement = {
  survey: { kind: null, subjects: [], heldOn: null, summary: '' },
  comment: { url: null, from: null, until: null, summary: '' },
  legal: { name: '', unit: '', on: null, opinion: '' },
  sme: { reserve: null, basis: '' },
  statements: [],
  ground: null,
  argument: '',
  approval: null,
  pool: { source: null, draw: null, candidates: [], noticeUrl: null, noticeFrom: null, noticeUntil: null },
  single: { uscc: '', name: '', experts: [], original: null },
};

/** What the plan knows is not asked again; the first ground of the method is the usual one. */
export function requirementFrom(item: PlannedPolicy): Requirement {
  return {
    ...emptyRequirement,
    sme: { reserve: item.smeReserve ?? null, basis: item.smeBasis ?? '' },
    statements: item.termStatements ?? [],
    ground: groundsOf(methodRules[item.method], item.converted ?? false)[0]?.code ?? null,
    approval: item.methodApproval ?? null,
  };
}

export function policyOf({ sme, ground, approval, pool }: Requirement): Policy {
  return {
    smeReserve: sme.reserve,
    smeBasis: sme.basis,
    ground,
    approval,
    pool: pool.source && pool.draw ? { source: pool.source, draw: pool.draw } : null,
  };
}
