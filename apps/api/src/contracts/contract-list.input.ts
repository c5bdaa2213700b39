import { IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { Trim } from '#platform';
import { ListPage } from '../list-page.input.js';

export class ListContracts extends ListPage {
  /** Part of the title, the number or a party's name. */
  @IsOptional()
  @Trim()
  @IsString()
  @MaxLength(100)
  q?: string;

  @IsOptional()
  @IsUUID()
  department?: string;

  @IsOptional()
  @IsUUID()
  provider?: string;
}
