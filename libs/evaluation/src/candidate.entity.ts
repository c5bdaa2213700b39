import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Fen } from '#kernel';
import { fenColumn } from './fen.column.entity.js';

/** A bid as it is judged. Its id is the bid's. */
@Entity({ schema: 'evaluation', name: 'candidate' })
export class Candidate {
  @PrimaryColumn('uuid', { name: 'bid_id' })
  bidId: string;

  @Column('uuid', { name: 'evaluation_id' })
  evaluationId: string;

  @Column('uuid', { name: 'provider_id' })
  providerId: string;

  @Column('bigint', { transformer: fenColumn })
  price: Fen;

  /** Basis points that policy takes off the price for comparing. */
  @Column('int')
  deduction: number;

  /** Null until the buyer has judged its qualification. */
  @Column('boolean', { nullable: true })
  passed: boolean | null;

  /** Ids of the notice's conditions that it does not meet. */
  @Column('text', { array: true })
  unmet: string[];

  /** Why it does not qualify. */
  @Column('text', { nullable: true })
  judgement: string | null;

  @Column('uuid', { name: 'judged_by', nullable: true })
  judgedBy: string | null;

  @Column('timestamptz', { name: 'judged_at', nullable: true })
  judgedAt: Date | null;

  /** Why the panel keeps a price that looks too low. */
  @Column('text', { name: 'low_price_reason', nullable: true })
  lowPriceReason: string | null;

  /** Hundredths, out of 100. */
  @Column('int', { name: 'price_score', nullable: true })
  priceScore: number | null;

  /** Hundredths, out of 100. */
  @Column('int', { nullable: true })
  total: number | null;

  @Column('int', { nullable: true })
  rank: number | null;

  /** Its rank among equals came from the lot. */
  @Column('boolean')
  drawn: boolean;

  /** What its bidder is told when it does not win. */
  @Column('text', { nullable: true })
  reason: string | null;
}
