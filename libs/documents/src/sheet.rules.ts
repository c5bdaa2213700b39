import type { Json } from './canonical.rules.js';

/** One block of a printed paper, from top to bottom. All text is plain: what looks like markup is printed as it stands. */
export type SheetPart =
  | { readonly heading: string }
  | { readonly text: string }
  | { readonly list: readonly string[] }
  | { readonly facts: readonly (readonly [label: string, value: string])[] }
  | { readonly table: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] } }
  | { readonly signatures: readonly SheetSignature[] };

/** Who stands for the paper: printed with the time, or as an empty line to be signed by hand. */
export interface SheetSignature {
  readonly role: string;
  readonly name?: string;
  /** Already in words. */
  readonly at?: string;
}

/** A paper to be printed on A4. Equal sheets give equal bytes. */
export interface Sheet {
  /** "bid-receipt", "evaluation-report": what `/verify` says a print is. */
  readonly kind: string;
  readonly title: string;
  readonly number: string | null;
  /** When what it says became so; the print's own date. */
  readonly at: Date;
  readonly issuer: string;
  readonly parts: readonly SheetPart[];
  /** Hex SHA-256 of what the sheet is a print of; stands at the foot of every page. */
  readonly digest: string;
  /** What the QR code leads to. */
  readonly verify: string;
  /** Is it known here by its digest, or does only what was signed prove it? */
  readonly proof: 'digest' | 'statement';
}

/** What a sheet says, before it is known how it is checked. */
export type SheetContent = Omit<Sheet, 'issuer' | 'digest' | 'verify' | 'proof'>;

/** Goes up when the layout changes, so that no print made by an earlier layout is taken for a new one. */
const layout = 1;

/** What a print is kept under: everything that decides its bytes. */
export function sheetKey(sheet: Sheet): Json {
  return { layout, ...sheet, at: sheet.at.toISOString(), parts: sheet.parts as unknown as Json };
}

const seconds = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'long', timeStyle: 'medium' });

/** "2026年11月30日 17:00:00": how instants stand in prints. */
export const sheetTime = (at: Date): string => seconds.format(at);
