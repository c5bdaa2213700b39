import { Injectable } from '@nestjs/common';
import type { Actor } from '#kernel';
import { Database } from '#platform';
import { Holders } from './holders.queries.js';

/** Something a holder has to do about a box, or soon will. */
export interface HolderDuty {
  readonly procedureId: string;
  /** When the box was opened, or when it will be sealed. */
  readonly at: Date;
}

/** What waits for key holders besides sealed boxes: minutes to sign, boxes that are sealed within a day. */
@Injectable()
export class HolderDuties {
  constructor(
    private readonly database: Database,
    private readonly holders: Holders,
  ) {}

  /** Openings the actor came to and has not signed the minutes of; of the last round, which is the one that can be signed. */
  async unsigned(actor: Actor): Promise<HolderDuty[]> {
    return this.database.query<HolderDuty>(
      `select x.procedure as "procedureId", x.ended_at as at
       from bidding.attendance a join bidding.box x on x.procedure = a.procedure and x.round = a.round
       where a.person = $1 and x.minutes is not null
         and not exists (select from bidding.box later where later.procedure = x.procedure and later.round > x.round)
         and not exists (select from bidding.minutes_signature s
           where s.procedure = x.procedure and s.round = x.round and s.office = a.office)
       order by x.ended_at, x.procedure limit 50`,
      [actor.personId],
    );
  }

  /** Boxes that will be sealed within a day and whose key the actor's unit keeps. Whether bids lie in them it does not tell. */
  async sealing(actor: Actor): Promise<HolderDuty[]> {
    const boxes = await this.database.query<HolderDuty>(
      `select procedure as "procedureId", seals_at as at from bidding.box
       where state = 'open' and seals_at between clock_timestamp() and clock_timestamp() + interval '24 hours'
       order by seals_at, procedure limit 200`,
    );
    const own: HolderDuty[] = [];
    for (const box of boxes) if (await this.holders.officeOf(actor, box.procedureId)) own.push(box);
    return own;
  }
}
