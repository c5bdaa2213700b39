import { AsyncResource } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { type Actor, confirmedWithin, ensure, refuse, Refused } from '#kernel';
import { Database, now, record, setAlarm, type Tx, uuidv7 } from '#platform';
import { type Office, shareOf } from '#sealing';
import type { ContributeToOpening } from './bid.input.js';
import { enough } from './bid.rules.js';
import { boxContributed, contributionRefused } from './bidding.events.js';
import { type BoxedEnvelope, BoxContents, type Round } from './box-contents.queries.js';
import type { BoxState } from './box.lifecycle.js';
import { Holders } from './holders.queries.js';
import { anotherHolder, waitsForOpening, wholeSet } from './opening.rules.js';
import { finishAlarm, Opening } from './opening.service.js';
import { OpeningState } from './opening.state.queries.js';
import { contextOf, Vault } from './vault.gateway.js';

/** Where an opening stands after a holder has come. */
export interface Contributed {
  readonly state: BoxState;
  readonly offices: readonly Office[];
}

interface Given {
  readonly procedureId: string;
  readonly round: Round;
  readonly office: Office;
  readonly contributions: ContributeToOpening['contributions'];
}

/**
 * Takes what key holders give: the file keys of their own shares, each checked against the share itself before anything
 * is written. With the second holder's whole set the box opens, or is void when too few bids lie in it.
 */
@Injectable()
export class Contributions {
  /** Bound here, outside of any request, so that it stays when the refused command is rolled back. */
  private readonly apart = AsyncResource.bind((work: (tx: Tx) => Promise<void>) => this.database.transaction(work));

  constructor(
    private readonly database: Database,
    private readonly holders: Holders,
    private readonly state: OpeningState,
    private readonly contents: BoxContents,
    private readonly opening: Opening,
    private readonly vault: Vault,
  ) {}

  /** Comes to an opening with keys. Refuses `opening.*`; a false key is written down with its proof. Coming again changes nothing. */
  async contribute(actor: Actor, procedureId: string, { contributions }: ContributeToOpening): Promise<Contributed> {
    const office = await this.holders.officeOf(actor, procedureId);
    if (!office) throw new Refused(refuse('forbidden', 'opening.not-your-part'));
    ensure(confirmedWithin(actor, await this.database.now()) ? undefined : refuse('forbidden', 'confirm-first'));
    const box = await this.state.current(procedureId);
    const attended = await this.state.attended(procedureId, box.round);
    ensure(waitsForOpening(box.state), anotherHolder(attended, office, actor.personId));
    const given = { procedureId, round: box.round, office, contributions };
    const bids = await this.contents.bids(procedureId, box.round);
    const tooFew = !enough(bids.length, await this.state.minimum(procedureId));
    const envelopes = tooFew ? [] : await this.contents.envelopes(bids);
    ensure(
      wholeSet(
        envelopes.map(({ sha256 }) => sha256),
        contributions,
      ),
    );
    await this.check(actor, given, envelopes);

    await this.keep(actor, given, envelopes);
    const state = await this.opening.goOn(procedureId, box.round);
    return { state, offices: (await this.state.attended(procedureId, box.round)).map((one) => one.office) };
  }

  /** Every key against the header of its share. A false one may be the true key of another share, so it is kept closed until the opening. */
  private async check(actor: Actor, given: Given, envelopes: readonly BoxedEnvelope[]): Promise<void> {
    const { procedureId, round, office } = given;
    const byDigest = new Map(envelopes.map((envelope) => [envelope.sha256, envelope]));
    for (const { envelope, fileKey } of given.contributions) {
      const { statement } = byDigest.get(envelope)!;
      if (!fileKey || !statement || (await shareOf(statement, office, fileKey)) !== undefined) continue;
      const id = uuidv7();
      await this.apart(async (tx) => {
        await tx.query(
          `insert into bidding.refused_contribution (id, procedure, round, envelope, office, person, file_key, at)
           values ($1, $2, $3, decode($4, 'hex'), $5, $6, $7, clock_timestamp())`,
          [id, procedureId, round, envelope, office, actor.personId, this.vault.close(contextOf.refused(id), fileKey)],
        );
        await record(tx, actor, contributionRefused(procedureId, { office, envelope, fileKey }));
      });
      throw new Refused(
        refuse('invalid', 'opening.contribution-false', { envelope }, [
          { field: 'contributions', code: 'opening.contribution-false', facts: { envelope } },
        ]),
      );
    }
  }

  private keep(actor: Actor, { procedureId, round, office, contributions }: Given, envelopes: readonly BoxedEnvelope[]): Promise<void> {
    return this.database.transaction(async (tx) => {
      const box = await this.state.locked(tx, procedureId, round);
      const attended = await this.state.attended(procedureId, round, tx);
      ensure(waitsForOpening(box.state), anotherHolder(attended, office, actor.personId));
      if (attended.some((one) => one.office === office)) return;
      const at = await now(tx);

      await tx.query(
        'insert into bidding.attendance (procedure, round, office, person, name, organization, at) values ($1, $2, $3, $4, $5, $6, $7)',
        [procedureId, round, office, actor.personId, actor.name, actor.organizationId, at],
      );
      if (envelopes.length)
        await tx.query(
          `insert into bidding.contribution (envelope, office, file_key, at)
           select decode(envelope, 'hex'), $1, file_key, $2 from unnest($3::text[], $4::bytea[]) as c(envelope, file_key)`,
          [
            office,
            at,
            contributions.map(({ envelope }) => envelope),
            contributions.map(({ envelope, fileKey }) =>
              fileKey ? this.vault.close(contextOf.contribution(envelope, office), fileKey) : null,
            ),
          ],
        );
      await record(tx, actor, boxContributed(procedureId, round, office));
      if (attended.length > 0) await setAlarm(tx, { kind: finishAlarm, subject: procedureId, dueAt: new Date(at.getTime() + 120_000) });
    });
  }
}
