import { absent, type Act, type Fault, type Faults, notNow, pick, token, when } from './act.js';
import { is, isProvider, type Model, type Who } from './model.js';

const reason = '因情况变化需要这样办理';
const ofBuyer = (who: Who): boolean => is(who, 'buyer', 'handler', 'approver', 'acceptor');
/** 内控: whoever wrote the draft does not let it out or change it; two approvers have not. */
const entitled = (who: Who): Faults => [when(!ofBuyer(who), absent), when(!is(who, 'buyer', 'approver'), [403, 'procedure.four-eyes'])];

/** Changes of a published notice are made while it runs. */
const running = (model: Model, at: number, ...states: Model['state'][]): Fault[][] => [
  when(!states.includes(model.state), notNow),
  // Between the deadline and the closing both are true.
  model.state === 'open' && at >= model.closesAt ? [[409, 'notice.window-closed'], notNow] : [],
];

const revised = (model: Model, answer: { version: number; closesAt: string }, kind: string): void => {
  const closesAt = Date.parse(answer.closesAt);
  const byClock = model.questions.some(({ answered }) => !answered);
  if (answer.version !== model.version + 1 && !(byClock && answer.version > model.version))
    throw new Error(`${kind}: version ${answer.version} follows ${model.version}`);
  if (closesAt < model.closesAt) throw new Error(`${kind}: the deadline came nearer`);
  Object.assign(model, { version: answer.version, closesAt, revision: model.revision + 1 });
};

export const publish: Act = {
  name: 'publish',
  ask: ({ id }) => ({ method: 'POST', path: `procedures/${id}/publication` }),
  faults: (model, who) => [...entitled(who), when(model.state !== 'in_review', notNow)],
  async done(model, who, { number, closesAt }, _dice, world) {
    const notice = await world.read('nobody', `notices/${number}`);
    Object.assign(model, {
      number,
      publisher: who,
      state: 'open',
      version: 1,
      revision: 1,
      closesAt: Date.parse(closesAt),
      questionsUntil: Date.parse(notice.content.schedule.questionsUntil),
      criteria: notice.content.criteria,
      condition: notice.content.eligibility[0]!.id,
    });
    // Its box comes a moment after the notice; before it there is nothing to open or to sign.
    await world.until('the box', who, `procedures/${model.id}/opening`, ({ state }) => state !== undefined);
  },
};

const corrections = ['clarify', 'phone', 'keep', 'nothing', 'object', 'earlier'] as const;
export const correct: Act = {
  name: 'correct',
  ask(model, _who, { a }) {
    if (!Number.isFinite(model.closesAt)) return undefined;
    const kind = pick(corrections, a);
    const bodies = {
      clarify: { deadline: 'earliest', clarification: `说明 ${token()}` },
      phone: { deadline: 'keep', contactPhone: `0523-${token()}` },
      keep: { deadline: 'keep', clarification: `补充 ${token()}` },
      nothing: { deadline: 'keep' },
      object: { deadline: 'keep', eligibility: [] },
      earlier: { deadline: 'fixed', closesAt: new Date(model.closesAt - 1000).toISOString(), contactPhone: `0523-${token()}` },
    };
    return { method: 'POST', path: `procedures/${model.id}/corrections`, body: { reason, ...bodies[kind] }, shaped: true };
  },
  faults: (model, who, at, { a }) => [
    when(pick(corrections, a) === 'object', [422, 'input.invalid']),
    ...entitled(who),
    ...running(model, at, 'open', 'suspended'),
    when(model.state === 'suspended' && pick(corrections, a) === 'earlier', [422, 'correction.times-rest']),
    when(pick(corrections, a) === 'nothing', [422, 'correction.nothing-changed']),
    when(pick(corrections, a) === 'earlier', [422, 'correction.deadline-earlier'], [422, 'correction.deadline-too-soon']),
  ],
  perhaps: (_model, { a }) => when(pick(corrections, a) === 'keep', [422, 'correction.deadline-too-soon']),
  done: (model, _who, answer) => revised(model, answer, 'correction'),
};

