import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform';
import { type Office, offices } from '#sealing';
import type { KeyHolder } from './key-holder.view.js';
import { type NamedHolder, vacantOffices } from './office.rules.js';

export const holderColumns = `k.id, k.organization as "organizationId", k.office, k.person as "personId", k.name, k.unit, k.recipient,
  k.made_at as "madeAt", k.state, k.ended_at as "endedAt", k.reason`;

/** Reads who keeps the keys. */
@Injectable()
export class KeyHolderQueries {
  constructor(private readonly database: Database) {}

  async byIds(ids: readonly string[], tx?: Tx): Promise<Map<string, KeyHolder>> {
    if (ids.length === 0) return new Map();
    const sql = `select ${holderColumns} from custody.key_holder k where k.id = any($1)`;
    const rows = tx ? await tx.query<KeyHolder[]>(sql, [ids]) : await this.database.query<KeyHolder>(sql, [ids]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** All keys that were ever enrolled, the active ones first, then the latest: so that an old notice stays checkable. */
  async list({ after, limit = 50 }: { after?: string | null; limit?: number } = {}): Promise<{ items: KeyHolder[]; next: string | null }> {
    const size = Math.min(Math.max(limit, 1), 100);
    const rows = await this.database.query<KeyHolder>(
      `select ${holderColumns} from custody.key_holder k
       where $1::uuid is null or (k.state <> 'active', k.id) >
         (select state <> 'active', id from custody.key_holder where id = $1)
       order by k.state <> 'active', k.id limit $2`,
      [after && /^[0-9a-f-]{36}$/.test(after) ? after : null, size + 1],
    );
    const items = rows.slice(0, size);
    return { items, next: rows.length > size ? items.at(-1)!.id : null };
  }

  /** The active key of a unit, and those it had before, newest first. */
  ofUnit(organizationId: string): Promise<KeyHolder[]> {
    return this.database.query<KeyHolder>(
      `select ${holderColumns} from custody.key_holder k where k.organization = $1 order by k.made_at desc limit 50`,
      [organizationId],
    );
  }

  /** Who would keep the keys of a department's procedures now, by office; fewer than three when an office is vacant. */
  async namedFor(departmentId: string, tx?: Tx): Promise<NamedHolder[]> {
    const sql = `select distinct on (k.office) k.office, k.recipient, k.unit, k.id as "holderId"
      from custody.key_holder k
      join organizations.organization o on o.id = k.organization
      join organizations.organization d on d.id = $1
      where k.state = 'active' and (k.organization = d.id or (k.office <> 'purchaser' and o.region = d.region))
      order by k.office, k.made_at, k.id`;
    const rows = tx ? await tx.query<NamedHolder[]>(sql, [departmentId]) : await this.database.query<NamedHolder>(sql, [departmentId]);
    return offices.flatMap((office) => rows.filter((row) => row.office === office));
  }

  /** The offices nobody keeps a key for, as a department's procedures would need it. */
  async vacantFor(departmentId: string, tx?: Tx): Promise<Office[]> {
    return vacantOffices(await this.namedFor(departmentId, tx));
  }
}
