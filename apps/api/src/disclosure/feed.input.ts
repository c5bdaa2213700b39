import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { AsNumber, IsInstant } from '#platform';

/** What a feed of open data may be asked for. */
export class FeedInput {
  @IsOptional()
  @IsInstant({ orDay: true })
  since?: string;

  @IsOptional()
  @IsString()
  @MaxLength(60)
  cursor?: string;

  @IsOptional()
  @AsNumber()
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number;

  /** Number of a procedure: only the releases of that project. */
  @IsOptional()
  @Matches(/^[A-Za-z0-9-]{1,60}$/)
  project?: string;
}
