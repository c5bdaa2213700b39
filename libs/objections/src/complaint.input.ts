import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
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
import { AsList, AsNumber, Trim } from '#platform';
import { type ChallengeOutcome, outcomes, remedies, type Remedy } from './challenge.lifecycle.js';
import { type Dismissal, dismissals } from './complaint.lifecycle.js';
import { FilledRows, Petition } from './petition.input.js';

/** A point of the challenge that its answer does not settle. */
export class ComplaintPointInput {
  /** Which point of the challenge, counted from 1. */
  @Max(20)
  @Min(1)
  @IsInt()
  @AsNumber()
  point: number;

  @Trim()
  @IsString()
  @MaxLength(5000)
  @IsNotEmpty({ message: 'complaint.objection-missing' })
  objection: string;
}

/** What a complaint says (MOF Order 94 Art. 18, 20): only what was challenged before. */
export class FileComplaint extends Petition {
  @ArrayMinSize(1, { message: 'complaint.points-missing' })
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => ComplaintPointInput)
  @FilledRows()
  @IsArray({ message: 'complaint.points-missing' })
  points: ComplaintPointInput[];
}

/** An act of the bureau that needs a reason. */
export class ComplaintReason {
  @Trim()
  @IsString()
  @MaxLength(2000)
  @IsNotEmpty({ message: 'complaint.reason-missing' })
  reason: string;
}

/** Proposes not to take a complaint up: refused, or the complainant is told who is responsible. */
export class TurnComplaint extends ComplaintReason {
  @IsIn(['refuse', 'redirect'])
  turn: 'refuse' | 'redirect';
}

export class PauseComplaint extends ComplaintReason {
  /** Calendar days, up to the rule's most. */
  @Max(365)
  @Min(1)
  @IsInt()
  @AsNumber()
  days: number;
}

export class RespondComplaint {
  @Trim()
  @IsString()
  @MaxLength(5000)
  @IsNotEmpty({ message: 'complaint.response-missing' })
  text: string;

  @IsUUID(undefined, { each: true })
  @IsArray()
  @ArrayMaxSize(10)
  @AsList()
  @IsOptional()
  evidence?: string[];
}

export class DecideComplaint {
  @IsIn(outcomes)
  outcome: ChallengeOutcome;

  /** Needed when dismissed. */
  @IsIn(dismissals)
  @IsOptional()
  ground?: Dismissal;

  /** Needed when upheld. */
  @IsIn(remedies)
  @IsOptional()
  remedy?: Remedy;

  @Trim()
  @IsString()
  @MaxLength(10_000)
  @IsNotEmpty({ message: 'complaint.decision-missing' })
  decision: string;
}
