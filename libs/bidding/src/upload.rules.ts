import { type Refusal, refuse } from '#kernel';

/** 8 MiB: the most that is sent at a time. */
export const largestChunk = 8 * 1024 * 1024;
/** An age file is never smaller. */
const smallest = 200;
/** More uploads than any bid needs: contents and files of several attempts. */
export const mostUploads = 300;

/** What all bids may weigh, in bytes; from the configuration. */
export interface UploadLimits {
  readonly file: number;
  readonly total: number;
}

/** How often a bid of the largest size may be handed in; what was replaced stays stored until the box has ended. */
const versionsStored = 4;

/**
 * May an upload of this size begin beside those that are there? `bytes` counts what no version handed in names, so that
 * the largest bid can still be replaced; `stored` counts everything.
 */
export function roomFor(
  size: number,
  present: { readonly count: number; readonly bytes: number; readonly stored: number },
  limits: UploadLimits,
): Refusal | undefined {
  if (size < smallest) return sized('upload.too-small', { limit: smallest });
  if (size > limits.file) return sized('upload.too-large', { limit: megabytes(limits.file) });
  if (present.count >= mostUploads) return refuse('conflict', 'upload.too-many', { limit: mostUploads });
  if (present.bytes + size > limits.total) return refuse('conflict', 'upload.full', { limit: megabytes(limits.total) });
  const most = versionsStored * limits.total;
  return present.stored + size > most ? refuse('conflict', 'upload.versions-full', { limit: megabytes(most) }) : undefined;
}

/** A chunk goes where the last one ended, is not too long, and does not reach beyond the end. */
export function chunkFits(upload: { readonly size: number; readonly offset: number }, offset: number, length: number): Refusal | undefined {
  if (offset !== upload.offset) return refuse('conflict', 'upload.offset', { offset: upload.offset });
  if (length > largestChunk) return refuse('invalid', 'upload.chunk-too-large', { limit: megabytes(largestChunk) });
  if (length === 0 && offset < upload.size) return refuse('invalid', 'upload.chunk-empty');
  if (offset + length > upload.size) return refuse('invalid', 'upload.beyond-end', { size: upload.size });
  return undefined;
}

const megabytes = (bytes: number): number => Math.floor(bytes / 1024 / 1024);
const sized = (code: string, facts: Record<string, number>): Refusal => refuse('invalid', code, facts, [{ field: 'size', code, facts }]);
