import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { AsBoolean, AsList, AsNumber, IsInstant, IsYuan, Trim } from '#platform';
import { OfferInput } from './offer.input.js';

/** The buyer's answer on one bid's qualification. */
export class JudgeQualification {
  @IsUUID()
  bidId: string;

  @IsBoolean()
  @AsBoolean()
  passed: boolean;

  /** Ids of the notice's conditions that are not met. */
  @IsArray()
  @IsString({ each: true })
  @ArrayMaxSize(50)
  @AsList()
  @IsOptional()
  unmet?: string[];

  /** Needed when it does not qualify: the bidder reads it. */
  @Trim()
  @IsString()
  @MaxLength(1000)
  @IsOptional()
  reason?: string;
}

/** So many members of one specialty. */
export class WantedSpecialty {
  @Trim()
  @IsString()
  @MaxLength(50)
  @IsNotEmpty()
  name: string;

  @IsInt()
  @Min(1)
  @Max(21)
  @AsNumber()
  count: number;
}

export class DrawPanel {
  /** Number of members; the least the rules allow when left out. */
  @IsInt()
  @Min(1)
  @Max(21)
  @AsNumber()
  @IsOptional()
  size?: number;

  /** People of the buyer on the register who sit beside the experts. */
  @IsUUID(undefined, { each: true })
  @IsArray()
  @ArrayMaxSize(7)
  @AsList()
  @IsOptional()
  representatives?: string[];

  /** Seats that ask for a specialty; the others take anybody on the register. */
  @Type(() => WantedSpecialty)
  @ValidateNested({ each: true })
  @IsArray()
  @ArrayMaxSize(10)
  @IsOptional()
  specialties?: WantedSpecialty[];

  /** When the panel comes together, in Beijing: not before the rule allows to draw for it. At once when left out. */
  @IsInstant()
  @IsOptional()
  meetsAt?: string;

  @Trim()
  @IsString()
  @MaxLength(200)
  @IsOptional()
  place?: string;

  /** Hours the members are asked for. */
  @IsInt()
  @Min(1)
  @Max(200)
  @AsNumber()
  @IsOptional()
  hours?: number;

  /** What each expert is paid, yuan. */
  @IsYuan()
  @IsOptional()
  fee?: string;
}

/** Declining, recusing, replacing and unlocking are remembered with their reason. */
export class GiveReason {
  @Trim()
  @IsString()
  @MaxLength(1000)
  @IsNotEmpty()
  reason: string;
}

/** Why an offer lost points on one criterion, where no member wrote it. */
export class CriterionReason {
  @IsString()
  @MaxLength(100)
  @IsNotEmpty()
  id: string;

  @Trim()
  @IsString()
  @MaxLength(1000)
  @IsNotEmpty()
  reason: string;
}

/** What a bidder who does not win is told. */
export class TellBidder extends OfferInput {
  @Trim()
  @IsString()
  @MaxLength(2000)
  @IsNotEmpty()
  reason: string;

  @Type(() => CriterionReason)
  @ValidateNested({ each: true })
  @IsArray()
  @ArrayMaxSize(50)
  @IsOptional()
  criteria?: CriterionReason[];
}

export class DecideAward extends OfferInput {}
