import type { Act, Dice } from './act.js';
import { announce, decide, tell } from './award.acts.js';
import { acceptChallenge, answerChallenge, challenge, completeChallenge, mayAnswer } from './objection.acts.js';
import { begin, submit, write } from './bid.acts.js';
import { answerPanel, askBidder, checkActs, checkCompliance, judgeLowPrice } from './check.acts.js';

import { award, bidders, bidOf, chair, type Model, racing, sitting, standing, tableFull, type Who } from './model.js';
import { answerInvitation, conclude, declare, drawPanel, panelActs, qualify } from './panel.acts.js';
import { openBox, openers, signMinutes } from './opening.acts.js';
import { looksLow, unexplained } from './reckoning.js';
import { asking, explainScore, lock, report, score, scoreActs, sign, unlock } from './score.acts.js';
import { answerQuestion, extend, publish, resume, tenderActs } from './tender.acts.js';

export interface Step {
  readonly act: Act;
  readonly who: Who;
  readonly dice: Dice;
}

/** Dice with which an act is done right, on the thing at a place. */
const right = (place = 0, c = 0): Dice => ({ a: place, b: 5, c });
const step = (act: Act, who: Who, dice: Dice = right(1)): Step => ({ act, who, dice });

/** The next legal step of a usual competition, by the right person; `wait`: for the deadline. */
export function nextStep(model: Model, dice: Dice): Step | 'wait' | undefined {
  if (model.state === 'in_review') return step(publish, 'approver');
  if (model.state === 'suspended') return step(resume, 'approver');
  if (model.state === 'open') return bidding(model, dice);
  if (model.box === 'sealed')
    return step(
      openBox,
      openers.find((who) => !model.opening.includes(who))!,
    );
  const signer = model.opening.find((who) => !model.signatures.includes(who));
  if (model.minutes && signer) return step(signMinutes, signer);
  if (model.evaluation !== 'none' && model.evaluation !== 'failed') return evaluating(model, dice);
  return undefined;
}

/** Time that is too short for a bid, in milliseconds, and what the buyer gives then. */
const short = ({ pace }: Model): number => Math.max(2_000, pace * 12);
const longer = ({ pace }: Model): number => Math.ceil(Math.max(3_000, pace * 40) / 500);

function bidding(model: Model, { a, c }: Dice): Step | 'wait' {
  const unanswered = model.questions.findIndex(({ answered }) => !answered);
  if (unanswered >= 0) return step(answerQuestion, 'handler', right(unanswered));
  const wanted = a === 0 ? 2 : a % 3 === 0 ? 3 : 4;
  for (const [place, who] of bidders.slice(0, wanted).entries()) {
    const bid = bidOf(model, who);
    if (bid?.state !== 'submitted' && model.closesAt - Date.now() < short(model)) return step(extend, 'approver2', right(longer(model)));
    if (!bid) return step(begin, who);
    if (bid.state === 'submitted') continue;
    return bid.written?.envelopes ? step(submit, who, right(1)) : step(write, who, right(1, place * 5 + c));
  }
  return 'wait';
}

function evaluating(model: Model, { a, b }: Dice): Step | undefined {
  const { evaluation, candidates } = model;
  if (evaluation === 'qualifying') {
    const open = candidates.findIndex((one) => one.passed === null);
    return open < 0 ? step(conclude, 'handler') : step(qualify, 'handler', { ...right(open), b: b === 0 && open === 0 ? 3 : 5 });
  }
  if (evaluation === 'qualified') return step(drawPanel, 'handler2', right(0));
  if (evaluation === 'scoring') return scoring(model);
  if (evaluation === 'locked') return reporting(model);
  if (evaluation === 'signing') return step(sign, sitting(model).find(({ state }) => state === 'locked')!.who);
  if (evaluation === 'reported') return step(decide, 'approver', right(1));
  return after(model, { a, b, c: 0 });
}

function scoring(model: Model): Step | undefined {
  const members = sitting(model);
  if (members.length < model.panelSize) return step(drawPanel, 'handler', right(0));
  const coming = members.find(({ state }) => state === 'invited' || state === 'accepted');
  if (coming) return step(coming.state === 'invited' ? answerInvitation : declare, coming.who);
  if (!model.checked) return step(checkCompliance, chair(model)!.who);
  const open = members.find(({ state }) => state !== 'locked');
  if (!open) return undefined;
  return tableFull(model, open) && !odd(model, open.cells) ? step(lock, open.who) : step(score, open.who, right(1));
}

/** Points that others do not share: they were given with odd dice and are given anew. */
function odd(model: Model, cells: ReadonlyMap<string, number>): boolean {
  return racing(model).some((one) =>
    model.criteria
      .filter(({ kind }) => kind === 'objective')
      .some(({ id, weight }) => cells.get(`${one.bid.id} ${id}`) !== Math.floor(weight * (80 - 7 * model.candidates.indexOf(one)))),
  );
}

