import { valueOf } from './amount.rules.js';
import { stamp } from './ids.rules.js';
import type { JsonObject } from './json.view.js';
import { type Body, reference, type Story } from './release.view.js';
import { type Process, told } from './tender.release.view.js';

/** An offer of an opened box, as far as the opening makes it public: who, how much, when it came. */
export interface PublicBid {
  readonly id: string;
  readonly bidder: Body;
  /** For all it covers; null where prices are not read out, until the result. */
  readonly price: bigint | null;
  readonly receivedAt: Date;
  /** Lots it covers; none where there are no lots. */
  readonly lots: readonly string[];
}

export interface JudgedBid extends PublicBid {
  readonly rank: number | null;
  /** Hundredths of a point, out of 100. */
  readonly total: number | null;
}

export interface PublicAward {
  readonly id: string;
  readonly bidId: string;
  /** The lot and its name; null where there are no lots. */
  readonly lot: { readonly id: string; readonly name: string } | null;
  readonly supplier: Body;
  readonly price: bigint;
  readonly decidedAt: Date;
  readonly announcedAt: Date | null;
  readonly challengeEndsAt: Date | null;
}

/** 开标: from here on bids exist for the public. */
export function openedStory(process: Process, bids: readonly PublicBid[]): Story {
  return told(
    process,
    ['tenderUpdate'],
    {
      tender: {
        id: process.number,
        numberOfTenderers: bids.length,
        tenderers: bids.map(({ bidder }) => reference(bidder)),
      },
      bids: { details: bids.map((bid) => ({ ...offered(bid), status: 'pending' })) },
    },
    bids.map(({ bidder }) => [bidder, ['tenderer']]),
  );
}

/** The result: every bid with what became of it, the award in its standstill; `complete` with the last lot. */
export function awardStory(process: Process, award: PublicAward, bids: readonly JudgedBid[], complete = true): Story {
  return told(
    process,
    ['award'],
    {
      tender: {
        id: process.number,
        ...(complete ? { status: 'complete' } : {}),
        ...(award.lot ? { lots: [{ id: award.lot.id, status: 'complete' }] } : {}),
      },
      bids: { details: bids.map(judged) },
      awards: [awardOf(process, award, 'pending')],
    },
    [...bids.map(({ bidder }): Story['parties'][number] => [bidder, ['tenderer']]), [award.supplier, ['supplier']]],
  );
}

/** Held by a challenge (still pending), released (pending again), final (active), withdrawn (cancelled). */
export function awardMovedStory(process: Process, award: PublicAward, status: 'pending' | 'active' | 'cancelled'): Story {
  const tag = status === 'cancelled' ? 'awardCancellation' : 'awardUpdate';
  return told(process, [tag], { awards: [awardOf(process, award, status)] }, [[award.supplier, ['supplier']]]);
}

/** A challenge the buyer took up, and its outcome; who filed it is not told. */
export function complaintStory(process: Process, complaint: { number: string; award: string | null; at: Date; outcome?: string }): Story {
  const outcome = { upheld: 'upheld', partly: 'partlyUpheld', dismissed: 'rejected' }[complaint.outcome ?? ''];
  const decided = complaint.outcome
    ? { status: 'decided', outcome, decisionDate: stamp(complaint.at) }
    : { status: 'accepted', date: stamp(complaint.at) };
  const related = complaint.award ? { relatedAwards: [complaint.award] } : {};
  return told(process, [complaint.award ? 'awardUpdate' : 'tenderUpdate'], {
    complaints: [{ id: complaint.number, ...decided, ...related }],
  });
}

const offered = ({ id, bidder, price, receivedAt, lots }: PublicBid): JsonObject => ({
  id,
  date: stamp(receivedAt),
  tenderers: [reference(bidder)],
  ...(price === null ? {} : { value: valueOf(price) }),
  ...(lots.length ? { relatedLots: lots } : {}),
});

const judged = (bid: JudgedBid): JsonObject => ({
  ...offered(bid),
  status: bid.rank === null ? 'disqualified' : 'valid',
  hasRank: bid.rank !== null,
  rank: bid.rank ?? undefined,
  evaluation: bid.total === null ? undefined : [{ id: 'total', criterion: 'total', score: bid.total / 100, maximumScore: 100 }],
});

function awardOf(process: Process, award: PublicAward, status: string): JsonObject {
  const { id, bidId, lot, supplier, price, decidedAt, announcedAt, challengeEndsAt } = award;
  return {
    id,
    title: lot ? `${process.title}（第 ${lot.id} 包 ${lot.name}）` : process.title,
    ...(lot ? { relatedLots: [lot.id] } : {}),
    status,
    date: stamp(decidedAt),
    value: valueOf(price),
    suppliers: [reference(supplier)],
    relatedBids: [bidId],
    standstillPeriod: announcedAt && challengeEndsAt && { startDate: stamp(announcedAt), endDate: stamp(challengeEndsAt) },
    documents: announcedAt && [
      {
        id: 'result',
        documentType: 'awardNotice',
        title: `结果公告:${process.title}`,
        url: `${process.publicUrl}/projects/${process.number}`,
        datePublished: stamp(announcedAt),
        format: 'text/html',
        language: 'zh',
      },
    ],
  };
}
