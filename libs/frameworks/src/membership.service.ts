import { Injectable } from '@nestjs/common';
import { type Actor, absent, authorize, confirmedWithin, ensure, next, refuse, Refused } from '#kernel';
import { Deadlines } from '#calendar';
import { Database, now, record, type Tx, uuidv7 } from '#platform';
import type { Agreement, Entrant } from './agreement.entity.js';
import type { ApplyForEntry, LeaveAgreement, RemoveEntrant, ReviewApplication } from './agreement.input.js';
import { AgreementTerm } from './agreement-term.service.js';
import { type EntrantAct, entrantLifecycle } from './entrant.lifecycle.js';
import { frameworkPolicy, mayApply } from './frameworks.policy.js';
import { ofEntrant } from './happenings.rules.js';
import { entrantsIn, lockAgreement, lockEntrant, lotsIn } from './rows.queries.js';

/** How providers come into an open agreement, and how they leave any. */
@Injectable()
export class MembershipService {
  constructor(
    private readonly database: Database,
    private readonly deadlines: Deadlines,
    private readonly term: AgreementTerm,
  ) {}

  /** At any time while it is in force, at the uniform price (Art. 39). Who was put out does not come back. */
  apply(actor: Actor, agreementId: string, { statement }: ApplyForEntry): Promise<string> {
    return this.database.transaction(async (tx) => {
      const agreement = await lockAgreement(tx, agreementId);
      const at = await now(tx);
      if (!mayApply(actor)) throw new Refused(refuse('forbidden', 'framework.apply-role'));
      const own = (await entrantsIn(tx, agreementId)).filter(({ providerId }) => providerId === actor.organizationId);
      ensure(
        agreement.kind === 'open' ? undefined : refuse('conflict', 'framework.closed-to-entry'),
        agreement.state === 'in_force' ? undefined : refuse('gone', 'framework.not-in-force'),
        own.some(({ state }) => state === 'removed') ? refuse('forbidden', 'framework.was-removed') : undefined,
        own.some(({ state }) => ['applied', 'approved', 'in'].includes(state))
          ? refuse('conflict', 'framework.applied-already')
          : undefined,
      );

      const entrant = { id: uuidv7(), providerId: actor.organizationId };
      await tx.query(
        `insert into frameworks.entrant (id, agreement_id, provider_id, state, statement, applied_at) values ($1, $2, $3, 'applied', $4, $5)`,
        [entrant.id, agreementId, entrant.providerId, statement, at],
      );
      await this.clock(tx, agreement, entrant.id, 'framework.open.review', at);
      await record(tx, actor, ofEntrant(agreement, entrant, 'entrant.applied'));
      return entrant.id;
    });
  }

  /** Within seven working days, with the reason when it is a no. */
  review(actor: Actor, entrantId: string, { outcome, reason }: ReviewApplication): Promise<void> {
    return this.asDepartment(actor, entrantId, 'review', async (tx, agreement, entrant, at) => {
      const state = next(entrantLifecycle, entrant.state, outcome);
      ensure(
        outcome === 'approve' || reason
          ? undefined
          : refuse('invalid', 'framework.reason-missing', {}, [{ field: 'reason', code: 'framework.reason-missing' }]),
      );

      await tx.query('update frameworks.entrant set state = $2, reviewed_by = $3, reviewed_at = $4, review_reason = $5 where id = $1', [
        entrantId,
        state,
        actor.personId,
        at,
        reason || null,
      ]);
      await this.deadlines.meet(tx, entrantId, 'framework.open.review', at);
      if (outcome === 'approve') await this.clock(tx, agreement, entrantId, 'framework.open.announce', at);
      await record(tx, actor, ofEntrant(agreement, entrant, 'entrant.reviewed', { outcome }));
    });
  }

  /** With the announcement the provider is in, at the uniform price (Art. 40, 41). */
  announce(actor: Actor, entrantId: string): Promise<void> {
    return this.asDepartment(actor, entrantId, 'review', async (tx, agreement, entrant, at) => {
      const state = next(entrantLifecycle, entrant.state, 'announce');
      const [known] = await tx.query<{ rank: number }[]>(
        `select coalesce(max(p.rank), 0)::int + 1 as rank from frameworks.price p join frameworks.entrant e on e.id = p.entrant_id
         where e.agreement_id = $1`,
        [agreement.id],
      );
      for (const { lot, maxPrice } of await lotsIn(tx, agreement.id))
        await tx.query('insert into frameworks.price (entrant_id, lot, price, rank) values ($1, $2, $3, $4)', [
          entrantId,
          lot,
          maxPrice.toString(),
          known!.rank,
        ]);
      await tx.query('update frameworks.entrant set state = $2, entered_at = $3, announced_at = $3 where id = $1', [entrantId, state, at]);
      await this.deadlines.meet(tx, entrantId, 'framework.open.announce', at);
      await record(tx, actor, ofEntrant(agreement, entrant, 'entrant.entered'));
    });
  }

