import { IsOptional, IsUUID } from 'class-validator';
import { ListPage } from '../list-page.input.js';

/** Which challenges, and where the list goes on. */
export class ListChallenges extends ListPage {
  /** Only those of one procedure. */
  @IsUUID()
  @IsOptional()
  procedure?: string;
}
