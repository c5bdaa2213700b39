import { IsBoolean, IsIn, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { AsBoolean, Trim } from '#platform';
import { type ChallengeOutcome, outcomes, remedies, type Remedy } from './challenge.lifecycle.js';

export class AcceptChallenge {
  /** Then nothing is signed until it is answered. */
  @IsBoolean()
  @AsBoolean()
  mayAffectResult: boolean;
}

/** Turned away, or given back to be completed: with a reason. */
export class RefuseChallenge {
  @Trim()
  @IsString()
  @MaxLength(2000)
  @IsNotEmpty({ message: 'challenge.reason-missing' })
  reason: string;
}

export class AnswerChallenge {
  /** upheld: the remedy follows · partly: right in part, nothing changes · dismissed. */
  @IsIn(outcomes)
  outcome: ChallengeOutcome;

  /** Needed when upheld. */
  @IsIn(remedies)
  @IsOptional()
  remedy?: Remedy;

  @Trim()
  @IsString()
  @MaxLength(5000)
  @IsNotEmpty({ message: 'challenge.answer-missing' })
  answer: string;
}

export class WithdrawObjection {
  @IsIn([true], { message: 'objection.withdrawal-unconfirmed' })
  @IsBoolean()
  @AsBoolean()
  confirmed: true;
}
