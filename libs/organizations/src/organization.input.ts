import { IsBoolean, IsIn, IsISO8601, IsNotEmpty, IsOptional, IsString, IsUrl, Matches, MaxLength } from 'class-validator';
import { AsBoolean, Trim } from '#platform';
import { standingActs, type StandingAct } from './standing.lifecycle.js';

/** A file of the register, as text. */
export class ImportOrganizations {
  @IsIn(['departments', 'providers'])
  kind: 'departments' | 'providers';

  /** The CSV file, UTF-8, with its header row. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(2_000_000)
  csv: string;

  /** Only check, change nothing. */
  @AsBoolean()
  @IsBoolean()
  dryRun: boolean = false;
}

/** A credit event as its source published it. */
export class JudgeStanding {
  @IsIn(standingActs)
  act: StandingAct;

  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(1000)
  reason: string;

  /** Who published it, with the number of the paper. */
  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  source: string;

  @Trim()
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true })
  @MaxLength(500)
  sourceUrl?: string;

  @Trim()
  @IsISO8601({ strict: true })
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'input.is-date-string' })
  decidedOn: string;

  /** Where and until when it can be contested. */
  @Trim()
  @IsOptional()
  @IsString()
  @MaxLength(500)
  appeal?: string;
}
