import { IsIn, IsInt, IsNumber, IsOptional, IsString, IsUrl, IsUUID, Max, MaxLength, Min, ValidateIf } from 'class-validator';
import { AsNumber, IsYuan, IsInstant, Trim } from '#platform';
import { type CriterionKind, criterionKinds } from './content.view.js';
import { LotsInput, MethodInput, NeedInput, PolicyInput } from './requirement.input.js';
import { RowInt, Rows, RowText, Text } from './row.input.js';
import { isFilled } from './row.rules.js';
import type { Task } from './task.rules.js';
import { TaskInput } from './task-version.input.js';

export class BasicsInput extends TaskInput {
  @Text(80)
  title!: string;

  @Text(40)
  contactName!: string;

  @Text(40)
  contactPhone!: string;

  @Trim()
  @IsOptional()
  @IsString()
  @MaxLength(120)
  contactAddress?: string;
}

export class ServiceInput extends TaskInput {
  @Text(200)
  beneficiaries!: string;

  @AsNumber()
  @IsNumber({ maxDecimalPlaces: 2 })
  @Min(0.01)
  quantity!: number;

  @Text(20)
  unit!: string;

  @Text(2000)
  quality!: string;

  @Text(8000)
  description!: string;
}

export class IndicatorRow {
  @IsOptional()
  @IsString()
  id?: string;

  @RowText(80)
  name!: string;

  @RowInt(1, 100)
  weight!: number;

  @RowText(200)
  target!: string;

  @RowText(120)
  source!: string;
}

export class TierRow {
  @RowInt(1, 100)
  minScore!: number;

  @RowInt(1, 100)
  payPercent!: number;
}

export class IndicatorsInput extends TaskInput {
  @Rows(() => IndicatorRow)
  indicators: IndicatorRow[] = [];

  @AsNumber()
  @IsInt()
  @Min(1)
  @Max(100)
  passMark!: number;

  @Rows(() => TierRow, 10)
  tiers: TierRow[] = [];
}

export class InstalmentRow {
  @IsOptional()
  @IsString()
  id?: string;

  @RowText(40)
  name!: string;

  @RowInt(1, 100)
  percent!: number;

  @RowInt(0, 60)
  due!: number;
}

export class BudgetInput extends TaskInput {
  @IsYuan()
  maxPrice!: string;

  @Rows(() => InstalmentRow, 24)
  instalments: InstalmentRow[] = [];
}

export class EligibilityRow {
  @IsOptional()
  @IsString()
  id?: string;

  @RowText(500)
  text!: string;
}

export class EligibilityInput extends TaskInput {
  @Rows(() => EligibilityRow)
  eligibility: EligibilityRow[] = [];
}

export class CriterionRow {
  @IsOptional()
  @IsString()
  id?: string;

  @RowText(80)
  name!: string;

  @ValidateIf(isFilled)
  @IsIn(criterionKinds)
  kind!: CriterionKind;

  @RowInt(1, 100)
  weight!: number;

  @RowText(1000)
  yardstick!: string;
}

export class CriteriaInput extends TaskInput {
  @Rows(() => CriterionRow)
  criteria: CriterionRow[] = [];
}

export class ScheduleInput extends TaskInput {
  /** As early as the method allows, counted from publication; or at times of one's own. */
  @IsIn(['earliest', 'fixed'])
  timing!: 'earliest' | 'fixed';

  @ValidateIf((input: ScheduleInput) => input.timing === 'fixed')
  @IsInstant()
  questionsUntil?: string;

  @ValidateIf((input: ScheduleInput) => input.timing === 'fixed')
  @IsInstant()
  closesAt?: string;

  @Text(120)
  openingPlace!: string;

  @Text(120)
  officialMedium!: string;

  @Trim()
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true })
  officialUrl?: string;
}

export class AttachmentRow {
  @IsUUID()
  id!: string;
}

export class AttachmentsInput extends TaskInput {
  /** Files uploaded before, in the order in which the notice shows them. */
  @Rows(() => AttachmentRow, 20)
  attachments: AttachmentRow[] = [];
}

/** The input of each task's page, by task. */
export const taskInputs = {
  need: NeedInput,
  policy: PolicyInput,
  method: MethodInput,
  lots: LotsInput,
  basics: BasicsInput,
  service: ServiceInput,
  indicators: IndicatorsInput,
  budget: BudgetInput,
  eligibility: EligibilityInput,
  criteria: CriteriaInput,
  schedule: ScheduleInput,
  attachments: AttachmentsInput,
} as const satisfies Record<Task, new () => TaskInput>;
export type TaskInputs = { [T in Task]: InstanceType<(typeof taskInputs)[T]> };
