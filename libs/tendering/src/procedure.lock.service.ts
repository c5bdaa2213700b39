import { type Actor, absent } from '#kernel';
import type { Tx } from '#platform';
import type { Deadlines } from '#calendar';
import { type Procedure, procedureColumns } from './procedure.entity.js';
import { maySee, type Ownership } from './procedure.policy.js';

/** Takes the row for changing, or answers that there is no such procedure. */
export async function lockProcedure(tx: Tx, id: string): Promise<Procedure> {
  const [row] = await tx.query<Procedure[]>(`select ${procedureColumns} from tendering.procedure p where p.id = $1 for update`, [id]);
  if (!row) throw absent('procedure');
  return row;
}

/** The same for the department's own people; for others it is not there. */
export async function lockOwn(tx: Tx, actor: Actor, id: string): Promise<Procedure> {
  const procedure = await lockProcedure(tx, id);
  if (!maySee(actor, procedure)) throw absent('procedure');
  return procedure;
}

/** Whose it is and who has written on it, for the policies. */
export async function ownershipOf(tx: Tx, { id, departmentId }: Pick<Procedure, 'id' | 'departmentId'>): Promise<Ownership> {
  const rows = await tx.query<{ person: string }[]>(
    'select person from tendering.edit where procedure = $1 union select person from tendering.submission where procedure = $1',
    [id],
  );
  return { departmentId, editors: rows.map(({ person }) => person) };
}

/** What ended has no duties any more: publication at the official medium, answers to questions. */
export async function cancelClocks(tx: Tx, deadlines: Deadlines, id: string): Promise<void> {
  await deadlines.cancel(tx, id, 'official_site.publish');
  const open = await tx.query<{ id: string }[]>('select id from tendering.question where procedure = $1 and answer is null', [id]);
  for (const question of open) await deadlines.cancel(tx, question.id, 'question.answer');
}
