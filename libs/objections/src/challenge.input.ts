import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsNotEmpty, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { AsBoolean, AsList, Trim } from '#platform';
import { type ChallengeOutcome, outcomes } from './challenge.lifecycle.js';

/** What a challenge must say (MOF Order 94 Art. 12): what happened, what is asked for, on what ground. */
export class FileChallenge {
  @Trim()
  @IsString()
  @IsNotEmpty({ message: 'challenge.facts-missing' })
  @MaxLength(5000)
  facts: string;

  @Trim()
  @IsString()
  @IsNotEmpty({ message: 'challenge.request-missing' })
  @MaxLength(2000)
  request: string;

  /** The rules it rests on. */
  @Trim()
  @IsString()
  @IsNotEmpty({ message: 'challenge.basis-missing' })
  @MaxLength(2000)
  basis: string;

  /** Ids of files uploaded before. */
  @IsUUID(undefined, { each: true })
  @IsArray()
  @ArrayMaxSize(10)
  @AsList()
  @IsOptional()
  evidence?: string[];
}

export class AcceptChallenge {
  /** Then nothing is signed until it is answered. */
  @IsBoolean()
  @AsBoolean()
  mayAffectResult: boolean;
}

export class RefuseChallenge {
  @Trim()
  @IsString()
  @IsNotEmpty({ message: 'challenge.reason-missing' })
  @MaxLength(2000)
  reason: string;
}

export class AnswerChallenge {
  /** upheld: the result is taken back · partly: right in part, the result stands · dismissed: the result stands. */
  @IsIn(outcomes)
  outcome: ChallengeOutcome;

  @Trim()
  @IsString()
  @IsNotEmpty({ message: 'challenge.answer-missing' })
  @MaxLength(5000)
  answer: string;
}
