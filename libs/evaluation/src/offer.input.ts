import { IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { Trim } from '#platform';

/** One offer for one lot; the lot may be left out where there is only one. */
export class OfferInput {
  @IsUUID()
  bidId: string;

  @Trim()
  @IsString()
  @MaxLength(10)
  @IsOptional()
  lot?: string;
}
