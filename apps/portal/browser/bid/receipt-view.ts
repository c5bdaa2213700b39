import type { EnvelopeKind } from '#sealing';
import { one, pressing, show } from '../kit/dom.js';
import { facts } from '../kit/page.js';
import { offerKey } from './recovery.js';
import { Workspace } from './workspace.js';

/** Beside a receipt the response key is offered again, now with the digests of what was handed in. */
export async function offerBesideReceipt(): Promise<void> {
  const workspace = await Workspace.known();
  if (!workspace || (await workspace.load()) !== 'done') return;
  const { digests } = facts<{ digests: Readonly<Partial<Record<EnvelopeKind, string>>> }>();
  const section = one('[data-keys]');
  pressing(one<HTMLButtonElement>('button', section), () => offerKey(workspace, digests));
  show(section);
}
