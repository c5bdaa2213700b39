import { IsOptional, IsUUID } from 'class-validator';
import { ListPage } from '../list-page.input.js';

export class ListMilestones extends ListPage {
  @IsOptional()
  @IsUUID()
  contract?: string;
}
