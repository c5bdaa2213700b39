import { Injectable } from '@nestjs/common';
import { type Actor, absent, authorize, confirmedWithin, ensure, found, next, refuse, system } from '#kernel';
import { Signer } from '#documents';
import { wayIsClear } from '#objections';
import { OrganizationQueries } from '#organizations';
import { type Alarm, Database, now, record, type Tx } from '#platform';
import type { Agreement, Entrant } from './agreement.entity.js';
import { agreementStatement } from './agreement-paper.view.js';
import { AgreementTerm } from './agreement-term.service.js';
import { entrantLifecycle } from './entrant.lifecycle.js';
import { frameworkPolicy } from './frameworks.policy.js';
import { ofEntrant } from './happenings.rules.js';
import { entrantsIn, lockAgreement } from './rows.queries.js';

type Side = 'buyer' | 'provider';

/** Both signatures under each entrant's agreement; the last one lets it take effect. */
@Injectable()
export class AgreementSigning {
  constructor(
    private readonly database: Database,
    private readonly signer: Signer,
    private readonly organizations: OrganizationQueries,
    private readonly term: AgreementTerm,
  ) {}

  /** The buyer signs every paper that waits for it; an entrant its own. Asks for a fresh proof of person. */
  sign(actor: Actor, id: string): Promise<void> {
    return this.database.transaction(async (tx) => {
      const agreement = await lockAgreement(tx, id);
      const at = await now(tx);
      const named = (await entrantsIn(tx, id)).filter(({ state }) => state === 'named');
      const side: Side = actor.organizationId === agreement.departmentId ? 'buyer' : 'provider';
      const own = side === 'buyer' ? named : named.filter(({ providerId }) => providerId === actor.organizationId);
      if (side === 'provider' && own.length === 0) throw absent('framework');
      if (side === 'buyer') authorize(frameworkPolicy.signAsBuyer, actor, agreement, 'framework.sign-role');
      else authorize(frameworkPolicy.signAsProvider, actor, own[0]!, 'framework.sign-role');
      ensure(confirmedWithin(actor, at) ? undefined : refuse('forbidden', 'confirm-first'), await wayIsClear(tx, agreement.procedureId));
      const signed = await this.signedBy(tx, side, own);
      const waiting = own.filter((entrant) => !signed.has(entrant.id));
      ensure(waiting.length > 0 ? undefined : refuse('conflict', 'framework.side-signed'));

      for (const entrant of waiting) await this.put(tx, actor, agreement, entrant, side, at);
      await this.term.settle(tx, actor, agreement, at);
    });
  }

  /** The time to sign is over: who has not signed is out, and so is who waits for the buyer. Not while an objection bars it. */
  async ring(tx: Tx, { subject }: Alarm): Promise<void> {
    const agreement = await lockAgreement(tx, subject);
    const at = await now(tx);
    const [clock] = await tx.query<{ due: Date }[]>(
      `select due_at as due from calendar.deadline where subject = $1 and key = 'framework.sign' and met_at is null and cancelled_at is null`,
      [subject],
    );
    if (!clock || at < clock.due || (await wayIsClear(tx, agreement.procedureId))) return;
    for (const entrant of await entrantsIn(tx, subject))
      if (entrant.state === 'named') await this.term.lapse(tx, system('frameworks'), agreement, entrant, at);
    await this.term.settle(tx, system('frameworks'), agreement, at);
  }

  private async put(tx: Tx, actor: Actor, agreement: Agreement, entrant: Entrant, side: Side, at: Date): Promise<void> {
    const { uscc } = found(await this.organizations.byId(actor.organizationId), 'organization');
    const sha256 = entrant.sha256!;
    const statement = agreementStatement({ number: agreement.number, sha256 }, { side, uscc, personId: actor.personId, at });
    const { algorithm, keyId, signature } = this.signer.sign(Buffer.from(statement, 'utf8'));
    await tx.query(
      `insert into frameworks.signature (entrant_id, side, person, person_name, organization_id, sha256, statement, algorithm, key_id, signature, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [entrant.id, side, actor.personId, actor.name, actor.organizationId, sha256, statement, algorithm, keyId, signature, at],
    );
    await record(tx, actor, ofEntrant(agreement, entrant, 'entrant.signed', { side, sha256 }));
    const both = (await this.signedBy(tx, side === 'buyer' ? 'provider' : 'buyer', [entrant])).has(entrant.id);
    if (!both) return;
    const state = next(entrantLifecycle, entrant.state, 'enter');
    await tx.query('update frameworks.entrant set state = $2, entered_at = $3, announced_at = $3 where id = $1', [entrant.id, state, at]);
    await record(tx, actor, ofEntrant(agreement, entrant, 'entrant.entered'));
  }

  private async signedBy(tx: Tx, side: Side, entrants: readonly Entrant[]): Promise<Set<string>> {
    const rows = await tx.query<{ id: string }[]>(
      'select entrant_id as id from frameworks.signature where side = $1 and entrant_id = any($2::uuid[])',
      [side, entrants.map(({ id }) => id)],
    );
    return new Set(rows.map(({ id }) => id));
  }
}
