import { Injectable } from '@nestjs/common';
import { type Actor, absent } from '#kernel';
import { Database, now } from '#platform';

/** Reading one's own messages. No entry of the journal: it is nobody's business but the reader's. */
@Injectable()
export class MessageService {
  constructor(private readonly database: Database) {}

  /** Marks one as read; read twice counts the first time. What is not the actor's is absent. */
  read({ personId, organizationId }: Actor, id: string): Promise<void> {
    return this.database.transaction(async (tx) => {
      const [own] = (await tx.query(
        'select read_at as "readAt" from notifications.message where id = $1 and person = $2 and organization_id = $3 for update',
        [id, personId, organizationId],
      )) as { readAt: Date | null }[];
      if (!own) throw absent('message');
      if (!own.readAt) await tx.query('update notifications.message set read_at = $2 where id = $1', [id, await now(tx)]);
    });
  }

  readAll({ personId, organizationId }: Actor): Promise<void> {
    return this.database.transaction(async (tx) => {
      await tx.query('update notifications.message set read_at = $3 where person = $1 and organization_id = $2 and read_at is null', [
        personId,
        organizationId,
        await now(tx),
      ]);
    });
  }
}
