import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Fen } from '#kernel';
import type { AwardState } from './award.lifecycle.js';
import { fenColumn } from './fen.column.entity.js';

/** Who gets the contract, at the price of the bid. A lot has at most one that is not withdrawn. */
@Entity({ schema: 'evaluation', name: 'award' })
export class Award {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'procedure_id' })
  procedureId: string;

  @Column('uuid', { name: 'evaluation_id' })
  evaluationId: string;

  /** The lot's id in the notice. */
  @Column('text')
  lot: string;

  @Column('uuid', { name: 'bid_id' })
  bidId: string;

  @Column('uuid', { name: 'provider_id' })
  providerId: string;

  @Column('bigint', { transformer: fenColumn })
  price: Fen;

  @Column('int')
  rank: number;

  @Column('text')
  state: AwardState;

  /** The buyer said nothing in time: the first candidate won by law. */
  @Column('boolean', { name: 'by_silence' })
  bySilence: boolean;

  @Column('uuid', { name: 'decided_by' })
  decidedBy: string;

  @Column('timestamptz', { name: 'decided_at' })
  decidedAt: Date;

  @Column('uuid', { name: 'announced_by', nullable: true })
  announcedBy: string | null;

  @Column('timestamptz', { name: 'announced_at', nullable: true })
  announcedAt: Date | null;

  /** End of the time the result stands as a notice. */
  @Column('timestamptz', { name: 'notice_ends_at', nullable: true })
  noticeEndsAt: Date | null;

  /** Until then the result may be challenged; the instant itself is too late. */
  @Column('timestamptz', { name: 'challenge_ends_at', nullable: true })
  challengeEndsAt: Date | null;

  @Column('timestamptz', { name: 'withdrawn_at', nullable: true })
  withdrawnAt: Date | null;

  @Column('text', { name: 'withdrawn_reason', nullable: true })
  withdrawnReason: string | null;
}
