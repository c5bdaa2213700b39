import { Injectable } from '@nestjs/common';
import type { Actor } from '#kernel';
import { Database } from '#platform';
import type { Message } from './message.entity.js';

const columns = `id, side, type, subject, project, facts, at, read_at as "readAt"`;

export interface MessageFilter {
  readonly unread?: boolean;
  readonly after?: string | null;
  /** At most 100. */
  readonly limit?: number;
}

/** A person's own messages, in the organization they act for. */
@Injectable()
export class MessageQueries {
  constructor(private readonly database: Database) {}

  /** Newest first, a page at a time. */
  async list({ personId, organizationId }: Actor, filter: MessageFilter = {}): Promise<{ items: Message[]; next: string | null }> {
    const limit = Math.min(Math.max(filter.limit ?? 20, 1), 100);
    const rows = await this.database.query<Message>(
      `select ${columns} from notifications.message
       where person = $1 and organization_id = $2 and (not $3::boolean or read_at is null) and ($4::uuid is null or id < $4)
       order by id desc limit $5`,
      [personId, organizationId, filter.unread ?? false, cursorOf(filter.after), limit + 1],
    );
    const items = rows.slice(0, limit);
    return { items, next: rows.length > limit ? Buffer.from(items.at(-1)!.id).toString('base64url') : null };
  }

  async byId({ personId, organizationId }: Actor, id: string): Promise<Message | null> {
    const [row] = await this.database.query<Message>(
      `select ${columns} from notifications.message where id = $1 and person = $2 and organization_id = $3`,
      [id, personId, organizationId],
    );
    return row ?? null;
  }

  /** How many wait to be read; counted up to 100. */
  async unread({ personId, organizationId }: Actor): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      `select count(*)::int as count from
         (select 1 from notifications.message where person = $1 and organization_id = $2 and read_at is null limit 100) waiting`,
      [personId, organizationId],
    );
    return row!.count;
  }
}

/** A cursor that is none begins at the beginning. */
function cursorOf(after: string | null | undefined): string | null {
  const id = after ? Buffer.from(after, 'base64url').toString('utf8') : '';
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : null;
}
