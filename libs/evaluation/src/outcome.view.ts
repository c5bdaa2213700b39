import { type Fen, toYuan } from '#kernel';
import type { NoticeContent } from '#tendering';
import type { AwardState } from './award.lifecycle.js';
import { evaluatedPrice, type Hundredths } from './price.rules.js';
import { contribution, mean } from './ranking.rules.js';
import { type Cell, mostPoints, showPoints } from './score.rules.js';

/** One criterion of the bidder's own bid. */
export interface OutcomePart {
  readonly id: string;
  readonly name: string;
  readonly kind: 'price' | 'subjective' | 'objective';
  readonly max: Hundredths;
  readonly points: Hundredths;
  /** What members wrote, without their names; of what is counted first the published yardstick it was counted by. */
  readonly reasons: readonly string[];
}

/** Which part of a procedure an outcome is about; `of` is how many parts there are. */
export interface OutcomeLot {
  readonly id: string;
  readonly name: string;
  readonly of: number;
}

/** What a bidder is told about their own offer for a lot, and about the winner what the law makes public. */
export interface Outcome {
  readonly bidId: string;
  readonly lot: OutcomeLot;
  readonly won: boolean;
  readonly passed: boolean;
  /** Conditions of the notice that were not met. */
  readonly unmet: readonly string[];
  /** Why the panel, or its price, put it out; null when it was ranked. */
  readonly exclusion: string | null;
  readonly price: Fen;
  /** The price that was compared, after what policy takes off. */
  readonly compared: Fen;
  readonly parts: readonly OutcomePart[];
  readonly total: Hundredths | null;
  readonly rank: number | null;
  readonly ranked: number;
  readonly reason: string;
  readonly winner: { readonly providerId: string; readonly name: string; readonly price: Fen; readonly total: Hundredths | null };
  readonly award: { readonly id: string; readonly state: AwardState };
  readonly announcedAt: Date;
  readonly noticeEndsAt: Date;
  /** Until then the result may be challenged. */
  readonly challengeEndsAt: Date;
}

export interface Judged {
  readonly bidId: string;
  readonly providerId: string;
  readonly price: Fen;
  readonly deduction: number;
  readonly passed: boolean | null;
  readonly excluded: string | null;
  readonly exclusion: string | null;
  readonly reasons: Readonly<Record<string, string>>;
  readonly unmet: readonly string[];
  readonly judgement: string | null;
  readonly priceScore: number | null;
  readonly total: number | null;
  readonly rank: number | null;
  readonly reason: string | null;
}

/**
 * The outcome of one offer. `candidates` are those of its lot; `cells` are those of the members who signed, of which only
 * this offer's are used.
 */
export function outcomeOf({
  candidate,
  candidates,
  award,
  lot,
  content,
  cells,
  nameOf,
}: {
  readonly candidate: Judged;
  readonly candidates: readonly Judged[];
  readonly award: {
    id: string;
    bidId: string;
    price: Fen;
    state: AwardState;
    announcedAt: Date | null;
    noticeEndsAt: Date | null;
    challengeEndsAt: Date | null;
  };
  readonly lot: OutcomeLot;
  readonly content: Pick<NoticeContent, 'criteria' | 'eligibility'>;
  readonly cells: readonly Cell[];
  readonly nameOf: (organizationId: string) => string;
}): Outcome {
  const winner = candidates.find(({ bidId }) => bidId === award.bidId)!;
  const own = cells.filter(({ bidId, lot: of }) => bidId === candidate.bidId && of === lot.id);
  return {
    bidId: candidate.bidId,
    lot,
    won: candidate.bidId === award.bidId,
    passed: candidate.passed === true,
    unmet: content.eligibility.filter(({ id }) => candidate.unmet.includes(id)).map(({ text }) => text),
    exclusion: candidate.exclusion,
    price: candidate.price,
    compared: evaluatedPrice(candidate),
    parts: candidate.rank === null || own.length === 0 ? [] : content.criteria.map((criterion) => partOf(criterion, candidate, own)),
    total: candidate.total,
    rank: candidate.rank,
    ranked: candidates.filter(({ rank }) => rank !== null).length,
    reason: candidate.reason || candidate.judgement || candidate.exclusion || '',
    winner: { providerId: winner.providerId, name: nameOf(winner.providerId), price: award.price, total: winner.total },
    award: { id: award.id, state: award.state },
    announcedAt: award.announcedAt!,
    noticeEndsAt: award.noticeEndsAt!,
    challengeEndsAt: award.challengeEndsAt!,
  };
}

function partOf(criterion: NoticeContent['criteria'][number], { priceScore, reasons: told }: Judged, own: readonly Cell[]): OutcomePart {
  const { id, name, kind, weight, yardstick } = criterion;
  const cells = own.filter(({ criterionId }) => criterionId === id);
  const points = kind === 'price' ? contribution({ score: priceScore!, weight }) : mean(cells.map((cell) => cell.points));
  return {
    id,
    name,
    kind,
    max: mostPoints(criterion),
    points,
    reasons: [kind === 'objective' ? yardstick : '', ...cells.map(({ reason }) => reason), told[id] ?? ''].filter(Boolean),
  };
}

/** How an outcome leaves over the API. */
export function outcomeView({ price, compared, parts, total, winner, ...outcome }: Outcome) {
  return {
    ...outcome,
    price: toYuan(price),
    compared: toYuan(compared),
    parts: parts.map(({ max, points, ...part }) => ({ ...part, max: showPoints(max), points: showPoints(points) })),
    total: total === null ? null : showPoints(total),
    winner: { name: winner.name, price: toYuan(winner.price), total: winner.total === null ? null : showPoints(winner.total) },
  };
}
