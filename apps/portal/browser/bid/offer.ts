import { type Fen, parseYuan } from '#kernel';
import { word } from '../kit/page.js';
import { type BidFile, type LotFacts, type PartValues, type Task, tasks } from './desk.js';

export type Values = { readonly [Name in keyof PartValues]?: PartValues[Name] };

/** One price as it stands, and what is wrong with it. */
export interface LotPrice {
  readonly lot: LotFacts;
  readonly written: string;
  readonly fen: Fen | null;
  readonly fault: 'notPositive' | 'aboveLimit' | null;
}

/** Every lot with its price; a lot left empty is not bid for. */
export function lotPrices(lots: readonly LotFacts[], price: PartValues['price'] | undefined): LotPrice[] {
  return lots.map((lot) => {
    const written = price?.lots.find(({ id }) => id === lot.id)?.price.trim() ?? '';
    const fen = written ? (parseYuan(written) ?? null) : null;
    const bad = written !== '' && (fen === null || fen <= 0n);
    const above = fen !== null && fen > (parseYuan(lot.maxPrice) ?? 0n);
    return { lot, written, fen, fault: bad ? 'notPositive' : above ? 'aboveLimit' : null };
  });
}

/** What the commitment says, for people. */
export const commitmentWords = ({ agreed, enterprise = 'none' }: PartValues['commitment']): string =>
  `${word(agreed ? 'agreed' : 'notAgreed')} · ${word(`size.${enterprise}`)}`;

export const totalOf = (prices: readonly LotPrice[]): Fen => prices.reduce((sum, { fen }) => sum + (fen ?? 0n), 0n);

/** What the notice and the platform allow. */
export interface Bounds {
  readonly lots: readonly LotFacts[];
  /** Characters of one text. */
  readonly longest: number;
}

/** What keeps a part from being complete; null when nothing does. Files are welcome but not asked for. */
export function faultOf(task: Task, values: Values, { lots, longest }: Bounds): string | null {
  if (task === 'files') return null;
  if (task === 'commitment') return values.commitment?.agreed ? null : 'missing.commitment';
  if (task !== 'price') return textFault(task, values[task]?.text ?? '', longest);
  const prices = lotPrices(lots, values.price);
  if (prices.some(({ fault }) => fault)) return `fault.price.${prices.find(({ fault }) => fault)!.fault}`;
  return prices.some(({ fen }) => fen !== null) ? null : 'missing.price';
}

function textFault(task: Task, text: string, longest: number): string | null {
  if (!text.trim()) return `missing.${task}`;
  return [...text].length > longest ? `fault.${task}.tooLong` : null;
}

export const faultsOf = (values: Values, bounds: Bounds): { task: Task; fault: string }[] =>
  tasks.flatMap((task) => {
    const fault = faultOf(task, values, bounds);
    return fault ? [{ task, fault }] : [];
  });

/** Where a part stands for the task list. */
export function stateOf(task: Task, values: Values, bounds: Bounds): 'done' | 'in-progress' | 'not-started' | 'problem' {
  const value = values[task];
  if (task === 'files') return (value as PartValues['files'] | undefined)?.files.length ? 'done' : 'not-started';
  const fault = faultOf(task, values, bounds);
  if (fault?.startsWith('fault.')) return 'problem';
  return fault === null ? 'done' : value === undefined ? 'not-started' : 'in-progress';
}

export const filesOf = (values: Values): readonly BidFile[] => values.files?.files ?? [];
