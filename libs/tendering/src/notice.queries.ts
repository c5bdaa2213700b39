import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import { noticeColumns, noticeFrom, type NoticeRow, noticeTables } from './notice.entity.js';
import { type NoticeSummary, type NoticeView, type QuestionView, type VersionView, versionView } from './notice.view.js';
import { type Method, methodRules, methods } from '#calendar';
import type { ProcedureState } from './procedure.lifecycle.js';
import { searchQuery } from './search.rules.js';

export const noticeSorts = ['-publishedAt', 'closesAt', '-budget'] as const;
export type NoticeSort = (typeof noticeSorts)[number];

/** Beyond so many a list says "more than". */
export const countedUpTo = 500;

/** What the public list may be asked for. */
export interface NoticeFilter {
  readonly q?: string;
  readonly method?: Method;
  readonly department?: string;
  /** `open` means that offers are still taken: the deadline has not passed. */
  readonly status?: ProcedureState;
  /** Only what this organization may take part in, as far as the register can tell. */
  readonly eligible?: { readonly id: string; readonly enterprise: boolean; readonly maySupply: boolean };
  readonly sort?: NoticeSort;
  readonly after?: string | null;
  /** At most 100. */
  readonly limit?: number;
}

/** Text that is sent as it is, with the tag by which a reader asks whether it is still the same. */
export interface Sheet {
  readonly etag: string;
  readonly body: string;
}

const orders: Readonly<Record<NoticeSort, { key: string; type: string; direction: 'asc' | 'desc' }>> = {
  '-publishedAt': { key: 's.published_at', type: 'timestamptz', direction: 'desc' },
  closesAt: { key: 's.closes_at', type: 'timestamptz', direction: 'asc' },
  '-budget': { key: 's.budget', type: 'bigint', direction: 'desc' },
};

/** A sheet of before has no rounds, draws or day of change. */
function viewIn(json: string): NoticeView {
  const view = JSON.parse(json) as NoticeView;
  return {
    ...view,
    rounds: view.rounds ?? [],
    converted: view.converted ?? false,
    draw: view.draw ?? null,
    updatedAt: view.updatedAt ?? view.publishedAt,
  };
}

function summaryIn(json: string): NoticeSummary {
  const summary = JSON.parse(json) as NoticeSummary;
  return { ...summary, updatedAt: summary.updatedAt ?? summary.publishedAt };
}

/** Public reading: one statement each, of text that was made ready when it was published. */
@Injectable()
export class NoticeQueries {
  constructor(private readonly database: Database) {}

  /** A notice's sheet by its number; `detail` is a {@link NoticeView} as JSON. */
  async sheet(number: string): Promise<Sheet | null> {
    const [row] = await this.database.query<Sheet>('select etag, detail as body from tendering.sheet where number = $1', [number]);
    return row ?? null;
  }

  /** Its answered questions, `{data: QuestionView[]}` as JSON. */
  async questionSheet(number: string): Promise<Sheet | null> {
    const [row] = await this.database.query<Sheet>('select etag, questions as body from tendering.sheet where number = $1', [number]);
    return row ?? null;
  }

  /** Only the tag: what a cache asks before it makes a page again. */
  async etag(number: string): Promise<string | null> {
    const [row] = await this.database.query<{ etag: string }>('select etag from tendering.sheet where number = $1', [number]);
    return row?.etag ?? null;
  }

  async byNumber(number: string): Promise<NoticeView | null> {
    const sheet = await this.sheet(number);
    return sheet && viewIn(sheet.body);
  }

  /** The newest version of a published procedure, for later rooms. */
  async byId(procedureId: string): Promise<NoticeView | null> {
    const [row] = await this.database.query<{ detail: string }>('select detail from tendering.sheet where procedure = $1', [procedureId]);
    return row ? viewIn(row.detail) : null;
  }

  /** One line each, for later rooms' lists; unknown ids are left out. */
  async summaries(procedureIds: readonly string[]): Promise<Map<string, NoticeSummary>> {
    const rows = await this.database.query<{ id: string; summary: string }>(
      'select procedure as id, summary from tendering.sheet where procedure = any($1::uuid[])',
      [[...new Set(procedureIds)]],
    );
    return new Map(rows.map(({ id, summary }) => [id, summaryIn(summary)]));
  }

  /** A version as it was published. */
  async version(number: string, version: number): Promise<VersionView | null> {
    const [row] = await this.database.query<NoticeRow>(
      `select ${noticeColumns} from ${noticeTables} join tendering.procedure p on p.id = n.procedure
       where p.number = $1 and n.version = $2::numeric`,
      [number, version],
    );
    return row ? versionView(number, noticeFrom(row)) : null;
  }

