import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { type AgreementState, agreementStates } from '#frameworks';
import { Trim } from '#platform';
import { ListPage } from '../list-page.input.js';

export class ListFrameworks extends ListPage {
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
}
