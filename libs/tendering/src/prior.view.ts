import type { SourceExpert } from './requirement.view.js';

export type PriorState = 'open' | 'upheld' | 'confirmed' | 'withdrawn';

/** What a notice of a single source says (MOF Order 74 Art. 38). */
export interface PriorContent {
  readonly title: string;
  readonly budget: string;
  readonly service: string;
  readonly ground: string | null;
  readonly argument: string;
  readonly provider: { readonly uscc: string; readonly name: string };
  readonly experts: readonly SourceExpert[];
  readonly contact: { readonly name: string; readonly phone: string; readonly address: string };
}

export interface PriorNotice {
  readonly id: string;
  readonly procedureId: string;
  readonly number: string;
  readonly method: string;
  readonly departmentId: string;
  readonly content: PriorContent;
  readonly publishedAt: Date;
  readonly until: Date;
  readonly officialUrl: string | null;
  readonly state: PriorState;
  readonly settledAt: Date | null;
}

/** An objection as the public reads it: who objected is told to the department and to finance, not to everybody. */
export interface Objection {
  readonly id: string;
  readonly no: number;
  readonly text: string;
  readonly at: Date;
  readonly outcome: 'upheld' | 'rejected' | null;
  readonly answer: string | null;
  readonly answeredAt: Date | null;
}
