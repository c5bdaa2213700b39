import { IsArray, IsIn, IsInt, IsNotEmpty, IsOptional, IsString, IsUrl, Matches, Max, MaxLength, Min, ValidateIf } from 'class-validator';
import { type PoolSource, poolSources } from '#calendar';
import { AsList, AsNumber, IsYuan, Trim } from '#platform';
import { type SmeReserve, smeReserves, type TermStatement, termStatements } from '#planning';
import { type SurveyKind, surveyKinds } from './requirement.view.js';
import { IsDay, OptionalText, RowNumber, Rows, RowText } from './row.input.js';
import { isFilled } from './row.rules.js';
import { TaskInput } from './task-version.input.js';

export class SubjectRow {
  @IsOptional()
  @IsString()
  id?: string;

  @RowText(120)
  name!: string;
}

/** 需求调查、公开征求意见、法律审核. */
export class NeedInput extends TaskInput {
  @IsOptional()
  @IsIn(surveyKinds)
  kind?: SurveyKind;

  @Rows(() => SubjectRow, 30)
  subjects: SubjectRow[] = [];

  @IsDay()
  heldOn?: string;

  @OptionalText(4000)
  summary?: string;

  @Trim()
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  commentUrl?: string;

  @IsDay()
  commentFrom?: string;

  @IsDay()
  commentUntil?: string;

  @OptionalText(4000)
  commentSummary?: string;

  @OptionalText(40)
  legalName?: string;

  @OptionalText(80)
  legalUnit?: string;

  @IsDay()
  legalOn?: string;

  @OptionalText(2000)
  legalOpinion?: string;
}

/** 政府采购政策与服务期限. */
export class PolicyInput extends TaskInput {
  @IsOptional()
  @IsIn(smeReserves)
  smeReserve?: SmeReserve;

  @OptionalText(300)
  smeBasis?: string;

  @AsList()
  @IsArray()
  @IsIn(termStatements, { each: true })
  statements: TermStatement[] = [];

  /** Yuan. */
  @Trim()
  @IsOptional()
  @IsYuan()
  bidBond?: string;

  /** Percent of the contract. */
  @AsNumber()
  @IsOptional()
  @Min(0)
  @Max(100)
  performanceBond?: number;
}

export class CandidateRow {
  @IsOptional()
  @IsString()
  id?: string;

  @Trim()
  @ValidateIf(isFilled)
  @Matches(/^[0-9A-Z]{18}$/, { message: 'candidate.uscc' })
  uscc!: string;

  @RowText(120)
  name!: string;

  @Trim()
  @IsOptional()
  @IsString()
  @MaxLength(300)
  why?: string;
}

export class ExpertRow {
  @IsOptional()
  @IsString()
  id?: string;

  @RowText(40)
  name!: string;

  @RowText(120)
  unit!: string;

  @RowText(60)
  title!: string;

  @RowText(2000)
  argument!: string;
}

/** 采购方式的适用情形、批准，以及谁可以参加. */
export class MethodInput extends TaskInput {
  @IsOptional()
  @IsString()
  @MaxLength(40)
  ground?: string;

  @OptionalText(4000)
  argument?: string;

  @OptionalText(80)
  approvalNumber?: string;

  @OptionalText(80)
  approvalAuthority?: string;

  @IsDay()
  approvalDate?: string;

  @IsOptional()
  @IsIn(poolSources)
  source?: PoolSource;

  @AsNumber()
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100)
  draw?: number;

  @Trim()
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  noticeUrl?: string;

  @IsDay()
  noticeFrom?: string;

  @IsDay()
  noticeUntil?: string;

  @Rows(() => CandidateRow, 60)
  candidates: CandidateRow[] = [];

  @Trim()
  @IsOptional()
  @Matches(/^[0-9A-Z]{18}$/, { message: 'candidate.uscc' })
  singleUscc?: string;

  @OptionalText(120)
  singleName?: string;

  @OptionalText(80)
  originalNumber?: string;

  /** Yuan. */
  @Trim()
  @IsOptional()
  @IsYuan()
  originalPrice?: string;

  /** Yuan; additions to the same contract before this one. */
  @Trim()
  @IsOptional()
  @IsYuan()
  originalAdded?: string;

  @Rows(() => ExpertRow, 9)
  experts: ExpertRow[] = [];
}

export class LotRow {
  @IsOptional()
  @IsString()
  id?: string;

  @RowText(80)
  name!: string;

  @RowNumber(0.01)
  quantity!: number;

  @RowText(20)
  unit!: string;

  @Trim()
  @ValidateIf(isFilled)
  @IsNotEmpty()
  @IsYuan()
  maxPrice!: string;
}

/** 采购包; none: everything is one. */
export class LotsInput extends TaskInput {
  @Rows(() => LotRow, 20)
  lots: LotRow[] = [];
}
