import { absent, type Act, type Dice, notNow, pick, when, type World } from './act.js';
import {
  type Candidate,
  cellKey,
  type Criterion,
  judged,
  type Model,
  racing,
  reading,
  type Seat,
  seatOf,
  sitting,
  silenceNear,
  tableFull,
} from './model.js';
import { chairs, drafted } from './check.acts.js';
import { seatExpected, unsigned } from './panel.acts.js';
import { hundredths, looksLow, membersDiffer, standsOut, totals, unexplained, yuan } from './reckoning.js';

/**
 * Points that fall with the bid's place. What is objective is the same from everybody, and what is judged stays near the
 * others', unless the dice say otherwise.
 */
function points(model: Model, seat: Seat, one: Candidate, { kind, weight }: Criterion, { b, c }: Dice): number {
  const place = model.candidates.indexOf(one);
  const judgedShare = b === 9 ? 20 : 88 - ((place * 5 + seat.who.charCodeAt(1) + c) % 20);
  const odd = kind === 'objective' ? 0 : ((place + 1) * seat.who.charCodeAt(1) * 7 + c) % 11;
  const share = kind === 'objective' ? 80 - 7 * place - (b === 11 ? 10 : 0) : judgedShare;
  return Math.floor(weight * share) - odd;
}
const wrongCell = (b: number): boolean => b === 10;

export const score: Act = {
  name: 'score',
  ask(model, who, dice) {
    const seat = seatOf(model, who) ?? model.seats[0];
    if (!seat || racing(model).length === 0) return undefined;
    const cells = racing(model).flatMap((one) =>
      judged(model).map((criterion) => ({
        bidId: one.bid.id,
        criterionId: criterion.id,
        points: yuan(wrongCell(dice.b) ? criterion.weight * 100 + 1 : points(model, seat, one, criterion, dice)),
        reason: seat.marker,
      })),
    );
    return { method: 'PUT', path: `procedures/${model.id}/scores`, body: { cells }, shaped: true };
  },
  faults(model, who, _at, { b }) {
    const seat = seatOf(model, who);
    return [
      when(!seat || !reading.includes(seat.state), absent),
      when(seat?.state !== 'declared', [409, 'score.locked']),
      when(model.evaluation !== 'scoring', [409, 'panel.not-forming']),
      when(!model.checked, [409, 'compliance.first']),
      when(wrongCell(b), [422, 'input.invalid']),
    ];
  },
  async done(model, who, _answer, dice, world) {
    const seat = seatOf(model, who)!;
    const fellow = sitting(model).find((other) => other !== seat && reading.includes(other.state));
    if (fellow) await world.read(fellow.who, `procedures/${model.id}/panel`);
    for (const one of racing(model))
      for (const criterion of judged(model)) seat.cells.set(cellKey(one, criterion), points(model, seat, one, criterion, dice));
  },
};

export const lock: Act = {
  name: 'lock',
  ask: ({ id }) => ({ method: 'POST', path: `procedures/${id}/score-locks` }),
  faults(model, who) {
    const seat = seatOf(model, who);
    return [
      when(!seat || !reading.includes(seat.state), absent),
      when(seat?.state !== 'declared', [409, 'score.locked']),
      when(model.evaluation !== 'scoring', [409, 'panel.not-forming']),
      when(!model.checked, [409, 'compliance.first']),
      when(seat !== undefined && !tableFull(model, seat), [409, 'score.incomplete']),
    ];
  },
  done(model, who, answer) {
    const seat = seatOf(model, who)!;
    seat.state = 'locked';
    seatExpected(answer, 'locked');
    const members = sitting(model);
    if (members.length === model.panelSize && members.every(({ state }) => state === 'locked')) model.evaluation = 'locked';
  },
};

export const unlock: Act = {
  name: 'unlock',
  ask(model, _who, { a }) {
    if (model.seats.length === 0) return undefined;
    const path = `procedures/${model.id}/panel/seats/${pick(model.seats, a).id}/unlocking`;
    return { method: 'POST', path, body: { reason: '客观分与他人不一致' }, shaped: true };
  },
  faults: (model, who, _at, { a }) => [
    ...chairs(model, who),
    when(!sitting(model).includes(pick(model.seats, a)), absent),
    drafted(model),
    when(pick(model.seats, a).state !== 'locked', notNow),
  ],
  done(model, _who, _answer, { a }) {
    pick(model.seats, a).state = 'declared';
    model.evaluation = 'scoring';
  },
};

export const explainScore: Act = {
  name: 'explain-score',
  ask(model, who, { a, b }) {
    if (racing(model).length === 0) return undefined;
    const open = unexplained(model).find(({ seat }) => seat.who === who);
    const [candidate, criterion] = a % 2 && open ? [open.candidate, open.criterion] : [pick(racing(model), a), pick(judged(model), b)];
    const body = { bidId: candidate.bid.id, criterionId: criterion.id, explanation: '与评审标准逐项核对过' };
    return { method: 'POST', path: `procedures/${model.id}/score-explanations`, body, shaped: true };
  },
  faults(model, who, _at, { a, b }) {
    const seat = seatOf(model, who);
    const known = a % 2 === 1 && unexplained(model).some((one) => one.seat.who === who);
    const far = seat && standsOut(model, seat, pick(racing(model), a), pick(judged(model), b));
    return [
      when(!seat || !reading.includes(seat.state), absent),
      when(model.evaluation !== 'locked', [409, 'score.not-comparing']),
      when(!known && !far, [409, 'score.no-outlier']),
    ];
  },
  done(model, who, _answer, { a, b }) {
    const open = unexplained(model).find(({ seat }) => seat.who === who);
    const [candidate, criterion] = a % 2 && open ? [open.candidate, open.criterion] : [pick(racing(model), a), pick(judged(model), b)];
    const seat = seatOf(model, who)!;
    seat.explained.set(cellKey(candidate, criterion), seat.cells.get(cellKey(candidate, criterion))!);
  },
};

