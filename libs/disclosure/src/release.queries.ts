import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config, Database } from '#platform';
import { tenderOcid } from './ids.rules.js';
import { type Links, packageHead, packageText, type Publisher, recordText } from './package.view.js';

/** Text to send as it is, when it last changed, and the tag by which a reader asks whether it is still the same. */
export interface OpenData {
  readonly body: string;
  readonly etag: string;
  readonly changedAt: Date;
}

export interface FeedFilter {
  /** Only what was published at or after this instant. */
  readonly since?: Date;
  readonly cursor?: string;
  /** At most 100. */
  readonly limit?: number;
  /** Number of a procedure or plan item. */
  readonly project?: string;
}

interface ReleaseRow {
  seq: string;
  date: Date;
  body: Buffer;
}

interface RecordRow {
  ocid: string;
  changedSeq: string;
  changedAt: Date;
  compiled: string;
}

/** Reads releases and records as they are published. Everything here is public. */
@Injectable()
export class ReleaseQueries {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
  ) {}

  private get publisher(): Publisher {
    return { name: `${this.config.districtName} · 契约 Qiyue`, publicUrl: this.config.publicUrl };
  }

  /** A page of releases, oldest first. `links.next` always leads on: at the end it is where the next release will be. */
  async feed(filter: FeedFilter): Promise<OpenData> {
    const { after, backwards } = placeOf(filter.cursor);
    const limit = bounded(filter.limit);
    const found = await this.database.query<ReleaseRow>(
      `select seq, date, body from disclosure.release
       where ${backwards ? 'seq < $1' : 'seq > $1'} and ($2::timestamptz is null or date >= $2) and ($3::text is null or ocid = any($4))
       order by seq ${backwards ? 'desc' : 'asc'} limit $5`,
      [after, filter.since ?? null, filter.project ?? null, this.ocids(filter.project), limit],
    );
    const rows = backwards ? found.reverse() : found;
    const links = this.links(
      '/ocds/releases',
      filter,
      limit,
      rows.map(({ seq }) => seq),
      after,
    );
    const path = `/ocds/releases${queryOf(filter, limit)}`;
    return this.sheet(
      packageText(packageHead(this.publisher, path, rows.at(-1)?.date ?? new Date(0), links), 'releases', rows.map(text)),
      rows.at(-1)?.date,
    );
  }

  /** A package of one release: never changes. */
  async release(id: string): Promise<OpenData | null> {
    const [row] = await this.database.query<ReleaseRow>('select seq, date, body from disclosure.release where id = $1', [id]);
    if (!row) return null;
    return this.sheet(packageText(packageHead(this.publisher, `/ocds/releases/${id}`, row.date), 'releases', [text(row)]), row.date);
  }

  /** A page of records in the order of their last change. */
  async records(filter: FeedFilter): Promise<OpenData> {
    const { after, backwards } = placeOf(filter.cursor);
    const limit = bounded(filter.limit);
    const found = await this.database.query<RecordRow>(
      `select ocid, changed_seq as "changedSeq", changed_at as "changedAt", compiled from disclosure.record
       where ${backwards ? 'changed_seq < $1' : 'changed_seq > $1'} and ($2::timestamptz is null or changed_at >= $2)
         and ($3::text is null or ocid = any($4))
       order by changed_seq ${backwards ? 'desc' : 'asc'} limit $5`,
      [after, filter.since ?? null, filter.project ?? null, this.ocids(filter.project), limit],
    );
    const rows = backwards ? found.reverse() : found;
    const newest = rows.at(-1)?.changedAt;
    const releases = await this.releasesOf(rows.map(({ ocid }) => ocid));
    const links = this.links(
      '/ocds/records',
      filter,
      limit,
      rows.map(({ changedSeq }) => changedSeq),
      after,
    );
    const head = packageHead(this.publisher, `/ocds/records${queryOf(filter, limit)}`, newest ?? new Date(0), links);
    return this.sheet(
      packageText(
        head,
        'records',
        rows.map(({ ocid, compiled }) => recordText(ocid, releases.get(ocid) ?? [], compiled)),
      ),
      newest,
    );
  }

  /** One process: all its releases, and what they come to. */
  async record(ocid: string): Promise<OpenData | null> {
    const [row] = await this.database.query<RecordRow>(
      `select ocid, changed_seq as "changedSeq", changed_at as "changedAt", compiled from disclosure.record where ocid = $1`,
      [ocid],
    );
    if (!row) return null;
    const releases = await this.releasesOf([ocid]);
    const head = packageHead(this.publisher, `/ocds/records/${ocid}`, row.changedAt);
    return this.sheet(packageText(head, 'records', [recordText(ocid, releases.get(ocid)!, row.compiled)]), row.changedAt);
  }

  private async releasesOf(ocids: readonly string[]): Promise<Map<string, string[]>> {
    const rows = await this.database.query<{ ocid: string; body: Buffer }>(
      'select ocid, body from disclosure.release where ocid = any($1) order by ocid, no',
      [ocids],
    );
    const byOcid = new Map<string, string[]>(ocids.map((ocid) => [ocid, []]));
    rows.forEach(({ ocid, body }) => byOcid.get(ocid)!.push(body.toString('utf8')));
    return byOcid;
  }

  private ocids(project: string | undefined): string[] {
    return project && /^[A-Za-z0-9-]{1,60}$/.test(project) ? [tenderOcid(this.config.ocidPrefix, project)] : [];
  }

  private links(path: string, filter: FeedFilter, limit: number, seqs: readonly string[], after: string): Links {
    const at = (cursor: string): string => `${this.config.publicUrl}${path}${queryOf({ ...filter, cursor }, limit)}`;
    const first = seqs[0];
    return {
      next: at(forwards(seqs.at(-1) ?? after)),
      ...(first && first !== '1' ? { prev: at(`b${encoded(first)}`) } : {}),
    };
  }

  private sheet(body: string, changedAt = new Date(0)): OpenData {
    return {
      body,
      changedAt,
      etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`,
    };
  }
}

const text = ({ body }: ReleaseRow): string => body.toString('utf8');
const bounded = (limit = 50): number => Math.min(Math.max(Math.trunc(limit), 1), 100);
const encoded = (seq: string): string => Buffer.from(seq).toString('base64url');
const forwards = (seq: string): string => `f${encoded(seq)}`;

/** A cursor is a direction and a place in the feed; one that is none begins at the beginning. */
function placeOf(cursor: string | undefined): { after: string; backwards: boolean } {
  const seq = cursor ? Buffer.from(cursor.slice(1), 'base64url').toString('utf8') : '';
  if (!/^\d{1,18}$/.test(seq) || !/^[fb]/.test(cursor ?? '')) return { after: '0', backwards: false };
  return { after: seq, backwards: cursor!.startsWith('b') };
}

function queryOf({ since, cursor, project }: FeedFilter, limit: number): string {
  const query = new URLSearchParams({
    ...(since ? { since: since.toISOString() } : {}),
    ...(project ? { project } : {}),
    ...(cursor ? { cursor } : {}),
    limit: String(limit),
  });
  return `?${query.toString()}`;
}
