import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { AsNumber, IsCivilDay, Trim } from '#platform';

/** Five fields, fit for a phone at the door. */
export class AddLogEntry {
  @IsCivilDay()
  day: string;

  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(60)
  place: string;

  @AsNumber()
  @IsInt()
  @Min(0)
  @Max(100_000)
  people: number;

  /** "2.5" */
  @Trim()
  @Matches(/^\d{1,5}(\.\d{1,2})?$/, { message: 'log.hours' })
  hours: string;

  @IsOptional()
  @Trim()
  @IsString()
  @MaxLength(300)
  note?: string;
}

export class StrikeLogEntry {
  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  reason: string;
}

export class ReportFigure {
  @IsString()
  @IsNotEmpty()
  @MaxLength(64)
  indicatorId: string;

  /** What was reached: "96.5" where it can be counted, else in words. */
  @Trim()
  @IsString()
  @IsNotEmpty({ message: 'report.figure-missing' })
  @MaxLength(200)
  actual: string;
}

export class SubmitMilestone {
  @IsArray()
  @ArrayMaxSize(60)
  @ValidateNested({ each: true })
  @Type(() => ReportFigure)
  figures: ReportFigure[];

  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(5000)
  text: string;
}

export const returnCodes = ['figures-unclear', 'evidence-missing', 'quality-short', 'quantity-short', 'other'] as const;
export type ReturnCode = (typeof returnCodes)[number];

export class ReturnMilestone {
  @IsIn(returnCodes)
  code: ReturnCode;

  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(2000)
  text: string;
}

export class AcceptMilestone {
  /** What was looked at and found. */
  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(2000)
  text: string;
}

export const rejectCodes = ['not-delivered', 'not-as-agreed', 'false-report', 'other'] as const;
export type RejectCode = (typeof rejectCodes)[number];

export class RejectMilestone {
  @IsIn(rejectCodes)
  code: RejectCode;

  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(2000)
  text: string;
}
