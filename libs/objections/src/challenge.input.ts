import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsNotEmpty, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { AsBoolean, AsList, Trim } from '#platform';
import { type ChallengeOutcome, outcomes } from './challenge.lifecycle.js';

/** What a challenge must say (MOF Order 94 Art. 12): what happened, what is asked for, on what ground. */
export class FileChallenge {
  @Trim()
  @IsString()
  @MaxLength(5000)
  @IsNotEmpty({ message: 'challenge.facts-missing' })
  facts: string;

  @Trim()
  @IsString()
  @MaxLength(2000)
  @IsNotEmpty({ message: 'challenge.request-missing' })
  request: string;

  /** The rules it rests on. */
  @Trim()
  @IsString()
  @MaxLength(2000)
  @IsNotEmpty({ message: 'challenge.basis-missing' })
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
  @MaxLength(2000)
  @IsNotEmpty({ message: 'challenge.reason-missing' })
  reason: string;
}

export class AnswerChallenge {
  /** upheld: the result is taken back · partly: right in part, the result stands · dismissed: the result stands. */
  @IsIn(outcomes)
  outcome: ChallengeOutcome;

  @Trim()
  @IsString()
  @MaxLength(5000)
  @IsNotEmpty({ message: 'challenge.answer-missing' })
  answer: string;
}
