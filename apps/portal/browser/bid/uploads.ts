import { type Answer, call } from '../kit/http.js';
import { forget, keep, kept, keysOf } from '../kit/store.js';
import { type BidFile, desk, workspacePath } from './desk.js';

/** A sealed file on its way; this browser keeps it until the server has all of it, so that a reload loses nothing. */
export interface Pending {
  readonly file: BidFile;
  readonly sealed: Blob;
}

export type Progress = (share: number) => void;
export type Sent = { readonly is: 'done' } | Exclude<Answer<never>, { is: 'done' }>;

interface Standing {
  readonly id: string;
  readonly offset: number;
  /** All bytes are there, were read again and give the digest. */
  readonly complete: boolean;
}

const slot = (sealed: string): string => `${desk.bid} ${sealed}`;

export const remember = (pending: Pending): Promise<boolean> => keep('uploads', slot(pending.file.sealed), pending);
export const drop = (sealed: string): Promise<void> => forget('uploads', slot(sealed));

/** Takes a sealed file off the server; what lies in a handed-in envelope stays there. */
export const takeAway = (sealed: string): Promise<Answer<object>> => call('DELETE', `${workspacePath}/files/${sealed}`);

/** What an earlier visit could not finish. */
export async function unfinished(): Promise<Pending[]> {
  const keys = await keysOf('uploads', `${desk.bid} `);
  const found = await Promise.all(keys.map((key) => kept<Pending>('uploads', key)));
  return found.filter((pending): pending is Pending => pending !== undefined);
}

/** Sends sealed bytes in pieces, beginning where an earlier try stopped. The server compares the digest at the end. */
export async function upload(sealed: Blob, sha256: string, progress: Progress = () => undefined): Promise<Sent> {
  const begun = await call<Standing>('POST', `${workspacePath}/uploads`, { body: { size: sealed.size, sha256 } });
  if (begun.is !== 'done') return begun;
  const path = `${workspacePath}/uploads/${begun.value.id}`;
  let standing = begun.value;
  for (let stumbles = 0; !standing.complete;) {
    const { offset } = standing;
    progress(offset / sealed.size);
    const piece = sealed.slice(offset, offset + desk.limits.chunk);
    const sent = await call<Standing>('PATCH', path, { body: piece, headers: { 'upload-offset': String(offset) } });
    if (sent.is !== 'done' && (sent.is !== 'refused' || (stumbles += 1) > 2)) return sent;
    const there = sent.is === 'done' ? sent : await call<Standing>('GET', path);
    if (there.is !== 'done') return there;
    if (sent.is === 'refused' && there.value.offset === offset) return sent;
    standing = there.value;
  }
  progress(1);
  return { is: 'done' };
}
