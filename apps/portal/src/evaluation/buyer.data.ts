import { type Actor, confirmedWithin, has } from '#kernel';
import { type CandidateLine, evaluationPolicy, type Progress, showPoints } from '#evaluation';
import { awardColours, evaluationColours, seatColours } from './evaluation.marks.js';

/** What the buyer's page of an evaluation shows, and which acts it offers to this person. */
export function buyerView(progress: Progress, actor: Actor) {
  const { candidates, seats, award, state } = progress;
  const ownership = { departmentId: progress.departmentId, handlers: [], seated: [] };
  const handler = evaluationPolicy.qualify(actor, ownership);
  const first = firstStanding(progress);
  const here = `/buy/projects/${progress.procedureId}/evaluation`;
  const losers = candidates.filter(({ bidId }) => bidId !== (award?.bidId ?? first?.bidId));
  const missing = losers.filter(({ reason, judgement }) => !reason && !judgement);
  const free = progress.panelSize === null ? 0 : progress.panelSize - seats.filter((seat) => sits(seat.state)).length;
  const mayDecide = evaluationPolicy.decide(actor, ownership);
  const mayAnnounce = award !== null && evaluationPolicy.announce(actor, { ...ownership, decidedBy: award.decidedBy });
  return {
    progress,
    here,
    colour: evaluationColours[state],
    unsettled: candidates.filter(({ passed }) => passed === null).length,
    candidates: candidates.map((one) => ({
      ...one,
      href: `${here}/bids/${one.bidId}`,
      passedWord: wordOf(one),
      passedColour: colourOf(one),
    })),
    seats: seats.map((seat) => ({
      ...seat,
      colour: seatColours[seat.state],
      of: progress.cells,
      mayReplace: handler && state === 'scoring' && ['invited', 'accepted', 'declared'].includes(seat.state),
    })),
    free,
    ranked: rankedLines(progress),
    first: first && { ...first, total: first.total === null ? '' : showPoints(first.total) },
    losers: losers.map((one) => ({ ...one, href: `${here}/reasons/${one.bidId}`, told: one.reason ?? one.judgement })),
    missing: missing.length,
    award: award && { ...award, colour: awardColours[award.state] },
    confirm: confirmedWithin(actor, new Date()) ? null : `/confirm?next=${encodeURIComponent(here)}`,
    step: {
      qualify: state === 'qualifying',
      draw: state === 'qualified',
      panel: ['scoring', 'locked', 'signing'].includes(state),
      decide: state === 'reported',
      announce: award?.state === 'decided',
      announced: award !== null && award.state !== 'decided',
    },
    may: {
      handle: handler,
      decide: mayDecide,
      announce: mayAnnounce,
      reason: handler && (state === 'reported' || award?.state === 'decided'),
      redraw: handler && state === 'scoring' && free > 0,
    },
    why: has(actor, 'supervisor') ? 'watch' : 'other',
  };
}

/** The first candidate that may be decided for. */
export function firstStanding({ candidates, withdrawn, state }: Progress): CandidateLine | null {
  if (state !== 'reported' && state !== 'decided') return null;
  return rankedOf(candidates).find(({ bidId }) => !withdrawn.includes(bidId)) ?? null;
}

function rankedLines({ candidates, withdrawn }: Progress) {
  return rankedOf(candidates).map((one) => ({
    ...one,
    total: one.total === null ? '' : showPoints(one.total),
    out: withdrawn.includes(one.bidId),
  }));
}

const rankedOf = (candidates: readonly CandidateLine[]): CandidateLine[] =>
  candidates.filter(({ rank }) => rank !== null).sort((one, other) => one.rank! - other.rank!);

const sits = (state: string): boolean => ['invited', 'accepted', 'declared', 'locked', 'signed'].includes(state);

const wordOf = ({ passed }: CandidateLine): string => (passed === null ? 'open' : passed ? 'passed' : 'failed');
const colourOf = ({ passed }: CandidateLine): 'grey' | 'green' | 'red' => (passed === null ? 'grey' : passed ? 'green' : 'red');
