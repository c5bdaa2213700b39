import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { Trim } from '#platform';
import { type OpinionSubject, opinionSubjects } from './review.rules.js';
import { Rows } from './row.input.js';

export class OpinionRow {
  @IsIn(opinionSubjects)
  what!: OpinionSubject;

  @IsIn(['yes', 'no'])
  passes!: 'yes' | 'no';

  @Trim()
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  text?: string;
}

/** One opinion on each subject of the review; one against it says why. */
export class ReviewInput {
  @Rows(() => OpinionRow, 10)
  opinions: OpinionRow[] = [];
}
