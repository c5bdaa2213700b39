import { absent, type Act, type Dice, type Fault, notNow, pick, when, type World } from './act.js';
import { cellKey, chair, judged, type Model, passed, reading, type Seat, seatOf, sitting, tableFull, type Who } from './model.js';
import { seatExpected } from './panel.acts.js';
import { hundredths, looksLow, membersDiffer, totals, yuan } from './reckoning.js';

/** Points that fall with the bid's place; what is objective is the same from everybody unless the dice say otherwise. */
const points = (seat: Seat, weight: number, place: number, objective: boolean, { b, c }: Dice): number => {
  const odd = objective && b === 11 ? 10 : 0;
  const share = objective ? 80 - 7 * place - odd : 88 - ((place * 5 + seat.who.charCodeAt(1) + c) % 20);
  return Math.floor((weight * 100 * share) / 100);
};
const wrongCell = (b: number): boolean => b === 10;

export const score: Act = {
  name: 'score',
  ask(model, who, dice) {
    const seat = seatOf(model, who) ?? model.seats[0];
    if (!seat || passed(model).length === 0) return undefined;
    const cells = passed(model).flatMap((one, place) =>
      judged(model).map((criterion) => ({
        bidId: one.bid.id,
        criterionId: criterion.id,
        points: yuan(
          wrongCell(dice.b) ? criterion.weight * 100 + 1 : points(seat, criterion.weight, place, criterion.kind === 'objective', dice),
        ),
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
      when(wrongCell(b), [422, 'input.invalid']),
    ];
  },
  done(model, who, _answer, dice) {
    const seat = seatOf(model, who)!;
    for (const [place, one] of passed(model).entries())
      for (const criterion of judged(model))
        seat.cells.set(cellKey(one, criterion), points(seat, criterion.weight, place, criterion.kind === 'objective', dice));
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

/** Only the chair, once declared, speaks for the panel. */
const chairs = (model: Model, who: Who): Fault[][] => {
  const seat = seatOf(model, who);
  return [when(!seat || !reading.includes(seat.state), absent), when(chair(model)?.who !== who, [403, 'panel.chair-only'])];
};
const drafted = (model: Model): Fault[] => when(!['scoring', 'locked'].includes(model.evaluation), [409, 'panel.report-drafted']);

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

export const explain: Act = {
  name: 'explain-low-price',
  ask(model, _who, { a }) {
    if (model.candidates.length === 0) return undefined;
    const body = { bidId: pick(model.candidates, a).bid.id, reason: '成本构成合理' };
    return { method: 'POST', path: `procedures/${model.id}/low-price-reasons`, body, shaped: true };
  },
  faults: (model, who, _at, { a }) => [
    ...chairs(model, who),
    when(pick(model.candidates, a).passed !== true, absent),
    [...drafted(model), ...when(!looksLow(model, pick(model.candidates, a)), [409, 'report.price-not-low'])],
  ],
  done(model, _who, _answer, { a }) {
    pick(model.candidates, a).explained = true;
  },
};

export const report: Act = {
  name: 'report',
  ask: ({ id }) => ({ method: 'POST', path: `procedures/${id}/report` }),
  faults: (model, who) => [
    ...chairs(model, who),
    when(model.evaluation !== 'locked', notNow),
    [
      ...when(model.evaluation === 'locked' && membersDiffer(model), [409, 'score.objective-differs']),
      ...when(
        passed(model).some((one) => looksLow(model, one) && !one.explained),
        [409, 'report.low-price-unexplained'],
      ),
    ],
  ],
  async done(model, who, _answer, _dice, world) {
    model.evaluation = 'signing';
    for (const [candidate, total] of totals(model)) candidate.total = total;
    const { report: drawn } = await world.read(who, `procedures/${model.id}/panel`);
    ranked(model, drawn.lines);
  },
};

/** The report's order is the one worked out here: by total, then by price; only who is level in both may be drawn. */
function ranked(model: Model, lines: readonly { bidId: string; total: string; rank: number }[]): void {
  const inOrder = [...lines]
    .sort((one, other) => one.rank - other.rank)
    .map(({ bidId }) => model.candidates.find(({ bid }) => bid.id === bidId)!);
  if (inOrder.length !== passed(model).length) throw new Error('the report does not rank each qualified bid once');
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
  async done(model, who, answer, _dice, world) {
    seatOf(model, who)!.state = 'signed';
    seatExpected(answer, 'signed');
    if (!sitting(model).every(({ state }) => state === 'signed')) return;
    model.evaluation = 'reported';
    await learnDecision(model, world);
  },
};

export async function learnDecision(model: Model, world: World): Promise<void> {
  const { decideDueAt } = await world.read('handler', `procedures/${model.id}/evaluation`);
  model.decideDueAt = Date.parse(decideDueAt);
}

export const scoreActs: readonly Act[] = [score, lock, unlock, explain, report, sign];
