import { openFile } from '#sealing';
import { fetchBytes } from '../kit/http.js';
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
  const sealed = await fetchBytes(`${workspacePath}/files/${file.sealed}`);
  if (sealed.is !== 'done') return { sound: false, text: word(sealed.is === 'refused' ? 'damaged' : 'notReached') };
  const { name, mediaType, size, sha256, sealed: digest } = file;
  const opened = await openFile({ name, mediaType, size, sha256, sealed: digest }, workspace.secretOf(file.kind), sealed.value);
  if ('fault' in opened) return { sound: false, text: word('damaged') };
  const pages = file.mediaType === 'application/pdf' ? pagesOf(opened.bytes) : null;
  const text = pages === null ? word('sound') : word('soundPages', { count: pages });
  remember(digest, word('readAt', { text, at: showClock(new Date()) }));
  return { sound: true, text };
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
