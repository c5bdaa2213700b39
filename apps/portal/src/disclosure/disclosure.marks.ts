import type { Moment, Stage } from '#disclosure';
import type { Act, Said, TagColour } from '../kit/index.js';

/** A stage has one word and one colour everywhere. */
export const stageColours: Readonly<Record<Stage, TagColour>> = {
  planned: 'turquoise',
  withdrawn: 'grey',
  settled: 'blue',
  open: 'green',
  suspended: 'yellow',
  cancelled: 'grey',
  failed: 'grey',
  opened: 'purple',
  awarded: 'orange',
  award_withdrawn: 'grey',
  contracted: 'blue',
  delivery: 'green',
  paying: 'turquoise',
  ended: 'none',
};

/** Which events are final and carry a seal. */
const seals: Readonly<Record<string, Act>> = {
  'plan-item.announced': 'published',
  'notice.published': 'published',
  'notice.corrected': 'published',
  'box.opened': 'opened',
  'award.announced': 'published',
  'contract.published': 'signed',
  'milestone.accepted': 'accepted',
  'payment.paid': 'paid',
};

/** A response that is over by the clock reads so before anything else happened. */
export function stageOf(stage: Stage, closesAt: Date | null, now: Date): { readonly word: Said; readonly colour: TagColour } {
  const closed = stage === 'open' && closesAt !== null && closesAt <= now;
  return {
    word: { key: `disclosure.stage.${closed ? 'closed' : stage}` },
    colour: closed ? 'yellow' : stageColours[stage],
  };
}

/** One line of a timeline: what happened, when, and the release that says so. */
export function timelineItem(moment: Moment, number: string) {
  const { event, at, amount, count, who, text, until } = moment;
  return {
    at,
    act: seals[event],
    text: eventSaid(event),
    detail: detailOf(event, { amount, count, who, text, until }),
    href: addressOf(event, number),
  };
}

export const eventSaid = (event: string): Said => ({ key: `disclosure.event.${event}` });

function detailOf(event: string, facts: Pick<Moment, 'amount' | 'count' | 'who' | 'text' | 'until'>): Said | undefined {
  const key = `disclosure.detail.${event}`;
  if (!detailed.has(event)) return undefined;
  if (
    ['notice.corrected', 'question.answered', 'procedure.cancelled', 'procedure.failed', 'milestone.accepted'].includes(event) &&
    !facts.text
  )
    return undefined;
  return { key, facts };
}

/** Events with a second line. */
export const detailed: ReadonlySet<string> = new Set([
  'plan-item.announced',
  'notice.published',
  'notice.corrected',
  'question.answered',
  'procedure.cancelled',
  'procedure.failed',
  'box.opened',
  'award.announced',
  'contract.published',
  'milestone.accepted',
  'assessment.posted',
  'assessment.final',
  'payment.paid',
]);

function addressOf(event: string, number: string): string | undefined {
  if (event === 'notice.published' || event === 'notice.corrected' || event === 'question.answered') return `/notices/${number}`;
  if (event === 'award.announced' || event === 'award.finalized') return `/results/${number}`;
  return undefined;
}