export const extend: Act = {
  name: 'extend',
  ask(model, _who, { a, b }) {
    if (!Number.isFinite(model.closesAt)) return undefined;
    const later = b % 4 === 0 ? 0 : 500 * (a + 1);
    const body = { reason, closesAt: new Date(model.closesAt + later).toISOString() };
    return { method: 'POST', path: `procedures/${model.id}/extension`, body, shaped: true };
  },
  faults: (model, who, at, { b }) => [...entitled(who), ...running(model, at, 'open'), when(b % 4 === 0, [422, 'extension.not-later'])],
  // The clock may have moved the deadline for an unanswered question while this was on its way.
  perhaps: ({ questions }) =>
    when(
      questions.some(({ answered }) => !answered),
      [422, 'extension.not-later'],
    ),
  done: (model, _who, answer) => revised(model, answer, 'extension'),
};

export const suspend: Act = {
  name: 'suspend',
  ask: ({ id }) => ({ method: 'POST', path: `procedures/${id}/suspension`, body: { reason }, shaped: true }),
  faults: (model, who, at) => [...entitled(who), ...running(model, at, 'open')],
  done(model) {
    model.state = 'suspended';
    model.revision += 1;
  },
};

export const resume: Act = {
  name: 'resume',
  ask: ({ id }) => ({ method: 'POST', path: `procedures/${id}/resumption`, body: { reason }, shaped: true }),
  faults: (model, who, at) => [...entitled(who), ...running(model, at, 'suspended')],
  async done(model, _who, answer, _dice, world) {
    revised(model, answer, 'resumption');
    model.state = 'open';
    const notice = await world.read('nobody', `notices/${model.number}`);
    model.questionsUntil = Date.parse(notice.content.schedule.questionsUntil);
  },
};

export const cancel: Act = {
  name: 'cancel',
  ask: ({ id }) => ({ method: 'POST', path: `procedures/${id}/cancellation`, body: { reason }, shaped: true }),
  faults: (model, who, at) => [...entitled(who), ...running(model, at, 'open', 'suspended')],
  async done(model, _who, _answer, _dice, world) {
    await world.until('the box to be void', 'handler', `procedures/${model.id}/opening`, ({ state }) => state === 'void');
    for (const bid of model.bids) if (bid.state === 'submitted') bid.state = 'void';
    Object.assign(model, { state: 'cancelled', box: 'void', revision: model.revision + 1 });
  },
};

export const official: Act = {
  name: 'official',
  ask(model, _who, { a }) {
    const publishedAt = new Date(Date.now() + (a % 5 === 0 ? 3_600_000 : -1000)).toISOString();
    const body = { url: `https://ccgp.example.cn/${token()}`, publishedAt };
    return { method: 'POST', path: `procedures/${model.id}/official-publication`, body, shaped: true };
  },
  faults: (model, who, _at, { a }) => [
    when(!ofBuyer(who), absent),
    when(!is(who, 'buyer', 'handler', 'approver'), [403, 'procedure.department-only']),
    [
      ...when(model.version === 0, [409, 'notice.not-published']),
      ...when(a % 5 === 0, [422, 'notice.official-in-future']),
      ...when(model.official === model.version && model.version > 0, [409, 'notice.official-recorded']),
    ],
  ],
  done(model) {
    model.official = model.version;
    model.revision += 1;
  },
};

export const question: Act = {
  name: 'ask',
  ask: ({ id }) => ({ method: 'POST', path: `procedures/${id}/questions`, body: { text: `席位可以租用吗 ${token()}?` }, shaped: true }),
  faults: (model, who, at) => [
    when(model.version === 0, absent),
    when(!isProvider(who), [403, 'question.providers-only']),
    when(model.state !== 'open', [409, 'question.not-open']),
    when(at >= model.questionsUntil, [409, 'question.too-late']),
  ],
  done(model, who, { id }) {
    model.questions.push({ id, asker: who, answered: false });
    model.revision += 1;
  },
};

export const answerQuestion: Act = {
  name: 'answer-question',
  ask(model, _who, { a }) {
    if (model.questions.length === 0) return undefined;
    const { id } = pick(model.questions, a);
    return { method: 'POST', path: `questions/${id}/answer`, body: { answer: '可以租用。', affects: 'no' }, shaped: true };
  },
  faults: (model, who, _at, { a }) => [
    when(!ofBuyer(who), absent),
    when(!is(who, 'buyer', 'handler', 'approver'), [403, 'procedure.department-only']),
    when(pick(model.questions, a).answered, [409, 'question.answered']),
  ],
  done(model, _who, _answer, { a }) {
    pick(model.questions, a).answered = true;
    model.revision += 1;
  },
};

export const tenderActs: readonly Act[] = [publish, correct, extend, suspend, resume, cancel, official, question, answerQuestion];
