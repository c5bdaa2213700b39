import { IsOptional, IsString, MaxLength } from 'class-validator';

/** One lot of a procedure; the first announced one when left out. */
export class WhichLot {
  @IsString()
  @MaxLength(10)
  @IsOptional()
  lot?: string;
}
