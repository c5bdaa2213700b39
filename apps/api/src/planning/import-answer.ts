import { ensure, refuse } from '#kernel';
import type { PlanImportOutcome } from '#planning';

/** What an import answers. A dry run tells its faults; a file with faults that was to be imported is refused with them. */
export function importAnswer({ dryRun }: { readonly dryRun: boolean }, outcome: PlanImportOutcome): object {
  const fields = outcome.faults.map(({ row, column, code, facts }) => ({ field: `rows.${row}.${column}`, code, facts }));
  ensure(fields.length && !dryRun ? refuse('invalid', 'planning.file-has-faults', { count: fields.length }, fields) : undefined);
  return { ...outcome, dryRun };
}
