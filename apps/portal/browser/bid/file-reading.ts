import { openFile } from '#sealing';
import { type Answer, fetchBytes } from '../kit/http.js';
import { showClock, word } from '../kit/page.js';
import { type BidFile, workspacePath } from './desk.js';
import { pagesOf } from './pdf.js';
import type { Workspace } from './workspace.js';

export interface Reading {
  readonly sound: boolean;
  readonly text: string;
}

/** Fetches a sealed file from the server, opens it here and compares it with what was chosen. */
export async function reread(workspace: Workspace, file: BidFile): Promise<Reading> {
  const opened = await openedFile(workspace, file);
  if (opened.is !== 'done') return { sound: false, text: word(opened.is === 'refused' ? 'damaged' : 'notReached') };
  const pages = file.mediaType === 'application/pdf' ? pagesOf(opened.value) : null;
  const text = pages === null ? word('sound') : word('soundPages', { count: pages });
  remember(file.sealed, word('readAt', { text, at: showClock(new Date()) }));
  return { sound: true, text };
}

/** The file itself, as it was chosen; refused when the server no longer has it so. */
export async function openedFile(workspace: Workspace, file: BidFile): Promise<Answer<Uint8Array>> {
  const fetched = await fetchBytes(`${workspacePath}/files/${file.sealed}`);
  if (fetched.is !== 'done') return fetched;
  const { name, mediaType, size, sha256, sealed } = file;
  const opened = await openFile({ name, mediaType, size, sha256, sealed }, workspace.secretOf(file.kind), fetched.value);
  if ('bytes' in opened) return { ...fetched, value: opened.bytes };
  return { is: 'refused', status: 409, code: opened.fault.code, text: `${name} ${word('damaged')}`, facts: {} };
}

/**
 * {@link reread}, unless this visit has read the very same ciphertext before: who replaces only a price in the last
 * minutes does not wait for large files again. That they are still there the server checks when the bid is handed in.
 */
export async function readOnce(workspace: Workspace, file: BidFile): Promise<Reading> {
  const text = remembered(file.sealed);
  return text === null ? reread(workspace, file) : { sound: true, text };
}

const place = (digest: string): string => `qy-read-${digest}`;

/** A browser that keeps nothing reads again. */
function remember(digest: string, text: string): void {
  try {
    sessionStorage.setItem(place(digest), text);
  } catch {
    // Full or closed: the next visit to the page reads the file again.
  }
}

function remembered(digest: string): string | null {
  try {
    return sessionStorage.getItem(place(digest));
  } catch {
    return null;
  }
}
