import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { AsNumber } from '#platform';

class ListPage {
  @IsOptional() @IsString() @MaxLength(500) after?: string;
  @IsOptional() @AsNumber() @IsInt() @Min(1) @Max(100) limit?: number;
}

/** Accounts by the beginning of their code: `budget:2026-MZ-01:`. */
export class ListBalances extends ListPage {
  @IsOptional() @Matches(/^[0-9A-Za-z:-]{1,120}$/) prefix?: string;
}

export class ListTransfers extends ListPage {
  @IsOptional() @Matches(/^[0-9A-Za-z:-]{1,120}$/) account?: string;
  /** Number of a budget line. */
  @IsOptional() @Matches(/^[0-9A-Za-z-]{1,40}$/) line?: string;
}
