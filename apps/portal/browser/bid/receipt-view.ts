import type { EnvelopeKind } from '#sealing';
import { one, pressing, show } from '../kit/dom.js';
import { facts } from '../kit/page.js';
import { offerLastKey } from './last-price.js';
import { offerKey } from './recovery.js';
import { Workspace } from './workspace.js';

/** Beside a receipt the response key is offered again, now with the digests of what was handed in. */
export async function offerBesideReceipt(): Promise<void> {
  const { digests, round } = facts<{ digests: Readonly<Partial<Record<EnvelopeKind, string>>>; round: number }>();
  if (round === 2) return digests.price ? offerLastKey(digests.price) : undefined;
  const workspace = await Workspace.known();
  if (!workspace || (await workspace.load()) !== 'done') return;
  const section = one('[data-keys]');
  pressing(one<HTMLButtonElement>('button', section), () => offerKey(workspace, digests));
  show(section);
}
