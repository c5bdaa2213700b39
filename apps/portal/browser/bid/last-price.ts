import { toYuan } from '#kernel';
import { digestOf, newIdentity, readStatement, recipientOf, recoveryFile, sealEnvelope, toBase64 } from '#sealing';
import { maybe, one, pressing, say, show, turnTo } from '../kit/dom.js';
import { download, fileName } from '../kit/download.js';
import { type Answer, call, newKey } from '../kit/http.js';
import { leave, localized, word } from '../kit/page.js';
import { keep, kept } from '../kit/store.js';
import { desk, workspacePath } from './desk.js';
import { signInPath } from './gate.js';
import { lotPrices } from './offer.js';
import { priceFields } from './price-fields.js';
import { upload } from './uploads.js';

interface SealedPrice {
  /** What was typed: the same prices are sent again as they were sealed. */
  readonly typed: string;
  readonly statement: Uint8Array;
  readonly content: Uint8Array;
  readonly key: string;
}

/** Where this browser keeps the secret of a last price, by the digest of its envelope. */
const slot = (sha256: string): string => `${desk.bid} last ${sha256}`;

/** A last price: sealed here with a key of its own, sent, and receipted. Nothing of it is kept as a draft. */
export function handInLastPrice(): void {
  if (!window.isSecureContext || !crypto.subtle) return show(maybe('[data-insecure]'));
  show(one('[data-work]'));
  const button = maybe<HTMLButtonElement>('[data-submit]');
  if (!button) return;
  const fields = priceFields();
  let sealed: SealedPrice | undefined;
  pressing(button, async () => {
    const prices = lotPrices(desk.lots, fields.read());
    const missing = prices.find(({ fen, fault }) => fen === null || fault !== null);
    if (missing) return complain(missing.lot.id);
    const declared = one<HTMLInputElement>('[data-declared]');
    say(one('[data-declared-fault]'), declared.checked ? '' : word('declareFirst'));
    if (!declared.checked) return declared.focus();
    tell(word('sending'));
    const typed = JSON.stringify(prices.map(({ lot, fen }) => [lot.id, toYuan(fen!)]));
    if (sealed?.typed !== typed) sealed = await seal(typed);
    const answer = await send(sealed);
    if (answer.is === 'done') return leave(localized(`/org/receipts/${answer.value.number}?done=bidHandedIn`));
    if (answer.is === 'signed-out') return leave(signInPath());
    if (answer.is === 'refused') sealed = undefined;
    tell(answer.is === 'cut' ? word('notSent') : answer.text, answer.is === 'refused');
  });
}

/** Beside its receipt the key of a last price is offered: with it the envelope opens even when holders lost theirs. */
export async function offerLastKey(sha256: string): Promise<void> {
  const secret = await kept<string>('keys', slot(sha256));
  if (!secret) return;
  const section = one('[data-keys]');
  pressing(one<HTMLButtonElement>('button', section), async () => {
    const { procedure, number, title, bid } = desk;
    const envelopes = [{ kind: 'price' as const, pk: await recipientOf(secret), secret, sha256 }];
    const file = recoveryFile({ procedure, number, title, bid, envelopes });
    download(fileName(`${number}-最后报价钥匙.json`), file as BlobPart, 'application/json');
  });
  show(section);
}

async function seal(typed: string): Promise<SealedPrice> {
  const { procedure, number, provider, recipients } = desk;
  const secret = await newIdentity();
  const answers = { prices: Object.fromEntries(JSON.parse(typed) as [string, string][]) };
  const { statement, content } = await sealEnvelope({ procedure, number, provider, kind: 'price', answers, secret, recipients });
  await keep('keys', slot(await digestOf(statement)), secret);
  return { typed, statement, content, key: newKey() };
}

async function send({ statement, content, key }: SealedPrice): Promise<Answer<{ number: string }>> {
  const sent = await upload(new Blob([content as BlobPart]), readStatement(statement)!.files[0]!.sha256);
  // Who comes too late is to be told by the submission: it is noted there, and the note is the bidder's evidence.
  if (sent.is !== 'done' && !(sent.is === 'refused' && sent.code === 'bid.late')) return sent;
  const body = { envelope: toBase64(statement), declared: true };
  return call('POST', `${workspacePath}/last-price`, { body, headers: { 'idempotency-key': key } });
}

function complain(lot: string): void {
  const input = one<HTMLInputElement>(`[data-lot="${lot}"]`);
  const fault = one('[data-fault]', one(`[data-lot-group="${lot}"]`));
  if (!fault.textContent) say(fault, word('missing.price'));
  input.focus();
}

function tell(text: string, fault = false): void {
  const place = one('[data-submitting]');
  say(place, text);
  place.className = fault ? 'qy-saved govuk-error-message' : 'qy-saved';
  show(place);
  if (fault) turnTo(place);
}
