import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  Equals,
  IsArray,
  IsBase64,
  IsDefined,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { AsNumber, Trim } from '#platform';

const digest = /^[0-9a-f]{64}$/;
const identity = /^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/;
/** 64 KiB in base64. */
const longestStatement = 87_384;

/** A box to tick: forms send a list with one entry, programs send true. */
function AsTick(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.includes('yes') : value === true || value === 'yes'));
}

export class StartBid {
  @IsUUID()
  procedureId: string;
}

/** Ciphertext that will be sent: its bytes and their SHA-256. */
export class BeginUpload {
  @AsNumber()
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  size: number;

  @Matches(digest)
  sha256: string;
}

/** The statements of a bid's envelopes, base64. */
export class EnvelopeStatements {
  @IsBase64()
  @MaxLength(longestStatement)
  qualification: string;

  @IsBase64()
  @MaxLength(longestStatement)
  technical: string;

  @IsBase64()
  @MaxLength(longestStatement)
  price: string;
}

/** Hands a sealed bid in; its files were uploaded before. */
export class SubmitBid {
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => EnvelopeStatements)
  envelopes: EnvelopeStatements;

  /** The provider stands by the offer as it is. */
  @AsTick()
  @Equals(true, { message: 'bid.declaration-missing' })
  declared: boolean;
}

/** Hands in a last price: the statement of its envelope, base64; its content was uploaded before. */
export class SubmitLastPrice {
  @IsBase64()
  @MaxLength(longestStatement)
  envelope: string;

  /** The provider stands by the price as it is. */
  @AsTick()
  @Equals(true, { message: 'bid.declaration-missing' })
  declared: boolean;
}

export class WithdrawBid {
  @AsTick()
  @Equals(true, { message: 'bid.withdrawal-unconfirmed' })
  confirmed: boolean;
}

/** What a holder gives for one envelope; null when the own key does not open the share. */
export class Contribution {
  @Matches(digest)
  envelope: string;

  /** 16 bytes, base64. */
  @IsOptional()
  @IsString()
  @Matches(/^[A-Za-z0-9+/]{22}==$/)
  fileKey: string | null;
}

export class ContributeToOpening {
  @IsArray()
  @ArrayMaxSize(10_000)
  @ValidateNested({ each: true })
  @Type(() => Contribution)
  contributions: Contribution[];
}

/** Signs the minutes that were read. */
export class SignMinutes {
  @Matches(digest)
  digest: string;
}

/** Why the bidders are to open their envelopes themselves. */
export class AgreeToFallback {
  @Trim()
  @IsString()
  @Length(1, 1000)
  reason: string;
}

/** Why a holder does not open. */
export class DeclineOpening {
  @Trim()
  @IsString()
  @Length(1, 1000)
  reason: string;
}

/** The secret keys of the own envelopes, from the recovery file. */
export class EnvelopeSecrets {
  @IsOptional()
  @Matches(identity)
  qualification?: string;

  @IsOptional()
  @Matches(identity)
  technical?: string;

  @IsString()
  @MinLength(1)
  @Matches(identity)
  price: string;
}

export class HandSecrets {
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => EnvelopeSecrets)
  secrets: EnvelopeSecrets;
}
