import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { Trim } from '#platform';
import { type Method, methods, type NoticeSort, noticeSorts, type ProcedureState, procedureStates, publicStates } from '#tendering';
import { ListPage } from '../list-page.input.js';

/** What the public list may be asked for. */
export class ListNotices extends ListPage {
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
}

/** What a department may ask of its own procedures. */
export class ListProcedures extends ListPage {
  @IsOptional()
  @IsIn(procedureStates)
  state?: ProcedureState;
}
