import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ChallengeOutcome, ChallengeState } from './challenge.lifecycle.js';

/** A file that goes with a challenge. */
export interface Evidence {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
}

/** A bidder's challenge to a result. What was filed is never rewritten. */
@Entity({ schema: 'objections', name: 'challenge' })
export class Challenge {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  number: string;

  @Column('uuid', { name: 'procedure_id' })
  procedureId: string;

  @Column('uuid', { name: 'award_id' })
  awardId: string;

  /** The buyer, who answers. */
  @Column('uuid', { name: 'department_id' })
  departmentId: string;

  /** The bidder. */
  @Column('uuid', { name: 'provider_id' })
  providerId: string;

  @Column('uuid', { name: 'filed_by' })
  filedBy: string;

  @Column('text')
  facts: string;

  @Column('text')
  request: string;

  @Column('text')
  basis: string;

  @Column('jsonb')
  evidence: readonly Evidence[];

  @Column('text')
  state: ChallengeState;

  /** Null until examined. */
  @Column('boolean', { name: 'may_affect_result', nullable: true })
  mayAffectResult: boolean | null;

  @Column('uuid', { name: 'examined_by', nullable: true })
  examinedBy: string | null;

  @Column('timestamptz', { name: 'examined_at', nullable: true })
  examinedAt: Date | null;

  @Column('text', { name: 'refusal_reason', nullable: true })
  refusalReason: string | null;

  @Column('text', { nullable: true })
  outcome: ChallengeOutcome | null;

  @Column('text', { nullable: true })
  answer: string | null;

  @Column('uuid', { name: 'answered_by', nullable: true })
  answeredBy: string | null;

  @Column('timestamptz', { name: 'answered_at', nullable: true })
  answeredAt: Date | null;

  @Column('date', { name: 'rule_day' })
  ruleDay: string;

  @Column('timestamptz', { name: 'filed_at' })
  filedAt: Date;

  /** End of the time to file, as it was when it was filed. */
  @Column('timestamptz', { name: 'window_ends_at' })
  windowEndsAt: Date;

  @Column('timestamptz', { name: 'answer_due_at' })
  answerDueAt: Date;
}
