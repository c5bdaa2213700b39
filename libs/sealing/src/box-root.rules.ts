import { fromHex, joined, sameBytes, sha256, toHex } from './bytes.rules.js';

/** The way from one leaf to the root: the other half at every step, from below. */
export interface InclusionProof {
  readonly index: number;
  readonly size: number;
  /** Hex. */
  readonly path: readonly string[];
}

/**
 * The root of all bids in a box: a Merkle tree as in RFC 6962 over their digests in rising order and one random leaf of
 * the box. The extra leaf keeps the root from telling how many bids there are; it is shown at the opening. All hex.
 */
export async function boxRoot(digests: readonly string[], filler: string): Promise<string> {
  return toHex(await tree(await leaves(digests, filler)));
}

/** Undefined when the digest is not among them. */
export async function inclusionProof(digests: readonly string[], filler: string, digest: string): Promise<InclusionProof | undefined> {
  const sorted = [...digests, filler].sort();
  const index = sorted.indexOf(digest);
  if (index < 0) return undefined;
  const path = await pathTo(await leaves(digests, filler), index);
  return { index, size: sorted.length, path: path.map(toHex) };
}

/** Does the proof lead from this digest to the root (RFC 9162 §2.1.3.2)? */
export async function isIncluded(root: string, digest: string, proof: InclusionProof): Promise<boolean> {
  if (proof.index >= proof.size || proof.index < 0) return false;
  let place = proof.index;
  let last = proof.size - 1;
  let node = await leaf(digest);
  for (const step of proof.path) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      node = await pair(fromHex(step), node);
      while (place % 2 === 0 && place !== 0) [place, last] = [place >> 1, last >> 1];
    } else node = await pair(node, fromHex(step));
    [place, last] = [place >> 1, last >> 1];
  }
  return last === 0 && sameBytes(node, fromHex(root));
}

const leaves = (digests: readonly string[], filler: string): Promise<Uint8Array[]> => Promise.all([...digests, filler].sort().map(leaf));

async function tree(nodes: readonly Uint8Array[]): Promise<Uint8Array> {
  if (nodes.length === 1) return nodes[0]!;
  const split = halfOf(nodes.length);
  return pair(await tree(nodes.slice(0, split)), await tree(nodes.slice(split)));
}

async function pathTo(nodes: readonly Uint8Array[], index: number): Promise<Uint8Array[]> {
  if (nodes.length === 1) return [];
  const split = halfOf(nodes.length);
  const [left, right] = [nodes.slice(0, split), nodes.slice(split)];
  return index < split ? [...(await pathTo(left, index)), await tree(right)] : [...(await pathTo(right, index - split)), await tree(left)];
}

/** The largest power of two below a count. */
function halfOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}

const leaf = (digest: string): Promise<Uint8Array> => sha256(joined(Uint8Array.of(0), fromHex(digest)));
const pair = (left: Uint8Array, right: Uint8Array): Promise<Uint8Array> => sha256(joined(Uint8Array.of(1), left, right));
