import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
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
import { AsBoolean, AsList, AsNumber, Trim } from '#platform';

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
}

/** Declining, recusing, replacing and unlocking are remembered with their reason. */
export class GiveReason {
  @Trim()
  @IsString()
  @MaxLength(1000)
  @IsNotEmpty()
  reason: string;
}

/** An answer to the invitation. */
export class AnswerInvitation {
  @IsBoolean()
  @AsBoolean()
  accept: boolean;

  /** Needed when declining. */
  @Trim()
  @IsString()
  @MaxLength(1000)
  @IsOptional()
  reason?: string;
}

/** What stands between this person and the bidders: nothing, or a recusal with its reason. */
export class DeclareConflicts {
  @IsBoolean()
  @AsBoolean()
  clear: boolean;

  @Trim()
  @IsString()
  @MaxLength(1000)
  @IsOptional()
  reason?: string;
}

export class ScoreCell {
  @IsUUID()
  bidId: string;

  @IsString()
  @MaxLength(100)
  @IsNotEmpty()
  criterionId: string;

  /** "4.5": out of the criterion's weight, at most two decimals. Left out with its reason: the cell stays as it is. */
  @Trim()
  @IsString()
  @MaxLength(10)
  @IsOptional()
  points?: string;

  @Trim()
  @IsString()
  @MaxLength(1000)
  @IsOptional()
  reason?: string;
}

export class SaveScores {
  @Type(() => ScoreCell)
  @ValidateNested({ each: true })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  cells: ScoreCell[];
}

export class SignReport {
  /** A member who disagrees says so and signs; silence is agreement (MOF Order 87 Art. 61). */
  @Trim()
  @IsString()
  @MaxLength(4000)
  @IsOptional()
  dissent?: string;
}

/** A text about one bid: why a low price is kept, or what its bidder is told. */
export class ExplainBid {
  @IsUUID()
  bidId: string;

  @Trim()
  @IsString()
  @MaxLength(2000)
  @IsNotEmpty()
  reason: string;
}

export class DecideAward {
  @IsUUID()
  bidId: string;
}

export class EnrolExpert {
  @IsUUID()
  personId: string;

  @IsUUID()
  organizationId: string;

  @Trim()
  @IsString()
  @MaxLength(100)
  @IsNotEmpty()
  name: string;

  @IsBoolean()
  @AsBoolean()
  @IsOptional()
  active?: boolean;
}
