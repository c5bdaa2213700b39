import { all, maybe, one, pressing, say, show, turnTo } from '../kit/dom.js';
import { serverNow } from '../kit/http.js';
import { leave, showClock, word } from '../kit/page.js';
import { forget, keep, kept } from '../kit/store.js';
import { desk, type PartName, type PartValues } from './desk.js';
import { showTouched, signInPath } from './gate.js';
import type { Saved, Workspace } from './workspace.js';

/** How a page's fields become a part's value and back. */
export interface Fields<Name extends PartName> {
  readonly read: () => PartValues[Name];
  readonly write: (value: PartValues[Name]) => void;
  /** A value as people read it, for showing two side by side. */
  readonly words: (value: PartValues[Name]) => string;
}

interface Unsent {
  readonly value: unknown;
  readonly base: number;
}

const autosaveEvery = 20_000;
const retryAfter = 8_000;

/**
 * Writing one part: saved on pressing, by itself while somebody writes, again when the network or the sign-in is back;
 * two people's versions are shown side by side. What is written is never lost: until it is saved this browser keeps it.
 */
export class Editing<Name extends PartName> {
  private written: string;
  private crossed = false;
  private ready: Promise<unknown> = Promise.resolve();
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly workspace: Workspace,
    private readonly name: Name,
    private readonly fields: Fields<Name>,
  ) {
    const value = workspace.value(name);
    if (value) fields.write(value);
    this.written = JSON.stringify(fields.read());
    showTouched(workspace, name);
  }

  async start(): Promise<void> {
    // A press may come before what was unsent is back in its fields: it waits for that.
    this.ready = this.bringBack();
    for (const button of all<HTMLButtonElement>('[data-save]')) pressing(button, () => this.press(button.dataset.save!));
    one<HTMLFormElement>('[data-form]').addEventListener('submit', (event) => event.preventDefault());
    await this.ready;
    setInterval(() => void this.auto(), autosaveEvery);
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') void this.auto();
    });
    window.addEventListener('pagehide', () => void this.keepUnsent());
  }

  private get dirty(): boolean {
    return JSON.stringify(this.fields.read()) !== this.written;
  }

  private get slot(): string {
    return `${desk.bid} ${this.name}`;
  }

  /** What could not be saved the last time is put back, and saved now. */
  private async bringBack(): Promise<void> {
    const unsent = await kept<Unsent>('unsent', this.slot);
    if (!unsent) return;
    this.fields.write(unsent.value as PartValues[Name]);
    if (!this.dirty) return forget('unsent', this.slot);
    if (unsent.base !== (this.workspace.part(this.name)?.version ?? 0)) return this.cross();
    await this.settle(await this.send(), 'keptThenSaved');
  }

  private async auto(): Promise<void> {
    if (this.dirty && !this.crossed) await this.settle(await this.send());
  }

  private async press(to: string): Promise<void> {
    await this.ready;
    this.crossed = false;
    const saved = this.dirty || !this.workspace.part(this.name) ? await this.send() : undefined;
    if (saved && (await this.settle(saved)) !== 'saved') {
      if (saved.is === 'signed-out') await leave(signInPath());
      return;
    }
    return leave(to);
  }

  private send(): Promise<Saved> {
    this.state('saving');
    return this.workspace.save(this.name, this.fields.read());
  }

  private async settle(saved: Saved, words = 'savedAt'): Promise<Saved['is']> {
    clearTimeout(this.retry);
    if (saved.is === 'saved') {
      this.written = JSON.stringify(this.workspace.value(this.name));
      await forget('unsent', this.slot);
      show(maybe('[data-theirs]'), false);
      showTouched(this.workspace, this.name);
      this.state(words, { clock: showClock(serverNow()) });
      return saved.is;
    }
    await this.keepUnsent();
    if (saved.is === 'changed') await this.cross();
    if (saved.is === 'refused') this.state('', {}, saved.text);
    if (saved.is === 'signed-out') this.state('signedOut');
    if (saved.is === 'cut') {
      this.state('notSaved');
      this.retry = setTimeout(() => void this.auto(), retryAfter);
    }
    show(maybe('[data-sign-in]'), saved.is === 'signed-out');
    maybe<HTMLAnchorElement>('[data-sign-in] a')?.setAttribute('href', signInPath());
    return saved.is;
  }

  /** Somebody else saved meanwhile: theirs stands above, mine stays in the field, and saving again keeps mine. */
  private async cross(): Promise<void> {
    this.crossed = true;
    await this.keepUnsent();
    await this.workspace.reload(this.name);
    const theirs = this.workspace.part(this.name);
    const section = maybe('[data-theirs]');
    if (!theirs || !section) return;
    say(one('[data-theirs-title]', section), word('crossed', { name: theirs.by, at: theirs.at }));
    say(one('[data-theirs-text]', section), this.fields.words(theirs.value));
    const take = one<HTMLButtonElement>('button', section);
    take.onclick = () => {
      const mine = this.fields.read();
      this.fields.write(theirs.value);
      say(one('[data-theirs-title]', section), word('mineBefore'));
      say(one('[data-theirs-text]', section), this.fields.words(mine));
      show(take, false);
    };
    show(take);
    show(section);
    this.state('crossedState');
    turnTo(section);
  }

  private async keepUnsent(): Promise<void> {
    if (!this.dirty) return;
    const base = this.workspace.part(this.name)?.version ?? 0;
    const before = await kept<Unsent>('unsent', this.slot);
    const value = this.fields.read();
    if (JSON.stringify(before?.value) !== JSON.stringify(value)) await keep('unsent', this.slot, { value, base } satisfies Unsent);
  }

  private state(key: string, places: Readonly<Record<string, string>> = {}, text?: string): void {
    say(maybe('[data-saved]'), text ?? word(key, places));
  }
}
