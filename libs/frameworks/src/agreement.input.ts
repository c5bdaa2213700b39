import { ArrayNotEmpty, IsIn, IsNotEmpty, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { AsList, Trim } from '#platform';
import { type Ground, grounds, type Way, ways } from './agreement.entity.js';

/** Who enters comes from the ranking; only how orders are placed is chosen, as the notice said. */
export class ConcludeEntry {
  @AsList()
  @IsIn(ways, { each: true })
  @ArrayNotEmpty()
  ways: Way[];

  /** The agreement that this entry supplements. */
  @IsOptional()
  @IsUUID()
  supplements?: string;
}

export class FundAgreement {
  @IsUUID()
  planItemId: string;
}

export class FileAgreement {
  /** Under what reference the finance bureau keeps the copy. */
  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  reference: string;
}

export class EndAgreement {
  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(1000)
  reason: string;
}

export class ApplyForEntry {
  /** What the provider says to the conditions of the notice. */
  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(4000)
  statement: string;
}

export class ReviewApplication {
  @IsIn(['approve', 'refuse'])
  outcome: 'approve' | 'refuse';

  /** Needed to refuse. */
  @IsOptional()
  @Trim()
  @IsString()
  @MaxLength(1000)
  reason?: string;
}

export class LeaveAgreement extends EndAgreement {}

export class RemoveEntrant {
  @IsIn(grounds)
  ground: Ground;

  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(1000)
  reason: string;

  /** When and how the entrant was heard, and what it said. */
  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(1000)
  hearing: string;
}
