import { IsIn, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { AsNumber, Trim } from '#platform';
import { type Method, methods, type NoticeSort, noticeSorts, type ProcedureState, procedureStates, publicStates } from '#tendering';

/** What the public list may be asked for. */
export class ListNotices {
  @IsOptional()
  @Trim()
  @IsString()
  @MaxLength(100)
  q?: string;

  @IsOptional()
  @IsIn(methods)
  method?: Method;

  /** Id of the department. */
  @IsOptional()
  @IsUUID()
  department?: string;

  @IsOptional()
  @IsIn(publicStates)
  status?: ProcedureState;

  @IsOptional()
  @IsIn(noticeSorts)
  sort?: NoticeSort;

  @IsOptional()
  @IsString()
  @MaxLength(500)
  after?: string;

  @IsOptional()
  @AsNumber()
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number;
}

/** What a department may ask of its own procedures. */
export class ListProcedures {
  @IsOptional()
  @IsIn(procedureStates)
  state?: ProcedureState;

  @IsOptional()
  @IsString()
  @MaxLength(500)
  after?: string;

  @IsOptional()
  @AsNumber()
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number;
}
