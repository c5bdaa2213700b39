import { IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { AsBoolean, AsNumber, Trim } from '#platform';
import { type BudgetLineState, budgetLineStates, type Method, methods, type PlanItemState, planItemStates } from '#planning';
import { ListPage } from '../list-page.input.js';

export class ListPlanItems extends ListPage {
  @IsOptional() @IsUUID() department?: string;
  @IsOptional() @IsIn(planItemStates) state?: PlanItemState;
  @IsOptional() @Matches(/^20\d\dQ[1-4]$/) quarter?: string;
  @IsOptional() @IsIn(methods) method?: Method;
  @IsOptional() @Trim() @IsString() @MaxLength(40) category?: string;
  @IsOptional() @Trim() @IsString() @MaxLength(100) q?: string;
  /** Budget line, by id. */
  @IsOptional() @IsUUID() line?: string;
}

export class ListBudgetLines extends ListPage {
  @IsOptional() @IsUUID() department?: string;
  @IsOptional() @IsIn(budgetLineStates) state?: BudgetLineState;
  @IsOptional() @AsNumber() @IsInt() @Min(2000) @Max(2100) year?: number;
}

/** How a file is taken: `?dryRun=true` only checks it. */
export class ImportQuery {
  @AsBoolean() @IsBoolean() dryRun = false;
  @IsOptional() @Trim() @IsString() @MaxLength(200) name?: string;
}
