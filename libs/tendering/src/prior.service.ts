import { Injectable } from '@nestjs/common';
import { type Actor, authorize, ensure, found, has, refuse, type Refusal } from '#kernel';
import { CalendarService, Deadlines, methodRules } from '#calendar';
import { Config, Database, nextNumber, now, record, type Tx, uuidv7 } from '#platform';
import type { Procedure } from './procedure.entity.js';
import type { ObjectionInput, PriorInput, ReargumentInput } from './prior.input.js';
import { announcedFrom, standsAsAnnounced } from './prior.rules.js';
import type { PriorNotice, PriorState } from './prior.view.js';
import { lockOwn, lockProcedure, ownershipOf } from './procedure.lock.service.js';
import { procedurePolicy } from './procedure.policy.js';
import { requirementOf } from './requirement.answers.rules.js';

const columns = `id, procedure as "procedureId", number, content, until, state`;
type Held = Pick<PriorNotice, 'id' | 'procedureId' | 'number' | 'content' | 'until' | 'state'>;

/** 单一来源公示: in public before one provider is asked; objections are argued anew before it goes on. */
@Injectable()
export class PriorNotices {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly calendar: CalendarService,
    private readonly deadlines: Deadlines,
  ) {}

  /**
   * Puts the intended single source of a draft under review in public. One announced before is withdrawn when the draft
   * says something else now. Refuses `prior.not-now`, `prior.too-short`, `prior.published`, `prior.upheld`.
   */
  publish(actor: Actor, id: string, input: PriorInput): Promise<{ number: string; until: Date }> {
    return this.database.transaction(async (tx) => {
      const procedure = await lockOwn(tx, actor, id);
      const at = await now(tx);
      const day = this.calendar.today(at);
      authorize(procedurePolicy.publish, actor, await ownershipOf(tx, procedure), 'procedure.four-eyes');
      const { priorNotice } = methodRules[procedure.method];
      const former = await this.newest(tx, id);
      ensure(
        priorNotice && procedure.state === 'in_review' ? undefined : refuse('conflict', 'prior.not-now'),
        former && announcedAnew(former, procedure),
      );
      const least = this.calendar.dueAt(priorNotice!.period, at, day);
      const until = input.until ? new Date(input.until) : least;
      ensure(standsLongEnough(until, least));

      await this.withdraw(tx, actor, id, at);
      const number = await nextNumber(tx, this.config.region, Number(day.slice(0, 4)), 'GS');
      const prior = uuidv7();
      await tx.query(
        `insert into tendering.prior_notice (id, procedure, number, content, publisher, published_at, until, official_url, state)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 'open')`,
        [prior, id, number, JSON.stringify(announcedFrom(procedure.draft)), actor.personId, at, until, input.officialUrl ?? null],
      );
      await record(tx, actor, { type: 'prior.published', subject: prior, project: id, facts: { number, until } });
      return { number, until };
    });
  }

  /** Anybody signed in for an organization other than the buyer may object while it stands. Refuses `prior.over`. */
  object(actor: Actor, priorId: string, { text }: ObjectionInput): Promise<{ no: number }> {
    return this.database.transaction(async (tx) => {
      const prior = await this.locked(tx, priorId);
      const procedure = await lockProcedure(tx, prior.procedureId);
      const at = await now(tx);
      authorize(mayObject, actor, procedure, 'prior.not-yours');
      ensure(stillStands(prior, at));

      const id = uuidv7();
      const [row] = await tx.query<{ no: number }[]>(
        `insert into tendering.prior_objection (id, prior, no, organization, person, text, at)
         select $1, $2, coalesce(max(no), 0) + 1, $3, $4, $5, $6 from tendering.prior_objection where prior = $2 returning no`,
        [id, priorId, actor.organizationId, actor.personId, text, at],
      );
      await this.deadlines.open(tx, {
        subject: id,
        subjectType: 'prior-objection',
        project: procedure.id,
        key: methodRules[procedure.method].priorNotice!.reargue,
        holder: procedure.departmentId,
        startsAt: at,
        ruleDay: this.calendar.today(at),
      });
      await record(tx, actor, { type: 'prior.objected', subject: id, project: procedure.id, facts: { number: prior.number, no: row!.no } });
      return { no: row!.no };
    });
  }

  /** Argues an objection anew, by another person than who wrote the draft. One upheld ends the single source. */
  reargue(actor: Actor, objectionId: string, { outcome, answer }: ReargumentInput): Promise<void> {
    return this.database.transaction(async (tx) => {
      const [known] = await tx.query<{ prior: string; no: number }[]>('select prior, no from tendering.prior_objection where id = $1', [
        objectionId,
      ]);
      const prior = await this.locked(tx, found(known, 'objection').prior);
      const procedure = await lockOwn(tx, actor, prior.procedureId);
      const at = await now(tx);
      authorize(procedurePolicy.publish, actor, await ownershipOf(tx, procedure), 'procedure.four-eyes');
      const done = await tx.query<object[]>(
        `with told as (
           update tendering.prior_objection set outcome = $2, answer = $3, answered_by = $4, answered_at = $5
           where id = $1 and answer is null returning 1
         ) select 1 from told`,
        [objectionId, outcome, answer, actor.personId, at],
      );
      ensure(done.length ? undefined : refuse('conflict', 'prior.answered'));

      await this.deadlines.meet(tx, objectionId, methodRules[procedure.method].priorNotice!.reargue, at);
      if (outcome === 'upheld') await this.settle(tx, actor, prior, 'upheld', at);
      const facts = { number: prior.number, no: known!.no, outcome };
      await record(tx, actor, { type: 'prior.answered', subject: objectionId, project: procedure.id, facts });
    });
  }

  /**
   * What keeps a single-source notice back: nothing announced, something else announced, an objection. Confirms the
   * notice once it stood long enough without an open one.
   */
  async standsInTheWay(tx: Tx, actor: Actor, procedure: Procedure, at: Date): Promise<Refusal | undefined> {
    const { priorNotice } = methodRules[procedure.method];
    const ground = requirementOf(procedure.draft).ground ?? '';
    if (!priorNotice?.grounds.includes(ground)) return undefined;
    const prior = await this.newest(tx, procedure.id);
    if (!prior) return refuse('conflict', 'prior.missing');
    if (prior.state === 'upheld') return refuse('conflict', 'prior.upheld', { number: prior.number });
    const differs = standsAsAnnounced(prior.content, procedure.draft, prior.number);
    if (differs) return differs;
    if (at < prior.until) return refuse('conflict', 'prior.still-stands', { until: prior.until });
    const [open] = await tx.query<{ count: number }[]>(
      'select count(*)::int as count from tendering.prior_objection where prior = $1 and answer is null',
      [prior.id],
    );
    if (open!.count > 0) return refuse('conflict', 'prior.objections-open', { count: open!.count });
    if (prior.state === 'open') await this.settle(tx, actor, prior, 'confirmed', at);
    return undefined;
  }

  /** Takes back what still stands of a procedure: its draft says something else now, or was given up. */
  async withdraw(tx: Tx, actor: Actor, procedureId: string, at: Date): Promise<void> {
    const [open] = await tx.query<Held[]>(
      `select ${columns} from tendering.prior_notice where procedure = $1 and state = 'open' for update`,
      [procedureId],
    );
    if (!open) return;
    await this.settle(tx, actor, open, 'withdrawn', at);
    const key = methodRules[(await lockProcedure(tx, procedureId)).method].priorNotice?.reargue;
    const waiting = await tx.query<{ id: string }[]>('select id from tendering.prior_objection where prior = $1 and answer is null', [
      open.id,
    ]);
    for (const { id } of waiting) if (key) await this.deadlines.cancel(tx, id, key);
  }

  private async settle(
    tx: Tx,
    actor: Actor,
    { id, number, procedureId }: Held,
    state: Exclude<PriorState, 'open'>,
    at: Date,
  ): Promise<void> {
    await tx.query('update tendering.prior_notice set state = $2, settled_at = $3 where id = $1', [id, state, at]);
    await record(tx, actor, { type: 'prior.settled', subject: id, project: procedureId, facts: { number, state } });
  }

  private async locked(tx: Tx, id: string): Promise<Held> {
    const [row] = await tx.query<Held[]>(`select ${columns} from tendering.prior_notice where id = $1 for update`, [id]);
    return found(row, 'prior-notice');
  }

  /** What counts is the last one announced. */
  private async newest(tx: Tx, procedureId: string): Promise<Held | undefined> {
    const [row] = await tx.query<Held[]>(
      `select ${columns} from tendering.prior_notice where procedure = $1 order by published_at desc, id desc limit 1 for update`,
      [procedureId],
    );
    return row;
  }
}

/** A second announcement only says something else, and never after an objection was upheld. */
function announcedAnew({ state, number, content }: Held, { draft }: Procedure): Refusal | undefined {
  if (state === 'upheld') return refuse('conflict', 'prior.upheld', { number });
  return standsAsAnnounced(content, draft, number) ? undefined : refuse('conflict', 'prior.published', { number });
}

const mayObject = (actor: Actor, { departmentId }: Procedure): boolean =>
  actor.organizationId !== departmentId &&
  has(actor, 'provider_admin', 'project_lead', 'provider_finance', 'field_staff', 'handler', 'approver');

function standsLongEnough(until: Date, least: Date): Refusal | undefined {
  if (until >= least) return undefined;
  return refuse('invalid', 'prior.too-short', { earliest: least }, [
    { field: 'until', code: 'prior.too-short', facts: { earliest: least } },
  ]);
}

function stillStands({ state, until }: Held, at: Date): Refusal | undefined {
  if (state !== 'open' || at >= until) return refuse('conflict', 'prior.over', { until });
}
