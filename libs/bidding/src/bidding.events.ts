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

export const boxConsented = (procedureId: string, side: string): Happening => ({
  type: 'box.consented',
  subject: procedureId,
  project: procedureId,
  facts: { side },
});

export const boxOpened = (box: { procedureId: string; root: string; count: number; invalid: number }): Happening => ({
  type: 'box.opened',
  subject: box.procedureId,
  project: box.procedureId,
  facts: { root: box.root, count: box.count, invalid: box.invalid },
});

export const boxVoid = (procedureId: string, reason: 'too-few' | 'cancelled', facts: Record<string, unknown> = {}): Happening => ({
  type: 'box.void',
  subject: procedureId,
  project: procedureId,
  facts: { reason, ...facts },
});
