import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Fen } from '#kernel';
import { fenColumn } from './fen.column.entity.js';
import type { LotState } from './lot.lifecycle.js';

/** One lot of a procedure as it is evaluated: it stands or falls alone. */
@Entity({ schema: 'evaluation', name: 'lot' })
export class EvaluatedLot {
  /** The first lot carries its evaluation's id, as evaluations did before there were lots. */
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'evaluation_id' })
  evaluationId: string;

  /** The lot's id in the notice: '1', '2', … */
  @Column('text')
  lot: string;

  @Column('text')
  name: string;

  @Column('bigint', { name: 'max_price', transformer: fenColumn })
  maxPrice: Fen;

  @Column('text')
  state: LotState;

  /** Seed of the draw among offers equal in total and price; null when there were none. */
  @Column('text', { name: 'tie_seed', nullable: true })
  tieSeed: string | null;

  /** Silence until then decides for the first candidate. */
  @Column('timestamptz', { name: 'decide_due_at', nullable: true })
  decideDueAt: Date | null;

  /** Code of the sentence that says why it failed. */
  @Column('text', { nullable: true })
  failure: string | null;

  @Column('jsonb', { name: 'failure_facts', nullable: true })
  failureFacts: Record<string, string | number> | null;
}
