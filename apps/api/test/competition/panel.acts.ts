import { absent, type Act, type Answer, type Fault, notNow, pick, token, when, type World } from './act.js';
import { experts, figures, is, type Model, racing, type Seat, seatOf, sitting, type Who } from './model.js';

/** The buyer's people and the supervisor follow an evaluation; for others it is not there. */
export const seesEvaluation = (who: Who): boolean => is(who, 'buyer', 'handler', 'approver') || is(who, 'watch', 'supervisor');
const handlers = (model: Model, who: Who): Fault[][] => [
  when(model.evaluation === 'none', absent),
  when(!seesEvaluation(who), absent),
  when(!is(who, 'buyer', 'handler'), [403, 'evaluation.not-yours']),
];

export const qualify: Act = {
  name: 'qualify',
  ask(model, _who, { a, b }) {
    if (model.candidates.length === 0) return undefined;
    const { id: bidId } = pick(model.candidates, a).bid;
    const path = `procedures/${model.id}/qualifications`;
    const fails = { bidId, passed: false, unmet: [model.condition], reason: '缺少登记证书' };
    const bodies = [
      { ...fails, reason: '' },
      { ...fails, unmet: [] },
      { ...fails, unmet: ['x9'] },
      fails,
      { bidId: crypto.randomUUID(), passed: true },
    ];
    return { method: 'POST', path, body: bodies[b] ?? { bidId, passed: true }, shaped: true };
  },
  faults(model, who, _at, { b }) {
    const wrong: (Fault | undefined)[] = [
      [422, 'qualification.reason-missing'],
      [422, 'qualification.condition-missing'],
      [422, 'qualification.no-such-condition'],
      undefined,
      [422, 'evaluation.no-such-bid'],
    ];
    const over: Fault[] = when(model.evaluation !== 'qualifying', [409, 'evaluation.qualification-over']);
    return [...handlers(model, who), [...over, ...(wrong[b] ? [wrong[b]] : [])]];
  },
  done(model, _who, _answer, { a, b }) {
    pick(model.candidates, a).passed = b !== 3;
  },
};

export const conclude: Act = {
  name: 'conclude',
  ask: ({ id }) => ({ method: 'POST', path: `procedures/${id}/qualification-conclusion` }),
  faults: (model, who) => [
    ...handlers(model, who),
    when(model.evaluation !== 'qualifying', [409, 'evaluation.qualification-over']),
    when(
      model.candidates.some((one) => one.passed === null),
      [409, 'qualification.unsettled'],
    ),
  ],
  done(model, _who, { state }) {
    const enough = racing(model).length >= figures[model.method].offers;
    if (state !== (enough ? 'qualified' : 'failed')) throw new Error(`the evaluation is ${state}`);
    model.evaluation = state;
    if (!enough) model.state = 'failed';
    model.revision += 1;
  },
};

/** Takes in whom the buyer now sees on the panel; seats only ever come to it, and in the order of their places. */
export async function learnSeats(model: Model, world: World): Promise<void> {
  const { seats } = await world.read('handler', `procedures/${model.id}/evaluation`);
  for (const { id, name, state } of seats as { id: string; name: string; state: Seat['state'] }[]) {
    const known = model.seats.find((seat) => seat.id === id);
    if (known && known.state !== state) throw new Error(`the seat of ${known.who} is ${state}, not ${known.state}`);
    if (known) continue;
    const who = experts.find((expert) => expert === name);
    if (!who || seatOf(model, who) || model.earlier.includes(who)) throw new Error(`${name} was drawn and cannot be`);
    model.seats.push({ id, who, state, cells: new Map(), explained: new Map(), marker: `理由${token()}` });
  }
  const full = Math.min(model.panelSize, model.seats.length + model.earlier.length === experts.length ? sitting(model).length : Infinity);
  if (sitting(model).length !== full) throw new Error(`${sitting(model).length} sit on a panel of ${model.panelSize}`);
}

