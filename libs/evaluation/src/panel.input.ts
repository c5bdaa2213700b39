import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { AsBoolean, IsInstant, Trim } from '#platform';
import { OfferInput } from './offer.input.js';

/** Until when last prices may be handed in, in Beijing. */
export class CallLastPrices {
  @IsInstant()
  closesAt: string;
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

/** A tie to one bidder. */
export class DeclaredTie {
  @IsUUID()
  organizationId: string;

  @IsIn(['none', 'employment', 'kin', 'other'])
  kind: 'none' | 'employment' | 'kin' | 'other';
}

/** What stands between this person and the bidders: nothing, or a recusal with its reason. */
export class DeclareConflicts {
  @IsBoolean()
  @AsBoolean()
  clear: boolean;

  /** Bidder by bidder; any tie is a recusal and stays known for later draws. */
  @Type(() => DeclaredTie)
  @ValidateNested({ each: true })
  @IsArray()
  @ArrayMaxSize(500)
  @IsOptional()
  ties?: DeclaredTie[];

  @Trim()
  @IsString()
  @MaxLength(1000)
  @IsOptional()
  reason?: string;
}

export class ScoreCell extends OfferInput {
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

/** The panel's view on a price that looks too low: kept, or put out (MOF Order 87 Art. 60). Kept when left out. */
export class JudgeLowPrice extends OfferInput {
  @IsBoolean()
  @AsBoolean()
  @IsOptional()
  keep?: boolean;

  @Trim()
  @IsString()
  @MaxLength(2000)
  @IsNotEmpty()
  reason: string;
}

/** Does an offer answer the notice in substance? Why not is read by its bidder (MOF Order 87 Art. 50, 63). */
export class CheckedOffer extends OfferInput {
  @IsBoolean()
  @AsBoolean()
  compliant: boolean;

  @Trim()
  @IsString()
  @MaxLength(1000)
  @IsOptional()
  reason?: string;
}

/** The panel's check of all offers, put down by its chair. */
export class CheckCompliance {
  @Type(() => CheckedOffer)
  @ValidateNested({ each: true })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  offers: CheckedOffer[];
}

/** A question of the panel to one bidder. */
export class AskBidder extends OfferInput {
  @IsIn(['question', 'low-price'])
  @IsOptional()
  kind?: 'question' | 'low-price';

  @Trim()
  @IsString()
  @MaxLength(2000)
  @IsNotEmpty()
  question: string;
}

/** The bidder's answer; it changes neither price nor substance. */
export class AnswerPanel {
  @Trim()
  @IsString()
  @MaxLength(5000)
  @IsNotEmpty()
  answer: string;
}

/** Why a member stands by a score that is far from the others'. */
export class ExplainScore extends OfferInput {
  @IsString()
  @MaxLength(100)
  @IsNotEmpty()
  criterionId: string;

  @Trim()
  @IsString()
  @MaxLength(1000)
  @IsNotEmpty()
  explanation: string;
}

/** A member's own notes on an offer. */
export class WriteNote extends OfferInput {
  @IsString()
  @MaxLength(20000)
  text: string;
}
