import { Injectable } from '@nestjs/common';
import { type Actor, absent, authorize, ensure, found, next, refuse, system } from '#kernel';
import { CalendarService, Deadlines } from '#calendar';
import { ContractQueries, EndingService, Standstills, type WholeContract } from '#contracts';
import { Database, dropAlarm, now, record, setAlarm, type Tx, uuidv7 } from '#platform';
import {
  milestoneAccepted,
  milestoneDropped,
  milestonePlanned,
  milestoneRejected,
  milestoneReturned,
  milestoneSubmitted,
} from './delivery.events.js';
import { namesNobody } from './log.rules.js';
import type { AnswerKind, Milestone } from './milestone.entity.js';
import type { AcceptMilestone, RejectMilestone, ReturnMilestone, SubmitMilestone } from './milestone.input.js';
import { milestoneLifecycle } from './milestone.lifecycle.js';
import { mayAnswer, maySee, maySubmit } from './milestone.policy.js';
import { lockMilestone, MilestoneQueries } from './milestone.queries.js';
import { MilestoneClocks, silenceAlarm } from './milestone-clocks.service.js';
import { barredFromAccepting, figuresAreWhole } from './milestone.rules.js';

const self = system('delivery');

/** From the plan of a contract to the buyer's answer. */
@Injectable()
export class MilestoneService {
  constructor(
    private readonly database: Database,
    private readonly calendar: CalendarService,
    private readonly deadlines: Deadlines,
    private readonly contracts: ContractQueries,
    private readonly endings: EndingService,
    private readonly standstills: Standstills,
    private readonly milestones: MilestoneQueries,
    private readonly clocks: MilestoneClocks,
  ) {}

  /** One milestone an instalment, when the contract takes effect. Once: what is there stays. */
  async plan(tx: Tx, contract: WholeContract): Promise<void> {
    for (const instalment of contract.instalments) {
      const id = uuidv7();
      const made = (await tx.query(
        `insert into delivery.milestone (id, contract_id, instalment_id, project, department_id, provider_id, no, name, amount, due_at, state, rule_day)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'planned', $11) on conflict (instalment_id) do nothing returning 1`,
        [
          id,
          contract.id,
          instalment.id,
          contract.procedureId,
          contract.departmentId,
          contract.providerId,
          instalment.no,
          instalment.name,
          instalment.amount.toString(),
          instalment.dueAt,
          contract.ruleDay,
        ],
      )) as unknown[];
      if (made.length === 0) continue;
      await this.deadlines.open(tx, {
        subject: id,
        subjectType: 'milestone',
        project: contract.procedureId,
        key: 'delivery.submission',
        holder: contract.providerId,
        startsAt: contract.activeAt!,
        dueAt: instalment.dueAt!,
        ruleDay: contract.ruleDay,
      });
      await this.record(tx, self, await lockMilestone(tx, id), milestonePlanned, { amount: instalment.amount, dueAt: instalment.dueAt });
    }
  }

  /** The provider's report: a figure for every indicator, and words. Each submission is kept. */
  submit(actor: Actor, id: string, { figures, text }: SubmitMilestone): Promise<Milestone> {
    return this.command(actor, id, async (tx, milestone, contract, at) => {
      authorize(maySubmit, actor, milestone, 'milestone.submit-role');
      const state = next(milestoneLifecycle, milestone.state, 'submit');
      await this.standstills.ensureGoesOn(tx, milestone.contractId);
      ensure(
        figuresAreWhole(contract.indicators, figures),
        namesNobody('text', text),
        contract.state === 'active' ? undefined : refuse('conflict', 'milestone.not-in-force'),
      );

      const version = milestone.version + 1;
      const kept = figures.map(({ indicatorId, actual }) => ({ indicatorId, actual: actual.trim() }));
      await tx.query(
        'insert into delivery.report (id, milestone_id, version, text, figures, sums, person, at) values ($1, $2, $3, $4, $5, $6, $7, $8)',
        [uuidv7(), id, version, text, JSON.stringify(kept), JSON.stringify(await this.milestones.sums(id)), actor.personId, at],
      );
      await tx.query('update delivery.milestone set state = $2, version = $3, submitted_at = $4 where id = $1', [id, state, version, at]);
      await this.deadlines.meet(tx, id, 'delivery.submission', at);
      await this.deadlines.meet(tx, id, 'delivery.rectify', at);
      const dueAt = await this.deadlines.open(tx, this.duty(milestone, 'delivery.acceptance', milestone.departmentId, at));
      await setAlarm(tx, { kind: silenceAlarm, subject: id, dueAt });
      await this.record(tx, actor, milestone, milestoneSubmitted, { version });
    });
  }

  /** Sent back with a code and words; the report stays as it is, the next one is a new version. */
  return(actor: Actor, id: string, { code, text }: ReturnMilestone): Promise<Milestone> {
    return this.command(actor, id, async (tx, milestone, contract, at) => {
      await this.mayAnswer(tx, actor, milestone, contract);
      await this.answer(tx, actor, milestone, { kind: 'return', code, text }, at);
      await this.deadlines.open(tx, this.duty(milestone, 'delivery.rectify', milestone.providerId, at));
      await this.record(tx, actor, milestone, milestoneReturned, { version: milestone.version, code });
    });
  }

