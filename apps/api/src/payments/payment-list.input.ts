import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { Trim } from '#platform';
import { type PaymentState, paymentStates } from '#payments';
import { ListPage } from '../list-page.input.js';

export class ListPayments extends ListPage {
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
}

export class ChooseFormat {
  @IsOptional()
  @IsIn(['xml', 'csv'])
  format?: 'xml' | 'csv';
}
