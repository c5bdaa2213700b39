import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { AsNumber, Trim } from '#platform';
import { type Grade, grades, type OrganizationKind, organizationKinds, type Standing, standings } from '#organizations';

/** What the list may be asked for in its address. */
export class ListOrganizations {
  @Trim()
  @IsOptional()
  @IsString()
  @MaxLength(100)
  q?: string;

  @IsOptional()
  @IsIn(organizationKinds)
  kind?: OrganizationKind;

  @IsOptional()
  @IsString()
  @MaxLength(40)
  domain?: string;

  @IsOptional()
  @IsIn(grades)
  grade?: Grade;

  @IsOptional()
  @IsIn(standings)
  standing?: Standing;

  @IsOptional()
  @IsString()
  @MaxLength(500)
  after?: string;

  @AsNumber()
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number;
}
