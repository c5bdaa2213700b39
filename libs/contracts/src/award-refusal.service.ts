import { Injectable, type OnModuleInit } from '@nestjs/common';
import { absent, type Actor, authorize, ensure, found, has, type Policy, type Refusal, refuse } from '#kernel';
import { CalendarService, DeadlineQueries } from '#calendar';
import { type Award, AwardQueries, AwardService } from '#evaluation';
import { Database, now, record, type Tx } from '#platform';
import { Admissions, type HeldProcedure, ProcedureQueries } from '#tendering';
import { isToSign, mayStillRefuse, silenceRefuses, type TowardsSigning } from './award-refusal.rules.js';
import type { RefuseAward } from './contract.input.js';
import { signaturesIn } from './contract.rows.queries.js';
import { awardRefused } from './contracts.events.js';

interface Sides {
  readonly departmentId: string;
  readonly providerId: string;
}

/** The winner gives the award up by itself; an approver of the buyer may take its silence for that. */
export const mayRefuseAward: Policy<Sides> = (actor, { departmentId, providerId }) =>
  actor.organizationId === providerId ? has(actor, 'provider_admin') : actor.organizationId === departmentId && has(actor, 'approver');

/** What a page needs to ask whether an award is given up. */
export interface AwardToSign extends Sides {
  readonly awardId: string;
  readonly procedureId: string;
  readonly price: bigint;
  readonly dueAt: Date | null;
  /** Why it cannot be given up by this reader now. */
  readonly barrier: Refusal | undefined;
}

/** A winner who will not sign, or lets the time to sign pass: the next candidate follows, or the lot has failed. */
@Injectable()
export class AwardRefusals implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly calendar: CalendarService,
    private readonly deadlines: DeadlineQueries,
    private readonly awards: AwardService,
    private readonly awardQueries: AwardQueries,
    private readonly procedures: ProcedureQueries,
    private readonly admissions: Admissions,
  ) {}

  onModuleInit(): void {
    this.admissions.bar((tx, procedureId, providerId) => this.barred(tx, procedureId, providerId));
  }

  /** Takes the award back for good; a text not yet signed falls with it, and the decision has its legal time anew. */
  refuse(actor: Actor, awardId: string, { reason }: RefuseAward): Promise<void> {
    return this.database.transaction(async (tx) => {
      const award = await this.awards.lock(tx, awardId);
      const procedure = found(await this.procedures.byId(award.procedureId), 'procedure');
      const at = await now(tx);
      const sides = { departmentId: procedure.departmentId, providerId: award.providerId };
      if (!isSide(actor, sides)) throw absent('award');
      authorize(mayRefuseAward, actor, sides, 'award.refusal-role');
      ensure(isToSign(award), await this.barrier(tx, actor, award, at));

      const side = actor.organizationId === award.providerId ? 'provider' : 'buyer';
      await tx.query(
        `insert into contracts.award_refusal (award_id, procedure_id, plan_item_id, provider_id, side, reason, person, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [awardId, award.procedureId, procedure.planItemId, award.providerId, side, reason, actor.personId, at],
      );
      const facts = { number: procedure.number, ...sides, lot: award.lot, side };
      await record(tx, actor, { type: awardRefused, subject: awardId, project: award.procedureId, facts });
      await this.awards.withdraw(tx, actor, awardId, { cause: 'winner-refused', reason: worded(side, reason) });
    });
  }

  /** For the page that asks; not there for anybody but the two sides. */
  show(actor: Actor, awardId: string): Promise<AwardToSign> {
    return this.database.transaction(async (tx) => {
      const award = found(await this.awardQueries.byId(awardId), 'award');
      const { departmentId } = found(await this.procedures.byId(award.procedureId), 'procedure');
      const sides = { departmentId, providerId: award.providerId };
      if (!isSide(actor, sides) || !mayRefuseAward(actor, sides)) throw absent('award');
      const barrier = isToSign(award) ?? (await this.barrier(tx, actor, award, await now(tx)));
      const { procedureId, price } = award;
      return { awardId, procedureId, price, ...sides, dueAt: await this.dueAt(awardId), barrier };
    });
  }

  private async barrier(tx: Tx, actor: Actor, award: Pick<Award, 'id' | 'providerId'>, at: Date): Promise<Refusal | undefined> {
    const contract = await towardsSigning(tx, award.id);
    if (actor.organizationId === award.providerId) return mayStillRefuse(contract);
    return silenceRefuses(contract, await this.dueAt(award.id), at);
  }

  private async dueAt(awardId: string): Promise<Date | null> {
    const clocks = await this.deadlines.ofSubjects([awardId]);
    return clocks.find(({ key }) => key === 'contract.sign')?.dueAt ?? null;
  }

  /** Who refused to sign takes no part when the same item is bought again, where the method says so (MOF Order 74 Art. 22). */
  private async barred(tx: Tx, procedureId: string, providerId: string): Promise<Refusal | undefined> {
    const procedure = await this.procedures.byId(procedureId);
    if (!procedure || !this.barsRefusers(procedure)) return undefined;
    const [row] = await tx.query<{ number: string }[]>(
      `select p.number from contracts.award_refusal r join tendering.procedure p on p.id = r.procedure_id
       where r.plan_item_id = $1 and r.provider_id = $2 and r.procedure_id <> $3 limit 1`,
      [procedure.planItemId, providerId, procedureId],
    );
    return row && refuse('forbidden', 'admission.refused-before', { number: row.number });
  }

  private barsRefusers({ method, ruleDay }: Pick<HeldProcedure, 'method' | 'ruleDay'>): boolean {
    const key = `award.refuser_barred.${method}`;
    return this.calendar.holds(key, ruleDay) && this.calendar.flag(key, ruleDay);
  }
}

const isSide = ({ organizationId }: Actor, { departmentId, providerId }: Sides): boolean =>
  organizationId === departmentId || organizationId === providerId;

const worded = (side: 'provider' | 'buyer', reason: string): string =>
  side === 'provider' ? `成交单位放弃成交：${reason}` : `成交单位逾期未签合同：${reason}`;

async function towardsSigning(tx: Tx, awardId: string): Promise<TowardsSigning | null> {
  const [row] = await tx.query<{ id: string; offeredAt: Date | null }[]>(
    `select id, offered_at as "offeredAt" from contracts.contract where award_id = $1 and state <> 'rejected'`,
    [awardId],
  );
  return row ? { offeredAt: row.offeredAt, signatures: await signaturesIn(tx, row.id) } : null;
}
