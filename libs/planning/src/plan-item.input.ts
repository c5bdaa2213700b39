import { Type } from 'class-transformer';
import {
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { AsList, AsNumber, IsCivilDay, IsInstant, IsYuan, Trim } from '#platform';
import { type Method, methods } from '#calendar';
import { type SmeReserve, smeReserves, type TermStatement, termStatements } from './plan-item.rules.js';

/** What a plan item says: the same for a new one and for a change of a draft. */
export class PlanItemDetails {
  /** 预算编号. */
  @Trim() @IsString() @IsNotEmpty() @MaxLength(40) lineNumber: string;
  @Trim() @IsString() @IsNotEmpty() @MaxLength(120) title: string;
  @Trim() @IsString() @IsNotEmpty() @MaxLength(40) category: string;
  @Trim() @IsString() @IsNotEmpty() @MaxLength(120) beneficiaries: string;
  @AsNumber() @IsInt() @Min(1) @Max(1_000_000_000) quantity: number;
  @Trim() @IsString() @IsNotEmpty() @MaxLength(20) unit: string;
  @Trim() @IsString() @IsNotEmpty() @MaxLength(1000) quality: string;
  @Trim() @IsYuan() amount: string;
  @Trim() @Matches(/^20\d\dQ[1-4]$/, { message: 'planning.row-quarter' }) quarter: string;
  @IsIn(methods) method: Method;
  @AsNumber() @IsInt() @Min(1) @Max(1200) months: number;
}

export class EditPlanItem extends PlanItemDetails {
  /** Version the answers were written against; another one in the meantime is refused as stale. */
  @IsOptional() @AsNumber() @IsInt() version?: number;
}

const yesNo = ['yes', 'no'] as const;
type YesNo = (typeof yesNo)[number];

/** Does it fall under the clause (102号令 Art. 10)? Each needs an answer of its own. */
export class NegativeListAnswers {
  @IsIn(yesNo) not_duty: YesNo;
  @IsIn(yesNo) government_only: YesNo;
  @IsIn(yesNo) goods_works: YesNo;
  @IsIn(yesNo) financing: YesNo;
  @IsIn(yesNo) recruiting: YesNo;
  @IsIn(yesNo) other_banned: YesNo;
}

/** Approval of another method at or above the open-tender amount; asked for only then. */
export class MethodApproval {
  @IsOptional() @Trim() @IsString() @MaxLength(80) number?: string;
  @IsOptional() @Trim() @IsString() @MaxLength(80) authority?: string;
  @IsOptional() @IsCivilDay({ message: 'planning.approval-date' }) date?: string;
}

export class SubmitPlanItem {
  @ValidateNested() @Type(() => NegativeListAnswers) negativeList: NegativeListAnswers = new NegativeListAnswers();
  /** For more than a year: stable, continuous, funded, price_stable (102号令 Art. 24). */
  @AsList() @IsArray() @IsIn(termStatements, { each: true }) statements: TermStatement[] = [];
  /** Asked between the procurement threshold and 2 million yuan (财库〔2020〕46号). */
  @IsOptional() @IsIn(smeReserves) smeReserve?: SmeReserve;
  @IsOptional() @Trim() @IsString() @MaxLength(300) smeBasis?: string;
  @IsOptional() @ValidateNested() @Type(() => MethodApproval) approval?: MethodApproval;
}

export class ApprovePlanItem {
  /** Needed only where purchases look split. */
  @IsOptional() @Trim() @IsString() @MaxLength(500) splitReason?: string;
}

/** Why something is sent back, dropped or changed. */
export class WithReason {
  @Trim() @IsString() @MinLength(4) @MaxLength(500) reason: string;
}

/** 采购意向公开 in the official medium. */
export class AnnouncePlanItem {
  @Trim() @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false }) @MaxLength(500) officialUrl: string;
  /** When it appeared there; without an offset it is Beijing time. */
  @IsInstant() publishedAt: string;
}

export class AdjustBudgetLine extends WithReason {
  /** The new total. */
  @Trim() @IsYuan() amount: string;
}
