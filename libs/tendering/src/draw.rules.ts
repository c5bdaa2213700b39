import { createHash } from 'node:crypto';
import { refuse, type Refusal } from '#kernel';
import type { Candidate, Requirement } from './requirement.view.js';

/**
 * Draws some of the candidates: each step takes sha256(seed | step) as a number to choose among those left. Whoever has
 * the seed and the list in its order draws the same ones again.
 */
export function drawn<T>(seed: Buffer, candidates: readonly T[], count: number): T[] {
  const left = [...candidates];
  const chosen: T[] = [];
  for (let step = 0; chosen.length < count && left.length > 0; step += 1) {
    const digest = createHash('sha256').update(seed).update(String(step)).digest();
    const place = Number(digest.readBigUInt64BE(0) % BigInt(left.length));
    chosen.push(...left.splice(place, 1));
  }
  return chosen;
}

/** A draw as it was held. */
export interface HeldDraw {
  readonly source: string;
  readonly candidates: readonly Candidate[];
  readonly drawn: readonly string[];
}

/** Who was drawn was drawn from these candidates: a draft that names others, or another number, does not go out. */
export function standsAsDrawn(held: HeldDraw, { source, draw, candidates }: Requirement['pool']): Refusal | undefined {
  const differing = [
    ...(held.source === source ? [] : ['source']),
    ...(list(held.candidates) === list(candidates) ? [] : ['candidates']),
    ...(held.drawn.length === draw ? [] : ['draw']),
  ];
  if (differing.length === 0) return undefined;
  return refuse(
    'conflict',
    'draw.differs',
    {},
    differing.map((part) => ({ field: part, code: `draw.differs.${part}` })),
  );
}

const list = (candidates: readonly Candidate[]): string =>
  JSON.stringify(candidates.map(({ uscc, name }) => [uscc, name]).sort(([one], [other]) => one!.localeCompare(other!)));
