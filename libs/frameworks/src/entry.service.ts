import { Injectable } from '@nestjs/common';
import { type Actor, absent, authorize, confirmedWithin, ensure, type Fen, found, next, refuse, Refused, yuan } from '#kernel';
import { CalendarService, Deadlines, methodRules } from '#calendar';
import { RankingQueries } from '#evaluation';
import { Config, Database, nextNumber, now, record, type Tx, uuidv7 } from '#platform';
import { PlanItemDrawing, PlanItemService, PlanQueries } from '#planning';
import { type HeldProcedure, lotsOf, type Lot, type NoticeContent, NoticeQueries, ProcedureQueries, ProcedureService } from '#tendering';
import type { ConcludeEntry } from './agreement.input.js';
import { agreementLifecycle } from './agreement.lifecycle.js';
import { AgreementTerm } from './agreement-term.service.js';
import { entrantsOf, type Ranked, somebodyEnters, supplementAllowed, termFits } from './entry.rules.js';
import { frameworkPolicy } from './frameworks.policy.js';
import { ofAgreement } from './happenings.rules.js';
import { entrantsIn, lockAgreement } from './rows.queries.js';

/** What one lot came to. */
interface Entered {
  readonly lot: Lot;
  readonly qualified: number;
  readonly entrants: readonly Ranked[];
}

