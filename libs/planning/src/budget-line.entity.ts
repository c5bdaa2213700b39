import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BudgetLineState } from './budget-line.lifecycle.js';

/** 预算指标: what one department may spend on one purpose in a year. */
@Entity({ schema: 'planning', name: 'budget_line' })
export class BudgetLineRow {
  @PrimaryColumn('uuid') id: string;
  /** 预算编号, "2026-MZ-01". */
  @Column('text') number: string;
  @Column('int') year: number;
  @Column('uuid', { name: 'department_id' }) departmentId: string;
  /** 功能分类科目. */
  @Column('text', { name: 'subject_code' }) subjectCode: string;
  @Column('text', { name: 'subject_name' }) subjectName: string;
  @Column('text', { name: 'fund_source' }) fundSource: string;
  /** 批复金额, fen; adjustments included. */
  @Column('bigint', { transformer: { to: (fen: bigint) => fen?.toString(), from: (fen: string) => BigInt(fen) } }) amount: bigint;
  @Column('text') state: BudgetLineState;
  @Column('uuid', { name: 'import_id' }) importId: string;
  @Column('uuid', { name: 'imported_by' }) importedBy: string;
  @Column('uuid', { name: 'approved_by', nullable: true }) approvedBy: string | null;
  @Column('timestamptz', { name: 'approved_at', nullable: true }) approvedAt: Date | null;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt: Date | null;
}
