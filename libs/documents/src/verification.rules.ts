import type { Json } from './canonical.rules.js';

/** What somebody wants to have checked. */
export type Claim =
  | {
      readonly kind: 'statement';
      readonly statement: { readonly [name: string]: Json };
      readonly signature: ClaimedSignature;
    }
  | { readonly kind: 'digest'; readonly sha256: string }
  | { readonly kind: 'neither' };

export interface ClaimedSignature {
  readonly algorithm: string;
  readonly keyId: string;
  readonly signature: string;
}

/** Reads a receipt (JSON with its signature inside) or a SHA-256 in hex out of what was pasted. */
export function claimIn(text: string): Claim {
  const plain = text.trim().replace(/^\uFEFF/, '');
  const digest = plain
    .replace(/^sha-?256[:=]?\s*/i, '')
    .replace(/[\s:]/g, '')
    .toLowerCase();
  if (/^[0-9a-f]{64}$/.test(digest)) return { kind: 'digest', sha256: digest };
  const { signature, ...statement } = asObject(plain) ?? {};
  return isSignature(signature) ? { kind: 'statement', statement, signature } : { kind: 'neither' };
}

/** A printed receipt's QR code carries the same JSON in base64url. */
export function claimInLink(packed: string): Claim {
  return /^[\w-]{40,6000}$/.test(packed) ? claimIn(Buffer.from(packed, 'base64url').toString('utf8')) : { kind: 'neither' };
}

function asObject(text: string): { [name: string]: Json } | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as { [name: string]: Json }) : undefined;
  } catch {
    return undefined;
  }
}

function isSignature(value: unknown): value is ClaimedSignature & { readonly [name: string]: Json } {
  const claimed = (value ?? {}) as Partial<Record<keyof ClaimedSignature, unknown>>;
  return (['algorithm', 'keyId', 'signature'] as const).every((name) => typeof claimed[name] === 'string');
}
