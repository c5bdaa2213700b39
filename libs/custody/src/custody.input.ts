import { IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { Trim } from '#platform';

const recipient = /^age1[0-9a-z]{58}$/;

/** A public key whose secret one the sender says to hold. */
export class AskChallenge {
  @Trim()
  @Matches(recipient, { message: 'custody.not-a-recipient' })
  recipient: string;
}

/** The opened challenge: the 64 hex digits that stood in it. */
export class EnrolKey {
  @Trim()
  @Matches(recipient, { message: 'custody.not-a-recipient' })
  recipient: string;

  @Trim()
  @Matches(/^[0-9a-f]{64}$/, { message: 'custody.answer-wrong' })
  answer: string;
}

/** Why a key does not count any more. */
export class EndKey {
  @Trim()
  @IsString()
  @MinLength(4)
  @MaxLength(500)
  reason: string;
}
