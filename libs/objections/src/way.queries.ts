import type { Refusal } from '#kernel';
import { shareAward } from '#evaluation';
import type { Tx } from '#platform';
import { clearOf, type Standing } from './challenge.rules.js';

/**
 * Is the way clear for signing? Takes the procedure's award in share, so that a challenge filed meanwhile waits for the
 * signature or the signature for it. Answers what stands in the way, or nothing.
 */
export async function wayIsClear(tx: Tx, procedureId: string): Promise<Refusal | undefined> {
  await shareAward(tx, procedureId);
  const challenges = (await tx.query(
    `select number, state, may_affect_result as "mayAffectResult" from objections.challenge
     where procedure_id = $1 and state in ('filed', 'accepted') order by filed_at`,
    [procedureId],
  )) as Standing[];
  return clearOf(challenges);
}
