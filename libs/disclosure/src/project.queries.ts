import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import { asText, type JsonObject, listAt } from './json.view.js';
import { type Moment, momentOf } from './moment.view.js';
import type { Stage } from './stage.rules.js';

/** One process in a list. Money in fen. */
export interface ProjectLine {
  readonly ocid: string;
  readonly kind: 'planning' | 'contracting';
  readonly subject: string;
  readonly number: string;
  readonly title: string;
  readonly department: string;
  readonly departmentCode: string;
  readonly category: string;
  readonly year: number;
  readonly stage: Stage;
  readonly planned: bigint;
  readonly contracted: bigint;
  readonly paid: bigint;
  readonly firstAt: Date;
  readonly changedAt: Date;
}

export interface Project extends ProjectLine {
  readonly compiled: JsonObject;
  /** Oldest first, from the plan on. */
  readonly moments: readonly Moment[];
}

export interface ProjectFilter {
  /** Part of the title, the department's name or the number. */
  readonly q?: string;
  readonly stage?: string;
  readonly department?: string;
  readonly category?: string;
  readonly after?: string | null;
  /** At most 100. */
  readonly limit?: number;
}

/** A public event with the process it belongs to, for feeds. */
export interface News extends Moment {
  readonly number: string;
  readonly title: string;
  readonly department: string;
}

const columns = `r.ocid, r.kind, r.subject, r.number, r.title, r.department, r.department_code as "departmentCode", r.category, r.year, r.stage,
  r.planned, r.contracted, r.paid, r.first_at as "firstAt", r.changed_at as "changedAt"`;

/** A plan item stands in the list until a procedure takes it up. */
const asked = `(r.kind = 'contracting' or (r.stage = 'planned' and not exists
    (select 1 from tendering.procedure p where p.plan_item = r.subject and p.version > 0 and p.state not in ('failed', 'cancelled'))))
  and ($1 = '' or strpos(lower(r.title), lower($1)) > 0 or strpos(r.department, $1) > 0 or r.number = upper($1))
  and ($2 = '' or r.stage = $2) and ($3 = '' or r.department_code = $3) and ($4 = '' or r.category = $4)`;

/** The life of projects, read from what was published and from nothing else. */
@Injectable()
export class ProjectQueries {
  constructor(private readonly database: Database) {}

  /** The most recently changed first. */
  async list(filter: ProjectFilter = {}): Promise<{ items: ProjectLine[]; next: string | null }> {
    const limit = Math.min(Math.max(filter.limit ?? 20, 1), 100);
    const [at, ocid] = cursorOf(filter.after);
    const rows = await this.database.query<Row>(
      `select ${columns} from disclosure.record r
       where ${asked} and ($5::timestamptz is null or (r.changed_at, r.ocid) < ($5, $6)) order by r.changed_at desc, r.ocid desc limit $7`,
      [...answers(filter), at, ocid, limit + 1],
    );
    const items = rows.slice(0, limit).map(toLine);
    const last = items.at(-1);
    return { items, next: rows.length > limit && last ? cursor(last) : null };
  }

