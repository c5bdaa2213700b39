import type { Standing, StandingAct } from './standing.lifecycle.js';

export const organizationKinds = ['department', 'finance', 'supervisor', 'provider', 'agency'] as const;
export type OrganizationKind = (typeof organizationKinds)[number];
export const grades = ['1A', '2A', '3A', '4A', '5A'] as const;
export type Grade = (typeof grades)[number];

/** What everybody may know of an organization; all of it is in the public registers. */
export interface Organization {
  readonly id: string;
  /** 统一社会信用代码, GB 32100-2015. */
  readonly uscc: string;
  readonly name: string;
  readonly kind: OrganizationKind;
  /** 社会团体, 社会服务机构, 基金会, 企业, 行政机关, 群团组织 … */
  readonly classification: string;
  /** GB/T 2260 code of the place of registration. */
  readonly region: string;
  /** 社会组织评估等级. */
  readonly grade: Grade | null;
  /** Civil date, last day of validity. */
  readonly gradeValidUntil: string | null;
  /** 主要领域. */
  readonly domain: string | null;
  /** May be a buyer of services (102号令 Art. 5). */
  readonly mayBuy: boolean;
  /** 公益一类: neither buyer nor provider (102号令 Art. 8). */
  readonly classOne: boolean;
  readonly standing: Standing;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** One line of the history of an organization's standing. */
export interface StandingEvent {
  readonly act: StandingAct;
  readonly from: Standing;
  readonly to: Standing;
  readonly reason: string;
  /** Who published it. */
  readonly source: string;
  readonly sourceUrl: string | null;
  /** Civil date of the decision. */
  readonly decidedOn: string;
  /** Where and until when it can be contested. */
  readonly appeal: string | null;
  readonly at: Date;
}

/** How an organization leaves over the API. */
export function organizationView(organization: Organization): Omit<Organization, 'createdAt'> {
  const { id, uscc, name, kind, classification, region, grade, gradeValidUntil, domain } = organization;
  const { mayBuy, classOne, standing, updatedAt } = organization;
  return {
    id,
    uscc,
    name,
    kind,
    classification,
    region,
    grade,
    gradeValidUntil,
    domain,
    mayBuy,
    classOne,
    standing,
    updatedAt,
  };
}

/** How a line of its standing leaves. */
export function standingView(event: StandingEvent): StandingEvent {
  const { act, from, to, reason, source, sourceUrl, decidedOn, appeal, at } = event;
  return { act, from, to, reason, source, sourceUrl, decidedOn, appeal, at };
}

/** A grade counts until the end of its last day. */
export const gradeHolds = (organization: Pick<Organization, 'grade' | 'gradeValidUntil'>, day: string): boolean =>
  organization.grade !== null && organization.gradeValidUntil !== null && day <= organization.gradeValidUntil;
