import { IsIn, IsInt, IsOptional, IsString, IsUrl, IsUUID, MaxLength, Min, MinLength, ValidateIf } from 'class-validator';
import { type Method, methods } from '#calendar';
import { AsNumber, IsInstant, Trim } from '#platform';
import { Rows, RowText } from './row.input.js';
import { AttachmentRow } from './task.input.js';

export class DraftInput {
  @IsUUID()
  planItemId!: string;

  /** Another method than the plan's, after a failed round. */
  @IsOptional()
  @IsIn(methods)
  method?: Method;
}

export class ReasonRow {
  @RowText(120)
  finding!: string;

  @Trim()
  @IsOptional()
  @IsString()
  @MaxLength(500)
  text?: string;
}

export class SubmissionInput {
  /** Why what the check asked about is right here, by the key of the finding. */
  @Rows(() => ReasonRow, 100)
  reasons: ReasonRow[] = [];
}

export class ReasonInput {
  @Trim()
  @IsString()
  @MinLength(4)
  @MaxLength(1000)
  reason!: string;
}

export class OfficialInput {
  @Trim()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true })
  url!: string;

  @IsInstant()
  publishedAt!: string;

  /** The newest when left out. */
  @AsNumber()
  @IsOptional()
  @IsInt()
  @Min(1)
  version?: number;
}

const deadlines = ['keep', 'earliest', 'fixed'] as const;

/** A yardstick said anew; the criterion's name, kind and weight stay. */
export class YardstickRow {
  @RowText(40)
  id!: string;

  @Trim()
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  yardstick?: string;
}

export class CorrectionInput extends ReasonInput {
  /** `earliest`: as far out as the change needs by law, and not before the present deadline. */
  @IsIn(deadlines)
  deadline!: (typeof deadlines)[number];

  @ValidateIf((input: CorrectionInput) => input.deadline === 'fixed')
  @IsInstant()
  closesAt?: string;

  @IsOptional()
  @IsInstant()
  questionsUntil?: string;

  @Trim()
  @IsOptional()
  @IsString()
  @MaxLength(120)
  openingPlace?: string;

  @Trim()
  @IsOptional()
  @IsString()
  @MaxLength(40)
  contactName?: string;

  @Trim()
  @IsOptional()
  @IsString()
  @MaxLength(40)
  contactPhone?: string;

  @Trim()
  @IsOptional()
  @IsString()
  @MaxLength(120)
  contactAddress?: string;

  @Trim()
  @IsOptional()
  @IsString()
  @MaxLength(4000)
  clarification?: string;

  /** Why new wording that the check asks about is right here. */
  @Trim()
  @IsOptional()
  @IsString()
  @MaxLength(500)
  justification?: string;

  @Rows(() => YardstickRow)
  criteria: YardstickRow[] = [];

  @Rows(() => AttachmentRow, 20)
  attachments: AttachmentRow[] = [];
}

export class ExtensionInput extends ReasonInput {
  @IsInstant()
  closesAt!: string;

  @IsOptional()
  @IsInstant()
  questionsUntil?: string;
}

/** A later deadline for bids that have to be sealed again; the reason was given by the one who asked. */
export class RekeyingInput {
  @IsInstant()
  closesAt!: string;
}

export class QuestionInput {
  @Trim()
  @IsString()
  @MinLength(5)
  @MaxLength(2000)
  text!: string;
}

/** The number of the question that asks the same. */
export class MergeInput {
  @AsNumber()
  @IsInt()
  @Min(1)
  sameAs!: number;
}

export class AnswerInput {
  @Trim()
  @IsString()
  @MinLength(2)
  @MaxLength(4000)
  answer!: string;

  /** May it change what providers write in their offers? Then enough time is left before the deadline, or it moves. */
  @IsIn(['yes', 'no'])
  affects!: 'yes' | 'no';
}
