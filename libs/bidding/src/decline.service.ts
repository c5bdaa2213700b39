import { Injectable } from '@nestjs/common';
import { type Actor, confirmedWithin, ensure, refuse, Refused } from '#kernel';
import { Database, now, record } from '#platform';
import type { DeclineOpening } from './bid.input.js';
import { openingDeclined } from './bidding.events.js';
import { Holders } from './holders.queries.js';
import { mayDecline, waitsForOpening } from './opening.rules.js';
import { OpeningState } from './opening.state.queries.js';

/** Writes down that a holder does not open a box: the other two can, and the record of the opening says who did not and why. */
@Injectable()
export class Declines {
  constructor(
    private readonly database: Database,
    private readonly holders: Holders,
    private readonly state: OpeningState,
  ) {}

  /** Refuses `opening.*`. Who declined may still come. */
  async decline(actor: Actor, procedureId: string, { reason }: DeclineOpening): Promise<void> {
    const office = await this.holders.officeOf(actor, procedureId);
    if (!office) throw new Refused(refuse('forbidden', 'opening.not-your-part'));
    const { round } = await this.state.current(procedureId);
    await this.database.transaction(async (tx) => {
      const box = await this.state.locked(tx, procedureId, round);
      const at = await now(tx);
      ensure(
        confirmedWithin(actor, at) ? undefined : refuse('forbidden', 'confirm-first'),
        waitsForOpening(box.state),
        mayDecline(await this.state.attended(procedureId, round, tx), await this.state.declined(procedureId, round), office),
      );

      await tx.query(
        'insert into bidding.decline (procedure, round, office, person, name, organization, reason, at) values ($1, $2, $3, $4, $5, $6, $7, $8)',
        [procedureId, round, office, actor.personId, actor.name, actor.organizationId, reason, at],
      );
      await record(tx, actor, openingDeclined(procedureId, { round, office, reason }));
    });
  }
}
