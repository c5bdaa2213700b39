import { digestOf, type EnvelopeKind, recipientOf, sealFile } from '#sealing';
import { make, one, pressing, say, show } from '../kit/dom.js';
import { leave, showSize, word } from '../kit/page.js';
import { type BidFile, desk } from './desk.js';
import { cleanName, checkFile } from './file-check.js';
import { reread } from './file-reading.js';
import { showTouched, signInPath } from './gate.js';
import { pagesOf } from './pdf.js';
import { drop, type Pending, remember, takeAway, unfinished, upload } from './uploads.js';
import type { Saved, Workspace } from './workspace.js';

type Said = (text: string, fault?: boolean) => void;

/** The files of a bid: checked, sealed and sent one after another, each listed with what became of it. */
export class FilesView {
  private readonly list = one('[data-files]');
  private readonly waiting = one('[data-uploads]');
  private queue: Promise<void> = Promise.resolve();

  constructor(private readonly workspace: Workspace) {}

  async start(): Promise<void> {
    this.draw();
    if (!desk.open) return;
    const input = one<HTMLInputElement>('[data-choose]');
    input.addEventListener('change', () => {
      const kind = one<HTMLSelectElement>('[data-kind]').value as EnvelopeKind;
      for (const file of [...(input.files ?? [])]) this.later(() => this.add(file, kind));
      input.value = '';
    });
    for (const pending of await unfinished()) this.stopped(this.row(pending.file), pending, 0);
  }

  private get files(): readonly BidFile[] {
    return this.workspace.value('files')?.files ?? [];
  }

  /** One file at a time: what is chosen together arrives in order. */
  private later(work: () => Promise<void>): void {
    this.queue = this.queue.then(work, work);
  }

  private async add(chosen: File, kind: EnvelopeKind): Promise<void> {
    const name = cleanName(chosen.name);
    const row = make('li', { class: 'qy-upload' }, make('p', { class: 'qy-upload__name' }, name));
    const said = this.speaker(row);
    this.waiting.append(row);
    said(word('reading'));
    const bytes = new Uint8Array(await chosen.arrayBuffer());
    const checked = checkFile(name, bytes, desk.limits.file);
    if ('code' in checked) return this.refused(row, said, word(`fault.file.${checked.code}`, checked.places));
    const digest = await digestOf(bytes);
    const twin = this.files.find(({ sha256 }) => sha256 === digest);
    if (twin) return this.refused(row, said, word('fault.file.duplicate', { name, other: twin.name }));
    if (this.files.length >= desk.limits.files) return this.refused(row, said, word('fault.file.tooMany', { limit: desk.limits.files }));
    said(word('sealing'));
    const { entry, bytes: sealed } = await sealFile(await recipientOf(this.workspace.secretOf(kind)), {
      name,
      mediaType: checked.mediaType,
      bytes,
    });
    const pages = checked.mediaType === 'application/pdf' ? pagesOf(bytes) : null;
    const pending: Pending = { file: { ...entry, sealedSize: sealed.length, kind, pages }, sealed: new Blob([sealed as BlobPart]) };
    await remember(pending);
    row.remove();
    await this.send(this.row(pending.file), pending);
  }

  private row(file: BidFile): HTMLElement {
    const row = make(
      'li',
      { class: 'qy-upload' },
      make('p', { class: 'qy-upload__name' }, file.name, ' ', make('span', { class: 'qy-muted' }, showSize(file.size))),
    );
    this.waiting.append(row);
    return row;
  }

  private async send(row: HTMLElement, pending: Pending): Promise<void> {
    const bar = make('progress', { class: 'qy-upload__bar', max: '100', 'aria-label': word('progress', { name: pending.file.name }) });
    row.replaceChildren(row.firstElementChild!, bar);
    const said = this.speaker(row);
    let share = 0;
    const sent = await upload(pending.sealed, pending.file.sealed, (done) => {
      share = Math.floor(done * 100);
      bar.value = share;
      said(word('percent', { percent: share }));
    });
    if (sent.is === 'signed-out') return leave(signInPath());
    if (sent.is === 'cut') return this.stopped(row, pending, share);
    if (sent.is === 'refused') return this.refused(row, said, sent.text, pending);
    const listed = await this.change((files) => [...files.filter(({ sealed }) => sealed !== pending.file.sealed), pending.file]);
    if (listed.is !== 'saved') return this.stopped(row, pending, 100);
    await drop(pending.file.sealed);
    row.remove();
    this.draw();
    say(one('[data-status]'), word('arrived', { name: pending.file.name }));
  }

