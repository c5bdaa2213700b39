import { Injectable } from '@nestjs/common';
import { type Actor, authorize } from '#kernel';
import { Database, record, type Tx } from '#platform';
import type { EnrolExpert } from './evaluation.input.js';
import { evaluationPolicy } from './evaluation.policy.js';

/** A person on the register of those who may sit on panels. */
export interface Expert {
  readonly personId: string;
  readonly organizationId: string;
  readonly name: string;
  readonly active: boolean;
}

const columns = 'person_id as "personId", organization_id as "organizationId", name, active';

/** Who may be drawn. Operators keep it; people of a buyer are on it to sit as its representatives. */
@Injectable()
export class ExpertRegister {
  constructor(private readonly database: Database) {}

  /** Puts a person on the register or corrects the entry; the last one to be written counts. */
  enrol(actor: Actor, expert: EnrolExpert): Promise<Expert> {
    return this.database.transaction((tx) => this.enter(tx, actor, expert));
  }

  /** As {@link enrol}, in the caller's transaction. */
  async enter(tx: Tx, actor: Actor, { personId, organizationId, name, active = true }: EnrolExpert): Promise<Expert> {
    authorize(evaluationPolicy.enrol, actor, null, 'expert.operators-only');

    const [row] = (await tx.query(
      `insert into evaluation.expert (person_id, organization_id, name, active) values ($1, $2, $3, $4)
       on conflict (person_id) do update set organization_id = excluded.organization_id, name = excluded.name, active = excluded.active
       returning ${columns}`,
      [personId, organizationId, name, active],
    )) as Expert[];
    await record(tx, actor, { type: 'expert.enrolled', subject: personId, facts: { active } });
    return row!;
  }

  /** Everybody who may be drawn now, as the register stands inside the command. */
  async active(tx: Tx): Promise<Expert[]> {
    return (await tx.query(`select ${columns} from evaluation.expert where active order by person_id`)) as Expert[];
  }

  async list({ after = null, limit = 20 }: { after?: string | null; limit?: number } = {}): Promise<{
    items: Expert[];
    next: string | null;
  }> {
    const size = Math.min(Math.max(limit, 1), 100);
    const rows = await this.database.query<Expert>(
      `select ${columns} from evaluation.expert where $1::uuid is null or person_id > $1 order by person_id limit $2`,
      [after && /^[0-9a-f-]{36}$/.test(after) ? after : null, size + 1],
    );
    const items = rows.slice(0, size);
    return { items, next: rows.length > size ? items.at(-1)!.personId : null };
  }

  /** People of a buyer on the register, for choosing representatives. */
  ofOrganization(organizationId: string): Promise<Expert[]> {
    return this.database.query<Expert>(
      `select ${columns} from evaluation.expert where organization_id = $1 and active order by name limit 100`,
      [organizationId],
    );
  }
}
