import { joined } from './bytes.rules.js';

/** The header of an age file with one X25519 stanza, and the nonce behind it. */
export const ageHeaderSize = 168;
const nonceSize = 16;
const chunkSize = 65_536;
const tagSize = 16;

/** The content of a price envelope has this size whatever the price; others have at least this. */
export const contentFloor = 65_536;

/** Size of the age file of a plaintext. */
export function ageSize(plain: number): number {
  return ageHeaderSize + nonceSize + plain + tagSize * Math.max(1, Math.ceil(plain / chunkSize));
}

/** Size of the plaintext in an age file with one X25519 stanza; undefined when no plaintext gives that size. */
export function plainSize(age: number): number | undefined {
  const body = age - ageHeaderSize - nonceSize;
  const chunks = Math.max(1, Math.ceil(body / (chunkSize + tagSize)));
  const plain = body - chunks * tagSize;
  return plain >= 0 && ageSize(plain) === age ? plain : undefined;
}

/** The size a length is padded to (Padmé): it tells at most O(log log n) bits of the length and adds at most 12 %. */
export function padme(length: number): number {
  if (length < 2) return length;
  const exponent = Math.floor(Math.log2(length));
  const kept = Math.floor(Math.log2(exponent)) + 1;
  const unit = 2 ** Math.max(0, exponent - kept);
  return Math.ceil(length / unit) * unit;
}

export const padded = (bytes: Uint8Array, size: number, filler = 0): Uint8Array =>
  joined(bytes, new Uint8Array(size - bytes.length).fill(filler));
