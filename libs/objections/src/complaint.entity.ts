import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ChallengeOutcome, Remedy } from './challenge.lifecycle.js';
import type { ComplaintPoint } from './complaint.rules.js';
import type { ComplaintState, Dismissal } from './complaint.lifecycle.js';
import type { Evidence, Petitioner } from './petition.rules.js';

/** A supplier's complaint to the finance bureau about a challenge it does not accept the answer to. */
@Entity({ schema: 'objections', name: 'complaint' })
export class Complaint {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  number: string;

  @Column('uuid', { name: 'challenge_id' })
  challengeId: string;

  @Column('uuid', { name: 'procedure_id' })
  procedureId: string;

  @Column('uuid', { name: 'award_id', nullable: true })
  awardId: string | null;

  @Column('uuid', { name: 'department_id' })
  departmentId: string;

  @Column('uuid', { name: 'complainant_id' })
  complainantId: string;

  @Column('uuid', { name: 'filed_by' })
  filedBy: string;

  /** Points that were challenged before, and why the answer does not settle them. */
  @Column('jsonb')
  points: readonly ComplaintPoint[];

  @Column('jsonb')
  petitioner: Petitioner;

  @Column('jsonb')
  evidence: readonly Evidence[];

  @Column('text')
  state: ComplaintState;

  @Column('text', { name: 'returned_reason', nullable: true })
  returnedReason: string | null;

  @Column('timestamptz', { name: 'returned_at', nullable: true })
  returnedAt: Date | null;

  @Column('timestamptz', { name: 'supplement_due_at', nullable: true })
  supplementDueAt: Date | null;

  @Column('timestamptz', { name: 'supplemented_at', nullable: true })
  supplementedAt: Date | null;

  /** What is proposed or was done instead of taking it up, by a second person. */
  @Column('text', { nullable: true })
  turn: 'refuse' | 'redirect' | null;

  @Column('text', { name: 'turn_reason', nullable: true })
  turnReason: string | null;

  @Column('timestamptz', { name: 'turned_at', nullable: true })
  turnedAt: Date | null;

  /** Who examined it does not decide it. */
  @Column('uuid', { name: 'examined_by', nullable: true })
  examinedBy: string | null;

  @Column('timestamptz', { name: 'examined_at', nullable: true })
  examinedAt: Date | null;

  @Column('timestamptz', { name: 'sent_at', nullable: true })
  sentAt: Date | null;

  /** While tests are made or experts asked; null while the clock runs. */
  @Column('timestamptz', { name: 'stopped_at', nullable: true })
  stoppedAt: Date | null;

  @Column('text', { name: 'stop_reason', nullable: true })
  stopReason: string | null;

  @Column('timestamptz', { name: 'paused_at', nullable: true })
  pausedAt: Date | null;

  /** Until then the purchase stands still by order of the bureau. */
  @Column('timestamptz', { name: 'pause_until', nullable: true })
  pauseUntil: Date | null;

  @Column('timestamptz', { name: 'pause_lifted_at', nullable: true })
  pauseLiftedAt: Date | null;

  @Column('text', { nullable: true })
  outcome: ChallengeOutcome | null;

  /** Why it was dismissed. */
  @Column('text', { nullable: true })
  ground: Dismissal | null;

  /** What follows when it is upheld. */
  @Column('text', { nullable: true })
  remedy: Remedy | null;

  @Column('text', { nullable: true })
  decision: string | null;

  @Column('uuid', { name: 'decided_by', nullable: true })
  decidedBy: string | null;

  @Column('timestamptz', { name: 'decided_at', nullable: true })
  decidedAt: Date | null;

  @Column('uuid', { name: 'paper_id', nullable: true })
  paperId: string | null;

  @Column('timestamptz', { name: 'withdrawn_at', nullable: true })
  withdrawnAt: Date | null;

  @Column('date', { name: 'rule_day' })
  ruleDay: string;

  @Column('timestamptz', { name: 'filed_at' })
  filedAt: Date;

  @Column('timestamptz', { name: 'window_ends_at' })
  windowEndsAt: Date;

  /** Counts from the day it came in complete; stops are added. */
  @Column('timestamptz', { name: 'decide_due_at' })
  decideDueAt: Date;

  /** How long the clock stood still before, in milliseconds as pg gives it. */
  @Column('bigint', { name: 'stopped_ms' })
  stoppedMs: string;
}
