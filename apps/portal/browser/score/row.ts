import { make, one, say } from '../kit/dom.js';
import { call, serverNow } from '../kit/http.js';
import { showClock } from '../kit/page.js';

interface Cell {
  readonly points: string;
  readonly reason: string;
}

/** One offer's points and reason on the sheet: what is stored, what was before, what the server says of it. */
export class ScoreRow {
  private readonly points: HTMLInputElement;
  private readonly reason: HTMLTextAreaElement;
  private readonly state: HTMLElement;
  private stored: Cell;
  private before: Cell | null = null;
  private refused: Cell | null = null;
  private sending: Promise<void> = Promise.resolve();

  constructor(
    private readonly element: HTMLElement,
    private readonly sheet: HTMLElement,
  ) {
    this.points = one<HTMLInputElement>('input[name$=".points"]', element);
    this.reason = one<HTMLTextAreaElement>('textarea[name$=".reason"]', element);
    this.state = one('[data-state]', element);
    this.stored = this.written();
  }

  /** `move` goes so many rows on. */
  start(move: (step: number) => void): void {
    for (const field of [this.points, this.reason]) field.addEventListener('change', () => void this.save());
    this.points.addEventListener('keydown', (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1, Enter: 1 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      void this.save();
      move(step);
    });
  }

  enter(): void {
    this.points.focus();
    this.points.select();
  }

  /** Sends what is written if it is not stored yet; one at a time, the last written counts. */
  save(): Promise<void> {
    this.sending = this.sending.then(() => this.send());
    return this.sending;
  }

  private async send(): Promise<void> {
    const cell = this.written();
    if (!cell.points || same(cell, this.stored) || (this.refused && same(cell, this.refused))) return;
    const { to = '', saved = '', unsaved = '' } = this.sheet.dataset;
    const answer = await call<{ saved: number }>('PUT', to, { body: { cells: [{ ...this.key(), ...cell }] } });
    if (answer.is === 'done') {
      this.before = this.stored;
      this.stored = cell;
      this.refused = null;
      this.points.removeAttribute('aria-invalid');
      delete this.element.dataset.fault;
      say(this.state, `${saved} ${showClock(serverNow())}`);
      if (this.before.points) this.offerUndo();
    } else if (answer.is === 'refused') {
      this.refused = cell;
      this.points.setAttribute('aria-invalid', 'true');
      this.element.dataset.fault = answer.code;
      say(this.state, answer.text);
    } else if (answer.is === 'cut') {
      say(this.state, unsaved);
      setTimeout(() => void this.save(), 3000);
    } else location.reload();
  }

  private offerUndo(): void {
    const button = make('button', { type: 'button' }, this.sheet.dataset.undo ?? '');
    button.addEventListener('click', () => {
      const { points, reason } = this.before!;
      this.points.value = points;
      this.reason.value = reason;
      this.points.focus();
      void this.save();
    });
    this.state.append(' ', button);
  }

  private written(): Cell {
    return { points: this.points.value.trim(), reason: this.reason.value.trim() };
  }

  private key(): Record<'bidId' | 'lot' | 'criterionId', string> {
    const hidden = (name: string): string => one<HTMLInputElement>(`input[name$=".${name}"]`, this.element).value;
    return { bidId: hidden('bidId'), lot: hidden('lot'), criterionId: hidden('criterionId') };
  }
}

const same = (cell: Cell, other: Cell): boolean => cell.points === other.points && cell.reason === other.reason;
