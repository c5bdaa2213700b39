import { type Actor, confirmedWithin, has } from '#kernel';
import { type CandidateLine, evaluationPolicy, type LotLine, type Progress, showPoints } from '#evaluation';
import { awardColours, evaluationColours, lotColours, seatColours } from './evaluation.marks.js';

/** What the buyer's page of an evaluation shows, and which acts it offers to this person. */
export function buyerView(progress: Progress, actor: Actor) {
  const { candidates, seats, state } = progress;
  const ownership = { departmentId: progress.departmentId, handlers: [], seated: [] };
  const handler = evaluationPolicy.qualify(actor, ownership);
  const here = `/buy/projects/${progress.procedureId}/evaluation`;
  const bids = candidates.filter(({ bidId }, place) => candidates.findIndex((one) => one.bidId === bidId) === place);
  const free = progress.panelSize === null ? 0 : progress.panelSize - seats.filter((seat) => sits(seat.state)).length;
  return {
    progress,
    here,
    colour: evaluationColours[state],
    unsettled: bids.filter(({ passed }) => passed === null).length,
    candidates: bids.map((one) => ({ ...one, href: `${here}/bids/${one.bidId}`, passedWord: wordOf(one), passedColour: colourOf(one) })),
    seats: seats.map((seat) => ({
      ...seat,
      colour: seatColours[seat.state],
      of: progress.cells,
      mayReplace:
        handler && ['scoring', 'locked', 'signing'].includes(state) && ['invited', 'accepted', 'declared', 'locked'].includes(seat.state),
    })),
    lastRound: progress.lastRound &&
      progress.complianceAt &&
      (state === 'scoring' || progress.lastRound.state !== 'awaited') && {
        ...progress.lastRound,
        light: progress.lastRound.state === 'taken' ? 'green' : 'amber',
      },
    free,
    several: progress.lots.length > 1,
    lots: progress.lots.map((lot) => lotView(progress, lot, { actor, here, handler })),
    confirm: confirmedWithin(actor, new Date()) ? null : `/confirm?next=${encodeURIComponent(here)}`,
    step: {
      qualify: state === 'qualifying',
      draw: state === 'qualified',
      panel: ['scoring', 'locked', 'signing'].includes(state),
    },
    may: { handle: handler, redraw: handler && state === 'scoring' && free > 0 },
    choices: state === 'failed' ? choices : [],
    why: has(actor, 'supervisor') ? 'watch' : 'other',
  };
}

/** What the law leaves a buyer whose procedure had too few offers left. */
const choices = [
  { key: 'again', href: '/buy/projects/new' },
  { key: 'method', href: '/buy/projects/new' },
  { key: 'drop', href: '/buy/plans' },
];

/** One lot: where it stands, its ranking, the one next act, and what its losers are told. */
function lotView(
  progress: Progress,
  lot: LotLine,
  { actor, here, handler }: { readonly actor: Actor; readonly here: string; readonly handler: boolean },
) {
  const ownership = { departmentId: progress.departmentId, handlers: [], seated: [] };
  const { award, withdrawn } = lot;
  const own = progress.candidates.filter((one) => one.lot === lot.lot);
  const first = firstStanding(progress, lot);
  const winner = award?.bidId ?? first?.bidId;
  const losers =
    lot.state === 'reported' || lot.state === 'decided' || lot.state === 'final' ? own.filter(({ bidId }) => bidId !== winner) : [];
  const reasoned = losers.map((one) => {
    const told = one.reason ?? one.judgement ?? one.exclusion;
    const silent = one.parts.filter((part) => part.silent);
    const href = `${here}/reasons/${one.bidId}/${one.lot}`;
    return { ...one, href, told, silent: silent.map(({ id, name }) => ({ id, name, href })), full: Boolean(told) && silent.length === 0 };
  });
  return {
    ...lot,
    colour: lotColours[lot.state],
    sealed: award?.announcedAt ?? null,
    offers: own.length,
    left: own.filter(({ passed, excluded }) => passed !== false && !excluded).length,
    out: own.filter(({ exclusion }) => exclusion !== null),
    ranked: ranked(own).map((one) => ({
      ...one,
      total: one.total === null ? null : showPoints(one.total),
      out: withdrawn.includes(one.bidId),
    })),
    scored: progress.ranking === 'score',
    first: first && { ...first, total: first.total === null ? null : showPoints(first.total) },
    losers: reasoned,
    missing: reasoned.filter(({ full }) => !full).length,
    award: award && { ...award, colour: awardColours[award.state] },
    decide: lot.state === 'reported',
    announce: award?.state === 'decided',
    announced: award !== null && award.state !== 'decided',
    mayDecide: evaluationPolicy.decide(actor, ownership),
    mayAnnounce: award !== null && evaluationPolicy.announce(actor, { ...ownership, decidedBy: award.decidedBy }),
    mayReason: handler && (lot.state === 'reported' || award?.state === 'decided'),
    contract: award !== null && handler ? `/buy/contracts/for/${progress.procedureId}?award=${award.id}` : null,
  };
}

/** The first candidate of a lot that may be decided for. */
function firstStanding({ candidates }: Progress, { lot, state, withdrawn }: LotLine): CandidateLine | null {
  if (state !== 'reported' && state !== 'decided') return null;
  return ranked(candidates.filter((one) => one.lot === lot)).find(({ bidId }) => !withdrawn.includes(bidId)) ?? null;
}

const ranked = (candidates: readonly CandidateLine[]): CandidateLine[] =>
  candidates.filter(({ rank }) => rank !== null).sort((one, other) => one.rank! - other.rank!);

const sits = (state: string): boolean => ['invited', 'accepted', 'declared', 'locked', 'signed'].includes(state);

const wordOf = ({ passed }: CandidateLine): string => (passed === null ? 'open' : passed ? 'passed' : 'failed');
const colourOf = ({ passed }: CandidateLine): 'grey' | 'green' | 'red' => (passed === null ? 'grey' : passed ? 'green' : 'red');
