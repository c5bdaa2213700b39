import { decryptWith, fromBase64, lockIdentity, newIdentity, recipientOf, textOf, unlockIdentity } from '#sealing';
import { one, pressing, say, show, turnTo } from '../kit/dom.js';
import { download, fileName } from '../kit/download.js';
import { call } from '../kit/http.js';
import { facts, here, leave, localized, word } from '../kit/page.js';
import { qrDrawing } from '../kit/qr.js';
import { confirmHere } from './confirmation.js';
import { proposal, strengthOf } from './passphrase.js';

interface Office {
  readonly unit: string;
  readonly holder: string;
}

/** A key in groups that are copied without losing one's place. */
const grouped = (identity: string): string =>
  identity.replace(/^(AGE-SECRET-KEY-1)(.*)$/, (_all, head: string, rest: string) => [head, ...rest.match(/.{1,8}/g)!].join(' '));

/**
 * Making a key, in three steps: a passphrase, the locked file and the printed sheet, and a proof that the kept file
 * opens. The secret key exists in this page only; the server learns the public one.
 */
export class Ceremony {
  private readonly given = facts<Office>();
  private recipient = '';

  start(): void {
    if (!window.isSecureContext || !crypto.subtle) return show(one('[data-insecure]'));
    show(one('[data-step="1"]'));
    const [first, second] = [one<HTMLInputElement>('#passphrase'), one<HTMLInputElement>('#passphrase-again')];
    const strength = one('[data-strength]');
    first.addEventListener('input', () => say(strength, first.value ? word(`strength.${strengthOf(first.value)}`) : ''));
    pressing(one<HTMLButtonElement>('[data-propose]'), async () => {
      first.type = 'text';
      second.type = 'text';
      first.value = second.value = proposal();
      say(strength, word('proposed'));
    });
    pressing(one<HTMLButtonElement>('[data-make]'), () => this.make(first.value, second.value));
    pressing(one<HTMLButtonElement>('[data-prove]'), () => this.prove());
  }

  private async make(passphrase: string, again: string): Promise<void> {
    const fault = one('[data-step="1"] [data-said]');
    const weak = ['short', 'weak'].includes(strengthOf(passphrase));
    say(fault, weak ? word('tooWeak') : passphrase === again ? '' : word('notSame'));
    if (weak || passphrase !== again) return turnTo(fault);
    say(one('[data-making]'), word('making'));
    const identity = await newIdentity();
    this.recipient = await recipientOf(identity);
    const locked = await lockIdentity(identity, passphrase);
    say(one('[data-making]'), '');
    show(one('[data-step="1"]'), false);
    this.second(identity, locked);
  }

  private second(identity: string, locked: Uint8Array): void {
    const section = one('[data-step="2"]');
    const saved = { file: false, sheet: false };
    const onward = (): void => show(one('[data-step="3"]'), saved.file && saved.sheet);
    say(one('[data-recipient]', section), this.recipient);
    pressing(one<HTMLButtonElement>('[data-save-key]', section), async () => {
      download(fileName(`qiyue-key-${this.given.unit}-${this.recipient.slice(4, 12)}.age`), locked as BlobPart);
      saved.file = true;
      onward();
    });
    pressing(one<HTMLButtonElement>('[data-print]', section), async () => {
      this.sheet(identity);
      window.print();
    });
    one<HTMLInputElement>('#printed').addEventListener('change', (event) => {
      saved.sheet = (event.target as HTMLInputElement).checked;
      onward();
    });
    show(section);
    turnTo(section);
  }

  private sheet(identity: string): void {
    one('[data-sheet-qr]').replaceChildren(qrDrawing(identity));
    say(one('[data-sheet-secret]'), grouped(identity));
    say(one('[data-sheet-public]'), this.recipient);
    show(one('[data-sheet]'));
    document.body.classList.add('qy-printing');
  }

  /** The file just kept is opened again: a key that cannot be opened would be worth nothing on the day. */
  private async prove(): Promise<void> {
    const fault = one('[data-step="3"] [data-said]');
    const refused = (text: string): void => {
      say(fault, text);
      turnTo(fault);
    };
    const chosen = one<HTMLInputElement>('#kept-file').files?.[0];
    if (!chosen) return refused(word('chooseFile'));
    say(fault, '');
    say(one('[data-proving]'), word('unlocking'));
    const identity = await unlockIdentity(new Uint8Array(await chosen.arrayBuffer()), one<HTMLInputElement>('#kept-passphrase').value);
    if (!identity) return refused(word('doesNotOpen'));
    if ((await recipientOf(identity)) !== this.recipient) return refused(word('otherKey'));
    const asked = await call<{ challenge: string }>('POST', '/keys/challenges', { body: { recipient: this.recipient } });
    if (asked.is === 'signed-out') return leave(localized(`/sign-in?next=${encodeURIComponent(here())}`));
    if (asked.is !== 'done') return refused(asked.is === 'refused' ? asked.text : word('notReached'));
    const answer = await decryptWith(identity, fromBase64(asked.value.challenge)!);
    const enrolled = await confirmHere(() =>
      call('POST', '/keys/enrolment', { body: { recipient: this.recipient, answer: textOf(answer ?? new Uint8Array(0)) } }),
    );
    if (enrolled.is !== 'done') return refused(enrolled.is === 'refused' ? enrolled.text : word('notReached'));
    return leave(localized('/keys?done=keyEnrolled'));
  }
}
