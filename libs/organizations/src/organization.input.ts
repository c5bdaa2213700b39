import { IsBoolean, IsIn, IsNotEmpty, IsOptional, IsString, IsUrl, MaxLength } from 'class-validator';
import { AsBoolean, IsCivilDay, Trim } from '#platform';
import { standingActs, type StandingAct } from './standing.lifecycle.js';

/** A file of the register, as text. */
export class ImportOrganizations {
  @IsIn(['departments', 'providers'])
  kind: 'departments' | 'providers';

  /** The CSV file, UTF-8, with its header row. */
  @MaxLength(2_000_000)
  @IsString()
  @IsNotEmpty()
  csv: string;

  /** Only check, change nothing. */
  @IsBoolean()
  @AsBoolean()
  dryRun: boolean = false;
}

/** A credit event as its source published it. */
export class JudgeStanding {
  @IsIn(standingActs)
  act: StandingAct;

  @MaxLength(1000)
  @IsString()
  @IsNotEmpty()
  @Trim()
  reason: string;

  /** Who published it, with the number of the paper. */
  @MaxLength(200)
  @IsString()
  @IsNotEmpty()
  @Trim()
  source: string;

  @MaxLength(500)
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true })
  @IsOptional()
  @Trim()
  sourceUrl?: string;

  @IsCivilDay()
  decidedOn: string;

  /** Where and until when it can be contested. */
  @MaxLength(500)
  @IsString()
  @IsOptional()
  @Trim()
  appeal?: string;
}
