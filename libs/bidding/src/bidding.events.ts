import { createHash } from 'node:crypto';
import { type Actor, system } from '#kernel';
import type { Happening } from '#platform';

/**
 * Who writes down what happens to a bid before the opening: the box, never a person or an organization, and under no
 * procedure. Whoever reads the journal learns neither who bid nor where; the author stands sealed beside the bid.
 */
export const theBox: Actor = system('box');

export const bidSubmitted = (bid: { id: string; version: number; kind: string; envelope: string; size: number }): Happening => ({
  type: 'bid.submitted',
  subject: bid.id,
  facts: { version: bid.version, kind: bid.kind, envelope: bid.envelope, size: bid.size },
});

export const bidWithdrawn = (bid: { id: string; version: number }): Happening => ({
  type: 'bid.withdrawn',
  subject: bid.id,
  facts: { version: bid.version },
});

/** The root fixes every envelope; how many there are it does not tell. */
export const boxSealed = (box: { procedureId: string; root: string; sealedAt: Date }): Happening => ({
  type: 'box.sealed',
  subject: box.procedureId,
  project: box.procedureId,
  facts: { root: box.root, sealedAt: box.sealedAt },
});

/** A holder came to an opening with the own keys. */
export const boxContributed = (procedureId: string, round: number, office: string): Happening => ({
  type: 'opening.contributed',
  subject: procedureId,
  project: procedureId,
  facts: { round, office },
});

/**
 * A key was false. It may be the true key of another share, so only its digest stands here; the record of the opening
 * shows the key itself, and with the share's header anybody sees that it does not fit.
 */
export const contributionRefused = (procedureId: string, refused: { office: string; envelope: string; fileKey: string }): Happening => ({
  type: 'opening.contribution-refused',
  subject: procedureId,
  project: procedureId,
  facts: {
    office: refused.office,
    envelope: refused.envelope,
    keySha256: createHash('sha256').update(refused.fileKey).digest('hex'),
  },
});

export const fallbackAgreed = (procedureId: string, { side, until }: { side: string; until: Date | null }): Happening => ({
  type: until ? 'opening.fallback-agreed' : 'opening.fallback-proposed',
  subject: procedureId,
  project: procedureId,
  facts: { side, until },
});

/** Two holders came and something stayed closed: until then its bidders may open it. How much, and whose, it does not tell. */
export const ownKeysAsked = (procedureId: string, round: number, until: Date): Happening => ({
  type: 'opening.own-keys-asked',
  subject: procedureId,
  project: procedureId,
  facts: { round, until },
});

export const openingDeclined = (procedureId: string, facts: { round: number; office: string; reason: string }): Happening => ({
  type: 'opening.declined',
  subject: procedureId,
  project: procedureId,
  facts,
});

export const secretsHanded = (bidId: string): Happening => ({ type: 'bid.secrets-handed', subject: bidId, facts: {} });

export const boxOpened = (box: { procedureId: string; root: string; count: number; invalid: number; minutes: string }): Happening => ({
  type: 'box.opened',
  subject: box.procedureId,
  project: box.procedureId,
  facts: { root: box.root, count: box.count, invalid: box.invalid, minutes: box.minutes },
});

export const lastPricesCalled = (procedureId: string, closesAt: Date): Happening => ({
  type: 'last-prices.called',
  subject: procedureId,
  project: procedureId,
  facts: { closesAt },
});

export const lastPricesOpened = (box: {
  procedureId: string;
  root: string;
  count: number;
  invalid: number;
  minutes: string;
}): Happening => ({
  ...boxOpened(box),
  type: 'last-prices.opened',
});

export const minutesSigned = (procedureId: string, { office, digest }: { office: string; digest: string }): Happening => ({
  type: 'minutes.signed',
  subject: procedureId,
  project: procedureId,
  facts: { office, digest },
});

export const lastPricesVoid = (
  procedureId: string,
  reason: 'too-few' | 'cancelled',
  facts: { count?: number; minimum?: number } = {},
): Happening => ({ ...boxVoid(procedureId, reason, facts), type: 'last-prices.void' });

export const boxVoid = (procedureId: string, reason: 'too-few' | 'cancelled', facts: Record<string, unknown> = {}): Happening => ({
  type: 'box.void',
  subject: procedureId,
  project: procedureId,
  facts: { reason, ...facts },
});
