import { Injectable } from '@nestjs/common';
import type { Role } from '#kernel';
import { Database } from '#platform';

export interface PersonInRole {
  readonly personId: string;
  readonly name: string;
  readonly organizationId: string;
}

/** Who people are and what they may do, for other rooms and pages. */
@Injectable()
export class PeopleQueries {
  constructor(private readonly database: Database) {}

  /** Everybody who holds a role now, in one organization or in all, in the order of their ids. */
  withRole(role: Role, organizationId?: string): Promise<PersonInRole[]> {
    return this.database.query<PersonInRole>(
      `select p.id as "personId", p.name, m.organization_id as "organizationId"
       from identity.membership m join identity.person p on p.id = m.person_id
       join identity.account a on a.person_id = p.id and a.closed_at is null
       where m.valid_to is null and $1 = any(m.roles) and ($2::uuid is null or m.organization_id = $2)
       order by p.id limit 1000`,
      [role, organizationId ?? null],
    );
  }

  /** Names by person id; who is unknown is left out. */
  async nameOf(personIds: readonly string[]): Promise<Map<string, string>> {
    if (personIds.length === 0) return new Map();
    const rows = await this.database.query<{ id: string; name: string }>('select id, name from identity.person where id = any($1)', [
      [...new Set(personIds)],
    ]);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** Logins by person id; who has no account is left out. */
  async loginsOf(personIds: readonly string[]): Promise<Map<string, string>> {
    if (personIds.length === 0) return new Map();
    const rows = await this.database.query<{ id: string; login: string }>(
      'select person_id as id, login from identity.account where person_id = any($1)',
      [[...new Set(personIds)]],
    );
    return new Map(rows.map(({ id, login }) => [id, login]));
  }

  /** Organizations a person belongs to now: what a panel member must not judge. */
  async organizationsOf(personId: string): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      'select organization_id as id from identity.membership where person_id = $1 and valid_to is null order by valid_from, id',
      [personId],
    );
    return rows.map(({ id }) => id);
  }

  /** Organizations people belonged to at any time since an instant, also where they have left. */
  organizationsSince(personIds: readonly string[], since: Date): Promise<{ personId: string; organizationId: string }[]> {
    return this.database.query(
      `select distinct person_id as "personId", organization_id as "organizationId" from identity.membership
       where person_id = any($1) and (valid_to is null or valid_to > $2)`,
      [[...new Set(personIds)], since],
    );
  }
}
