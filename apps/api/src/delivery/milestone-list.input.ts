import { IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { AsNumber } from '#platform';

export class PageOfLog {
  @IsOptional()
  @IsString()
  @MaxLength(200)
  after?: string;

  @IsOptional()
  @AsNumber()
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number;
}

export class ListMilestones extends PageOfLog {
  @IsOptional()
  @IsUUID()
  contract?: string;
}
