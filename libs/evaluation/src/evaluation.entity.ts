import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EvaluationState } from './evaluation.lifecycle.js';

/** The judging of one procedure's bids, from the opened box to the decision. */
@Entity({ schema: 'evaluation', name: 'evaluation' })
export class Evaluation {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'procedure_id' })
  procedureId: string;

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

  /** Seed of the lot among bids equal in total and price; null when there were none. */
  @Column('text', { name: 'tie_seed', nullable: true })
  tieSeed: string | null;

  @Column('uuid', { name: 'report_id', nullable: true })
  reportId: string | null;

  /** Hex; what the members sign. */
  @Column('text', { name: 'report_sha256', nullable: true })
  reportSha256: string | null;

  @Column('timestamptz', { name: 'started_at' })
  startedAt: Date;

  @Column('timestamptz', { name: 'qualified_at', nullable: true })
  qualifiedAt: Date | null;

  @Column('timestamptz', { name: 'locked_at', nullable: true })
  lockedAt: Date | null;

  @Column('timestamptz', { name: 'reported_at', nullable: true })
  reportedAt: Date | null;

  /** Silence until then decides for the first candidate. */
  @Column('timestamptz', { name: 'decide_due_at', nullable: true })
  decideDueAt: Date | null;
}
