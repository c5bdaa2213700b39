import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import type { Organization, OrganizationKind, StandingEvent } from './organization.view.js';

/** What a list of organizations may be asked for. */
export interface OrganizationFilter {
  /** Part of the name, or the beginning of the credit code. */
  readonly q?: string;
  readonly kind?: OrganizationKind | '';
  readonly domain?: string;
  readonly grade?: string;
  readonly standing?: string;
  readonly mayBuy?: boolean;
  /** The `next` of the page before. */
  readonly after?: string | null;
  /** At most 100. */
  readonly limit?: number;
}

const columns = `id, uscc, name, kind, classification, region, grade, grade_valid_until::text as "gradeValidUntil", domain,
  may_buy as "mayBuy", class_one as "classOne", standing, created_at as "createdAt", updated_at as "updatedAt"`;

const matching = `($1 = '' or strpos(name, $1) > 0 or uscc like upper($1) || '%') and ($2 = '' or kind = $2) and ($3 = '' or domain = $3)
  and ($4 = '' or grade = $4) and ($5 = '' or standing = $5) and ($6::boolean is null or may_buy = $6)`;

const asked = (filter: OrganizationFilter): unknown[] => [
  filter.q?.replace(/[%_\\]/g, '') ?? '',
  filter.kind ?? '',
  filter.domain ?? '',
  filter.grade ?? '',
  filter.standing ?? '',
  filter.mayBuy ?? null,
];

@Injectable()
export class OrganizationQueries {
  constructor(private readonly database: Database) {}

  async byId(id: string): Promise<Organization | null> {
    const [row] = await this.database.query<Organization>(`select ${columns} from organizations.organization where id = $1`, [id]);
    return row ?? null;
  }

  async byIds(ids: readonly string[]): Promise<Map<string, Organization>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.query<Organization>(`select ${columns} from organizations.organization where id = any($1)`, [
      [...new Set(ids)],
    ]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** By credit code; codes that nobody has are left out. */
  async byUsccs(codes: readonly string[]): Promise<Map<string, Organization>> {
    if (codes.length === 0) return new Map();
    const rows = await this.database.query<Organization>(`select ${columns} from organizations.organization where uscc = any($1)`, [
      [...new Set(codes)],
    ]);
    return new Map(rows.map((row) => [row.uscc, row]));
  }

  async byUscc(uscc: string): Promise<Organization | null> {
    const [row] = await this.database.query<Organization>(`select ${columns} from organizations.organization where uscc = $1`, [uscc]);
    return row ?? null;
  }

  /** In the order of names, a page at a time. */
  async list(filter: OrganizationFilter = {}): Promise<{ items: Organization[]; next: string | null }> {
    const limit = Math.min(Math.max(filter.limit ?? 20, 1), 100);
    const [name, id] = cursorOf(filter.after);
    const rows = await this.database.query<Organization>(
      `select ${columns} from organizations.organization where ${matching}
       and ($7::text is null or (name, id) > ($7, $8::uuid)) order by name, id limit $9`,
      [...asked(filter), name, id, limit + 1],
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items, next: rows.length > limit && last ? cursor(last) : null };
  }

  async count(filter: OrganizationFilter = {}): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      `select count(*)::int as count from organizations.organization where ${matching}`,
      asked(filter),
    );
    return row!.count;
  }

  /** Every organization a filter matches, in pages: for exports. */
  async *all(filter: OrganizationFilter): AsyncGenerator<Organization> {
    let after: string | null = null;
    do {
      const page: { items: Organization[]; next: string | null } = await this.list({
        ...filter,
        after,
        limit: 100,
      });
      yield* page.items;
      after = page.next;
    } while (after);
  }

  /** The domains that occur, most frequent first. */
  async domains(): Promise<string[]> {
    const rows = await this.database.query<{ domain: string }>(
      `select domain from organizations.organization where domain is not null group by domain order by count(*) desc, domain limit 100`,
    );
    return rows.map(({ domain }) => domain);
  }

  /** The history of an organization's standing, newest first. */
  standing(organizationId: string, limit = 100): Promise<StandingEvent[]> {
    return this.database.query<StandingEvent>(
      `select act, from_state as "from", to_state as "to", reason, source, source_url as "sourceUrl",
              decided_on::text as "decidedOn", appeal, at
       from organizations.standing_event where organization_id = $1 order by at desc limit $2`,
      [organizationId, limit],
    );
  }
}

const cursor = ({ name, id }: Organization): string => Buffer.from(JSON.stringify([name, id])).toString('base64url');

/** A cursor that is none begins at the beginning. */
function cursorOf(after: string | null | undefined): [string | null, string | null] {
  if (!after) return [null, null];
  try {
    const [name, id] = JSON.parse(Buffer.from(after, 'base64url').toString('utf8')) as [unknown, unknown];
    return typeof name === 'string' && !name.includes('\0') && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id)
      ? [name, id]
      : [null, null];
  } catch {
    return [null, null];
  }
}
