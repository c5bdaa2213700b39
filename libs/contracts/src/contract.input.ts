import { IsIn, IsNotEmpty, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { Trim } from '#platform';

/** All else comes from the notice, the offer and the award; only the person in charge is chosen here. */
export class DraftContract {
  /** The buyer's manager of the contract. */
  @IsUUID()
  managerPersonId: string;

  /** Which lot's award; the first awarded lot when left out. */
  @IsString()
  @MaxLength(10)
  @IsOptional()
  lot?: string;
}

export const rejectionCodes = ['differs-from-offer', 'text-error', 'cannot-perform', 'award-in-doubt', 'other'] as const;
export type RejectionCode = (typeof rejectionCodes)[number];

export class RejectContract {
  @IsIn(rejectionCodes)
  code: RejectionCode;

  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(1000)
  text: string;
}

export class RefuseAward {
  @Trim()
  @IsString()
  @MaxLength(1000)
  @IsNotEmpty({ message: 'award.refusal-reason' })
  reason: string;
}

export class FileContract {
  /** Number the finance bureau gave the copy. */
  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(80)
  reference: string;
}

export const terminationCodes = ['agreement', 'provider-breach', 'buyer-breach', 'public-interest', 'force-majeure'] as const;
export type TerminationCode = (typeof terminationCodes)[number];

export class TerminateContract {
  @IsIn(terminationCodes)
  code: TerminationCode;

  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(2000)
  text: string;
}
