import { createHash } from 'node:crypto';

/**
 * The root of all envelopes in a box: a Merkle tree as in RFC 6962 over the digests in rising order and one random leaf
 * of the box. The extra leaf keeps the root from telling how many envelopes there are; it is shown at the opening.
 */
export function boxRoot(digests: readonly Buffer[], filler: Buffer): Buffer {
  return tree([...digests, filler].sort((one, other) => Buffer.compare(one, other)).map(leaf));
}

function tree(nodes: readonly Buffer[]): Buffer {
  if (nodes.length === 1) return nodes[0]!;
  let split = 1;
  while (split * 2 < nodes.length) split *= 2;
  return sha256(Buffer.of(1), tree(nodes.slice(0, split)), tree(nodes.slice(split)));
}

const leaf = (digest: Buffer): Buffer => sha256(Buffer.of(0), digest);

function sha256(...parts: readonly Buffer[]): Buffer {
  return parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
}