  async count(filter: ProjectFilter = {}): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      `select count(*)::int as count from disclosure.record r where ${asked}`,
      answers(filter),
    );
    return row!.count;
  }

  async *all(filter: ProjectFilter): AsyncGenerator<ProjectLine> {
    let after: string | null = null;
    do {
      const page: { items: ProjectLine[]; next: string | null } = await this.list({
        ...filter,
        after,
        limit: 100,
      });
      yield* page.items;
      after = page.next;
    } while (after);
  }

  /** A project with its whole course; the plan it came from tells its first lines. */
  async byNumber(number: string): Promise<Project | null> {
    const [row] = await this.database.query<Row & { compiled: string }>(
      `select ${columns}, r.compiled from disclosure.record r where r.number = $1`,
      [number],
    );
    if (!row) return null;
    const compiled = JSON.parse(row.compiled) as JsonObject;
    const before = listAt(compiled, 'relatedProcesses')
      .filter(({ relationship }) => JSON.stringify(relationship).includes('planning'))
      .map(({ identifier }) => asText(identifier));
    const releases = await this.database.query<{ event: string; body: Buffer }>(
      'select event, body from disclosure.release where ocid = any($1) order by date, seq',
      [[row.ocid, ...before]],
    );
    const moments = releases.map(({ event, body }) => momentOf(event, JSON.parse(body.toString('utf8')) as JsonObject));
    return { ...toLine(row), compiled, moments };
  }

  /** Numbers by process id, as far as they are public. */
  async numbersOf(subjects: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.database.query<{ subject: string; number: string }>(
      'select subject, number from disclosure.record where subject = any($1::uuid[])',
      [subjects],
    );
    return new Map(rows.map(({ subject, number }) => [subject, number]));
  }

  /** The newest public events first. */
  async news(limit = 50): Promise<News[]> {
    const rows = await this.database.query<{
      event: string;
      body: Buffer;
      number: string;
      title: string;
      department: string;
    }>(
      `select x.event, x.body, r.number, r.title, r.department from disclosure.release x join disclosure.record r using (ocid)
       order by x.seq desc limit $1`,
      [Math.min(limit, 100)],
    );
    return rows.map(({ event, body, ...head }) => ({
      ...head,
      ...momentOf(event, JSON.parse(body.toString('utf8')) as JsonObject),
    }));
  }

  /** How much is published, and since when it has not changed. */
  async extent(): Promise<{ releases: number; records: number; changedAt: Date | null }> {
    const [row] = await this.database.query<{ releases: number; records: number; changedAt: Date | null }>(
      `select (select count(*)::int from disclosure.release) as releases, count(*)::int as records, max(changed_at) as "changedAt" from disclosure.record`,
    );
    return row!;
  }

  /** Where a published contract or payment belongs: the number of its project. */
  async projectOf(number: string): Promise<string | null> {
    const [row] = await this.database.query<{ number: string }>(
      `select r.number from disclosure.record r where r.number = $1
       union all select r.number from disclosure.record r join contracts.contract c on c.procedure_id = r.subject
         where c.number = $1 and c.published_at is not null
       union all select r.number from disclosure.record r join payments.payment p on p.project = r.subject
         join contracts.contract c on c.id = p.contract_id where p.number = $1 and c.published_at is not null limit 1`,
      [number],
    );
    return row?.number ?? null;
  }

  /** What occurs in the list, for its filters. */
  async occurring(): Promise<{ departments: { code: string; name: string }[]; categories: string[] }> {
    const [departments, categories] = await Promise.all([
      this.database.query<{ code: string; name: string }>(
        'select distinct department_code as code, department as name from disclosure.record order by name limit 200',
      ),
      this.database.query<{ category: string }>('select distinct category from disclosure.record order by category limit 200'),
    ]);
    return { departments, categories: categories.map(({ category }) => category) };
  }
}

type Row = Omit<ProjectLine, 'planned' | 'contracted' | 'paid'> & Record<'planned' | 'contracted' | 'paid', string>;
const toLine = ({ planned, contracted, paid, ...row }: Row): ProjectLine => ({
  ocid: row.ocid,
  kind: row.kind,
  subject: row.subject,
  number: row.number,
  title: row.title,
  department: row.department,
  departmentCode: row.departmentCode,
  category: row.category,
  year: row.year,
  stage: row.stage,
  firstAt: row.firstAt,
  changedAt: row.changedAt,
  planned: BigInt(planned),
  contracted: BigInt(contracted),
  paid: BigInt(paid),
});

const answers = ({ q, stage, department, category }: ProjectFilter): unknown[] => [
  q?.trim() ?? '',
  stage ?? '',
  department ?? '',
  category ?? '',
];
const cursor = ({ changedAt, ocid }: ProjectLine): string =>
  Buffer.from(JSON.stringify([changedAt.toISOString(), ocid])).toString('base64url');

/** A cursor that is none begins at the beginning. */
function cursorOf(after: string | null | undefined): [string | null, string | null] {
  try {
    const [at, ocid] = JSON.parse(Buffer.from(after ?? '', 'base64url').toString('utf8')) as [unknown, unknown];
    return typeof at === 'string' && !Number.isNaN(Date.parse(at)) && typeof ocid === 'string' ? [at, ocid] : [null, null];
  } catch {
    return [null, null];
  }
}