  /** The network went away: what has arrived is kept, and the rest follows when the reader says so. */
  private stopped(row: HTMLElement, pending: Pending, share: number): void {
    const again = make('button', { type: 'button', class: 'qy-button qy-button--secondary' }, word('resume'));
    const away = make('button', { type: 'button', class: 'qy-button qy-button--quiet' }, word('remove', { name: pending.file.name }));
    pressing(again, async () => this.later(() => this.send(row, pending)));
    pressing(away, async () => {
      await drop(pending.file.sealed);
      await takeAway(pending.file.sealed);
      row.remove();
    });
    row.replaceChildren(row.firstElementChild!);
    this.speaker(row)(word(share > 0 ? 'interrupted' : 'unfinished', { percent: share }), true);
    row.append(make('div', { class: 'qy-actions qy-actions--close' }, again, away));
  }

  private refused(row: HTMLElement, said: Said, text: string, pending?: Pending): void {
    if (pending) void drop(pending.file.sealed);
    row.querySelector('progress')?.remove();
    said(text, true);
    const away = make('button', { type: 'button', class: 'qy-button qy-button--quiet' }, word('dismiss'));
    pressing(away, async () => row.remove());
    row.append(away);
  }

  private speaker(row: HTMLElement): Said {
    const line = make('p', { class: 'qy-upload__said', role: 'status' });
    row.append(line);
    return (text, fault = false) => {
      line.className = fault ? 'qy-upload__said govuk-error-message' : 'qy-upload__said';
      say(line, text);
    };
  }

  /** Two people may add files at the same time: the change is made again on what the other left. */
  private async change(change: (files: readonly BidFile[]) => readonly BidFile[]): Promise<Saved> {
    for (;;) {
      const saved = await this.workspace.save('files', { files: change(this.files) });
      if (saved.is !== 'changed') return saved;
      if ((await this.workspace.reload('files')) !== 'done') return { is: 'cut' };
    }
  }

  private draw(): void {
    showTouched(this.workspace, 'files');
    show(one('[data-no-files]'), this.files.length === 0);
    this.list.replaceChildren(...this.files.map((file) => this.listed(file)));
  }

  private listed(file: BidFile): HTMLElement {
    const result = make('span', { class: 'qy-muted', role: 'status' });
    const read = make(
      'button',
      { type: 'button', class: 'qy-button qy-button--quiet' },
      word('tryReading'),
      make('span', { class: 'govuk-visually-hidden' }, ` ${file.name}`),
    );
    pressing(read, async () => {
      say(result, word('reading'));
      say(result, (await reread(this.workspace, file)).text);
    });
    const buttons = make('div', { class: 'qy-actions qy-actions--close' }, read);
    if (desk.open) {
      const away = make('button', { type: 'button', class: 'qy-button qy-button--quiet' }, word('remove', { name: file.name }));
      pressing(away, async () => {
        if (!window.confirm(word('removeSure', { name: file.name }))) return;
        const saved = await this.change((files) => files.filter(({ sealed }) => sealed !== file.sealed));
        if (saved.is === 'saved') {
          await takeAway(file.sealed);
          this.draw();
        } else say(result, saved.is === 'refused' ? saved.text : word('notSaved'));
      });
      buttons.append(away);
    }
    return make(
      'li',
      { class: 'qy-row' },
      make('h2', { class: 'qy-row__title' }, file.name),
      make(
        'p',
        { class: 'qy-muted' },
        `${word(`kind.${file.kind}`)} · ${showSize(file.size)}${file.pages ? ` · ${word('pages', { count: file.pages })}` : ''} · `,
        make('code', { class: 'qy-digest' }, file.sha256),
      ),
      result,
      buttons,
    );
  }
}
