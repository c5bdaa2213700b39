import type { FastifyRequest } from 'fastify';
import { refuse, Refused } from '#kernel';

/** Ciphertext as it was sent: the body itself, or base64 in JSON. Refuses `part.empty`. */
export function sealedBytes({ body }: FastifyRequest): Buffer {
  if (Buffer.isBuffer(body)) return body;
  const { bytes } = (body ?? {}) as { bytes?: unknown };
  if (typeof bytes === 'string' && /^[A-Za-z0-9+/]+={0,2}$/.test(bytes)) return Buffer.from(bytes, 'base64');
  throw new Refused(refuse('invalid', 'part.empty', {}, [{ field: 'bytes', code: 'part.empty' }]));
}

/** A whole number in a header, in quotes or without; undefined when there is none. */
export function countIn(header: string | string[] | undefined): number | undefined {
  const [, digits] = /^"?(\d{1,15})"?$/.exec(String(header ?? '')) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** How ciphertext leaves: as bytes that no browser shows, for its own bidder only. */
export const sealedHeaders = (name: string): Record<string, string> => ({
  'content-type': 'application/octet-stream',
  'content-disposition': `attachment; filename="${name}"`,
  'cache-control': 'private, no-store',
});

/** How a package leaves: to be saved, never shown. */
export const zipHeaders = (name: string): Record<string, string> => ({
  'content-type': 'application/zip',
  'content-disposition': `attachment; filename="${name}"`,
  'cache-control': 'private, no-store',
});
