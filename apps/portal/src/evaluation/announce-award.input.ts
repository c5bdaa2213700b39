import { IsOptional, IsUUID } from 'class-validator';

/** Which of a procedure's awards is announced; the only one when left out. */
export class AnnounceAward {
  @IsUUID()
  @IsOptional()
  award?: string;
}
