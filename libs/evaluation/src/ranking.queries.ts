import { Injectable } from '@nestjs/common';
import type { Fen } from '#kernel';
import { Database } from '#platform';

/** One qualified offer in a lot's ranking, as the signed report has it. */
export interface RankedOffer {
  readonly lot: string;
  readonly bidId: string;
  readonly providerId: string;
  readonly price: Fen;
  readonly rank: number;
}

/** The ranking of a procedure once its report is with the buyer; `clocks` are the subjects of the buyer's time to decide. */
export interface Ranking {
  readonly evaluationId: string;
  readonly clocks: readonly string[];
  readonly offers: readonly RankedOffer[];
}

/** The order in which a panel put the offers, for rooms in which more than one of them wins. */
@Injectable()
export class RankingQueries {
  constructor(private readonly database: Database) {}

  /** Every lot's ranking, best first; null before the report is signed by all. */
  async of(procedureId: string): Promise<Ranking | null> {
    const [evaluation] = await this.database.query<{ id: string }>(
      `select id from evaluation.evaluation where procedure_id = $1 and state = 'reported'`,
      [procedureId],
    );
    if (!evaluation) return null;
    const rows = await this.database.query<Omit<RankedOffer, 'price'> & { price: string }>(
      `select c.lot, c.bid_id as "bidId", c.provider_id as "providerId", c.price, c.rank
       from evaluation.candidate c join evaluation.lot l on l.evaluation_id = c.evaluation_id and l.lot = c.lot
       where c.evaluation_id = $1 and c.rank is not null and l.state = 'reported' order by c.lot, c.rank`,
      [evaluation.id],
    );
    const lots = await this.database.query<{ id: string }>('select id from evaluation.lot where evaluation_id = $1', [evaluation.id]);
    return {
      evaluationId: evaluation.id,
      clocks: [...new Set([evaluation.id, ...lots.map(({ id }) => id)])],
      offers: rows.map((row) => ({ ...row, price: BigInt(row.price) })),
    };
  }

  /** One lot's ranking, best first; empty before the report. */
  async ofLot(procedureId: string, lot: string): Promise<readonly RankedOffer[]> {
    return (await this.of(procedureId))?.offers.filter((offer) => offer.lot === lot) ?? [];
  }
}
