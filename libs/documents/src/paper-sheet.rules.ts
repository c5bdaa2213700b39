import type { SheetPart } from './sheet.rules.js';

/** What a paper says, without its first heading, and that heading. */
export interface PaperContent {
  readonly heading: string | null;
  readonly parts: readonly SheetPart[];
}

/**
 * Reads the body of one of our own papers (headings, paragraphs, lists, tables) as blocks for a print. Any other element
 * only lends its text.
 */
export function contentOf(body: string): PaperContent {
  const reader = new Reader();
  for (const [, closing, name, text] of body.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>|([^<]+)/gi)) {
    if (text !== undefined) reader.say(plain(text));
    else if (closing) reader.close(name!.toLowerCase());
    else reader.open(name!.toLowerCase());
  }
  return reader.end();
}

type Cell = { readonly header: boolean; readonly text: string };

class Reader {
  private heading: string | null = null;
  private readonly parts: SheetPart[] = [];
  private text = '';
  private items: string[] | undefined;
  private rows: Cell[][] | undefined;

  say(text: string): void {
    this.text += text.replace(/\s+/g, ' ');
  }

  open(name: string): void {
    if (name === 'br') this.text += '\n';
    else if (name === 'ul' || name === 'ol') this.items = [];
    else if (name === 'table') this.rows = [];
    else if (name === 'tr') this.rows?.push([]);
    if (blocks.has(name)) this.add(this.take(), (text) => ({ text }));
  }

  close(name: string): void {
    if (name === 'h1' && this.heading === null) this.heading = this.take();
    else if (/^h[1-6]$/.test(name)) this.add(this.take(), (heading) => ({ heading }));
    else if (name === 'p') this.add(this.take(), (text) => ({ text }));
    else if (name === 'li') this.items?.push(this.take());
    else if (name === 'th' || name === 'td') this.rows?.at(-1)?.push({ header: name === 'th', text: this.take() });
    else if (name === 'ul' || name === 'ol') this.items = this.finish(this.items, (list) => ({ list }));
    else if (name === 'table') this.rows = this.finish(this.rows, tablePart);
  }

  end(): PaperContent {
    this.add(this.take(), (text) => ({ text }));
    return { heading: this.heading, parts: this.parts };
  }

  private take(): string {
    const taken = this.text
      .split('\n')
      .map((line) => line.trim())
      .join('\n')
      .trim();
    this.text = '';
    return taken;
  }

  private add(text: string, part: (text: string) => SheetPart): void {
    if (text !== '') this.parts.push(part(text));
  }

  private finish<T>(gathered: readonly T[] | undefined, part: (gathered: readonly T[]) => SheetPart): undefined {
    if (gathered?.length) this.parts.push(part(gathered));
  }
}

const blocks = new Set(['h1', 'h2', 'h3', 'p', 'li', 'th', 'td', 'ul', 'ol', 'table', 'tr']);

/** Rows that begin with their own header are facts; otherwise a row of headers stands above rows of cells. */
function tablePart(rows: readonly Cell[][]): SheetPart {
  const texts = rows.map((row) => row.map(({ text }) => text));
  const paired = rows.every((row) => row.length === 2 && row[0]!.header && !row[1]!.header);
  if (paired) return { facts: texts.map(([label, value]) => [label!, value!] as const) };
  const headed = rows[0]!.every(({ header }) => header);
  return { table: { head: headed ? texts[0]! : [], rows: headed ? texts.slice(1) : texts } };
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00A0' };

const plain = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/gi, (whole: string, hex?: string, decimal?: string, name?: string) => {
    if (name) return named[name.toLowerCase()] ?? whole;
    return String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal));
  });