/** The first stage: the ranking, or the open call, becomes an agreement and its procedure is complete. */
@Injectable()
export class EntryService {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly calendar: CalendarService,
    private readonly deadlines: Deadlines,
    private readonly procedures: ProcedureService,
    private readonly procedureQueries: ProcedureQueries,
    private readonly notices: NoticeQueries,
    private readonly rankings: RankingQueries,
    private readonly plans: PlanQueries,
    private readonly planItems: PlanItemService,
    private readonly drawing: PlanItemDrawing,
    private readonly term: AgreementTerm,
  ) {}

  /**
   * Names the entrants by the ranking after elimination, or opens the agreement to all. Answers the agreement's id.
   * Refuses `framework.*` where method, ranking, term or the share of those left do not allow it.
   */
  conclude(actor: Actor, procedureId: string, input: ConcludeEntry): Promise<string> {
    return this.database.transaction(async (tx) => {
      await tx.query(`select pg_advisory_xact_lock(hashtext('framework of ' || $1::text))`, [procedureId]);
      const procedure = found(await this.procedureQueries.byId(procedureId), 'procedure');
      if (procedure.departmentId !== actor.organizationId) throw absent('procedure');
      authorize(frameworkPolicy.conclude, actor, procedure, 'framework.conclude-role');
      const at = await now(tx);
      const rules = methodRules[procedure.method].framework;
      if (!rules) throw new Refused(refuse('conflict', 'framework.other-method'));
      const notice = found(await this.notices.byId(procedureId), 'procedure');
      const { content } = notice;
      ensure(
        confirmedWithin(actor, at) ? undefined : refuse('forbidden', 'confirm-first'),
        termFits(content.months, this.calendar.number(rules.term, procedure.ruleDay)),
      );
      const entered = rules.openEntry
        ? lotsOf(content).map((lot) => ({ lot, qualified: 0, entrants: [] }))
        : await this.ranked(procedure, content);
      if (!rules.openEntry) ensure(somebodyEnters(new Set(entered.flatMap(providersOf)).size));

      const id = input.supplements
        ? await this.supplement(tx, actor, input.supplements, procedure, entered, at)
        : await this.begin(tx, actor, procedure, content, { ways: input.ways, open: rules.openEntry, entered }, at);
      await this.procedures.complete(tx, actor, procedureId);
      return id;
    });
  }

  /** More money of the department's plan for orders, as for the second year. */
  fund(actor: Actor, id: string, planItemId: string): Promise<void> {
    return this.database.transaction(async (tx) => {
      const agreement = await lockAgreement(tx, id);
      const at = await now(tx);
      if (agreement.departmentId !== actor.organizationId) throw absent('framework');
      authorize(frameworkPolicy.fund, actor, agreement, 'framework.desk-role');
      next(agreementLifecycle, agreement.state, 'fund');
      const item = await this.plans.item(planItemId);
      ensure(
        item && item.departmentId === agreement.departmentId && methodRules[item.method].framework
          ? undefined
          : refuse('invalid', 'framework.not-a-fund', {}, [{ field: 'planItemId', code: 'framework.not-a-fund' }]),
      );

      await this.planItems.use(tx, actor, planItemId, agreement.procedureId);
      await this.addFund(tx, actor, id, planItemId, agreement.procedureId, at);
      await record(tx, actor, ofAgreement(agreement, 'framework.funded', { planItemId }));
    });
  }

  private async ranked(procedure: HeldProcedure, content: NoticeContent): Promise<Entered[]> {
    const rules = methodRules[procedure.method];
    const number = (key: string): number => this.calendar.number(key, procedure.ruleDay);
    const ranking = await this.rankings.of(procedure.id);
    if (!ranking) throw new Refused(refuse('conflict', 'framework.not-reported'));
    const elimination = { percent: number(rules.framework!.eliminatePercent), least: number(rules.framework!.eliminateCount) };
    return lotsOf(content).map((lot) => {
      const offers = ranking.offers.filter((offer) => offer.lot === lot.id);
      return { lot, qualified: offers.length, entrants: entrantsOf(offers, number(rules.minOffers), elimination) };
    });
  }

  private async begin(
    tx: Tx,
    actor: Actor,
    procedure: HeldProcedure,
    content: NoticeContent,
    { ways, open, entered }: { readonly ways: ConcludeEntry['ways']; readonly open: boolean; readonly entered: readonly Entered[] },
    at: Date,
  ): Promise<string> {
    const id = uuidv7();
    const named = new Set(entered.flatMap(providersOf)).size;
    const number = await nextNumber(tx, this.config.region, Number(this.calendar.today(at).slice(0, 4)), 'KJ');
    const kept = {
      number: procedure.number,
      version: procedure.version,
      beneficiaries: content.service.beneficiaries,
      quality: content.service.quality,
      description: content.service.description,
      officialUrl: content.official.url,
    };
    await tx.query(
      `insert into frameworks.agreement (id, number, procedure_id, department_id, kind, title, months, ways, content, rule_day, state, named,
         concluded_by, concluded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'signing', $11, $12, $13)`,
      [
        id,
        number,
        procedure.id,
        procedure.departmentId,
        open ? 'open' : 'closed',
        content.title,
        content.months,
        [...new Set(ways)],
        JSON.stringify(kept),
        procedure.ruleDay,
        named,
        actor.personId,
        at,
      ],
    );
    for (const { lot, qualified, entrants } of entered)
      await tx.query(
        `insert into frameworks.lot (agreement_id, lot, name, per, unit, max_price, qualified, entered) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [id, lot.id, lot.name, lot.quantity, lot.unit, yuan(lot.maxPrice).toString(), qualified, entrants.length],
      );
    await this.addFund(tx, actor, id, procedure.planItemId, procedure.id, at);
    await this.admit(tx, id, entered);

    const agreement = await lockAgreement(tx, id);
    const facts = { kind: agreement.kind, lots: entered.length, entrants: named };
    await record(tx, actor, ofAgreement(agreement, 'framework.concluded', facts));
    await this.meetDecision(tx, procedure, at);
    if (open) await this.term.begin(tx, actor, agreement, at);
    else await this.term.openSigning(tx, actor, agreement, at);
    return id;
  }

  /** New entrants for an agreement that runs: its own term stays (Art. 31). */
  private async supplement(
    tx: Tx,
    actor: Actor,
    agreementId: string,
    procedure: HeldProcedure,
    entered: readonly Entered[],
    at: Date,
  ): Promise<string> {
    const agreement = await lockAgreement(tx, agreementId);
    if (agreement.departmentId !== actor.organizationId) throw absent('framework');
    next(agreementLifecycle, agreement.state, 'supplement');
    const known = await entrantsIn(tx, agreementId);
    const left = known.filter(({ state }) => state === 'in').length;
    const percent = this.calendar.number(methodRules[procedure.method].framework!.supplementBelow, agreement.ruleDay);
    const shut = new Set(known.filter(({ state }) => ['in', 'named', 'removed'].includes(state)).map(({ providerId }) => providerId));
    const fresh = entered.map((one) => ({ ...one, entrants: one.entrants.filter(({ providerId }) => !shut.has(providerId)) }));
    const named = new Set(fresh.flatMap(providersOf)).size;
    ensure(
      agreement.kind === 'closed' ? undefined : refuse('conflict', 'framework.open-needs-none'),
      supplementAllowed(agreement.named, left, percent),
      somebodyEnters(named),
    );

    await this.drawing.finish(tx, actor, procedure.planItemId);
    await this.admit(tx, agreementId, fresh);
    await record(tx, actor, ofAgreement(agreement, 'framework.supplemented', { procedureId: procedure.id, entrants: named }));
    await this.meetDecision(tx, procedure, at);
    await this.term.openSigning(tx, actor, agreement, at);
    return agreementId;
  }

  private async admit(tx: Tx, agreementId: string, entered: readonly Entered[]): Promise<void> {
    const prices = new Map<string, { readonly lot: string; readonly price: Fen; readonly rank: number }[]>();
    for (const { lot, entrants } of entered)
      for (const { providerId, price, rank } of entrants)
        prices.set(providerId, [...(prices.get(providerId) ?? []), { lot: lot.id, price, rank }]);
    for (const [providerId, own] of prices) {
      const id = uuidv7();
      await tx.query(`insert into frameworks.entrant (id, agreement_id, provider_id, state) values ($1, $2, $3, 'named')`, [
        id,
        agreementId,
        providerId,
      ]);
      for (const { lot, price, rank } of own)
        await tx.query('insert into frameworks.price (entrant_id, lot, price, rank) values ($1, $2, $3, $4)', [
          id,
          lot,
          price.toString(),
          rank,
        ]);
    }
  }

  private addFund(tx: Tx, actor: Actor, agreementId: string, planItemId: string, procedureId: string, at: Date): Promise<unknown> {
    return tx.query(
      'insert into frameworks.fund (agreement_id, plan_item_id, procedure_id, added_by, added_at) values ($1, $2, $3, $4, $5)',
      [agreementId, planItemId, procedureId, actor.personId, at],
    );
  }

  private async meetDecision(tx: Tx, { id, method }: HeldProcedure, at: Date): Promise<void> {
    const ranking = await this.rankings.of(id);
    for (const subject of ranking?.clocks ?? []) await this.deadlines.meet(tx, subject, methodRules[method].replyKeys.decide, at);
  }
}

const providersOf = ({ entrants }: Entered): string[] => entrants.map(({ providerId }) => providerId);