  /** Accepted by a second person; the assessment begins. */
  accept(actor: Actor, id: string, { text }: AcceptMilestone): Promise<Milestone> {
    return this.command(actor, id, async (tx, milestone, contract, at) => {
      await this.mayAnswer(tx, actor, milestone, contract);
      await this.answer(tx, actor, milestone, { kind: 'accept', code: null, text }, at);
      await this.record(tx, actor, milestone, milestoneAccepted, { version: milestone.version, amount: milestone.amount, silence: false });
    });
  }

  /** Not what was agreed, for good: nothing is payable for this instalment. */
  reject(actor: Actor, id: string, { code, text }: RejectMilestone): Promise<Milestone> {
    return this.command(actor, id, async (tx, milestone, contract, at) => {
      await this.mayAnswer(tx, actor, milestone, contract);
      await this.answer(tx, actor, milestone, { kind: 'reject', code, text }, at);
      await this.endings.closeInstalment(tx, actor, milestone.contractId, milestone.instalmentId, 0n);
      await this.record(tx, actor, milestone, milestoneRejected, { version: milestone.version, code });
    });
  }

  /** The buyer's time is over: silence accepts only where the rule book says so (State Council Order 802 Art. 10). */
  async hearSilence(tx: Tx, id: string): Promise<void> {
    const milestone = await lockMilestone(tx, id);
    const at = await now(tx);
    const running = milestone.state === 'submitted' && this.calendar.flag('delivery.silence_accepts', milestone.ruleDay);
    const dueAt = await this.clocks.answerDueAt(id);
    if (!running || !dueAt || at < dueAt || (await this.standstills.stands(tx, milestone.contractId))) return;

    await this.answer(tx, self, milestone, { kind: 'accept', code: 'silence', text: '' }, at);
    await this.record(tx, self, milestone, milestoneAccepted, { version: milestone.version, amount: milestone.amount, silence: true });
  }

  /** The contract ended early: what was not answered falls away. */
  async drop(tx: Tx, contractId: string): Promise<void> {
    const rows = (await tx.query(
      `select id from delivery.milestone where contract_id = $1 and state in ('planned', 'submitted') order by id`,
      [contractId],
    )) as { id: string }[];
    for (const { id } of rows) {
      const milestone = await lockMilestone(tx, id);
      await tx.query('update delivery.milestone set state = $2 where id = $1', [id, next(milestoneLifecycle, milestone.state, 'drop')]);
      for (const key of ['delivery.submission', 'delivery.acceptance', 'delivery.rectify']) await this.deadlines.cancel(tx, id, key);
      await dropAlarm(tx, silenceAlarm, id);
      await this.record(tx, self, milestone, milestoneDropped, {});
    }
  }

  private async answer(
    tx: Tx,
    actor: Actor,
    milestone: Milestone,
    given: { kind: AnswerKind; code: string | null; text: string },
    at: Date,
  ): Promise<void> {
    const state = next(milestoneLifecycle, milestone.state, given.kind);
    await tx.query(
      'insert into delivery.answer (id, milestone_id, version, kind, code, text, person, at) values ($1, $2, $3, $4, $5, $6, $7, $8)',
      [uuidv7(), milestone.id, milestone.version, given.kind, given.code, given.text, actor.personId, at],
    );
    await tx.query('update delivery.milestone set state = $2, answered_at = $3 where id = $1', [milestone.id, state, at]);
    await this.deadlines.meet(tx, milestone.id, 'delivery.acceptance', at);
    await dropAlarm(tx, silenceAlarm, milestone.id);
  }

  private async mayAnswer(tx: Tx, actor: Actor, milestone: Milestone, contract: WholeContract): Promise<void> {
    authorize(mayAnswer, actor, { ...milestone, barred: barredFromAccepting(contract) }, 'milestone.accept-duty');
    await this.standstills.ensureGoesOn(tx, milestone.contractId);
  }

  private command(
    actor: Actor,
    id: string,
    work: (tx: Tx, milestone: Milestone, contract: WholeContract, at: Date) => Promise<void>,
  ): Promise<Milestone> {
    return this.database
      .transaction(async (tx) => {
        const milestone = await lockMilestone(tx, id);
        const at = await now(tx);
        if (!maySee(actor, milestone)) throw absent('milestone');
        await work(tx, milestone, found(await this.contracts.byId(milestone.contractId), 'contract'), at);
      })
      .then(async () => found(await this.milestones.byId(id), 'milestone'));
  }

  private duty({ id, project, ruleDay }: Milestone, key: string, holder: string, startsAt: Date) {
    return { subject: id, subjectType: 'milestone', project, key, holder, startsAt, ruleDay };
  }

  private record(tx: Tx, actor: Actor, milestone: Milestone, type: string, facts: Record<string, unknown>): Promise<void> {
    const { contractId, instalmentId, departmentId, providerId, no } = milestone;
    return record(tx, actor, {
      type,
      subject: milestone.id,
      project: milestone.project,
      facts: { contractId, instalmentId, departmentId, providerId, no, ...facts },
    });
  }
}
