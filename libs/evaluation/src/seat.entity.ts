import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SeatState } from './seat.lifecycle.js';

/** One person's place on a panel, also when they left it. */
@Entity({ schema: 'evaluation', name: 'seat' })
export class Seat {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'evaluation_id' })
  evaluationId: string;

  @Column('uuid', { name: 'person_id' })
  personId: string;

  @Column('uuid', { name: 'organization_id' })
  organizationId: string;

  @Column('text')
  name: string;

  @Column('text')
  kind: 'expert' | 'representative';

  /** What they were drawn for; null when anybody would do. */
  @Column('text', { nullable: true })
  specialty: string | null;

  /** In the order of invitation; the expert with the lowest place who sits is the chair. */
  @Column('int')
  place: number;

  @Column('text')
  state: SeatState;

  @Column('timestamptz', { name: 'invited_at' })
  invitedAt: Date;

  @Column('timestamptz', { name: 'answered_at', nullable: true })
  answeredAt: Date | null;

  @Column('timestamptz', { name: 'declared_at', nullable: true })
  declaredAt: Date | null;

  @Column('timestamptz', { name: 'locked_at', nullable: true })
  lockedAt: Date | null;

  @Column('timestamptz', { name: 'signed_at', nullable: true })
  signedAt: Date | null;

  /** Why they declined, recused or were replaced. */
  @Column('text', { name: 'left_reason', nullable: true })
  leftReason: string | null;

  @Column('text', { nullable: true })
  dissent: string | null;
}
