import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import type { Objection, PriorNotice } from './prior.view.js';

const columns = `n.id, n.procedure as "procedureId", n.number, p.method, p.department as "departmentId", n.content,
  n.published_at as "publishedAt", n.until, n.official_url as "officialUrl", n.state, n.settled_at as "settledAt"`;
const tables = 'tendering.prior_notice n join tendering.procedure p on p.id = n.procedure';

/** Notices of single sources, as everybody reads them. */
@Injectable()
export class PriorQueries {
  constructor(private readonly database: Database) {}

  async byNumber(number: string): Promise<PriorNotice | null> {
    const [row] = await this.database.query<PriorNotice>(`select ${columns} from ${tables} where n.number = $1`, [number]);
    return row ?? null;
  }

  /** The last one announced of a procedure: the one that counts. */
  async ofProcedure(procedureId: string): Promise<PriorNotice | null> {
    const [row] = await this.database.query<PriorNotice>(
      `select ${columns} from ${tables} where n.procedure = $1 order by n.published_at desc, n.id desc limit 1`,
      [procedureId],
    );
    return row ?? null;
  }

  /** Those of these procedures whose single source was refuted: they can only be given up. */
  async refuted(procedureIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.query<{ id: string }>(
      `select procedure as id from tendering.prior_notice where procedure = any($1::uuid[]) and state = 'upheld'`,
      [procedureIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** The newest first, a page at a time; `after` is the number of the last one shown. */
  async list({ after, limit: wanted = 20 }: { after?: string | null; limit?: number } = {}): Promise<{
    items: PriorNotice[];
    next: string | null;
  }> {
    const limit = Math.min(Math.max(wanted, 1), 100);
    const rows = await this.database.query<PriorNotice>(
      `select ${columns} from ${tables}
       where $1::text is null or (n.published_at, n.id) < (select published_at, id from tendering.prior_notice where number = $1)
       order by n.published_at desc, n.id desc limit $2`,
      [after ?? null, limit + 1],
    );
    return { items: rows.slice(0, limit), next: rows.length > limit ? rows[limit - 1]!.number : null };
  }

  /** Who objected is not among what is read. */
  objections(priorId: string): Promise<Objection[]> {
    return this.database.query<Objection>(
      `select id, no, text, at, outcome, answer, answered_at as "answeredAt" from tendering.prior_objection where prior = $1 order by no`,
      [priorId],
    );
  }
}
