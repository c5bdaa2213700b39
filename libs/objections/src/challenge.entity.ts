import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ChallengeOutcome, ChallengeState, Remedy } from './challenge.lifecycle.js';
import type { Evidence, Petitioner, Point } from './petition.rules.js';
import type { Stage } from './stage.rules.js';

/** A supplier's challenge to one stage of a procedure. What was filed is rewritten once at most, when asked for. */
@Entity({ schema: 'objections', name: 'challenge' })
export class Challenge {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  number: string;

  @Column('uuid', { name: 'procedure_id' })
  procedureId: string;

  @Column('text')
  stage: Stage;

  /** The result it is about; null for every other stage. */
  @Column('uuid', { name: 'award_id', nullable: true })
  awardId: string | null;

  /** The buyer, who answers. */
  @Column('uuid', { name: 'department_id' })
  departmentId: string;

  /** The supplier. */
  @Column('uuid', { name: 'provider_id' })
  providerId: string;

  @Column('uuid', { name: 'filed_by' })
  filedBy: string;

  @Column('jsonb')
  points: readonly Point[];

  /** Null for those filed before the form asked for it. */
  @Column('jsonb', { nullable: true })
  petitioner: Petitioner | null;

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

  @Column('text', { name: 'returned_reason', nullable: true })
  returnedReason: string | null;

  /** It is given back once only. */
  @Column('timestamptz', { name: 'returned_at', nullable: true })
  returnedAt: Date | null;

  @Column('timestamptz', { name: 'supplement_due_at', nullable: true })
  supplementDueAt: Date | null;

  @Column('timestamptz', { name: 'supplemented_at', nullable: true })
  supplementedAt: Date | null;

  @Column('text', { nullable: true })
  outcome: ChallengeOutcome | null;

  /** What follows when it is upheld. */
  @Column('text', { nullable: true })
  remedy: Remedy | null;

  @Column('text', { nullable: true })
  answer: string | null;

  @Column('uuid', { name: 'answered_by', nullable: true })
  answeredBy: string | null;

  @Column('timestamptz', { name: 'answered_at', nullable: true })
  answeredAt: Date | null;

  @Column('timestamptz', { name: 'withdrawn_at', nullable: true })
  withdrawnAt: Date | null;

  /** The answer as a paper, for all concerned. */
  @Column('uuid', { name: 'paper_id', nullable: true })
  paperId: string | null;

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
