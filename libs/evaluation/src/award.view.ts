import { type Fen, toYuan } from '#kernel';
import type { AwardState } from './award.lifecycle.js';
import type { AwardFacts } from './evaluation.events.js';

/** An award as those read it who may see it. */
export interface AwardFields {
  readonly id: string;
  readonly procedureId: string;
  /** The lot's id in the notice. */
  readonly lot: string;
  readonly bidId: string;
  readonly providerId: string;
  readonly price: Fen;
  readonly rank: number;
  readonly state: AwardState;
  readonly bySilence: boolean;
  readonly decidedAt: Date;
  readonly announcedAt: Date | null;
  readonly noticeEndsAt: Date | null;
  readonly challengeEndsAt: Date | null;
}

export function awardView(award: AwardFields) {
  const { id, procedureId, lot, bidId, providerId, price, rank, state, bySilence } = award;
  const { decidedAt, announcedAt, noticeEndsAt, challengeEndsAt } = award;
  return {
    id,
    procedureId,
    lot,
    bidId,
    providerId,
    price: toYuan(price),
    rank,
    state,
    bySilence,
    decidedAt,
    announcedAt,
    noticeEndsAt,
    challengeEndsAt,
  };
}

export function awardFacts(award: Pick<AwardFields, 'id' | 'lot' | 'bidId' | 'providerId' | 'price' | 'rank'>): AwardFacts {
  return { award: award.id, lot: award.lot, bid: award.bidId, provider: award.providerId, price: award.price.toString(), rank: award.rank };
}
