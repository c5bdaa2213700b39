import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';
import type { NegativeAnswers } from './negative-list.rules.js';
import type { PlanItemState } from './plan-item.lifecycle.js';
import type { Method } from '#calendar';
import type { Approval, SmeReserve, TermStatement } from './plan-item.rules.js';

const fen = {
  to: (value?: bigint | null) => value?.toString() ?? value,
  from: (value: string | null) => (value === null ? null : BigInt(value)),
};

/** 年度采购计划项目: one service a department means to buy. */
@Entity({ schema: 'planning', name: 'plan_item' })
export class PlanItemRow {
  @PrimaryColumn('uuid') id: string;
  /** Public number of the series JH. */
  @Column('text') number: string;
  @Column('int') year: number;
  @Column('uuid', { name: 'budget_line_id' }) budgetLineId: string;
  @Column('uuid', { name: 'department_id' }) departmentId: string;
  @Column('text') title: string;
  @Column('text') category: string;
  @Column('text') beneficiaries: string;
  @Column('int') quantity: number;
  @Column('text') unit: string;
  @Column('text') quality: string;
  @Column('bigint', { transformer: fen }) amount: bigint;
  /** "2026Q1". */
  @Column('text') quarter: string;
  @Column('text') method: Method;
  /** 服务期, months. */
  @Column('int') months: number;
  @Column('text') state: PlanItemState;
  @VersionColumn() version: number;
  @Column('uuid', { name: 'import_id', nullable: true }) importId: string | null;
  @Column('uuid', { name: 'drafted_by' }) draftedBy: string;
  @Column('jsonb', { name: 'negative_list', nullable: true }) negativeList: NegativeAnswers | null;
  @Column('text', { name: 'term_statements', array: true, nullable: true }) termStatements: TermStatement[] | null;
  @Column('jsonb', { name: 'method_approval', nullable: true }) methodApproval: Approval | null;
  @Column('text', { name: 'sme_reserve', nullable: true }) smeReserve: SmeReserve | null;
  @Column('text', { name: 'sme_basis', nullable: true }) smeBasis: string | null;
  @Column('uuid', { name: 'submitted_by', nullable: true }) submittedBy: string | null;
  @Column('timestamptz', { name: 'submitted_at', nullable: true }) submittedAt: Date | null;
  @Column('uuid', { name: 'endorsed_by', nullable: true }) endorsedBy: string | null;
  @Column('timestamptz', { name: 'endorsed_at', nullable: true }) endorsedAt: Date | null;
  @Column('uuid', { name: 'approved_by', nullable: true }) approvedBy: string | null;
  @Column('timestamptz', { name: 'approved_at', nullable: true }) approvedAt: Date | null;
  @Column('text', { name: 'split_reason', nullable: true }) splitReason: string | null;
  /** The pending transfer that holds its money. */
  @Column('uuid', { name: 'reservation_id', nullable: true }) reservationId: string | null;
  @Column('text', { name: 'return_reason', nullable: true }) returnReason: string | null;
  @Column('uuid', { name: 'announced_by', nullable: true }) announcedBy: string | null;
  /** When the official medium published the intention. */
  @Column('timestamptz', { name: 'announced_at', nullable: true }) announcedAt: Date | null;
  @Column('text', { name: 'official_url', nullable: true }) officialUrl: string | null;
  @Column('uuid', { name: 'procedure_id', nullable: true }) procedureId: string | null;
  /** The method it is bought by; another than the plan's after a failed round. */
  @Column('text', { name: 'procedure_method', nullable: true }) procedureMethod: Method | null;
  @Column('uuid', { name: 'contract_id', nullable: true }) contractId: string | null;
  @Column('bigint', { name: 'settled_price', nullable: true, transformer: fen }) settledPrice: bigint | null;
  /** What contracts have taken out of it so far, where there are several. */
  @Column('bigint', { default: 0, transformer: fen }) drawn: bigint;
  @Column('text', { name: 'drop_reason', nullable: true }) dropReason: string | null;
  /** When it was settled or dropped. */
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt: Date | null;
}
