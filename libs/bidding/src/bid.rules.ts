import { type Refusal, refuse } from '#kernel';

/** What decides whether an organization may take part. */
export interface Bidder {
  readonly id: string;
  readonly kind: string;
  readonly standing: string;
  readonly classOne: boolean;
}

/**
 * Who may be a provider: any organization able to stand for itself (Order 102 Art. 6), but no buyer, no public
 * institution of the first class (Art. 8), nobody banned from procurement, and never the buyer itself.
 */
export function mayBid(bidder: Bidder, departmentId: string): Refusal | undefined {
  if (bidder.id === departmentId) return refuse('forbidden', 'bid.own-procedure');
  if (bidder.classOne) return refuse('forbidden', 'bid.class-one');
  if (bidder.kind !== 'provider') return refuse('forbidden', 'bid.not-a-provider');
  if (bidder.standing === 'banned') return refuse('forbidden', 'bid.banned');
  return undefined;
}

/**
 * Bids are taken in from publication to the deadline; the second of the deadline itself is too late. While a procedure
 * is suspended its deadline rests: it moves when the procedure goes on, so nobody is late then.
 */
export function inTime(procedure: { state: string; closesAt: Date }, at: Date): Refusal | undefined {
  if (procedure.state === 'suspended') return refuse('conflict', 'bid.suspended');
  if (at >= procedure.closesAt) return refuse('conflict', 'bid.late', { closedAt: procedure.closesAt, triedAt: at });
  if (procedure.state !== 'open') return refuse('conflict', 'bid.not-open', { closedAt: procedure.closesAt, triedAt: at });
  return undefined;
}

/** Enough offers to open (Order 87 Art. 41 and its kin); the number is the method's, from the rule book. */
export const enough = (count: number, minimum: number): boolean => count >= minimum;
