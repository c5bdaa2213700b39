import { IsOptional, Matches } from 'class-validator';
import { ListPage } from '../list-page.input.js';

/** Accounts by the beginning of their code: `budget:2026-MZ-01:`. */
export class ListBalances extends ListPage {
  @IsOptional() @Matches(/^[0-9A-Za-z:-]{1,120}$/) prefix?: string;
}

export class ListTransfers extends ListPage {
  @IsOptional() @Matches(/^[0-9A-Za-z:-]{1,120}$/) account?: string;
  /** Number of a budget line. */
  @IsOptional() @Matches(/^[0-9A-Za-z-]{1,40}$/) line?: string;
}