  async questions(number: string): Promise<QuestionView[]> {
    const sheet = await this.questionSheet(number);
    return sheet ? (JSON.parse(sheet.body) as { data: QuestionView[] }).data : [];
  }

  async search(filter: NoticeFilter = {}): Promise<{ items: NoticeSummary[]; next: string | null }> {
    const { rows, next } = await this.page(filter);
    return { items: rows.map(({ summary }) => summaryIn(summary)), next };
  }

  /** The same as ready JSON: `{data: [...], page: {next}}`. */
  async searchSheet(filter: NoticeFilter): Promise<string> {
    const { rows, next } = await this.page(filter);
    return `{"data":[${rows.map(({ summary }) => summary).join(',')}],"page":{"next":${JSON.stringify(next)}}}`;
  }

  /** How many there are, counted up to {@link countedUpTo}: a list never waits for all of them. */
  async count(filter: NoticeFilter): Promise<number> {
    const { where, values } = conditions(filter);
    const [row] = await this.database.query<{ count: number }>(
      `select count(*)::int as count from (select 1 from tendering.sheet s ${where} limit ${countedUpTo + 1}) as counted`,
      values,
    );
    return row!.count;
  }

  /** Every notice a filter matches, in pages: for exports. */
  async *all(filter: NoticeFilter): AsyncGenerator<NoticeSummary> {
    let after: string | null = null;
    do {
      const page: { items: NoticeSummary[]; next: string | null } = await this.search({
        ...filter,
        after,
        limit: 100,
      });
      yield* page.items;
      after = page.next;
    } while (after);
  }

  private async page(filter: NoticeFilter): Promise<{ rows: { summary: string }[]; next: string | null }> {
    const limit = Math.min(Math.max(filter.limit ?? 20, 1), 100);
    const { key, type, direction } = orders[filter.sort ?? '-publishedAt'];
    const { where, values } = conditions(filter);
    const after = cursorOf(filter.after, type);
    const beyond = after
      ? `${where ? 'and' : 'where'} (${key}, s.procedure) ${direction === 'asc' ? '>' : '<'} ($${values.length + 1}::${type}, $${values.length + 2}::uuid)`
      : '';
    const rows = await this.database.query<{ id: string; place: string; summary: string }>(
      `select s.procedure as id, ${key}::text as place, s.summary from tendering.sheet s ${where} ${beyond}
       order by ${key} ${direction}, s.procedure ${direction} limit $${values.length + (after ? 3 : 1)}`,
      [...values, ...(after ?? []), limit + 1],
    );
    const last = rows[limit - 1];
    return {
      rows: rows.slice(0, limit),
      next: rows.length > limit && last ? cursor(last.place, last.id) : null,
    };
  }
}

function conditions({ q, method, department, status, eligible }: NoticeFilter): { where: string; values: unknown[] } {
  const values: unknown[] = [];
  const place = (value: unknown): string => `$${values.push(value)}`;
  const words = q ? searchQuery(q) : '';
  const parts = [
    q ? (words ? `s.words @@ to_tsquery('simple', ${place(words)})` : 'false') : '',
    method ? `s.method = ${place(method)}` : '',
    department ? `s.department = ${place(department)}` : '',
    status ? `s.state = ${place(status)}` : '',
    status === 'open' ? 's.closes_at > clock_timestamp()' : '',
    eligible ? eligibleFor(eligible, place) : '',
  ].filter(Boolean);
  return { where: parts.length ? `where ${parts.join(' and ')}` : '', values };
}

function eligibleFor({ id, enterprise, maySupply }: NonNullable<NoticeFilter['eligible']>, place: (value: unknown) => string): string {
  if (!maySupply) return 'false';
  const open = methods.filter((method) => methodRules[method].admission === 'announcement');
  const invited = `exists (select from tendering.invitation i where i.procedure = s.procedure and i.provider = ${place(id)})`;
  return `(s.method = any(${place(open)}) or ${invited})${enterprise ? '' : ' and not s.reserved'}`;
}

const cursor = (place: string, id: string): string => Buffer.from(JSON.stringify([place, id])).toString('base64url');

/** A cursor that is none begins at the beginning. */
function cursorOf(after: string | null | undefined, type: string): [string, string] | undefined {
  if (!after) return undefined;
  try {
    const [place, id] = JSON.parse(Buffer.from(after, 'base64url').toString('utf8')) as [unknown, unknown];
    const shape = type === 'bigint' ? /^\d{1,18}$/ : /^\d{4}-\d\d-\d\d [\d:.+-]{8,24}$/;
    const sound = typeof place === 'string' && shape.test(place) && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id);
    return sound ? [place, id] : undefined;
  } catch {
    return undefined;
  }
}
