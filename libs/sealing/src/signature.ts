import { fromBase64, sha256, toHex } from './bytes.rules.js';
import { canonical, type Fields, isFields, type Json } from './canonical.rules.js';

/** Our signature in a paper, over the canonical bytes of everything else in it. */
export interface PaperSignature {
  readonly algorithm: 'Ed25519';
  /** First 16 hex digits of the SHA-256 of the public key's SPKI bytes. */
  readonly keyId: string;
  readonly signature: string;
}

/** The public keys in a file: PEM, one after the other, or the list the platform publishes, which has them as JSON. */
export const keysIn = (text: string): string[] => [
  ...(text.replaceAll('\\n', '\n').match(/-----BEGIN PUBLIC KEY-----[A-Za-z0-9+/=\s]+-----END PUBLIC KEY-----/g) ?? []),
];

/** The key in a PEM text, SPKI bytes; undefined when there is none. */
function keyBytes(pem: string): Uint8Array | undefined {
  const [, body] = /-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----/.exec(pem) ?? [];
  return fromBase64(body?.replace(/\s/g, ''));
}

/** How a key is called in signatures; undefined for a text that is no key. */
export async function keyIdOf(pem: string): Promise<string | undefined> {
  const bytes = keyBytes(pem);
  return bytes && toHex(await sha256(bytes)).slice(0, 16);
}

export function signatureIn(paper: Fields): PaperSignature | undefined {
  const signature = paper['signature'];
  if (!isFields(signature)) return undefined;
  const { algorithm, keyId } = signature;
  const fits = algorithm === 'Ed25519' && typeof keyId === 'string' && typeof signature['signature'] === 'string';
  return fits ? (signature as unknown as PaperSignature) : undefined;
}

/** Did the holder of the key sign this paper as it stands? */
export async function isSignedBy(paper: Fields, pem: string): Promise<boolean> {
  const [key, signature] = [keyBytes(pem), signatureIn(paper)];
  const bytes = signature && fromBase64(signature.signature);
  if (!key || !signature || !bytes) return false;
  const { signature: _own, ...statement } = paper;
  try {
    const imported = await crypto.subtle.importKey('spki', key as Uint8Array<ArrayBuffer>, 'Ed25519', false, ['verify']);
    const said = canonical(statement as Json) as Uint8Array<ArrayBuffer>;
    return await crypto.subtle.verify('Ed25519', imported, bytes as Uint8Array<ArrayBuffer>, said);
  } catch {
    return false;
  }
}
