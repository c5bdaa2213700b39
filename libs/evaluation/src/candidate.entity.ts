import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Fen } from '#kernel';
import type { Enterprise } from './enterprise.rules.js';
import { fenColumn, optionalFenColumn } from './fen.column.entity.js';

/** Over the price limit, not what the notice asks, a price nobody could explain, or no last price. */
export type ExclusionCode = 'over-price' | 'not-compliant' | 'low-price' | 'no-last-price';

/** An offer for one lot: what is judged, ranked and awarded. A bid has one for each lot it covers. */
@Entity({ schema: 'evaluation', name: 'candidate' })
export class Candidate {
  @PrimaryColumn('uuid', { name: 'evaluation_id' })
  evaluationId: string;

  @PrimaryColumn('uuid', { name: 'bid_id' })
  bidId: string;

  @PrimaryColumn('text')
  lot: string;

  @Column('uuid', { name: 'provider_id' })
  providerId: string;

  /** The price that counts: the last one where there was a last round of prices. */
  @Column('bigint', { transformer: fenColumn })
  price: Fen;

  /** The price at the opening. */
  @Column('bigint', { name: 'first_price', nullable: true, transformer: optionalFenColumn })
  firstPrice: Fen | null;

  /** What the bidder declares to be in its bid. */
  @Column('text', { nullable: true })
  enterprise: Enterprise | null;

  /** The bid makes the declaration for small and medium enterprises. */
  @Column('boolean')
  statement: boolean;

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

  /** Why the panel, or its price, put it out of the race; null while it is in. */
  @Column('text', { nullable: true })
  excluded: ExclusionCode | null;

  /** The same in words that its bidder reads. */
  @Column('text', { nullable: true })
  exclusion: string | null;

  @Column('uuid', { name: 'excluded_by', nullable: true })
  excludedBy: string | null;

  @Column('timestamptz', { name: 'excluded_at', nullable: true })
  excludedAt: Date | null;

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

  /** What it is told criterion by criterion where no member wrote anything; by the criterion's id. */
  @Column('jsonb')
  reasons: Record<string, string>;
}