const sizes = [undefined, undefined, 1, 4, 7, undefined] as const;
export const drawPanel: Act = {
  name: 'draw',
  ask(model, _who, { a }) {
    const size = sizes[a % 6];
    return { method: 'POST', path: `procedures/${model.id}/panel`, body: size ? { size } : {}, shaped: true };
  },
  faults(model, who, _at, { a }) {
    const first = model.evaluation === 'qualified';
    const size = sizes[a % 6] ?? figures[model.method].panel;
    const free = model.panelSize - sitting(model).length;
    const left = experts.length - model.seats.length - model.earlier.length;
    return [
      ...handlers(model, who),
      when(model.evaluation === 'qualifying', [409, 'panel.qualification-first']),
      when(!first && !(model.evaluation === 'scoring' && free > 0), [409, 'panel.complete']),
      when(first && size < figures[model.method].panel, [422, 'panel.too-small']),
      when(first && size % 2 === 0, [422, 'panel.even']),
      when(left < (first ? size : free), [409, 'panel.register-too-small']),
    ];
  },
  async done(model, _who, _answer, { a }, world) {
    if (model.evaluation === 'qualified') model.panelSize = sizes[a % 6] ?? figures[model.method].panel;
    model.evaluation = 'scoring';
    await learnSeats(model, world);
  },
};

export const seatExpected = (answer: Answer, state: Seat['state']): void => {
  if (answer.state !== state) throw new Error(`the seat is ${answer.state}, not ${state}`);
};
const forming = (model: Model, who: Who): Fault[][] => [
  when(!seatOf(model, who), absent),
  when(!['scoring', 'locked', 'signing'].includes(model.evaluation), [409, 'panel.not-forming']),
];

/** A seat became free: the next one drawn is asked, and the panel is no longer finished. */
async function vacated(model: Model, world: World): Promise<void> {
  if (model.evaluation === 'signing') unsigned(model);
  if (model.evaluation === 'locked') model.evaluation = 'scoring';
  await learnSeats(model, world);
}

/** A report that was being signed is void, and so are its signatures and ranks. */
export function unsigned(model: Model): void {
  for (const seat of sitting(model)) if (seat.state === 'signed') seat.state = 'locked';
  for (const candidate of model.candidates) Object.assign(candidate, { total: 0, rank: null });
  model.evaluation = 'locked';
}

/** Coming and declaring: staying, leaving with a reason, leaving without one. */
const stays = (a: number): boolean => a % 5 < 3;
function moving(name: string, path: string, field: string, from: Seat['state'], to: Seat['state'], out: Seat['state']): Act {
  return {
    name,
    ask: ({ id }, _who, { a }) => {
      const body = stays(a) ? { [field]: true } : { [field]: false, ...(a % 5 === 3 ? { reason: '与投标单位有利害关系' } : {}) };
      return { method: 'POST', path: `procedures/${id}/${path}`, body, shaped: true };
    },
    faults(model, who, _at, { a }) {
      const seat = seatOf(model, who);
      const mayLeave = from === 'accepted' ? ['accepted', 'declared', 'locked', 'signed'] : ['invited'];
      const fits = stays(a) ? seat?.state === from : mayLeave.includes(seat?.state ?? '');
      return [...forming(model, who), when(a % 5 === 4, [422, 'seat.reason-missing']), when(!fits, notNow)];
    },
    async done(model, who, answer, { a }, world) {
      const seat = seatOf(model, who)!;
      seat.state = stays(a) ? to : out;
      seatExpected(answer, seat.state);
      if (!stays(a)) await vacated(model, world);
    },
  };
}
export const answerInvitation = moving('answer-invitation', 'panel/acceptances', 'accept', 'invited', 'accepted', 'declined');
export const declare = moving('declare', 'declarations', 'clear', 'accepted', 'declared', 'recused');

export const replaceSeat: Act = {
  name: 'replace',
  ask(model, _who, { a }) {
    if (model.seats.length === 0) return undefined;
    const path = `procedures/${model.id}/panel/seats/${pick(model.seats, a).id}/replacement`;
    return { method: 'POST', path, body: { reason: '一直没有答复' }, shaped: true };
  },
  faults: (model, who, _at, { a }) => [
    ...handlers(model, who),
    [
      ...when(!['scoring', 'locked', 'signing'].includes(model.evaluation), [409, 'panel.not-forming']),
      ...when(!['invited', 'accepted', 'declared', 'locked'].includes(pick(model.seats, a).state), notNow),
    ],
  ],
  async done(model, _who, _answer, { a }, world) {
    pick(model.seats, a).state = 'replaced';
    await vacated(model, world);
  },
};

export const panelActs: readonly Act[] = [qualify, conclude, drawPanel, answerInvitation, declare, replaceSeat];