function reporting(model: Model): Step {
  const speaker = chair(model)!.who;
  const [open] = asking(model, Date.now());
  if (open) return step(answerPanel, open.candidate.bid.organization as Who, right(model.clarifications.indexOf(open)));
  const low = model.candidates.findIndex((one) => racing(model).includes(one) && looksLow(model, one) && !one.explained);
  if (low >= 0) return lowPrice(model, speaker, low);
  const differing = model.seats.findIndex(({ state, cells }) => state === 'locked' && odd(model, cells));
  if (differing >= 0) return step(unlock, speaker, right(differing));
  const [far] = unexplained(model);
  return far ? step(explainScore, far.seat.who, right(1)) : step(report, speaker);
}

/** The bidder is asked, answers, and the panel keeps the price. */
function lowPrice(model: Model, speaker: Who, place: number): Step {
  const at = model.clarifications.findIndex(({ candidate, lowPrice: asked }) => asked && candidate === model.candidates[place]);
  if (at < 0) return step(askBidder, speaker, right(place));
  const { answered, dueAt, candidate } = model.clarifications[at]!;
  if (answered || Date.now() > dueAt + 200) return step(judgeLowPrice, speaker, right(place));
  return step(answerPanel, candidate.bid.organization as Who, right(at));
}

/** Reasons, the announcement, and a challenge that is upheld now and then. */
function after(model: Model, { a, b }: Dice): Step | undefined {
  const stands = award(model)!;
  const silent = model.candidates.findIndex((one) => one !== stands.candidate && one.passed && !one.excluded && !one.told);
  if (stands.state === 'decided' && silent >= 0) return step(tell, 'handler', right(silent));
  if (stands.state === 'decided') return step(announce, stands.decidedBy === 'approver' ? 'handler' : 'approver2');
  const at = model.challenges.findIndex((one) => one.award === stands && ['filed', 'returned', 'accepted'].includes(one.state));
  if (at >= 0) return disputed(model, at, { a, b });
  const loser = standing(model).at(-1)!.bid.organization;
  return model.challenges.length < 3 && Date.now() + 200 < stands.challengeEndsAt ? step(challenge, loser as Who) : undefined;
}

function disputed(model: Model, at: number, { a, b }: Pick<Dice, 'a' | 'b'>): Step | undefined {
  const open = model.challenges[at]!;
  if (open.state === 'filed') return step(acceptChallenge, 'handler', { ...right(at), b: a % 2 });
  if (open.state === 'returned') return step(completeChallenge, open.organization as Who, right(at));
  const who = desk.find((one) => mayAnswer(model, one, open));
  return who && step(answerChallenge, who, { ...right(at), b: b % 5 });
}
const desk: readonly Who[] = ['acceptor', 'handler2', 'approver2', 'approver'];

const usual = new Map<string, readonly Who[]>([
  ...tenderActs.map(({ name }) => [name, ['approver', 'approver2']] as const),
  ['ask', ['p1', 'p5', 'p1field']],
  ['official', ['handler', 'approver']],
  ['answer-question', ['handler', 'approver']],
  ...['begin-bid', 'write-bid'].map((name) => [name, ['p1', 'p2', 'p3', 'p4', 'p1money']] as const),
  ...['submit-bid', 'withdraw-bid'].map((name) => [name, ['p1', 'p2', 'p3', 'p4', 'p1lead']] as const),
  ['answer-panel', ['p1', 'p2', 'p3', 'p4', 'p1lead', 'p1money']],
  ...['open', 'sign-minutes'].map((name) => [name, ['keybuyer', 'keyfinance', 'keywatch']] as const),
  ['fall-back', ['approver', 'supervisor']],
  ...['qualify', 'conclude', 'draw', 'replace', 'give-reason'].map((name) => [name, ['handler', 'handler2']] as const),
  ['decide', ['approver', 'approver2']],
  ['announce', ['handler', 'approver', 'approver2']],
  ['challenge', ['p1', 'p2', 'p3', 'p4', 'p1lead']],
  ...['accept-challenge', 'refuse-challenge', 'give-back-challenge'].map((name) => [name, ['handler', 'approver', 'acceptor']] as const),
  ...['withdraw-challenge', 'complete-challenge'].map((name) => [name, ['p1', 'p2', 'p3', 'p4', 'p1lead']] as const),
  ['answer-challenge', ['acceptor', 'handler2', 'approver2']],
]);
const ofPanel = new Set([...panelActs.slice(3), ...checkActs, ...scoreActs].map(({ name }) => name));

/** Somebody whose part an act is, whether or not it is the time for it. */
export function fitting(model: Model, name: string, { c }: Dice, otherwise: Who): Who {
  const seats = sitting(model);
  const people = usual.get(name) ?? (ofPanel.has(name) ? seats.map(({ who }) => who) : []);
  return people.length > 0 ? people[c % people.length]! : otherwise;
}
