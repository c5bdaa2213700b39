import { IsIn, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { type AgreementState, agreementStates } from '#frameworks';
import { AsNumber, Trim } from '#platform';

export class ListFrameworks {
  /** Part of the title or the number. */
  @IsOptional()
  @Trim()
  @IsString()
  @MaxLength(100)
  q?: string;

  @IsOptional()
  @IsUUID()
  department?: string;

  @IsOptional()
  @IsIn(agreementStates)
  state?: AgreementState;

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

export class ListOrders {
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
