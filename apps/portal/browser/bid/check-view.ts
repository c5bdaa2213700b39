import { inWords, showYuan } from '#kernel';
import { all, make, maybe, one, pressing, say, show, turnTo } from '../kit/dom.js';
import { call } from '../kit/http.js';
import { leave, localized, showSize, word } from '../kit/page.js';
import { base, bounds, desk, workspacePath } from './desk.js';
import { readOnce } from './file-reading.js';
import { signInPath } from './gate.js';
import { commitmentWords, faultsOf, filesOf, lotPrices, totalOf, type Values } from './offer.js';
import { type Sealed, sealOffer } from './sealing.js';
import { type Sent, upload } from './uploads.js';
import { valuesOf } from './tasks-view.js';
import type { Workspace } from './workspace.js';

interface Ready {
  readonly is: 'ready';
  readonly sealed: Sealed;
}

/** All that would be handed in, as this page shows it: what is sealed is what was read here. */
export class CheckView {
  private readonly values: Values;
  private readonly faults: readonly { task: string; fault: string }[];
  private sealing: ReturnType<typeof sealOffer> | undefined;
  private sending: Promise<Sent> | undefined;

  constructor(private readonly workspace: Workspace) {
    this.values = valuesOf(workspace);
    this.faults = faultsOf(this.values, bounds);
  }

  async start(): Promise<void> {
    this.write();
    const sound = await this.readFiles();
    show(maybe('[data-hand-in]'), this.faults.length === 0 && sound);
    show(maybe('[data-cannot]'), this.faults.length > 0 || !sound);
    const button = maybe<HTMLButtonElement>('[data-submit]');
    if (!button) return;
    const declared = one<HTMLInputElement>('[data-declared]');
    declared.addEventListener('change', () => void (declared.checked && this.prepare()));
    pressing(button, () => this.handIn());
  }

  private write(): void {
    const { values } = this;
    for (const place of all('[data-answer]')) {
      const task = place.dataset.answer as 'plan' | 'staffing' | 'experience' | 'commitment' | 'price';
      if (task === 'commitment') say(place, commitmentWords(values.commitment ?? { agreed: false }));
      else if (task === 'price') this.writePrices(place);
      else say(place, values[task]?.text.trim() || '—');
    }
    const list = one('[data-missing]');
    list.replaceChildren(
      ...this.faults.map(({ task, fault }) => make('li', {}, make('a', { href: localized(`${base}/${task}`) }, word(fault)))),
    );
    show(one('[data-missing-note]'), this.faults.length > 0);
  }

  private writePrices(place: HTMLElement): void {
    const prices = lotPrices(desk.lots, this.values.price).filter(({ fen }) => fen !== null);
    if (!prices.length) return say(place, '—');
    const lines = prices.map(({ lot, fen }) =>
      make(
        'p',
        {},
        ...(desk.lots.length > 1 ? [make('span', { lang: 'zh-CN' }, lot.name), ' '] : []),
        make('strong', { class: 'qy-num' }, showYuan(fen!)),
      ),
    );
    const total = totalOf(prices);
    if (prices.length > 1) lines.push(make('p', {}, word('sum'), ' ', make('strong', { class: 'qy-num' }, showYuan(total))));
    place.replaceChildren(...lines, make('p', { class: 'qy-muted', lang: 'zh-CN' }, inWords(total)));
  }

  /** Every file this visit has not read yet is fetched and opened again; true when all are sound. */
  private async readFiles(): Promise<boolean> {
    const list = one('[data-files]');
    const files = filesOf(this.values);
    show(one('[data-no-files]'), files.length === 0);
    show(list, files.length > 0);
    show(one('[data-reread]'), files.length > 0);
    let sound = true;
    for (const file of files) {
      const state = make('span', { class: 'qy-muted' }, word('reading'));
      list.append(
        make(
          'li',
          {},
          state,
          ' ',
          file.name,
          ' ',
          make('span', { class: 'qy-muted' }, `${word(`kind.${file.kind}`)} · ${showSize(file.size)}`),
          ' ',
          make('code', { class: 'qy-digest' }, file.sha256),
        ),
      );
      const reading = await readOnce(this.workspace, file);
      state.className = `qy-light qy-light--${reading.sound ? 'green' : 'red'}`;
      state.replaceChildren(
        make('span', { class: 'qy-light__shape', 'aria-hidden': 'true' }, reading.sound ? '●' : '■'),
        ` ${reading.text}`,
      );
      sound &&= reading.sound;
    }
    return sound;
  }

  /** Sealing and uploading begin with the tick, so that handing in itself is one small request. */
  private async handIn(): Promise<void> {
    const declared = one<HTMLInputElement>('[data-declared]');
    const fault = one('[data-declared-fault]');
    say(fault, declared.checked ? '' : word('declareFirst'));
    if (!declared.checked) return declared.focus();
    this.tell('sending');
    const ready = await this.prepare();
    if (ready.is !== 'ready') return this.failed(ready);
    const { sealed } = ready;
    const answer = await call<{ number: string }>('POST', `${workspacePath}/submission`, {
      body: { envelopes: sealed.envelopes, declared: true },
      headers: { 'idempotency-key': sealed.key },
    });
    if (answer.is !== 'done') return this.failed(answer);
    return leave(localized(`/org/receipts/${answer.value.number}?done=bidHandedIn`));
  }

  /**
   * Seals once, notes what the envelopes open with, and sends the contents; after a cut network the very same envelopes
   * are sent again. Who comes too late is to be told by the submission: it is noted there, and the note is evidence.
   */
  private async prepare(): Promise<Ready | Exclude<Sent, { is: 'done' }>> {
    this.sealing ??= sealOffer(this.workspace, this.values);
    const sealing = await this.sealing;
    if (sealing.is !== 'done') {
      this.sealing = undefined;
      return sealing;
    }
    const { sealed } = sealing;
    this.sending ??= this.send(sealed);
    const sent = await this.sending;
    if (sent.is !== 'done') this.sending = undefined;
    const late = sent.is === 'refused' && sent.code === 'bid.late';
    return sent.is === 'done' || late ? { is: 'ready', sealed } : sent;
  }

  private async send({ keys, contents }: Sealed): Promise<Sent> {
    const noted = await this.workspace.noteSealed(keys);
    if (noted.is !== 'done') return noted;
    for (const { sha256, bytes } of contents) {
      const sent = await upload(new Blob([bytes as BlobPart]), sha256);
      if (sent.is !== 'done') return sent;
    }
    return { is: 'done' };
  }

  private async failed(sent: Exclude<Awaited<ReturnType<typeof call>>, { is: 'done' }>): Promise<void> {
    if (sent.is === 'signed-out') return leave(signInPath());
    if (sent.is === 'cut') return this.tell('notSent');
    this.sealing = this.sending = undefined;
    this.tell('', sent.text);
    show(maybe('[data-late]'), sent.code === 'bid.late');
  }

  private tell(key: string, text?: string): void {
    const place = one('[data-submitting]');
    say(place, text ?? word(key));
    place.className = text === undefined ? 'qy-saved' : 'qy-saved govuk-error-message';
    show(place);
    if (text !== undefined) turnTo(place);
  }
}
