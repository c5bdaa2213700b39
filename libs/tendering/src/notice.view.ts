import { toYuan } from '#kernel';
import type { NoticeContent } from './content.view.js';
import type { Change } from './diff.rules.js';
import type { Notice, NoticeKind, Question } from './notice.entity.js';
import type { Procedure } from './procedure.entity.js';
import type { ProcedureState } from './procedure.lifecycle.js';

/** The buyer as a notice names it. */
export interface Buyer {
  readonly id: string;
  readonly name: string;
  readonly uscc: string;
}

/** One line of a list of notices. Instants are ISO 8601, amounts yuan. */
export interface NoticeSummary {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly category: string;
  readonly department: Buyer;
  readonly method: string;
  readonly round: number;
  readonly state: ProcedureState;
  readonly version: number;
  readonly budget: string;
  readonly maxPrice: string;
  readonly publishedAt: string;
  /** When its newest version was published, or it ended. */
  readonly updatedAt: string;
  readonly questionsUntil: string;
  readonly closesAt: string;
}

/** A published version among the others. */
export interface VersionLine {
  readonly version: number;
  readonly kind: NoticeKind;
  readonly publishedAt: string;
  readonly reason: string | null;
  readonly changes: readonly Change[];
  readonly official: { readonly url: string; readonly publishedAt: string } | null;
}

/** The whole notice as the public reads it, in its newest version. */
export interface NoticeView extends NoticeSummary {
  readonly planItemId: string;
  /** It follows a failed open tender: fewer offers may suffice. */
  readonly converted: boolean;
  readonly ruleDay: string;
  readonly suspendedAt: string | null;
  readonly suspendReason: string | null;
  readonly closedAt: string | null;
  readonly endReason: string | null;
  readonly endedAt: string | null;
  readonly content: NoticeContent;
  readonly versions: readonly VersionLine[];
  /** Every published round of the same need, this one among them. */
  readonly rounds: readonly RoundView[];
  /** How the invited were drawn; null before the result, and where everybody may take part. */
  readonly draw: ShownDraw | null;
}

export interface RoundView {
  readonly round: number;
  readonly number: string;
  readonly state: ProcedureState;
}

/** A draw as everybody may check it: the same seed and candidates give the same names. */
export interface ShownDraw {
  readonly source: string;
  readonly seed: string;
  readonly candidates: readonly { readonly uscc: string; readonly name: string; readonly why: string }[];
  readonly drawn: readonly string[];
  readonly witnesses: readonly string[];
  readonly at: Date | string;
}

export interface VersionView extends VersionLine {
  readonly number: string;
  readonly content: NoticeContent;
}

export interface QuestionView {
  readonly id: string;
  readonly no: number;
  /** Names the asker within this procedure and nowhere else. */
  readonly asker: string | null;
  /** The number of the question it repeats. */
  readonly sameAs: number | null;
  readonly text: string;
  readonly askedAt: string;
  readonly answer: string | null;
  readonly answeredAt: string | null;
  /** The answer may affect offers: enough time was left, or the deadline moved. */
  readonly affects: boolean | null;
}

export function noticeSummary(procedure: Procedure, notice: Notice, buyer: Buyer): NoticeSummary {
  return {
    id: procedure.id,
    number: procedure.number!,
    title: notice.content.title,
    category: notice.content.category,
    department: { id: buyer.id, name: buyer.name, uscc: buyer.uscc },
    method: procedure.method,
    round: procedure.round,
    state: procedure.state,
    version: procedure.version,
    budget: toYuan(BigInt(procedure.budget)),
    maxPrice: toYuan(BigInt(procedure.maxPrice)),
    publishedAt: procedure.publishedAt!.toISOString(),
    updatedAt: (procedure.endedAt ?? notice.publishedAt).toISOString(),
    questionsUntil: procedure.questionsUntil!.toISOString(),
    closesAt: procedure.closesAt!.toISOString(),
  };
}

/** `notices` are all published versions, oldest first. */
export function noticeView(
  procedure: Procedure,
  notices: readonly Notice[],
  buyer: Buyer,
  rounds: readonly RoundView[],
  draw: ShownDraw | null,
): NoticeView {
  const newest = notices.at(-1)!;
  return {
    ...noticeSummary(procedure, newest, buyer),
    planItemId: procedure.planItemId,
    converted: procedure.converted,
    ruleDay: procedure.ruleDay,
    suspendedAt: procedure.suspendedAt?.toISOString() ?? null,
    suspendReason: procedure.suspendReason,
    closedAt: procedure.closedAt?.toISOString() ?? null,
    endReason: procedure.endReason,
    endedAt: procedure.endedAt?.toISOString() ?? null,
    content: contentView(newest),
    versions: notices.map(versionLine),
    rounds,
    draw,
  };
}

export function versionView(number: string, notice: Notice): VersionView {
  return { number, ...versionLine(notice), content: contentView(notice) };
}

function versionLine({ version, kind, publishedAt, reason, changes, official }: Notice): VersionLine {
  return {
    version,
    kind,
    publishedAt: publishedAt.toISOString(),
    reason,
    changes,
    official: official && { url: official.url, publishedAt: official.publishedAt.toISOString() },
  };
}

/** The text as published, with the official medium's address and time once they were recorded. */
function contentView({ content, official }: Notice): NoticeContent {
  if (!official) return content;
  return {
    ...content,
    official: { ...content.official, url: official.url, publishedAt: official.publishedAt.toISOString() },
  };
}

export function questionView({ id, no, alias, sameAs, text, askedAt, answer, answeredAt, affects }: Question): QuestionView {
  return {
    id,
    no,
    asker: alias,
    sameAs,
    text,
    askedAt: askedAt.toISOString(),
    answer,
    answeredAt: answeredAt?.toISOString() ?? null,
    affects,
  };
}
