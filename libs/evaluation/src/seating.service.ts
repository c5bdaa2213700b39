import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, next, refuse, type Refusal } from '#kernel';
import { record, type Tx, uuidv7 } from '#platform';
import { type Case, sitting } from './case.queries.js';
import { Drafts } from './draft.service.js';
import { draw, type DrawRecord, type Exclusion, exclusions, freeSeats, type Wanted, wantedOf } from './draw.rules.js';
import { awaitsSignatures, evaluationLifecycle, formingStates, lockedStates } from './evaluation.lifecycle.js';
import { type Expert, expertColumns } from './expert-register.service.js';
import { Matches } from './match.queries.js';
import { Seat } from './seat.entity.js';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
/** Chance enters here and is written down. */
export const freshSeed = (): string => randomBytes(16).toString('hex');

/** A person to be asked, and what for. */
export interface Asked {
  readonly expert: Expert;
  readonly kind: Seat['kind'];
  readonly specialty: string | null;
}

/** Seats and the draws they come from. */
@Injectable()
export class Seating {
  constructor(
    private readonly matches: Matches,
    private readonly drafts: Drafts,
  ) {}

  /** Seats are given and taken until the report is handed over. */
  open({ evaluation: { state } }: Case): Refusal | undefined {
    return formingStates.includes(state) ? undefined : refuse('conflict', 'panel.not-forming', { state });
  }

  /**
   * Asks the next in the order of the last draw for each free seat, without whom a tie, a suspension or an absence keeps
   * away by now; that too is kept to be drawn again. With nobody left the seat stays free and shows.
   */
  async refill(tx: Tx, actor: Actor, file: Case, at: Date): Promise<void> {
    const { evaluation, seats } = file;
    const free = freeSeats(await this.wanted(tx, file), sitting(seats), evaluation.panelSize! - sitting(seats).length);
    const { seed, register, skills } = await this.lastDraw(tx, evaluation.id);
    const people = (await tx.query(`select ${expertColumns} from evaluation.expert where person_id = any($1)`, [register])) as Expert[];
    const excluded = await this.excluded(tx, file, people, at);
    const drawn = draw(seed, { register, excluded, skills, wanted: wantedOf(free) }, sha256);
    const no = await this.keepDraw(tx, evaluation.id, drawn, { needed: free.length, drawnBy: actor.personId, at });
    const facts = { no, excluded: excluded.length, asked: drawn.chosen.length };
    await record(tx, actor, { type: 'panel.refilled', subject: evaluation.id, project: evaluation.procedureId, facts });
    await this.ask(tx, actor, file, this.places(drawn, people), at);
    await this.scoreAgain(tx, actor, file, at);
  }

  /** Who of a register cannot be drawn now, and why. */
  async excluded(
    tx: Tx,
    file: Case,
    register: readonly Expert[],
    at: Date,
    meetsAt: Date | null = file.evaluation.meetsAt,
  ): Promise<Exclusion[]> {
    const { project, candidates } = file;
    const parties = { buyerId: project.departmentId, bidderIds: candidates.map(({ providerId }) => providerId) };
    return exclusions(register, {
      matches: await this.matches.of(tx, register, parties, project, at),
      handlers: project.handlers,
      seated: await this.everSeated(tx, file),
      meetsAt: meetsAt && meetsAt > at ? meetsAt : at,
    });
  }

  /** Each is told by a message of the platform; who they are stays in the facts, which nobody reads before the result. */
  async ask(tx: Tx, actor: Actor, { evaluation, seats }: Case, people: readonly Asked[], at: Date): Promise<void> {
    const last = Math.max(0, ...seats.map(({ place }) => place));
    for (const [position, { expert, kind, specialty }] of people.entries()) {
      const id = uuidv7();
      await tx.insert(Seat, {
        id,
        evaluationId: evaluation.id,
        personId: expert.personId,
        organizationId: expert.organizationId,
        name: expert.name,
        kind,
        specialty,
        place: last + position + 1,
        state: 'invited',
        invitedAt: at,
      });
      const facts = { evaluation: evaluation.id, member: expert.personId, employer: expert.organizationId };
      await record(tx, actor, { type: 'seat.invited', subject: id, project: evaluation.procedureId, facts });
    }
  }

  /** Those drawn first, with the specialty each seat is for. */
  places({ chosen, wanted }: DrawRecord, register: readonly Expert[]): Asked[] {
    const specialties = wanted.flatMap(({ specialty, count }) => Array.from({ length: count }, () => specialty));
    return chosen.map((id, place) => ({
      expert: register.find(({ personId }) => personId === id)!,
      kind: 'expert',
      specialty: specialties[place] ?? null,
    }));
  }

  /** Who was wanted when the panel was first drawn. */
  async wanted(tx: Tx, { evaluation }: Case): Promise<Wanted[]> {
    const [row] = (await tx.query('select wanted from evaluation.draw where evaluation_id = $1 order by no limit 1', [evaluation.id])) as {
      wanted: Wanted[];
    }[];
    return row?.wanted ?? [];
  }

  /** Everybody who had a seat in this procedure, in whatever round. */
  async everSeated(tx: Tx, { project }: Case): Promise<string[]> {
    const rows = (await tx.query(
      `select distinct s.person_id as id from evaluation.seat s join evaluation.evaluation e on e.id = s.evaluation_id where e.procedure_id = $1`,
      [project.id],
    )) as { id: string }[];
    return rows.map(({ id }) => id);
  }

  /** Keeps a draw as it was and answers its number. */
  async keepDraw(
    tx: Tx,
    evaluationId: string,
    drawn: DrawRecord,
    { needed, drawnBy, at }: { needed: number; drawnBy: string; at: Date },
  ): Promise<number> {
    const [{ no }] = (await tx.query('select count(*)::int + 1 as no from evaluation.draw where evaluation_id = $1', [evaluationId])) as [
      { no: number },
    ];
    const { seed, register, excluded, order, wanted, skills, chosen } = drawn;
    await tx.query(
      `insert into evaluation.draw (id, evaluation_id, no, seed, register, excluded, lot, wanted, skills, chosen, needed, drawn_by, drawn_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        uuidv7(),
        evaluationId,
        no,
        seed,
        ...[register, excluded, order, wanted, skills, chosen].map((one) => JSON.stringify(one)),
        needed,
        drawnBy,
        at,
      ],
    );
    return no;
  }

  private async lastDraw(tx: Tx, evaluationId: string): Promise<Pick<DrawRecord, 'seed' | 'register' | 'skills'>> {
    const [last] = (await tx.query('select seed, register, skills from evaluation.draw where evaluation_id = $1 order by no desc limit 1', [
      evaluationId,
    ])) as Pick<DrawRecord, 'seed' | 'register' | 'skills'>[];
    return last!;
  }

  /** A seat that is free again has not scored: the panel is no longer finished, and a report that was being signed is void. */
  private async scoreAgain(tx: Tx, actor: Actor, file: Case, at: Date): Promise<void> {
    const { evaluation } = file;
    if (awaitsSignatures(evaluation.state))
      return this.drafts.takeBack(tx, actor, file, { act: 'vacate', reason: '一名成员退出评审小组，由下一位接替', at });
    if (!lockedStates.includes(evaluation.state)) return;
    evaluation.state = next(evaluationLifecycle, evaluation.state, 'unlock');
    await tx.save(evaluation);
    const facts = { evaluation: evaluation.id, reason: 'seat-free' };
    await record(tx, actor, { type: 'evaluation.unlocked', subject: evaluation.id, project: evaluation.procedureId, facts });
  }
}
