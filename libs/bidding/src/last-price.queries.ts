import { Injectable } from '@nestjs/common';
import type { Actor } from '#kernel';
import { Database } from '#platform';
import { bidPolicy } from './bid.policy.js';

/** A last price that is asked of an own bid just now. */
export interface AskedPrice {
  readonly bidId: string;
  readonly procedureId: string;
  readonly closesAt: Date;
  /** One lies in the box. */
  readonly handedIn: boolean;
}

/** What last prices wait for. Whose lie in the box only their own bidders learn. */
@Injectable()
export class LastPriceQueries {
  constructor(private readonly database: Database) {}

  /** Asked of the actor's organization, the most urgent first. */
  async asked(actor: Actor, limit = 50): Promise<AskedPrice[]> {
    if (!bidPolicy.read(actor)) return [];
    return this.database.query<AskedPrice>(
      `select c.bid as "bidId", c.procedure as "procedureId", x.seals_at as "closesAt",
         coalesce(s.kind <> 'withdrawn', false) as "handedIn"
       from bidding.opened_bid o join bidding.called c on c.bid = o.bid join bidding.bid b on b.id = o.bid
       join bidding.box x on x.procedure = c.procedure and x.round = 2 and x.state = 'open' and x.seals_at > clock_timestamp()
       left join bidding.submission s on s.bid = b.id and s.version = b.last_version
       where o.provider = $1 order by x.seals_at, c.bid limit $2`,
      [actor.organizationId, limit],
    );
  }
}
