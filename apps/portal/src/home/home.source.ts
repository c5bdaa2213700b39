import type { MoneyFigures } from '../kit/index.js';

/** One line of the quiet lists: what it is, whose, when it was made known. */
export interface HomeLine {
  readonly title: string;
  readonly href: string;
  readonly department: string;
  readonly at: Date;
  /** Until when one may respond; null when that is no question. */
  readonly closesAt: Date | null;
}

export interface HomeFigures {
  readonly year: number;
  readonly districtName: string;
  readonly money: MoneyFigures;
  readonly asOf: Date;
  readonly notices: readonly HomeLine[];
  readonly results: readonly HomeLine[];
}

/** Where the home page has its figures from. */
export interface HomeSource {
  home(now: Date): Promise<HomeFigures>;
}
export const HOME_SOURCE = Symbol('HOME_SOURCE');