/** Questions of this round that may still be answered. */
export const asking = ({ clarifications, candidates }: Model, at: number): Model['clarifications'] =>
  clarifications.filter(({ answered, dueAt, candidate }) => !answered && dueAt > at && candidates.includes(candidate));

export const report: Act = {
  name: 'report',
  ask: ({ id }) => ({ method: 'POST', path: `procedures/${id}/report` }),
  faults: (model, who, at) => [
    ...chairs(model, who),
    when(model.evaluation !== 'locked', notNow),
    [
      ...when(asking(model, at).length > 0, [409, 'report.talks-open']),
      ...when(membersDiffer(model), [409, 'score.objective-differs']),
      ...when(unexplained(model).length > 0, [409, 'score.outlier-unexplained']),
      ...when(
        racing(model).some((one) => looksLow(model, one) && !one.explained),
        [409, 'report.low-price-unexplained'],
      ),
    ],
  ],
  async done(model, who, _answer, _dice, world) {
    model.evaluation = 'signing';
    for (const [candidate, total] of totals(model)) candidate.total = total;
    const { report: drawn, signDueAt } = await world.read(who, `procedures/${model.id}/panel`);
    model.signDueAt = Date.parse(signDueAt);
    ranked(model, drawn.lines);
  },
};

/** The report's order is the one worked out here: by total, then by price; only who is level in both may be drawn. */
function ranked(model: Model, lines: readonly { bidId: string; total: string; rank: number }[]): void {
  const inOrder = [...lines]
    .sort((one, other) => one.rank - other.rank)
    .map(({ bidId }) => model.candidates.find(({ bid }) => bid.id === bidId)!);
  if (inOrder.length !== racing(model).length) throw new Error('the report does not rank each qualified bid once');
  for (const [place, candidate] of inOrder.entries()) {
    const line = lines.find(({ bidId }) => bidId === candidate.bid.id)!;
    if (hundredths(line.total) !== candidate.total) throw new Error(`total ${line.total}, reckoned ${candidate.total}`);
    const next = inOrder[place + 1];
    const sound = !next || candidate.total > next.total || (candidate.total === next.total && price(candidate) <= price(next));
    if (!sound || line.rank !== place + 1) throw new Error(`place ${line.rank} is out of order`);
    candidate.rank = line.rank;
  }
}
const price = ({ bid }: Model['candidates'][number]): number => bid.handedIn!.price;

export const sign: Act = {
  name: 'sign',
  ask: ({ id }, _who, { a }) => ({
    method: 'POST',
    path: `procedures/${id}/report-signatures`,
    body: a === 0 ? { dissent: '我有不同意见' } : {},
    shaped: true,
  }),
  faults(model, who) {
    const seat = seatOf(model, who);
    return [
      when(!seat || !reading.includes(seat.state), absent),
      when(model.evaluation !== 'signing', [409, 'report.not-to-sign']),
      when(seat?.state !== 'locked', notNow),
    ];
  },
  perhaps: (model) => when(silenceNear(model), [409, 'report.not-to-sign']),
  async done(model, who, answer, _dice, world) {
    seatOf(model, who)!.state = 'signed';
    seatExpected(answer, 'signed');
    if (!sitting(model).every(({ state }) => state === 'signed')) return;
    model.evaluation = 'reported';
    await learnDecision(model, world);
  },
};

/** The chair takes the report back while it is being signed. */
export const retract: Act = {
  name: 'retract',
  ask: ({ id }) => ({ method: 'POST', path: `procedures/${id}/report-withdrawals`, body: { reason: '名次有误' }, shaped: true }),
  faults: (model, who) => [...chairs(model, who), when(model.evaluation !== 'signing', [409, 'report.not-drafted'])],
  perhaps: (model) => when(silenceNear(model), [409, 'report.not-drafted']),
  done(model) {
    unsigned(model);
  },
};

/** The time to sign went by: who was silent is held to agree, and the report is with the buyer. */
export async function agreed(model: Model, world: World): Promise<void> {
  for (const seat of sitting(model)) if (seat.state === 'locked') seat.state = 'agreed';
  model.evaluation = 'reported';
  await learnDecision(model, world);
}

export async function learnDecision(model: Model, world: World): Promise<void> {
  const { lots } = await world.read('handler', `procedures/${model.id}/evaluation`);
  model.decideDueAt = Date.parse(lots[0]!.decideDueAt);
}

export const scoreActs: readonly Act[] = [score, lock, unlock, explainScore, report, retract, sign];
