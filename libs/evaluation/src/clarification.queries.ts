import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform';

/** A question of the panel to one bidder, with its answer once there is one. */
export interface Clarification {
  readonly id: string;
  readonly evaluationId: string;
  readonly procedureId: string;
  readonly bidId: string;
  readonly lot: string;
  readonly kind: 'question' | 'low-price';
  readonly question: string;
  readonly askedAt: Date;
  readonly dueAt: Date;
  readonly answer: string | null;
  readonly answeredAt: Date | null;
}

const columns = `c.id, c.evaluation_id as "evaluationId", e.procedure_id as "procedureId", c.bid_id as "bidId", c.lot, c.kind, c.question,
  c.asked_at as "askedAt", c.due_at as "dueAt", c.answer, c.answered_at as "answeredAt"`;
const tables = 'evaluation.clarification c join evaluation.evaluation e on e.id = c.evaluation_id';

/** Reads what passes between a panel and the bidders: all for the panel, its own for a bidder. */
@Injectable()
export class ClarificationQueries {
  constructor(private readonly database: Database) {}

  async of(tx: Tx, evaluationId: string): Promise<Clarification[]> {
    return (await tx.query(`select ${columns} from ${tables} where c.evaluation_id = $1 order by c.asked_at, c.id`, [
      evaluationId,
    ])) as Clarification[];
  }

  /** Questions to an organization about its own bid, oldest first. */
  ofBid(bidId: string, providerId: string): Promise<Clarification[]> {
    return this.database.query<Clarification>(
      `select ${columns} from ${tables}
       where c.bid_id = $1 and exists (select from evaluation.candidate o where o.bid_id = c.bid_id and o.provider_id = $2)
       order by c.asked_at, c.id`,
      [bidId, providerId],
    );
  }

  /** Questions that an organization has still to answer, the most urgent first. */
  open(providerId: string, limit = 50): Promise<Clarification[]> {
    return this.database.query<Clarification>(
      `select ${columns} from ${tables}
       where c.answer is null and c.due_at > clock_timestamp() and e.state in ('scoring', 'locked')
         and exists (select from evaluation.candidate o where o.evaluation_id = c.evaluation_id and o.bid_id = c.bid_id and o.provider_id = $1)
       order by c.due_at limit $2`,
      [providerId, limit],
    );
  }
}

export type ClarificationShown = Pick<
  Clarification,
  'id' | 'bidId' | 'lot' | 'kind' | 'question' | 'askedAt' | 'dueAt' | 'answer' | 'answeredAt'
>;

/** How a question leaves: the panel's members stay unnamed. */
export function clarificationView({
  id,
  bidId,
  lot,
  kind,
  question,
  askedAt,
  dueAt,
  answer,
  answeredAt,
}: Clarification): ClarificationShown {
  return { id, bidId, lot, kind, question, askedAt, dueAt, answer, answeredAt };
}
