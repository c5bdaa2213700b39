import { IsIn, IsOptional, IsString, IsUUID, MaxLength, MinLength } from 'class-validator';
import { IsCivilDay, IsYuan, Trim } from '#platform';
import { returnCodes, type ReturnCode } from './return.rules.js';

/** What a provider sends with a request: the invoice and where the money goes. */
export class RequestPayment {
  @Trim()
  @IsString()
  @MinLength(1, { message: 'invoice.number' })
  @MaxLength(40)
  invoiceNumber!: string;

  /** Civil date. */
  @IsCivilDay()
  invoiceDate!: string;

  /** Yuan, what the invoice says. */
  @IsYuan()
  amount!: string;

  @Trim()
  @IsString()
  @MinLength(2)
  @MaxLength(100)
  payeeName!: string;

  @Trim()
  @IsString()
  @MinLength(2)
  @MaxLength(100)
  bank!: string;

  @Trim()
  @IsString()
  @MinLength(1, { message: 'payment.account' })
  @MaxLength(60)
  account!: string;

  /** The invoice as a file of the provider's own, uploaded before. */
  @IsOptional()
  @IsUUID()
  fileId?: string;
}

/** Why it goes back: a code for the count, words for the person. */
export class ReturnPayment {
  @IsIn(returnCodes)
  code!: ReturnCode;

  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(1000)
  text!: string;
}

/** What became of a case. */
export class ResolveException {
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(1000)
  text!: string;
}
