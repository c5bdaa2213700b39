import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, ensure, found, next, refuse, type Refusal } from '#kernel';
import { Database, now, record, type Tx, uuidv7 } from '#platform';
import { authorizeBuyer, type Case, Cases, sitting } from './case.queries.js';
import { draw, type DrawRecord, exclusions, nextDrawn } from './draw.rules.js';
import type { DrawPanel } from './evaluation.input.js';
import { evaluationLifecycle } from './evaluation.lifecycle.js';
import { evaluationPolicy, maySeeEvaluation, mayRepresent } from './evaluation.policy.js';
import { type Expert, ExpertRegister } from './expert-register.service.js';
import { enoughToDraw, lawfulPanel, leastMembers } from './panel.rules.js';
import { Projects } from './project.queries.js';
import { Seat } from './seat.entity.js';
import { seatLifecycle } from './seat.lifecycle.js';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
/** Chance enters here and is written down. */
export const freshSeed = (): string => randomBytes(16).toString('hex');

/** Draws panels and fills the seats that become free. */
@Injectable()
export class PanelService {
  constructor(
    private readonly database: Database,
    private readonly cases: Cases,
    private readonly projects: Projects,
    private readonly register: ExpertRegister,
  ) {}

  /** Draws the panel. Again only when seats are free and nobody is left of the draw before. */
  draw(actor: Actor, procedureId: string, { size, representatives = [] }: DrawPanel): Promise<Case> {
    return this.database.transaction(async (tx) => {
      const file = await this.cases.open(tx, procedureId);
      const at = await now(tx);
      authorizeBuyer(file, actor, maySeeEvaluation, evaluationPolicy.draw);
      const register = await this.register.active(tx);
      const first = file.evaluation.state === 'qualified';
      const seated = sitting(file.seats).length;
      const members = first ? (size ?? this.least(file)) : file.evaluation.panelSize!;
      const named = first ? [...new Set(representatives)] : [];
      const needed = members - seated - named.length;
      const drawn = this.lot(file, register);
      ensure(
        first || (file.evaluation.state === 'scoring' && needed > 0) ? undefined : refuse('conflict', 'panel.complete', { members }),
        first ? lawfulPanel(members, members - named.length, this.projects.panelRules(file.project, this.least(file))) : undefined,
        this.representable(named, register, file),
        enoughToDraw(drawn.order.length, needed),
      );

      if (first) {
        file.evaluation.state = next(evaluationLifecycle, file.evaluation.state, 'draw');
        file.evaluation.panelSize = members;
        await tx.save(file.evaluation);
      }
      await this.keep(tx, actor, file, drawn, needed, at);
      const chosen = named.map((id) => ({ expert: register.find(({ personId }) => personId === id)!, kind: 'representative' as const }));
      const experts = drawn.order
        .slice(0, needed)
        .map((id) => ({ expert: register.find(({ personId }) => personId === id)!, kind: 'expert' as const }));
      await this.seat(tx, file, [...experts, ...chosen], at);
      return this.cases.open(tx, procedureId);
    });
  }

  /** The handler gives the seat of somebody who does not come or answer to the next one drawn; what they scored is void. */
  replace(actor: Actor, procedureId: string, seatId: string, reason: string): Promise<void> {
    return this.database.transaction(async (tx) => {
      const file = await this.cases.open(tx, procedureId);
      const at = await now(tx);
      authorizeBuyer(file, actor, maySeeEvaluation, evaluationPolicy.replace);
      const seat = found(
        file.seats.find(({ id }) => id === seatId),
        'seat',
      );

      seat.state = next(seatLifecycle, seat.state, 'replace');
      seat.leftReason = reason;
      await tx.save(seat);
      await record(tx, actor, { type: 'seat.replaced', subject: seat.id, project: procedureId, facts: { evaluation: file.evaluation.id } });
      await this.refill(tx, file, at);
    });
  }

  /** Asks the next in the order of the last draw for each free seat. With nobody left the seat stays free and shows. */
  async refill(tx: Tx, file: Case, at: Date): Promise<void> {
    const free = file.evaluation.panelSize! - sitting(file.seats).length;
    const [last] = (await tx.query('select lot as "order" from evaluation.draw where evaluation_id = $1 order by no desc limit 1', [
      file.evaluation.id,
    ])) as Pick<DrawRecord, 'order'>[];
    const had = file.seats.map(({ personId }) => personId);
    const ids = nextDrawn(last!, had, free);
    const people = (await tx.query(
      `select person_id as "personId", organization_id as "organizationId", name, active from evaluation.expert where person_id = any($1)`,
      [ids],
    )) as Expert[];
    const experts = ids.map((id) => ({ expert: people.find(({ personId }) => personId === id)!, kind: 'expert' as const }));
    await this.seat(tx, file, experts, at);
  }

  private least({ project }: Case): number {
    return leastMembers(project.method, this.projects.budget(project), this.projects.panelBook(project.ruleDay));
  }

  private lot(file: Case, register: readonly Expert[]): DrawRecord {
    const out = exclusions(register, {
      buyerId: file.project.departmentId,
      bidderIds: file.candidates.map(({ providerId }) => providerId),
      handlers: file.project.handlers,
      seated: file.seats.map(({ personId }) => personId),
    });
    return draw(
      freshSeed(),
      register.map(({ personId }) => personId),
      out,
      sha256,
    );
  }

  private representable(named: readonly string[], register: readonly Expert[], { project }: Case): Refusal | undefined {
    const fits = named.every((id) => {
      const person = register.find(({ personId }) => personId === id);
      return person !== undefined && mayRepresent(id, person.organizationId, project);
    });
    const code = 'panel.not-a-representative';
    return fits ? undefined : refuse('invalid', code, {}, [{ field: 'representatives', code }]);
  }

  private async keep(tx: Tx, actor: Actor, { evaluation, seats }: Case, drawn: DrawRecord, needed: number, at: Date): Promise<void> {
    const [{ no }] = (await tx.query('select count(*)::int + 1 as no from evaluation.draw where evaluation_id = $1', [evaluation.id])) as [
      { no: number },
    ];
    await tx.query(
      `insert into evaluation.draw (id, evaluation_id, no, seed, register, excluded, lot, needed, drawn_by, drawn_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        uuidv7(),
        evaluation.id,
        no,
        drawn.seed,
        JSON.stringify(drawn.register),
        JSON.stringify(drawn.excluded),
        JSON.stringify(drawn.order),
        needed,
        actor.personId,
        at,
      ],
    );
    const facts = { no, seed: drawn.seed, register: drawn.register.length, excluded: drawn.excluded.length, seats: seats.length + needed };
    await record(tx, actor, { type: 'panel.drawn', subject: evaluation.id, project: evaluation.procedureId, facts });
  }

  private async seat(
    tx: Tx,
    { evaluation, seats }: Case,
    people: readonly { expert: Expert; kind: Seat['kind'] }[],
    at: Date,
  ): Promise<void> {
    const last = Math.max(0, ...seats.map(({ place }) => place));
    for (const [position, { expert, kind }] of people.entries())
      await tx.insert(Seat, {
        id: uuidv7(),
        evaluationId: evaluation.id,
        personId: expert.personId,
        organizationId: expert.organizationId,
        name: expert.name,
        kind,
        place: last + position + 1,
        state: 'invited',
        invitedAt: at,
      });
  }
}
