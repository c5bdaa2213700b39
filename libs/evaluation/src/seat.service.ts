import { Injectable } from '@nestjs/common';
import { type Actor, ensure, next, refuse, type Refusal } from '#kernel';
import { Database, now, record } from '#platform';
import { type Case, Cases, ownSeat } from './case.queries.js';
import type { AnswerInvitation, DeclareConflicts } from './evaluation.input.js';
import { PanelService } from './panel.service.js';
import type { Seat } from './seat.entity.js';
import { type SeatAct, seatLifecycle } from './seat.lifecycle.js';

/** What an invited person does before the first bid is read. */
@Injectable()
export class SeatService {
  constructor(
    private readonly database: Database,
    private readonly cases: Cases,
    private readonly panels: PanelService,
  ) {}

  /** Comes, or does not and says why; then the next one drawn is asked. */
  answer(actor: Actor, procedureId: string, { accept, reason = '' }: AnswerInvitation): Promise<Seat> {
    return this.move(actor, procedureId, accept ? 'accept' : 'decline', accept ? undefined : reason);
  }

  /**
   * Declares that nothing stands between this person and any bidder, or recuses. No bid is readable before; who recuses
   * loses access at once and is replaced (Implementing Regulation Art. 9).
   */
  declare(actor: Actor, procedureId: string, { clear, reason = '' }: DeclareConflicts): Promise<Seat> {
    return this.move(actor, procedureId, clear ? 'declare' : 'recuse', clear ? undefined : reason);
  }

  /** `reason` undefined: the person stays; a text: they leave and it is why. */
  private move(actor: Actor, procedureId: string, act: SeatAct, reason?: string): Promise<Seat> {
    return this.database.transaction(async (tx) => {
      const file = await this.cases.open(tx, procedureId);
      const at = await now(tx);
      const seat = ownSeat(file.seats, actor);
      ensure(this.forming(file), this.saidWhy(reason));

      seat.state = next(seatLifecycle, seat.state, act);
      if (act === 'accept' || act === 'decline') seat.answeredAt = at;
      if (act === 'declare') seat.declaredAt = at;
      seat.leftReason = reason ?? null;
      await tx.save(seat);
      await record(tx, actor, {
        type: `seat.${seat.state}`,
        subject: seat.id,
        project: procedureId,
        facts: { evaluation: file.evaluation.id },
      });
      if (reason !== undefined) await this.panels.refill(tx, file, at);
      return seat;
    });
  }

  private forming({ evaluation: { state } }: Case): Refusal | undefined {
    return state === 'scoring' ? undefined : refuse('conflict', 'panel.not-forming', { state });
  }

  private saidWhy(reason: string | undefined): Refusal | undefined {
    if (reason !== '') return undefined;
    return refuse('invalid', 'seat.reason-missing', {}, [{ field: 'reason', code: 'seat.reason-missing' }]);
  }
}
