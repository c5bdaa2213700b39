import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { AsNumber } from '#platform';

/** Where a list goes on and how long a page is. */
export class ListPage {
  /** The `next` of the page before. */
  @IsString()
  @MaxLength(500)
  @IsOptional()
  after?: string;

  @IsInt()
  @Min(1)
  @Max(100)
  @AsNumber()
  @IsOptional()
  limit?: number;
}
