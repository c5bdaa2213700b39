import { IsIn, IsInt, IsNotEmpty, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { AsNumber, IsCivilDay, IsInstant, IsYuan, Trim } from '#platform';
import { type Way, ways } from './agreement.entity.js';
import type { ChosenBy } from './order.entity.js';

export class PlaceOrder {
  @IsString()
  @IsNotEmpty()
  @MaxLength(20)
  lot: string;

  @IsIn(ways)
  way: Way;

  /** Direct choice only: turns and contests choose by themselves. */
  @IsOptional()
  @IsUUID()
  entrantId?: string;

  @IsIn(['buyer', 'users'])
  chosenBy: ChosenBy;

  /** The office that chose, or the committee that speaks for the users. */
  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  chooser: string;

  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(1000)
  reason: string;

  @AsNumber()
  @IsInt()
  @Min(1)
  @Max(100_000_000)
  quantity: number;

  @AsNumber()
  @IsInt()
  @Min(1)
  months: number;

  /** Where the money comes from; without it the entry procedure's plan item. */
  @IsOptional()
  @IsUUID()
  planItemId?: string;

  /** Contest only: until when quotes come in; without an offset it is Beijing time. */
  @IsOptional()
  @IsInstant()
  quotesCloseAt?: string;
}

export class WithReason {
  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(1000)
  reason: string;
}

export class GiveQuote {
  /** For the lot's units, in yuan. */
  @IsYuan()
  price: string;
}

export class ContractOfOrder {
  @IsUUID()
  managerPersonId: string;
}

export class RecordEvidence {
  @IsCivilDay()
  day: string;

  @AsNumber()
  @IsInt()
  @Min(1)
  @Max(100_000_000)
  quantity: number;

  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(1000)
  note: string;

  /** A file uploaded before, such as signed lists. */
  @IsOptional()
  @IsUUID()
  fileId?: string;
}

export class GiveFeedback {
  @IsIn(['user', 'buyer'])
  source: 'user' | 'buyer';

  @AsNumber()
  @IsInt()
  @Min(1)
  @Max(5)
  rating: number;

  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(1000)
  words: string;
}
