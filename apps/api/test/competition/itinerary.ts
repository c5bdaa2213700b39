import type { Act, Dice } from './act.js';
import { acceptChallenge, announce, answerChallenge, challenge, decide, tell } from './award.acts.js';
import { begin, submit, write } from './bid.acts.js';
import { openBox, openers } from './hands.js';
import { award, bidders, bidOf, chair, type Model, passed, sitting, standing, tableFull, type Who } from './model.js';
import { answerInvitation, conclude, declare, drawPanel, panelActs, qualify } from './panel.acts.js';
import { looksLow } from './reckoning.js';
import { explain, lock, report, score, scoreActs, sign, unlock } from './score.acts.js';
import { extend, publish, resume, tenderActs } from './tender.acts.js';

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
  if (model.box === 'sealed') return step(openBox, openers[model.opening.length]!);
  if (model.evaluation !== 'none' && model.evaluation !== 'failed') return evaluating(model, dice);
  return undefined;
}

function bidding(model: Model, { a, c }: Dice): Step | 'wait' {
  if (model.version === 1 && model.method === 'local_small_purchase') return step(extend, 'approver2', right(9));
  const wanted = a === 0 ? 2 : a % 3 === 0 ? 3 : 4;
  for (const [place, who] of bidders.slice(0, wanted).entries()) {
    const bid = bidOf(model, who);
    if (!bid) return step(begin, who);
    if (bid.state === 'submitted') continue;
    return bid.written ? step(submit, who, right(1)) : step(write, who, right(1, place * 5 + c));
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
  const open = members.find(({ state }) => state !== 'locked');
  if (!open) return undefined;
  if (open.state === 'invited') return step(answerInvitation, open.who);
  if (open.state === 'accepted') return step(declare, open.who);
  return tableFull(model, open) && !odd(model, open.cells) ? step(lock, open.who) : step(score, open.who, right(1));
}

/** Points that others do not share: they were given with odd dice and are given anew. */
function odd(model: Model, cells: ReadonlyMap<string, number>): boolean {
  return passed(model).some((one, place) =>
    model.criteria
      .filter(({ kind }) => kind === 'objective')
      .some(({ id, weight }) => cells.get(`${one.bid.id} ${id}`) !== Math.floor((weight * 100 * (80 - 7 * place)) / 100)),
  );
}

function reporting(model: Model): Step {
  const speaker = chair(model)!.who;
  const low = model.candidates.findIndex((one) => one.passed && looksLow(model, one) && !one.explained);
  if (low >= 0) return step(explain, speaker, right(low));
  const differing = model.seats.findIndex(({ state, cells }) => state === 'locked' && odd(model, cells));
  return differing >= 0 ? step(unlock, speaker, right(differing)) : step(report, speaker);
}

/** Reasons, the announcement, and a challenge that is upheld now and then. */
function after(model: Model, { a, b }: Dice): Step | undefined {
  const stands = award(model)!;
  const silent = model.candidates.findIndex((one) => one !== stands.candidate && one.passed && !one.told);
  if (stands.state === 'decided' && silent >= 0) return step(tell, 'handler', right(silent));
  if (stands.state === 'decided') return step(announce, stands.decidedBy === 'approver' ? 'handler' : 'approver2');
  const at = model.challenges.findIndex(({ state, award: one }) => one === stands && (state === 'filed' || state === 'accepted'));
  if (at >= 0) {
    const open = model.challenges[at]!;
    if (open.state === 'filed') return step(acceptChallenge, 'handler', { ...right(at), b: a % 2 });
    return step(answerChallenge, 'approver', { ...right(at), b: b % 3 });
  }
  const loser = standing(model).at(-1)!.bid.organization;
  return model.challenges.length < 3 && Date.now() + 200 < stands.challengeEndsAt ? step(challenge, loser as Who) : undefined;
}

const usual = new Map<string, readonly Who[]>([
  ...tenderActs.map(({ name }) => [name, ['approver', 'approver2']] as const),
  ['ask', ['p1', 'p5', 'p1field']],
  ['official', ['handler', 'approver']],
  ['answer-question', ['handler', 'approver']],
  ...['begin-bid', 'write-bid'].map((name) => [name, ['p1', 'p2', 'p3', 'p4', 'p1money']] as const),
  ...['submit-bid', 'withdraw-bid'].map((name) => [name, ['p1', 'p2', 'p3', 'p4', 'p1lead']] as const),
  ['open', ['handler', 'approver', 'checker', 'supervisor']],
  ...['qualify', 'conclude', 'draw', 'replace', 'give-reason'].map((name) => [name, ['handler', 'handler2']] as const),
  ['decide', ['approver', 'approver2']],
  ['announce', ['handler', 'approver', 'approver2']],
  ['challenge', ['p1', 'p2', 'p3', 'p4', 'p1lead']],
  ['accept-challenge', ['handler', 'approver']],
  ['refuse-challenge', ['handler', 'approver']],
  ['answer-challenge', ['approver', 'approver2']],
]);
const ofPanel = new Set([...panelActs.slice(3), ...scoreActs].map(({ name }) => name));

/** Somebody whose part an act is, whether or not it is the time for it. */
export function fitting(model: Model, name: string, { c }: Dice, otherwise: Who): Who {
  const seats = sitting(model);
  const people = usual.get(name) ?? (ofPanel.has(name) ? seats.map(({ who }) => who) : []);
  return people.length > 0 ? people[c % people.length]! : otherwise;
}
