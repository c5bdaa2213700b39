import type { NoticeContent } from './content.view.js';
import type { Change } from './diff.rules.js';

export type NoticeKind = 'original' | 'correction' | 'extension' | 'resumption' | 'rekeying';

/** A row of tendering.notice: one published version, never changed. */
export interface Notice {
  readonly procedureId: string;
  readonly version: number;
  readonly kind: NoticeKind;
  readonly content: NoticeContent;
  /** What differs from the version before. */
  readonly changes: readonly Change[];
  readonly reason: string | null;
  readonly publishedAt: Date;
  /** Where and when the official medium published this version, once that was recorded. */
  readonly official: { readonly url: string; readonly publishedAt: Date } | null;
}

/** The columns of a {@link Notice}, of the tables notice as `n` and official_publication as `o`. */
export const noticeColumns = `n.procedure as "procedureId", n.version, n.kind, n.content, n.changes, n.reason,
  n.published_at as "publishedAt", o.url as "officialUrl", o.published_at as "officialAt"`;

/** Both tables, joined. */
export const noticeTables = `tendering.notice n
  left join tendering.official_publication o on (o.procedure, o.version) = (n.procedure, n.version)`;

export type NoticeRow = Omit<Notice, 'official'> & { officialUrl: string | null; officialAt: Date | null };

export function noticeFrom({ officialUrl, officialAt, ...notice }: NoticeRow): Notice {
  return {
    ...notice,
    official: officialUrl && officialAt ? { url: officialUrl, publishedAt: officialAt } : null,
  };
}

/** A row of tendering.question. Who asked is not kept; `alias` holds within this procedure only. */
export interface Question {
  readonly id: string;
  readonly procedureId: string;
  readonly no: number;
  readonly alias: string | null;
  readonly text: string;
  readonly askedAt: Date;
  readonly answer: string | null;
  readonly answeredAt: Date | null;
  /** The answer may change what providers write; null for answers from before this was asked. */
  readonly affects: boolean | null;
  /** The number of the question that asks the same; its answer is the answer to both. */
  readonly sameAs: number | null;
}

export const questionColumns = `q.id, q.procedure as "procedureId", q.no, q.alias, q.text, q.asked_at as "askedAt",
  coalesce(q.answer, same.answer) as answer, coalesce(q.answered_at, same.answered_at) as "answeredAt", coalesce(q.affects, same.affects) as affects, same.no as "sameAs"`;

/** Questions with the one they repeat. */
export const questionTables = `tendering.question q left join tendering.question same on same.id = q.same_as`;

/** A row of tendering.edit: who saved a task of a draft, when, and what it said before and after. */
export interface Edit {
  readonly task: string;
  readonly version: number;
  readonly person: string;
  readonly personName: string;
  readonly at: Date;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

export const editColumns = `e.task, e.version, e.person, e.person_name as "personName", e.at, e.before, e.after`;
