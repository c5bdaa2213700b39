import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { AsBoolean, AsList, AsNumber, IsYuan, Trim } from '#platform';
import { type Enterprise, enterprises } from './enterprise.rules.js';

/** One offer for one lot; the lot may be left out where there is only one. */
export class OfferInput {
  @IsUUID()
  bidId: string;

  @Trim()
  @IsString()
  @MaxLength(10)
  @IsOptional()
  lot?: string;
}

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

  /** What the bidder declares to be; decides what policy takes off its price for comparing. */
  @IsIn(enterprises)
  @IsOptional()
  enterprise?: Enterprise;

  /** The declaration for small and medium enterprises lies in the bid. */
  @IsBoolean()
  @AsBoolean()
  @IsOptional()
  statement?: boolean;
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
  @Trim()
  @Matches(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/)
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

export class DecideAward extends OfferInput {}

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

  @IsString({ each: true })
  @MaxLength(50, { each: true })
  @IsArray()
  @ArrayMaxSize(20)
  @AsList()
  @IsOptional()
  specialties?: string[];

  @Trim()
  @IsString()
  @MaxLength(200)
  @IsOptional()
  unit?: string;

  @Trim()
  @IsString()
  @MaxLength(100)
  @IsOptional()
  region?: string;

  @Trim()
  @IsString()
  @MaxLength(100)
  @IsOptional()
  title?: string;

  @Trim()
  @IsString()
  @MaxLength(2000)
  @IsOptional()
  qualifications?: string;
}

/** With a reason the expert is suspended; without one the suspension is lifted. */
export class SuspendExpert {
  @Trim()
  @IsString()
  @MaxLength(500)
  @IsOptional()
  reason?: string;
}

/** Until when an expert cannot come; left out: they can. */
export class SayAway {
  @Trim()
  @Matches(/^\d{4}-\d\d-\d\d$/)
  @IsOptional()
  until?: string;
}
