import { createHash } from 'node:crypto';

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
