import { randomUUID } from 'node:crypto';
import type { TestDatabase } from '../../platform/test/harness.js';

/** Waits until the database's clock has passed an instant. */
export async function until(database: TestDatabase, at: Date): Promise<void> {
  for (;;) {
    const [row] = await database.sql<{ left: number }>('select extract(epoch from $1 - clock_timestamp()) * 1000 as left', [at]);
    const left = Number(row!.left);
    if (left <= 0) return;
    await new Promise((resolve) => setTimeout(resolve, Math.min(left + 5, 500)));
  }
}

/** Moves the deadline of a procedure to so many milliseconds from now, everywhere it stands, and sets its alarm. */
export async function closesIn(database: TestDatabase, id: string, milliseconds: number): Promise<Date> {
  await database.sql(
    `begin; set local session_replication_role = replica;
     update tendering.procedure p set closes_at = t.at, questions_until = least(p.questions_until, t.at - interval '1 second')
     from (select date_trunc('milliseconds', clock_timestamp()) + interval '${milliseconds} milliseconds' as at) t
     where p.id = '${id}'; commit`,
  );
  const [row] = await database.sql<{ at: Date }>('select closes_at as at from tendering.procedure where id = $1', [id]);
  const { at } = row!;
  await database.sql(
    `update tendering.sheet set closes_at = $2, detail = jsonb_set(detail::jsonb, '{closesAt}', to_jsonb($2::timestamptz))::text where procedure = $1`,
    [id, at],
  );
  await database.sql('update bidding.box set seals_at = $2 where procedure = $1', [id, at]);
  await database.sql(
    `insert into platform.alarm (id, kind, subject, due_at) values ($1, 'box.seal', $2, $3)
     on conflict (kind, subject) do update set due_at = excluded.due_at`,
    [randomUUID(), id, at],
  );
  return at;
}
