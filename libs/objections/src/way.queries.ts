import type { Refusal } from '#kernel';
import { shareAward } from '#evaluation';
import type { Tx } from '#platform';
import { clearOf, type Standing } from './challenge.rules.js';

/** Everything that may still change a result of a procedure, or stops it by order, oldest first. */
export async function standingOf(tx: Tx, procedureId: string): Promise<Standing[]> {
  return tx.query<Standing[]>(
    `select kind, number, award_id as "awardId", bars, holds, until from (
       select 'challenge' as kind, number, award_id, filed_at as at, answer_due_at as until,
         state in ('filed', 'returned') or may_affect_result is true as bars,
         state = 'accepted' and may_affect_result is true as holds
       from objections.challenge where procedure_id = $1 and state in ('filed', 'returned', 'accepted')
       union all
       select 'enquiry', number, null, asked_at, answer_due_at, true, true from objections.enquiry where procedure_id = $1 and state = 'held'
       union all
       select 'complaint', number, award_id, filed_at, pause_until, true, true from objections.complaint
       where procedure_id = $1 and state in ('accepted', 'sent', 'stopped') and paused_at is not null and pause_lifted_at is null
         and pause_until > clock_timestamp()) s
     order by at, number`,
    [procedureId],
  );
}

/** The last objection that was upheld so that the documents are corrected. */
export async function correctionOrdered(tx: Tx, procedureId: string): Promise<{ number: string; at: Date } | null> {
  const [row] = await tx.query<{ number: string; at: Date }[]>(
    `select number, at from (
       select number, answered_at as at from objections.challenge where procedure_id = $1 and remedy = 'correct'
       union all select number, decided_at from objections.complaint where procedure_id = $1 and remedy = 'correct') ordered
     order by at desc limit 1`,
    [procedureId],
  );
  return row ?? null;
}

/**
 * Is the way clear for signing? Takes the procedure's awards in share, so that an objection filed meanwhile waits for the
 * signature or the signature for it. Answers what stands in the way, or nothing. With an award, only what concerns it.
 */
export async function wayIsClear(tx: Tx, procedureId: string, awardId?: string): Promise<Refusal | undefined> {
  await shareAward(tx, procedureId);
  return clearOf(await standingOf(tx, procedureId), awardId);
}

/** Does the performance of an award's contract stand still because of an objection? */
export async function standsStillFor(tx: Tx, awardId: string): Promise<boolean> {
  const rows = await tx.query<unknown[]>('select 1 from objections.standstill where award_id = $1 and until is null', [awardId]);
  return rows.length > 0;
}
