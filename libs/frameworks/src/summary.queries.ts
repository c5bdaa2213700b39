import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform';
import type { Summary, SummaryLine, Way } from './agreement.entity.js';

/** What an agreement's orders come to, read in the transaction that writes it down. */
@Injectable()
export class SummaryQueries {
  /** Orders that may still come to a contract, or have not. */
  async openOrders(tx: Tx, agreementId: string): Promise<number> {
    const [row] = await tx.query<{ count: number }[]>(
      `select count(*)::int as count from frameworks.call_off
       where agreement_id = $1 and state in ('placed', 'quoting', 'offered', 'accepted')`,
      [agreementId],
    );
    return row!.count;
  }

  async of(tx: Tx, agreementId: string): Promise<Summary> {
    const entrants = await tx.query<SummaryLine[]>(
      `select n.name as provider, count(o.id)::int as orders, coalesce(sum(o.amount), 0)::text as amount,
         (select count(*)::int from frameworks.feedback f where f.entrant_id = e.id) as feedback,
         (select round(avg(rating), 1)::float8 from frameworks.feedback f where f.entrant_id = e.id) as rating
       from frameworks.entrant e join organizations.organization n on n.id = e.provider_id
         left join frameworks.call_off o on o.entrant_id = e.id and o.state in ('contracted', 'completed')
       where e.agreement_id = $1 and e.entered_at is not null group by e.id, n.name order by n.name, e.id`,
      [agreementId],
    );
    const ways = await tx.query<{ way: Way; count: number }[]>(
      `select way, count(*)::int as count from frameworks.call_off
       where agreement_id = $1 and state in ('contracted', 'completed') group by way`,
      [agreementId],
    );
    const count = (wanted: Way): number => ways.find(({ way }) => way === wanted)?.count ?? 0;
    return {
      orders: ways.reduce((sum, one) => sum + one.count, 0),
      amount: entrants.reduce((sum, one) => sum + BigInt(one.amount), 0n).toString(),
      ways: { direct: count('direct'), contest: count('contest'), rotation: count('rotation') },
      entrants,
    };
  }
}
