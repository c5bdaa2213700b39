import { openFile } from '#sealing';
import { fetchBytes } from '../kit/http.js';
import { word } from '../kit/page.js';
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
  return { sound: true, text: pages === null ? word('sound') : word('soundPages', { count: pages }) };
}
