import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Fen } from '#kernel';
import { optionalFenColumn } from './fen.column.entity.js';
import type { EvaluationState } from './evaluation.lifecycle.js';

/** The judging of one procedure's bids, from the opened box to the decision. */
@Entity({ schema: 'evaluation', name: 'evaluation' })
export class Evaluation {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'procedure_id' })
  procedureId: string;

  /** 1 for the first time, more when it was done again by another panel. */
  @Column('int')
  round: number;

  /** Why the round before was done again; null in the first. */
  @Column('text', { name: 'redo_reason', nullable: true })
  redoReason: string | null;

  /** The buyer. */
  @Column('uuid', { name: 'department_id' })
  departmentId: string;

  /** Civil date of the rule book it follows, 'YYYY-MM-DD'. */
  @Column('date', { name: 'rule_day' })
  ruleDay: string;

  @Column('text')
  state: EvaluationState;

  @Column('int', { name: 'panel_size', nullable: true })
  panelSize: number | null;

  /** When the panel comes together; null when it does so at once. */
  @Column('timestamptz', { name: 'meets_at', nullable: true })
  meetsAt: Date | null;

  /** When it came together: who has not answered by then does not come, and who is asked later is asked for at once. */
  @Column('timestamptz', { name: 'met_at', nullable: true })
  metAt: Date | null;

  @Column('text', { nullable: true })
  place: string | null;

  /** Hours the members are asked for. */
  @Column('int', { nullable: true })
  hours: number | null;

  /** What each expert is paid. */
  @Column('bigint', { nullable: true, transformer: optionalFenColumn })
  fee: Fen | null;

  /** When the panel had checked that the offers answer the notice (MOF Order 87 Art. 50). */
  @Column('timestamptz', { name: 'compliance_at', nullable: true })
  complianceAt: Date | null;

  @Column('uuid', { name: 'compliance_by', nullable: true })
  complianceBy: string | null;

  /** When the chair called for last prices, and until when they came in (MOF Order 74 Art. 33). */
  @Column('timestamptz', { name: 'last_called_at', nullable: true })
  lastCalledAt: Date | null;

  @Column('uuid', { name: 'last_called_by', nullable: true })
  lastCalledBy: string | null;

  @Column('timestamptz', { name: 'last_closes_at', nullable: true })
  lastClosesAt: Date | null;

  /** When they took the place of the first ones. */
  @Column('timestamptz', { name: 'last_taken_at', nullable: true })
  lastTakenAt: Date | null;

  @Column('uuid', { name: 'report_id', nullable: true })
  reportId: string | null;

  /** Hex; what the members sign. */
  @Column('text', { name: 'report_sha256', nullable: true })
  reportSha256: string | null;

  /** Until then members sign; who says nothing is held to agree (MOF Order 87 Art. 61). */
  @Column('timestamptz', { name: 'sign_due_at', nullable: true })
  signDueAt: Date | null;

  /** The paper that says who signed, who dissents and who was silent. */
  @Column('uuid', { name: 'signatures_id', nullable: true })
  signaturesId: string | null;

  @Column('timestamptz', { name: 'started_at' })
  startedAt: Date;

  @Column('timestamptz', { name: 'qualified_at', nullable: true })
  qualifiedAt: Date | null;

  @Column('timestamptz', { name: 'locked_at', nullable: true })
  lockedAt: Date | null;

  @Column('timestamptz', { name: 'reported_at', nullable: true })
  reportedAt: Date | null;

  /** The earliest of its lots' times to decide. */
  @Column('timestamptz', { name: 'decide_due_at', nullable: true })
  decideDueAt: Date | null;
}
