import { Injectable } from '@nestjs/common';
import { BidQueries } from '#bidding';
import { Database, entryColumns, toEntry } from '#platform';
import type { HeldProcedure } from '#tendering';
import { hiddenPrefixes, type HistoryStage, type Openness, prefixesOf, secretEntries, type Trace, traced } from './history.rules.js';

export interface HistoryFilter {
  readonly stage?: HistoryStage;
  readonly personId?: string;
  readonly organizationId?: string;
  readonly after?: string | null;
  /** At most 100. */
  readonly limit?: number;
}

/** How many quoted in a contest, and who, is told when it is over: the order was offered, or came to nothing. */
const quotesClosed = `(type <> 'order.quoted' or exists (select from platform.journal later where later.subject = journal.subject
  and later.type in ('order.offered', 'order.failed', 'order.cancelled') and later.seq > journal.seq))`;

/** Everything the journal holds of a project, as one line of time, newest first. */
@Injectable()
export class HistoryQueries {
  constructor(
    private readonly database: Database,
    private readonly bids: BidQueries,
  ) {}

  async ofProject({ id, planItemId }: HeldProcedure, filter: HistoryFilter = {}): Promise<{ items: Trace[]; next: string | null }> {
    const limit = Math.min(Math.max(filter.limit ?? 50, 1), 100);
    const openness = await this.openness(id);
    const hidden = hiddenPrefixes(openness);
    const asked = filter.personId ?? filter.organizationId;
    // A filter by person must not tell who sits on a secret panel, not even by the number of pages.
    const secret = asked ? secretEntries(openness) : { prefixes: [], types: [] };
    const rows = await this.database.query<Parameters<typeof toEntry>[0]>(
      `select ${entryColumns} from platform.journal
       where seq is not null and (project = $1 or (project is null and subject = $2))
         and split_part(type, '.', 1) <> all($3) and type <> all($9) and ${quotesClosed} and ($4::text[] is null or split_part(type, '.', 1) = any($4))
         and ($5::uuid is null or person = $5) and ($6::uuid is null or organization = $6)
         and ($7::bigint is null or seq < $7)
       order by seq desc limit $8`,
      [
        id,
        planItemId,
        [...hidden, ...secret.prefixes],
        filter.stage ? prefixesOf(filter.stage) : null,
        filter.personId ?? null,
        filter.organizationId ?? null,
        placeOf(filter.after),
        limit + 1,
        secret.types,
      ],
    );
    const items = rows.slice(0, limit).map((row) => traced(toEntry(row), openness));
    return { items, next: rows.length > limit ? rows[limit - 1]!.seq : null };
  }

  /** People and organizations that appear in a project's open entries. */
  async who({ id }: HeldProcedure): Promise<{ people: string[]; organizations: string[] }> {
    const openness = await this.openness(id);
    const { prefixes, types } = secretEntries(openness);
    const [row] = await this.database.query<{ people: string[] | null; organizations: string[] | null }>(
      `select array_agg(distinct person) as people, array_agg(distinct organization) as organizations from platform.journal
       where project = $1 and split_part(type, '.', 1) <> all($2) and type <> all($3) and ${quotesClosed}`,
      [id, [...hiddenPrefixes(openness), ...prefixes], types],
    );
    return { people: row?.people ?? [], organizations: row?.organizations ?? [] };
  }

  private async openness(projectId: string): Promise<Openness> {
    const [box, announced] = await Promise.all([
      this.bids.state(projectId),
      // A round that is done again has a panel of its own, secret until its own result.
      this.database.query(
        `select 1 from platform.journal where project = $1 and type = 'award.announced'
           and at >= coalesce((select max(at) from platform.journal where project = $1 and type = 'evaluation.redone'), '-infinity') limit 1`,
        [projectId],
      ),
    ]);
    return { boxOpen: box === 'opened' || box === 'void', announced: announced.length > 0 };
  }
}

/** A cursor is a place in the journal; anything else begins at the newest. */
const placeOf = (after: string | null | undefined): string | null => (after && /^\d{1,18}$/.test(after) ? after : null);
