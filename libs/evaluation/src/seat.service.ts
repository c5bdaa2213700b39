import { Injectable } from '@nestjs/common';
import { type Actor, ensure, next, refuse, type Refusal, system } from '#kernel';
import { type Alarm, Database, now, record, type Tx } from '#platform';
import { bidsOf, type Case, Cases, ownSeat } from './case.queries.js';
import type { AnswerInvitation, DeclareConflicts } from './panel.input.js';
import { Evaluation } from './evaluation.entity.js';
import { Matches } from './match.queries.js';
import type { Match } from './match.rules.js';
import { Seating } from './seating.service.js';
import type { Seat } from './seat.entity.js';
import { type SeatAct, seatLifecycle } from './seat.lifecycle.js';

/** What an invited person does before the first bid is read. */
@Injectable()
export class SeatService {
  constructor(
    private readonly database: Database,
    private readonly cases: Cases,
    private readonly matches: Matches,
    private readonly seating: Seating,
  ) {}

  /** Comes, or does not and says why; then the next one drawn is asked. */
  answer(actor: Actor, procedureId: string, { accept, reason = '' }: AnswerInvitation): Promise<Seat> {
    return this.database.transaction(async (tx) => {
      const file = await this.cases.open(tx, procedureId);
      const at = await now(tx);
      const seat = ownSeat(file.seats, actor);
      const { meetsAt, metAt } = file.evaluation;
      ensure(
        this.seating.open(file),
        meetsAt && !metAt && at >= meetsAt ? refuse('conflict', 'seat.too-late', { meetsAt }) : undefined,
        accept ? undefined : saidWhy(reason),
      );
      return this.move(tx, actor, file, { seat, act: accept ? 'accept' : 'decline', reason: accept ? null : reason, at });
    });
  }

  /**
   * Declares that nothing stands between this person and any bidder, or recuses. No bid is readable before; who recuses
   * loses access at once and is replaced (Implementing Regulation Art. 9). What the platform itself knows of cannot be
   * declared away.
   */
  declare(actor: Actor, procedureId: string, { clear, reason = '', ties = [] }: DeclareConflicts): Promise<Seat> {
    return this.database.transaction(async (tx) => {
      const file = await this.cases.open(tx, procedureId);
      const at = await now(tx);
      const seat = ownSeat(file.seats, actor);
      const told = ties.filter(({ kind }) => kind !== 'none');
      const stays = clear && told.length === 0;
      ensure(
        this.seating.open(file),
        stays || told.length ? undefined : saidWhy(reason),
        stays ? foundBy(await this.known(tx, file, seat, at)) : undefined,
        told.every(({ organizationId }) => file.candidates.some(({ providerId }) => providerId === organizationId))
          ? undefined
          : refuse('invalid', 'evaluation.no-such-bid'),
      );

      await this.matches.remember(tx, seat.personId, told, at);
      const why = stays ? null : reason || '本人声明与响应单位存在利害关系';
      return this.move(tx, actor, file, { seat, act: stays ? 'declare' : 'recuse', reason: why, at });
    });
  }

  /** The panel meets: whoever has not answered does not come, and the next one drawn is asked. */
  async meeting(tx: Tx, { subject }: Alarm): Promise<void> {
    const known = await tx.findOneBy(Evaluation, { id: subject });
    if (!known || known.state === 'superseded') return;
    const file = await this.cases.open(tx, known.procedureId);
    const at = await now(tx);
    const { meetsAt, metAt } = file.evaluation;
    if (this.seating.open(file) || !meetsAt || metAt || at < meetsAt) return;
    const silent = file.seats.filter(({ state }) => state === 'invited');
    // Whoever is asked from here on is asked for the meeting that has begun.
    await tx.save(Object.assign(file.evaluation, { metAt: at }));
    for (const seat of silent) await this.leave(tx, system('evaluation'), file, { seat, act: 'replace', reason: '到时没有答复邀请', at });
    if (silent.length) await this.seating.refill(tx, system('evaluation'), file, at);
  }

  /** What the platform knows of this person and the bidders. */
  async known(tx: Tx, { project, candidates }: Case, { personId, organizationId }: Seat, at: Date): Promise<Match[]> {
    const parties = { buyerId: project.departmentId, bidderIds: bidsOf(candidates).map(({ providerId }) => providerId) };
    const found = await this.matches.of(tx, [{ personId, organizationId }], parties, project, at);
    return (found.get(personId) ?? []).filter(({ why }) => why !== 'works-for-buyer');
  }

  private async move(tx: Tx, actor: Actor, file: Case, step: Step): Promise<Seat> {
    const seat = await this.leave(tx, actor, file, step);
    if (step.reason !== null) await this.seating.refill(tx, actor, file, step.at);
    return seat;
  }

  private async leave(tx: Tx, actor: Actor, { evaluation, project }: Case, { seat, act, reason, at }: Step): Promise<Seat> {
    seat.state = next(seatLifecycle, seat.state, act);
    if (act === 'accept' || act === 'decline') seat.answeredAt = at;
    if (act === 'declare') seat.declaredAt = at;
    seat.leftReason = reason;
    await tx.save(seat);
    const told = act === 'replace' ? { member: seat.personId, employer: seat.organizationId } : {};
    const facts = { evaluation: evaluation.id, ...told };
    await record(tx, actor, { type: `seat.${seat.state}`, subject: seat.id, project: project.id, facts });
    return seat;
  }
}

interface Step {
  readonly seat: Seat;
  readonly act: SeatAct;
  /** Null: the person stays; a text: they leave and it is why. */
  readonly reason: string | null;
  readonly at: Date;
}

function saidWhy(reason: string): Refusal | undefined {
  const code = 'seat.reason-missing';
  return reason ? undefined : refuse('invalid', code, {}, [{ field: 'reason', code }]);
}

function foundBy(matches: readonly Match[]): Refusal | undefined {
  return matches.length ? refuse('conflict', 'seat.conflict-found', { count: matches.length }) : undefined;
}
