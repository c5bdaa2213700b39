import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { Trim } from '#platform';
import { type Grade, grades, type OrganizationKind, organizationKinds, type Standing, standings } from '#organizations';
import { ListPage } from '../list-page.input.js';

/** What the list may be asked for in its address. */
export class ListOrganizations extends ListPage {
  @MaxLength(100)
  @IsString()
  @IsOptional()
  @Trim()
  q?: string;

  @IsIn(organizationKinds)
  @IsOptional()
  kind?: OrganizationKind;

  @MaxLength(40)
  @IsString()
  @IsOptional()
  domain?: string;

  @IsIn(grades)
  @IsOptional()
  grade?: Grade;

  @IsIn(standings)
  @IsOptional()
  standing?: Standing;
}
