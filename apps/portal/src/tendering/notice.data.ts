import { showYuan, yuan } from '#kernel';
import { besideText } from './notice.parts.js';
import type { Change, DraftContent, NoticeContent, NoticeView, VersionLine } from '#tendering';
import { type Act, type Said, showWan, type TagColour } from '../kit/index.js';
import { hasMessage } from '../kit/messages.js';

/** A state in words and colour; the same everywhere. */
export interface Standing {
  readonly word: Said;
  readonly colour: TagColour;
}

const colours: Readonly<Record<string, TagColour>> = {
  draft: 'grey',
  in_review: 'blue',
  open: 'green',
  overdue: 'yellow',
  suspended: 'orange',
  closed: 'blue',
  failed: 'red',
  completed: 'turquoise',
  cancelled: 'red',
  abandoned: 'grey',
};

/** An open notice whose deadline has passed takes nothing any more, even before the clock has closed it. */
export function standingOf(state: string, closesAt: Date | string | null, now: Date): Standing {
  const over = state === 'open' && closesAt !== null && new Date(closesAt) <= now;
  const shown = over ? 'overdue' : state;
  return { word: { key: `tendering.state.${shown}` }, colour: colours[shown] ?? 'grey' };
}

export interface Fact {
  readonly label: Said;
  readonly value?: Said;
  readonly href?: string;
  readonly second?: Said;
  readonly at?: Date;
}

/** The facts beside a notice. */
export function factsOf(notice: NoticeView, lang: 'zh' | 'en'): Fact[] {
  const { content, department } = notice;
  const budget = yuan(content.budget.amount);
  const limit = yuan(content.budget.maxPrice);
  return [
    {
      label: { key: 'tendering.department' },
      value: department.name,
      href: `/organizations/${department.uscc}`,
    },
    { label: { key: 'tendering.number' }, value: notice.number },
    { label: { key: 'tendering.budget' }, value: showYuan(budget), second: showWan(budget, lang) },
    ...(limit === budget ? [] : [{ label: { key: 'tendering.maxPrice' }, value: showYuan(limit) }]),
    {
      label: { key: 'tendering.method' },
      value: { key: `tendering.method.${notice.method}` },
      ...(content.policy?.ground ? { second: { key: `tendering.ground.${notice.method}.${content.policy.ground}` } } : {}),
    },
    {
      label: { key: 'tendering.months' },
      value: { key: 'tendering.monthsOf', facts: { months: content.months } },
    },
    { label: { key: 'tendering.questionsUntil' }, at: new Date(notice.questionsUntil) },
    { label: { key: 'tendering.closesAt' }, at: new Date(notice.closesAt) },
    { label: { key: 'tendering.openingPlace' }, value: content.schedule.openingPlace },
    {
      label: { key: 'tendering.who' },
      value: { key: 'tendering.whoValue' },
      href: `/notices/${notice.number}#who`,
    },
    officialFact(content),
  ];
}

function officialFact({ official }: NoticeContent): Fact {
  const label = { key: 'tendering.official' };
  if (!official.url || !official.publishedAt) return { label, value: official.medium, second: { key: 'tendering.officialPending' } };
  return { label, value: official.medium, href: official.url, at: new Date(official.publishedAt) };
}

interface Step {
  readonly at: Date | null;
  readonly text: Said;
  readonly act?: Act;
  readonly detail?: Said;
  readonly href?: string;
  readonly now?: boolean;
  readonly planned?: boolean;
}

/** What has happened, what is next, what will follow. */
export function timelineOf(notice: NoticeView, now: Date): Step[] {
  const versions = notice.versions.map((line): Step => ({
    at: new Date(line.publishedAt),
    text: { key: `tendering.kind.${line.kind}`, facts: { version: line.version } },
    act: 'published',
    ...(line.reason ? { detail: line.reason } : {}),
    href: `/notices/${notice.number}/versions/${line.version}`,
  }));
  const running = notice.state === 'open';
  const dates = (
    [
      ['questionsUntil', notice.questionsUntil],
      ['closesAt', notice.closesAt],
    ] as const
  ).map(([key, at]): Step => ({
    at: new Date(at),
    text: { key: `tendering.${key}` },
    planned: new Date(at) > now,
  }));
  const next = running ? dates.findIndex(({ at }) => at! > now) : -1;
  const ended = notice.endedAt
    ? [
        {
          at: new Date(notice.endedAt),
          text: { key: `tendering.state.${notice.state}` },
          ...(notice.endReason ? { detail: notice.endReason } : {}),
        },
      ]
    : [];
  const stopped = notice.suspendedAt
    ? [
        {
          at: new Date(notice.suspendedAt),
          text: { key: 'tendering.state.suspended' },
          ...(notice.suspendReason ? { detail: notice.suspendReason } : {}),
        },
      ]
    : [];
  const cut = ['failed', 'cancelled'].includes(notice.state);
  const shown = cut
    ? dates.filter(({ planned }) => !planned)
    : dates.map((step, place) => (place === next ? { ...step, now: true } : step));
  const after: Step[] = cut ? [] : [{ at: null, text: { key: 'tendering.afterwards' }, planned: true }];
  return [...[...versions, ...shown, ...stopped, ...ended].sort((one, other) => one.at!.getTime() - other.at!.getTime()), ...after];
}

/** A notice's text, ready for the body's template: amounts in fen, times as times. */
export function bodyOf(content: NoticeContent | DraftContent): object {
  const { schedule, budget } = content;
  return {
    ...content,
    ...besideText(content),
    budgetFen: yuan(budget.amount),
    maxPriceFen: yuan(budget.maxPrice),
    questionsUntil: schedule.questionsUntil && new Date(schedule.questionsUntil),
    closesAt: schedule.closesAt && new Date(schedule.closesAt),
    clarifications: 'clarifications' in content ? content.clarifications : [],
    files: content.attachments.map(({ id, name, size, sha256 }) => ({
      href: `/files/${id}`,
      name,
      size: showSize(size),
      digest: `sha256 ${sha256.slice(0, 8)}…${sha256.slice(-4)}`,
    })),
  };
}

/** The draw of the invited, once it is public. */
export function drawOf({ draw }: NoticeView): object | null {
  if (!draw) return null;
  return {
    ...draw,
    at: new Date(draw.at),
    names: draw.witnesses.join('、'),
    rows: draw.candidates.map((row) => ({ ...row, drawn: draw.drawn.includes(row.uscc) })),
  };
}

/** "312 KB", "4.2 MB". */
export function showSize(bytes: number): string {
  return bytes < 1_048_576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;
}

/** One changed field as people read it: the part, the field in it, both texts. */
export interface ShownChange {
  readonly part: string;
  readonly field: string | null;
  readonly before: string | null;
  readonly after: string | null;
  readonly times: boolean;
}

export function shownChanges(changes: readonly Change[]): ShownChange[] {
  return changes.map(({ path, before, after }) => {
    const steps = path.split('.');
    const last = steps.at(-1)!;
    return {
      part: steps[0]!,
      field: steps.length > 1 && hasMessage(`tendering.field.${last}`) ? last : null,
      before,
      after,
      times: steps[0] === 'schedule' && last !== 'openingPlace',
    };
  });
}

export const versionLines = (versions: readonly VersionLine[], number: string): object[] =>
  [...versions].reverse().map((line) => ({
    ...line,
    publishedAt: new Date(line.publishedAt),
    href: `/notices/${number}/versions/${line.version}`,
    count: line.changes.length,
  }));
