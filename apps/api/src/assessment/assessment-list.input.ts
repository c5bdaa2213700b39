import { IsOptional, IsUUID } from 'class-validator';
import { ListPage } from '../list-page.input.js';

export class ListAssessments extends ListPage {
  @IsOptional()
  @IsUUID()
  contract?: string;
}
