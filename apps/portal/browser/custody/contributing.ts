import { contributionFor, isIdentity, identityIn, recipientOf, unlockIdentity } from '#sealing';
import { all, one, pressing, say, show, turnTo } from '../kit/dom.js';
import { call } from '../kit/http.js';
import { facts, here, leave, localized, word } from '../kit/page.js';
import { confirmHere } from './confirmation.js';

interface Given {
  readonly procedure: string;
  /** The public key the notice names for this office. */
  readonly recipient: string;
}

interface OwnShares {
  /** Fewer bids than the minimum: there is nothing to open, only to say that one has come. */
  readonly tooFew: boolean;
  readonly envelopes: readonly { readonly sha256: string; readonly share: string }[];
}

/** A holder's part in an opening: the own shares are opened here, and only their file keys leave this page. */
export class Contributing {
  private readonly given = facts<Given>();

  start(): void {
    if (!window.isSecureContext || !crypto.subtle) return show(one('[data-insecure]'));
    show(one('[data-contribute]'));
    pressing(one<HTMLButtonElement>('[data-open]'), () => this.open());
  }

  private async open(): Promise<void> {
    const identity = await this.identity();
    if (!identity) return;
    if ((await recipientOf(identity)) !== this.given.recipient) return this.refused(word('notTheNotices'));
    const path = `/keys/openings/${this.given.procedure}`;
    this.tell(word('fetching'));
    const shares = await confirmHere(() => call<OwnShares>('GET', `${path}/shares`));
    if (shares.is === 'signed-out') return leave(localized(`/sign-in?next=${encodeURIComponent(here())}`));
    if (shares.is !== 'done') return this.refused(shares.is === 'refused' ? shares.text : word('notReached'));
    const contributions = await this.contributions(identity, shares.value.envelopes);
    this.tell(word('sending'));
    const sent = await confirmHere(() => call('POST', `${path}/contributions`, { body: { contributions } }));
    if (sent.is !== 'done') return this.refused(sent.is === 'refused' ? sent.text : word('notReached'));
    return leave(localized(`/keys/openings/${this.given.procedure}?done=keyGiven`));
  }

  /** From the locked file with its passphrase, or from the printed sheet: typed, pasted or scanned. */
  private async identity(): Promise<string | undefined> {
    const file = one<HTMLInputElement>('#key-file').files?.[0];
    const pasted = one<HTMLTextAreaElement>('#key-text').value.replace(/\s+/g, '').toUpperCase();
    if (isIdentity(pasted)) return pasted;
    if (!file) return this.refused(word(pasted ? 'notAKey' : 'chooseKey'));
    const bytes = new Uint8Array(await file.arrayBuffer());
    const plain = identityIn(new TextDecoder().decode(bytes));
    if (plain) return plain;
    this.tell(word('unlocking'));
    return (await unlockIdentity(bytes, one<HTMLInputElement>('#key-passphrase').value)) ?? this.refused(word('doesNotOpen'));
  }

  private async contributions(
    identity: string,
    envelopes: OwnShares['envelopes'],
  ): Promise<{ envelope: string; fileKey: string | null }[]> {
    const bar = one<HTMLProgressElement>('progress');
    show(bar);
    bar.max = envelopes.length;
    const made: { envelope: string; fileKey: string | null }[] = [];
    for (const { sha256, share } of envelopes) {
      const fileKey = await contributionFor(identity, share, this.given.procedure);
      made.push({ envelope: sha256, fileKey: fileKey ?? null });
      bar.value = made.length;
      if (made.length % 10 === 0) this.tell(word('opening', { done: made.length, all: envelopes.length }));
    }
    return made;
  }

  private tell(text: string): void {
    const place = one('[data-telling]');
    say(place, text);
    show(place);
  }

  private refused(text: string): undefined {
    for (const place of all('[data-telling]')) show(place, false);
    const fault = one('[data-contribute] [data-said]');
    say(fault, text);
    turnTo(fault);
    return undefined;
  }
}
