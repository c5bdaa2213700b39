import { IsIn, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { AsNumber, Trim } from '#platform';
import { type PaymentState, paymentStates } from '#payments';

export class ListPayments {
  /** Part of a payment's number. */
  @IsOptional()
  @Trim()
  @IsString()
  @MaxLength(60)
  q?: string;

  @IsOptional()
  @IsIn(paymentStates)
  state?: PaymentState;

  @IsOptional()
  @IsUUID()
  contract?: string;

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

export class ChooseFormat {
  @IsOptional()
  @IsIn(['xml', 'csv'])
  format?: 'xml' | 'csv';
}
