import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { AsNumber, Trim } from '#platform';
import { type Grade, grades, type OrganizationKind, organizationKinds, type Standing, standings } from '#organizations';

/** What the list may be asked for in its address. */
export class ListOrganizations {
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

  @MaxLength(500)
  @IsString()
  @IsOptional()
  after?: string;

  @Max(100)
  @Min(1)
  @IsInt()
  @IsOptional()
  @AsNumber()
  limit?: number;
}
