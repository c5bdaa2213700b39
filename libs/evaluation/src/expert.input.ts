import { ArrayMaxSize, IsArray, IsBoolean, IsNotEmpty, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { AsBoolean, AsList, IsCivilDay, Trim } from '#platform';

export class EnrolExpert {
  @IsUUID()
  personId: string;

  @IsUUID()
  organizationId: string;

  @Trim()
  @IsString()
  @MaxLength(100)
  @IsNotEmpty()
  name: string;

  @IsBoolean()
  @AsBoolean()
  @IsOptional()
  active?: boolean;

  @IsString({ each: true })
  @MaxLength(50, { each: true })
  @IsArray()
  @ArrayMaxSize(20)
  @AsList()
  @IsOptional()
  specialties?: string[];

  @Trim()
  @IsString()
  @MaxLength(200)
  @IsOptional()
  unit?: string;

  @Trim()
  @IsString()
  @MaxLength(100)
  @IsOptional()
  region?: string;

  @Trim()
  @IsString()
  @MaxLength(100)
  @IsOptional()
  title?: string;

  @Trim()
  @IsString()
  @MaxLength(2000)
  @IsOptional()
  qualifications?: string;
}

/** With a reason the expert is suspended; without one the suspension is lifted. */
export class SuspendExpert {
  @Trim()
  @IsString()
  @MaxLength(500)
  @IsOptional()
  reason?: string;
}

/** Until when an expert cannot come; left out: they can. */
export class SayAway {
  @IsCivilDay()
  @IsOptional()
  until?: string;
}
