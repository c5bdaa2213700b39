import { Injectable } from '@nestjs/common';
import { type Actor, ensure, found, next, refuse, type Refusal, yuan } from '#kernel';
import { CalendarService } from '#calendar';
import { Database, now, record, setAlarm, type Tx } from '#platform';
import { authorizeBuyer, type Case, Cases, sitting } from './case.queries.js';
import { draw, type DrawRecord, freeSeats, wantedOf } from './draw.rules.js';
import type { DrawPanel } from './evaluation.input.js';
import { evaluationLifecycle } from './evaluation.lifecycle.js';
import { evaluationPolicy, maySeeEvaluation, mayRepresent } from './evaluation.policy.js';
import { type Expert, ExpertRegister } from './expert-register.service.js';
import { enoughToDraw, lawfulPanel, notDrawnTooEarly } from './panel.rules.js';
import { Projects } from './project.queries.js';
import { freshSeed, Seating, sha256 } from './seating.service.js';
import { seatLifecycle } from './seat.lifecycle.js';

/** Rings when the panel was to come together: who has not answered by then does not come. */
export const meetingAlarm = 'evaluation.meeting';

/** Draws panels and fills the seats that become free. */
@Injectable()
export class PanelService {
  constructor(
    private readonly database: Database,
    private readonly cases: Cases,
    private readonly projects: Projects,
    private readonly calendar: CalendarService,
    private readonly register: ExpertRegister,
    private readonly seating: Seating,
  ) {}

  /** Draws the panel. Again only when seats are free and nobody is left of the draw before. */
  draw(actor: Actor, procedureId: string, input: DrawPanel): Promise<Case> {
    return this.database.transaction(async (tx) => {
      const file = await this.cases.open(tx, procedureId);
      const at = await now(tx);
      authorizeBuyer(file, actor, maySeeEvaluation, evaluationPolicy.draw);
      const { evaluation, project } = file;
      const register = await this.register.active(tx);
      const first = evaluation.state === 'qualified';
      const rules = this.projects.panelRules(project);
      const members = first ? (input.size ?? rules.min) : evaluation.panelSize!;
      const named = first ? [...new Set(input.representatives ?? [])] : [];
      const meetsAt = first ? dateOf(input.meetsAt) : evaluation.meetsAt;
      const needed = members - sitting(file.seats).length - named.length;
      ensure(
        evaluation.state === 'qualifying' ? refuse('conflict', 'panel.qualification-first') : undefined,
        first || (evaluation.state === 'scoring' && needed > 0) ? undefined : refuse('conflict', 'panel.complete', { members }),
        first ? lawfulPanel(members, members - named.length, rules) : undefined,
        first ? notDrawnTooEarly(meetsAt, at, this.calendar.dueAt('expert.draw.earliest_before_eval', at, project.ruleDay)) : undefined,
        this.representable(named, register, file),
      );
      const wanted = first
        ? (input.specialties ?? []).map(({ name, count }) => ({ specialty: name, count }))
        : await this.seating.wanted(tx, file);
      const asked = wanted.reduce((all, { count }) => all + count, 0);
      ensure(first && asked > needed ? refuse('invalid', 'panel.too-many-specialties', { asked, needed }) : undefined);
      const drawn = await this.lot(tx, file, register, wantedOf(freeSeats(wanted, sitting(file.seats), needed)), at, meetsAt);
      ensure(enoughToDraw(drawn.chosen.length, needed));

      if (first) {
        evaluation.state = next(evaluationLifecycle, evaluation.state, 'draw');
        const fee = input.fee === undefined ? null : yuan(input.fee);
        const session = { panelSize: members, meetsAt, place: input.place || null, hours: input.hours ?? null, fee };
        await tx.save(Object.assign(evaluation, session));
        if (meetsAt) await setAlarm(tx, { kind: meetingAlarm, subject: evaluation.id, dueAt: meetsAt });
      }
      await this.keep(tx, actor, file, drawn, needed, at);
      await this.seating.ask(tx, actor, file, [...this.seating.places(drawn, register), ...representatives(named, register)], at);
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
      ensure(this.seating.open(file));

      seat.state = next(seatLifecycle, seat.state, 'replace');
      seat.leftReason = reason;
      await tx.save(seat);
      const facts = { evaluation: file.evaluation.id, member: seat.personId, employer: seat.organizationId };
      await record(tx, actor, { type: 'seat.replaced', subject: seat.id, project: procedureId, facts });
      await this.seating.refill(tx, actor, file, at);
    });
  }

  private async lot(
    tx: Tx,
    file: Case,
    register: readonly Expert[],
    wanted: DrawRecord['wanted'],
    at: Date,
    meetsAt: Date | null,
  ): Promise<DrawRecord> {
    const excluded = await this.seating.excluded(tx, file, register, at, meetsAt);
    const skills = Object.fromEntries(register.map(({ personId, specialties }) => [personId, specialties]));
    const ids = register.map(({ personId }) => personId);
    return draw(freshSeed(), { register: ids, excluded, skills, wanted }, sha256);
  }

  private representable(named: readonly string[], register: readonly Expert[], { project }: Case): Refusal | undefined {
    const fits = named.every((id) => {
      const person = register.find(({ personId }) => personId === id);
      return person !== undefined && !person.suspended && mayRepresent(id, person.organizationId, project);
    });
    const code = 'panel.not-a-representative';
    return fits ? undefined : refuse('invalid', code, {}, [{ field: 'representatives', code }]);
  }

  private async keep(tx: Tx, actor: Actor, { evaluation, seats }: Case, drawn: DrawRecord, needed: number, at: Date): Promise<void> {
    const no = await this.seating.keepDraw(tx, evaluation.id, drawn, { needed, drawnBy: actor.personId, at });
    const facts = { no, seed: drawn.seed, register: drawn.register.length, excluded: drawn.excluded.length, seats: seats.length + needed };
    await record(tx, actor, { type: 'panel.drawn', subject: evaluation.id, project: evaluation.procedureId, facts });
  }
}

const representatives = (named: readonly string[], register: readonly Expert[]) =>
  named.map((id) => ({ expert: register.find(({ personId }) => personId === id)!, kind: 'representative' as const, specialty: null }));

/** What a field of a form says, in Beijing; or an instant with its zone. */
/** An instant as forms and programs write it; without a zone it is Beijing's. */
export function dateOf(text: string | undefined): Date | null {
  if (!text) return null;
  return new Date(/(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}+08:00`);
}