  /** The provider takes its application back, or leaves an open agreement: at any time (Art. 20). */
  leave(actor: Actor, entrantId: string, { reason }: LeaveAgreement): Promise<void> {
    return this.database.transaction(async (tx) => {
      const { agreement, entrant } = await lockEntrant(tx, entrantId);
      const at = await now(tx);
      if (entrant.providerId !== actor.organizationId) throw absent('entrant');
      authorize(frameworkPolicy.leave, actor, entrant, 'framework.leave-role');
      ensure(agreement.kind === 'open' ? undefined : refuse('conflict', 'framework.closed-no-leave'));
      if (entrant.state === 'in') return this.end(tx, actor, agreement, entrant, 'leave', { reason }, at);
      const state = next(entrantLifecycle, entrant.state, 'withdraw');

      await tx.query('update frameworks.entrant set state = $2, end_reason = $3 where id = $1', [entrantId, state, reason]);
      for (const key of ['framework.open.review', 'framework.open.announce']) await this.deadlines.cancel(tx, entrantId, key);
      await record(tx, actor, ofEntrant(agreement, entrant, 'entrant.withdrawn'));
    });
  }

  /** The department lets an entrant of a closed agreement go, for a good reason of the entrant's (Art. 20). */
  release(actor: Actor, entrantId: string, { reason }: LeaveAgreement): Promise<void> {
    return this.asDepartment(actor, entrantId, 'remove', (tx, agreement, entrant, at) =>
      this.end(tx, actor, agreement, entrant, 'release', { reason }, at),
    );
  }

  /** Puts an entrant out on one of the grounds of the law, after hearing it (Art. 19). */
  remove(actor: Actor, entrantId: string, input: RemoveEntrant): Promise<void> {
    return this.asDepartment(actor, entrantId, 'remove', async (tx, agreement, entrant, at) => {
      ensure(confirmedWithin(actor, at) ? undefined : refuse('forbidden', 'confirm-first'));
      await this.end(tx, actor, agreement, entrant, 'remove', input, at);
      if (entrant.state === 'named') await this.term.settle(tx, actor, agreement, at);
    });
  }

  /** Everybody knows who is no longer in. */
  announceEnd(actor: Actor, entrantId: string): Promise<void> {
    return this.asDepartment(actor, entrantId, 'review', async (tx, agreement, entrant, at) => {
      ensure(entrant.endedAt && !entrant.endAnnouncedAt ? undefined : refuse('conflict', 'framework.end-announced-already'));
      await tx.query('update frameworks.entrant set end_announced_at = $2 where id = $1', [entrantId, at]);
      await this.deadlines.meet(tx, entrantId, 'framework.open.leave.announce', at);
      await record(tx, actor, ofEntrant(agreement, entrant, 'entrant.end-announced'));
    });
  }

  private async end(
    tx: Tx,
    actor: Actor,
    agreement: Agreement,
    entrant: Entrant,
    act: Extract<EntrantAct, 'leave' | 'release' | 'remove'>,
    why: LeaveAgreement & Partial<RemoveEntrant>,
    at: Date,
  ): Promise<void> {
    const state = next(entrantLifecycle, entrant.state, act);
    await tx.query(
      'update frameworks.entrant set state = $2, ended_at = $3, ended_by = $4, end_reason = $5, ground = $6, hearing = $7 where id = $1',
      [entrant.id, state, at, actor.personId, why.reason, why.ground ?? null, why.hearing ?? null],
    );
    await this.clock(tx, agreement, entrant.id, 'framework.open.leave.announce', at);
    const told =
      act === 'remove'
        ? ofEntrant(agreement, entrant, 'entrant.removed', { ground: why.ground })
        : ofEntrant(agreement, entrant, 'entrant.left');
    await record(tx, actor, told);
  }

  private asDepartment(
    actor: Actor,
    entrantId: string,
    duty: 'review' | 'remove',
    work: (tx: Tx, agreement: Agreement, entrant: Entrant, at: Date) => Promise<void>,
  ): Promise<void> {
    return this.database.transaction(async (tx) => {
      const { agreement, entrant } = await lockEntrant(tx, entrantId);
      const at = await now(tx);
      if (agreement.departmentId !== actor.organizationId) throw absent('entrant');
      authorize(frameworkPolicy[duty], actor, agreement, 'framework.desk-role');
      await work(tx, agreement, entrant, at);
    });
  }

  private clock(tx: Tx, { procedureId, departmentId, ruleDay }: Agreement, subject: string, key: string, startsAt: Date): Promise<Date> {
    return this.deadlines.open(tx, {
      subject,
      subjectType: 'framework-entrant',
      project: procedureId,
      key,
      holder: departmentId,
      startsAt,
      ruleDay,
    });
  }
}
