import { IsInt, Min } from 'class-validator';
import { AsNumber } from '#platform';

/** Every task's form carries the version of the task it was opened with; an older one is refused as stale. */
export class TaskInput {
  @AsNumber()
  @IsInt()
  @Min(0)
  version!: number;
}
