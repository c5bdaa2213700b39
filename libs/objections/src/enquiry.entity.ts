import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EnquiryState } from './enquiry.lifecycle.js';

/** A question about a procedure by somebody who takes part in it (Implementing Regulation Art. 52). */
@Entity({ schema: 'objections', name: 'enquiry' })
export class Enquiry {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  number: string;

  @Column('uuid', { name: 'procedure_id' })
  procedureId: string;

  @Column('uuid', { name: 'department_id' })
  departmentId: string;

  @Column('uuid', { name: 'asker_id' })
  askerId: string;

  @Column('uuid', { name: 'asked_by' })
  askedBy: string;

  @Column('text')
  text: string;

  @Column('text')
  state: EnquiryState;

  /** Who said that it may change the result. */
  @Column('uuid', { name: 'held_by', nullable: true })
  heldBy: string | null;

  @Column('text', { nullable: true })
  answer: string | null;

  @Column('uuid', { name: 'answered_by', nullable: true })
  answeredBy: string | null;

  @Column('timestamptz', { name: 'answered_at', nullable: true })
  answeredAt: Date | null;

  @Column('date', { name: 'rule_day' })
  ruleDay: string;

  @Column('timestamptz', { name: 'asked_at' })
  askedAt: Date;

  @Column('timestamptz', { name: 'answer_due_at' })
  answerDueAt: Date;
}
