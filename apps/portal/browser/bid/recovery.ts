import { download, fileName } from '../kit/download.js';
import { type EnvelopeKind, envelopeKinds, recipientOf, recoveryFile } from '#sealing';
import { desk } from './desk.js';
import type { Workspace } from './workspace.js';

/** The response key: opens the bid on another device, and proves and opens the envelopes of one submission. */
export async function keyFile(workspace: Workspace, digests: Readonly<Partial<Record<EnvelopeKind, string>>> = {}): Promise<Uint8Array> {
  const envelopes = await Promise.all(
    envelopeKinds.map(async (kind) => {
      const sha256 = digests[kind];
      const secret = sha256 === undefined ? workspace.secretOf(kind) : workspace.secretOfSealed(kind, sha256);
      return { kind, pk: await recipientOf(secret), secret, ...(sha256 === undefined ? {} : { sha256 }) };
    }),
  );
  const { procedure, number, title, bid } = desk;
  return recoveryFile({ procedure, number, title, bid, workspace: workspace.identity, envelopes });
}

/** Gives the key file to whoever pressed for it. */
export async function offerKey(
  workspace: Workspace,
  digests: Readonly<Partial<Record<EnvelopeKind, string>>> = desk.handedIn,
): Promise<void> {
  download(fileName(`${desk.number}-响应钥匙.json`), (await keyFile(workspace, digests)) as BlobPart, 'application/json');
}
