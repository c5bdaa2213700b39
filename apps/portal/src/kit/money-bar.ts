import type { Fen } from '#kernel';
import type { Told } from './messages.js';

/** Amounts that follow each other: each is part of the one before. */
export interface MoneyFigures {
  readonly planned: Fen;
  readonly contracted: Fen;
  readonly accepted: Fen;
  readonly paid: Fen;
}

export interface MoneyPart {
  readonly name: keyof MoneyFigures;
  readonly title: Told;
  readonly fen: Fen;
  /** Width in tenths of a percent of the planned amount: the bar is drawn 1000 wide. */
  readonly width: number;
  readonly percent: string;
}

/** The four lengths of the money bar. Nothing planned draws nothing. */
export function moneyBar(figures: MoneyFigures): MoneyPart[] {
  const names = ['planned', 'contracted', 'accepted', 'paid'] as const;
  return names.map((name) => {
    const width = share(figures[name], figures.planned);
    return {
      name,
      title: { key: `money.${name}` },
      fen: figures[name],
      width,
      percent: (width / 10).toFixed(1),
    };
  });
}

function share(part: Fen, whole: Fen): number {
  if (whole <= 0n) return 0;
  const thousandths = Number((part * 1000n) / whole);
  return Math.min(1000, Math.max(0, thousandths));
}
