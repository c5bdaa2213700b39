import { Transform } from 'class-transformer';
import { Equals, IsBoolean, IsInt, IsOptional, IsString, IsUUID, Matches, MaxLength, Min } from 'class-validator';
import { AsBoolean, AsNumber, IsYuan, Trim } from '#platform';
import { longestText } from './offer.rules.js';

/** A box to tick: forms send a list with one entry, programs send true. */
function AsTick(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.includes('yes') : value === true || value === 'yes'));
}

export class StartBid {
  @IsUUID()
  procedureId: string;
}

/** Any part of an offer; what is not sent stays as it was. `version` is the draft the writer had before them. */
export class SaveDraft {
  @AsNumber()
  @IsInt()
  @Min(0)
  version: number;

  @IsOptional()
  @Trim()
  @IsYuan({ message: 'bid.price-not-positive' })
  price?: string;

  @IsOptional()
  @Trim()
  @IsString()
  @MaxLength(longestText)
  plan?: string;

  @IsOptional()
  @Trim()
  @IsString()
  @MaxLength(longestText)
  staffing?: string;

  @IsOptional()
  @Trim()
  @IsString()
  @MaxLength(longestText)
  experience?: string;

  @IsOptional()
  @AsBoolean()
  @IsBoolean()
  commitment?: boolean;
}

export class RemoveFile {
  @Matches(/^[0-9a-f]{64}$/)
  sha256: string;
}

/** Hands in the draft as it was checked. */
export class SubmitBid {
  /** The version of the draft that was checked. */
  @AsNumber()
  @IsInt()
  @Min(0)
  version: number;

  /** The provider stands by the offer as it is. */
  @AsTick()
  @Equals(true, { message: 'bid.declaration-missing' })
  declared: boolean;
}

export class WithdrawBid {
  @AsTick()
  @Equals(true, { message: 'bid.withdrawal-unconfirmed' })
  confirmed: boolean;
}

/** Stands for one's side when a box is opened. */
export class ConsentToOpening {
  @AsTick()
  @Equals(true, { message: 'opening.unconfirmed' })
  confirmed: boolean;
}
