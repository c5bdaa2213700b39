import { IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { AsNumber } from '#platform';

/** Which challenges, and where the list goes on. */
export class ListChallenges {
  /** Only those of one procedure. */
  @IsUUID()
  @IsOptional()
  procedure?: string;

  @IsString()
  @MaxLength(200)
  @IsOptional()
  after?: string;

  @IsInt()
  @Min(1)
  @Max(100)
  @AsNumber()
  @IsOptional()
  limit?: number;
}
