import { Injectable } from '@nestjs/common';
import { type Actor, authorize, found } from '#kernel';
import { Database, record, type Tx } from '#platform';
import type { EnrolExpert, SuspendExpert } from './expert.input.js';
import { evaluationPolicy } from './evaluation.policy.js';

/** A person on the register of those who may sit on panels. */
export interface Expert {
  readonly personId: string;
  readonly organizationId: string;
  readonly name: string;
  /** Off the register, whatever else stands here. */
  readonly active: boolean;
  readonly specialties: readonly string[];
  /** Where they work, in words. */
  readonly unit: string;
  readonly region: string;
  /** 职称. */
  readonly title: string;
  readonly qualifications: string;
  readonly suspended: boolean;
  readonly suspendedReason: string | null;
  /** Not drawn for a session up to this instant. */
  readonly awayUntil: Date | null;
}

export const expertColumns = `person_id as "personId", organization_id as "organizationId", name, active, specialties, unit, region, title,
  qualifications, suspended_reason is not null as suspended, suspended_reason as "suspendedReason", away_until as "awayUntil"`;

export interface ExpertFilter {
  readonly q?: string | undefined;
  readonly specialty?: string | undefined;
  readonly after?: string | null;
  readonly limit?: number;
}

/** Who may be drawn. Operators and finance keep it; people of a buyer are on it to sit as its representatives. */
@Injectable()
export class ExpertRegister {
  constructor(private readonly database: Database) {}

  /** Puts a person on the register or corrects the entry; what is left out stays as it is. */
  enrol(actor: Actor, expert: EnrolExpert): Promise<Expert> {
    return this.database.transaction((tx) => this.enter(tx, actor, expert));
  }

  /** As {@link enrol}, in the caller's transaction. */
  async enter(tx: Tx, actor: Actor, expert: EnrolExpert): Promise<Expert> {
    authorize(evaluationPolicy.enrol, actor, null, 'expert.keepers-only');

    const { personId, organizationId, name, active, specialties, unit, region, title, qualifications } = expert;
    const [row] = (await tx.query(
      `insert into evaluation.expert as known (person_id, organization_id, name, active, specialties, unit, region, title, qualifications)
       values ($1, $2, $3, coalesce($4, true), coalesce($5, '{}'::text[]), coalesce($6, ''), coalesce($7, ''), coalesce($8, ''), coalesce($9, ''))
       on conflict (person_id) do update set organization_id = excluded.organization_id, name = excluded.name,
         active = coalesce($4, known.active), specialties = coalesce($5, known.specialties), unit = coalesce($6, known.unit),
         region = coalesce($7, known.region), title = coalesce($8, known.title), qualifications = coalesce($9, known.qualifications)
       returning ${expertColumns}`,
      [personId, organizationId, name, active, specialties?.map((one) => one.trim()).filter(Boolean), unit, region, title, qualifications],
    )) as Expert[];
    await record(tx, actor, { type: 'expert.enrolled', subject: personId, facts: { active: row!.active } });
    return row!;
  }

  /** Not drawn until the suspension is lifted; without a reason it is lifted. */
  suspend(actor: Actor, personId: string, { reason }: SuspendExpert): Promise<Expert> {
    return this.database.transaction(async (tx) => {
      authorize(evaluationPolicy.enrol, actor, null, 'expert.keepers-only');

      const [row] = (await tx.query(
        `with changed as (update evaluation.expert set suspended_reason = $2 where person_id = $1 returning *) select ${expertColumns} from changed`,
        [personId, reason || null],
      )) as Expert[];
      const expert = found(row, 'expert');
      await record(tx, actor, { type: 'expert.suspended', subject: personId, facts: { suspended: expert.suspended } });
      return expert;
    });
  }

  /** The expert says until when they cannot come; null: they can. */
  away(actor: Actor, until: Date | null): Promise<void> {
    return this.database.transaction(async (tx) => {
      const rows = (await tx.query(
        `with changed as (update evaluation.expert set away_until = $2 where person_id = $1 returning person_id) select * from changed`,
        [actor.personId, until],
      )) as unknown[];
      found(rows[0], 'expert');
      await record(tx, actor, { type: 'expert.away', subject: actor.personId, facts: { until: until?.toISOString() ?? null } });
    });
  }

  /** Everybody on the register now, as it stands inside the command. */
  async active(tx: Tx): Promise<Expert[]> {
    return (await tx.query(`select ${expertColumns} from evaluation.expert where active order by person_id`)) as Expert[];
  }

  async byId(personId: string): Promise<Expert | null> {
    const [row] = await this.database.query<Expert>(`select ${expertColumns} from evaluation.expert where person_id = $1`, [personId]);
    return row ?? null;
  }

  /** By person id; `q` is looked for in name, unit, region and specialties. */
  async list({ q, specialty, after = null, limit = 20 }: ExpertFilter = {}): Promise<{ items: Expert[]; next: string | null }> {
    const size = Math.min(Math.max(limit, 1), 100);
    const rows = await this.database.query<Expert>(
      `select ${expertColumns} from evaluation.expert
       where ($1::uuid is null or person_id > $1)
         and ($3::text is null or position(lower($3) in lower(name || ' ' || unit || ' ' || region || ' ' || array_to_string(specialties, ' '))) > 0)
         and ($4::text is null or $4 = any(specialties))
       order by person_id limit $2`,
      [after && /^[0-9a-f-]{36}$/.test(after) ? after : null, size + 1, q || null, specialty || null],
    );
    const items = rows.slice(0, size);
    return { items, next: rows.length > size ? items.at(-1)!.personId : null };
  }

  /** Every specialty on the register with how many may be drawn for it. */
  specialties(): Promise<{ name: string; count: number }[]> {
    return this.database.query(
      `select s as name, count(*)::int as count from evaluation.expert, unnest(specialties) s
       where active and suspended_reason is null group by s order by count desc, s limit 100`,
    );
  }

  /** People of a buyer on the register, for choosing representatives. */
  ofOrganization(organizationId: string): Promise<Expert[]> {
    return this.database.query<Expert>(
      `select ${expertColumns} from evaluation.expert where organization_id = $1 and active order by name limit 100`,
      [organizationId],
    );
  }
}
