import { Injectable } from '@nestjs/common';
import { type Actor, absent, authorize, ensure, refuse } from '#kernel';
import { CalendarService } from '#calendar';
import { Files } from '#documents';
import { Database, now, record, uuidv7 } from '#platform';
import { orderPolicy } from './frameworks.policy.js';
import { ofOrder } from './happenings.rules.js';
import type { GiveFeedback, RecordEvidence } from './order.input.js';
import { withinOrder } from './order.rules.js';
import { evidenceIn, lockOrder } from './rows.queries.js';

const bound = ['contracted', 'completed'];

/** What was delivered on an order, quantity by quantity, and what those who were served say. */
@Injectable()
export class EvidenceService {
  constructor(
    private readonly database: Database,
    private readonly calendar: CalendarService,
    private readonly files: Files,
  ) {}

  /** The provider puts a quantity down, with the paper that shows it (Art. 36). */
  record(actor: Actor, orderId: string, { day, quantity, note, fileId }: RecordEvidence): Promise<string> {
    return this.database.transaction(async (tx) => {
      const { agreement, order } = await lockOrder(tx, orderId);
      const at = await now(tx);
      const [entrant] = await tx.query<{ providerId: string }[]>(
        'select provider_id as "providerId" from frameworks.entrant where id = $1',
        [order.entrantId],
      );
      if (entrant?.providerId !== actor.organizationId) throw absent('order');
      authorize(orderPolicy.record, actor, entrant, 'framework.record-role');
      const known = (await evidenceIn(tx, orderId)).reduce((sum, one) => sum + one.quantity, 0);
      ensure(
        bound.includes(order.state) ? undefined : refuse('conflict', 'framework.order-not-bound'),
        day <= this.calendar.today(at)
          ? undefined
          : refuse('invalid', 'framework.day-to-come', {}, [{ field: 'day', code: 'framework.day-to-come' }]),
        withinOrder(quantity, known, order.quantity),
      );

      if (fileId) await this.files.attach(tx, actor, fileId, { organizations: [agreement.departmentId] });
      const id = uuidv7();
      await tx.query(
        `insert into frameworks.evidence (id, call_off_id, day, quantity, note, file_id, recorded_by, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [id, orderId, day, quantity, note, fileId ?? null, actor.personId, at],
      );
      await record(tx, actor, ofOrder(agreement, order, 'order.evidence-recorded', { quantity }));
      return id;
    });
  }

  /** Somebody of the buyer's stands for the quantity. */
  confirm(actor: Actor, orderId: string, evidenceId: string): Promise<void> {
    return this.database.transaction(async (tx) => {
      const { agreement, order } = await lockOrder(tx, orderId);
      const at = await now(tx);
      if (agreement.departmentId !== actor.organizationId) throw absent('order');
      authorize(orderPolicy.confirm, actor, agreement, 'framework.confirm-role');
      const evidence = (await evidenceIn(tx, orderId)).find(({ id }) => id === evidenceId);
      if (!evidence) throw absent('evidence');
      ensure(evidence.confirmedAt ? refuse('conflict', 'framework.confirmed-already') : undefined);

      await tx.query('update frameworks.evidence set confirmed_by = $2, confirmed_at = $3 where id = $1', [evidenceId, actor.personId, at]);
      await record(tx, actor, ofOrder(agreement, order, 'order.evidence-confirmed', { quantity: evidence.quantity }));
    });
  }

  /** Public at once, with who says it: the buyer, or a user through the buyer (Art. 16). */
  feedback(actor: Actor, orderId: string, { source, rating, words }: GiveFeedback): Promise<string> {
    return this.database.transaction(async (tx) => {
      const { agreement, order } = await lockOrder(tx, orderId);
      const at = await now(tx);
      if (agreement.departmentId !== actor.organizationId) throw absent('order');
      authorize(orderPolicy.feedback, actor, agreement, 'framework.confirm-role');
      ensure(bound.includes(order.state) ? undefined : refuse('conflict', 'framework.order-not-bound'));

      const id = uuidv7();
      await tx.query(
        `insert into frameworks.feedback (id, agreement_id, entrant_id, call_off_id, source, rating, words, recorded_by, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [id, agreement.id, order.entrantId, orderId, source, rating, words, actor.personId, at],
      );
      await record(tx, actor, ofOrder(agreement, order, 'order.feedback', { rating }));
      return id;
    });
  }
}
