import type { Fen } from '#kernel';
import { compare, halfUp, type Hundredths } from './price.rules.js';

/** One factor's score out of 100 and its weight in percent. */
export interface Factor {
  readonly score: Hundredths;
  readonly weight: number;
}

/** Σ factor × weight, half up to two decimals (MOF Order 87 Art. 55: total = F1×A1 + … + Fn×An). */
export function total(factors: readonly Factor[]): Hundredths {
  const weighted = factors.reduce((sum, { score, weight }) => sum + BigInt(score) * hundredthsOf(weight), 0n);
  return Number(halfUp(weighted, 10_000n));
}

/** Points given on a criterion count as they are: they were given out of its weight. */
export const points = (score: Hundredths): Factor => ({ score, weight: 100 });

/** What a factor adds to the total, half up to two decimals: for showing, never for adding up. */
export const contribution = (factor: Factor): Hundredths => total([factor]);

/** The mean of the members' points, half up to two decimals. */
export function mean(scores: readonly Hundredths[]): Hundredths {
  const sum = scores.reduce((all, score) => all + score, 0);
  return Number(halfUp(BigInt(sum), BigInt(scores.length)));
}

export interface Scored {
  readonly bidId: string;
  readonly total: Hundredths;
  /** The price that breaks a tie: the compared one. */
  readonly price: Fen;
}
export interface Ranked extends Scored {
  readonly rank: number;
  /** Its place among equals was drawn by lot. */
  readonly drawn: boolean;
}

/** Same total and same price: only a lot can put these in order. */
export function tied(bids: readonly Scored[]): boolean {
  return bids.some((one) => bids.some((other) => one !== other && level(one, other)));
}

/**
 * Total from high to low; a tie goes to the lower price; those still level in the order of the lot (MOF Order 87
 * Art. 57 and 68). `lot` answers the place of a bid in the recorded draw.
 */
export function rank(bids: readonly Scored[], lot: (bidId: string) => string): Ranked[] {
  return [...bids]
    .sort((one, other) => other.total - one.total || compare(one.price, other.price) || (lot(one.bidId) < lot(other.bidId) ? -1 : 1))
    .map((bid, place) => ({
      ...bid,
      rank: place + 1,
      drawn: bids.some((other) => other.bidId !== bid.bidId && level(bid, other)),
    }));
}

/** The same price: only a draw can put these in order where the lowest price decides. */
export function tiedInPrice(bids: readonly Scored[]): boolean {
  return bids.some((one) => bids.some((other) => one !== other && one.price === other.price));
}

/** From the lowest price up; equal prices in the order of the draw (MOF Order 74 Art. 35, 48). */
export function rankByPrice(bids: readonly Scored[], lot: (bidId: string) => string): Ranked[] {
  return [...bids]
    .sort((one, other) => compare(one.price, other.price) || (lot(one.bidId) < lot(other.bidId) ? -1 : 1))
    .map((bid, place) => ({
      ...bid,
      rank: place + 1,
      drawn: bids.some((other) => other.bidId !== bid.bidId && other.price === bid.price),
    }));
}

const level = (one: Scored, other: Scored): boolean => one.total === other.total && one.price === other.price;

/** A weight in percent may have up to two decimals. */
const hundredthsOf = (weight: number): bigint => BigInt(Math.round(weight * 100));
