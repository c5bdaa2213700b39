import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsNotEmpty, IsOptional, IsString, Matches, MaxLength, ValidateNested } from 'class-validator';
import { Trim } from '#platform';

export class IndicatorScore {
  @IsString()
  @IsNotEmpty()
  @MaxLength(64)
  indicatorId: string;

  /** Points from 0 to 100 with at most two decimals: "92.5". */
  @Trim()
  @Matches(/^\d{1,3}(\.\d{1,2})?$/, { message: 'assessment.score-range' })
  score: string;

  /** Needed where nothing can be measured, and where the score departs from what was measured. */
  @IsOptional()
  @Trim()
  @IsString()
  @MaxLength(500)
  reason?: string;
}

export class ScoreAssessment {
  @IsArray()
  @ArrayMaxSize(60)
  @ValidateNested({ each: true })
  @Type(() => IndicatorScore)
  scores: IndicatorScore[];
}

export class ObjectToAssessment {
  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(2000)
  text: string;
}

export class DecideObjection {
  @IsIn(['upheld', 'dismissed'])
  decision: 'upheld' | 'dismissed';

  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(2000)
  text: string;
}
