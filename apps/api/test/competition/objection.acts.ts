import { absent, type Act, type Fault, notNow, pick, when, type World } from './act.js';
import { award, type Challenge, figures, is, type Model, organizationOf, people, standing, type Who } from './model.js';
import { learnDecision } from './score.acts.js';

const speaks = (who: Who): boolean => ['provider_admin', 'project_lead'].includes(people[who].role);
const petitioner = { address: '海陵区青年路 1 号', contact: '李华', phone: '0523-86800000', signatory: '李华' };
const point = { facts: '评分标准第二项计算有误', request: '重新评审', basis: '政府采购法第五十二条' };

/** Whoever lay in a box that was opened, or was found too empty, may object to what came after. */
const inBoxOf = ({ box, bids, candidates }: Model, own: ReturnType<typeof organizationOf>): boolean =>
  candidates.some(({ bid }) => bid.organization === own) ||
  (box === 'void' && bids.some(({ organization, state }) => organization === own && ['submitted', 'opened', 'void'].includes(state)));

/** A result is challenged by who bid for it, in its time, with all points at once. */
export const challenge: Act = {
  name: 'challenge',
  ask(model, _who, { a }) {
    const points = a % 7 === 0 ? [] : [point];
    return { method: 'POST', path: `procedures/${model.id}/challenges`, body: { stage: 'result', petitioner, points }, shaped: true };
  },
  faults(model, who, at, { a }) {
    const own = organizationOf(who);
    const stands = award(model);
    const counts = model.challenges.filter((one) => !['refused', 'withdrawn'].includes(one.state));
    const known = stands && stands.state !== 'decided';
    return [
      when(a % 7 === 0, [422, 'input.invalid']),
      [...when(model.version === 0, absent), ...when(!speaks(who), [403, 'challenge.speaker-only'])],
      when(!inBoxOf(model, own), [403, 'challenge.bidders-only']),
      when(!known, [409, 'challenge.not-announced']),
      [
        ...when(at >= (stands?.challengeEndsAt ?? Infinity), [409, 'challenge.window-closed']),
        ...when(
          counts.some((one) => one.organization === own && one.award === stands),
          [409, 'challenge.filed-already'],
        ),
      ],
    ];
  },
  done(model, who, { id, state }) {
    if (state !== 'filed') throw new Error(`a new challenge is ${state}`);
    const organization = organizationOf(who);
    const blank = { mayAffect: false, examinedBy: null, given: false, completeBy: Infinity };
    model.challenges.push({ id, organization, award: award(model)!, state, ...blank });
  },
};

const atDesk = (who: Who): boolean => is(who, 'buyer', 'handler', 'approver', 'acceptor');
const sees = (who: Who, { organization }: Challenge): boolean =>
  organizationOf(who) === organization || atDesk(who) || is(who, 'watch', 'supervisor') || is(who, 'finance', 'finance_checker');

/** An act on one of the challenges, by the desk or by who filed it. */
function onChallenge(
  name: string,
  path: string,
  body: (b: number) => object,
  faults: (one: Challenge, who: Who, dice: { readonly b: number; readonly at: number }, model: Model) => readonly (readonly Fault[])[],
  done: (one: Challenge, who: Who, b: number, model: Model, world: World, dueAt: number) => void | Promise<void>,
): Act {
  return {
    name,
    ask: (model, _who, { a, b }) =>
      model.challenges.length === 0
        ? undefined
        : { method: 'POST', path: `challenges/${pick(model.challenges, a).id}/${path}`, body: body(b), shaped: true },
    faults: (model, who, at, { a, b }) => {
      const one = pick(model.challenges, a);
      return [when(!sees(who, one), absent), ...faults(one, who, { b, at }, model)];
    },
    async done(model, who, { supplementDueAt }, { a, b }, world) {
      await done(pick(model.challenges, a), who, b, model, world, Date.parse(supplementDueAt));
      settle(model);
    },
  };
}

/** An announced award is held as long as a challenge that may change it is open, and no longer. */
function settle(model: Model): void {
  for (const one of model.awards.filter(({ state }) => state === 'announced' || state === 'held'))
    one.state = model.challenges.some((each) => each.award === one && each.state === 'accepted' && each.mayAffect) ? 'held' : 'announced';
}

const reason = (): object => ({ reason: '不属于质疑范围' });
const desk = (who: Who): Fault[] => when(!atDesk(who), [403, 'challenge.buyer-only']);
const filer = ({ organization }: Challenge, who: Who): Fault[] =>
  when(organizationOf(who) !== organization || !speaks(who), [403, 'challenge.speaker-only']);

export const acceptChallenge = onChallenge(
  'accept-challenge',
  'acceptance',
  (b) => ({ mayAffectResult: b % 2 === 0 }),
  (one, who) => [desk(who), when(one.state !== 'filed', notNow)],
  (one, who, b) => void Object.assign(one, { state: 'accepted', mayAffect: b % 2 === 0, examinedBy: who }),
);

export const refuseChallenge = onChallenge(
  'refuse-challenge',
  'refusal',
  reason,
  (one, who) => [desk(who), when(one.state !== 'filed' && one.state !== 'returned', notNow)],
  (one, who) => void Object.assign(one, { state: 'refused', examinedBy: who }),
);

export const giveBackChallenge = onChallenge(
  'give-back-challenge',
  'return',
  reason,
  (one, who) => [desk(who), when(one.state !== 'filed', notNow), when(one.given, [409, 'objection.returned-once'])],
  (one, who, _b, _model, _world, completeBy) => void Object.assign(one, { state: 'returned', given: true, examinedBy: who, completeBy }),
);

export const completeChallenge = onChallenge(
  'complete-challenge',
  'supplement',
  () => ({ petitioner, points: [point, point] }),
  (one, who, { at }) => [
    filer(one, who),
    when(one.state !== 'returned', notNow),
    when(at >= one.completeBy, [409, 'objection.supplement-late']),
  ],
  (one) => void Object.assign(one, { state: 'filed' }),
);

export const withdrawChallenge = onChallenge(
  'withdraw-challenge',
  'withdrawal',
  () => ({ confirmed: true }),
  (one, who) => [filer(one, who), when(!['filed', 'returned', 'accepted'].includes(one.state), notNow)],
  (one) => void Object.assign(one, { state: 'withdrawn' }),
);

/** Answers with what follows from them; the last three are no answers. */
const answers = [
  { outcome: 'upheld', remedy: 'next_candidate' },
  { outcome: 'dismissed' },
  { outcome: 'partly' },
  { outcome: 'upheld', remedy: 'redo' },
  { outcome: 'upheld', remedy: 'restart' },
  { outcome: 'upheld' },
  { outcome: 'upheld', remedy: 'correct' },
  { outcome: 'dismissed', remedy: 'redo' },
] as const;
const answerOf = (b: number): { outcome: string; remedy?: string } => pick(answers, b);
const unfit: Readonly<Record<number, Fault>> = {
  5: [422, 'challenge.remedy-missing'],
  6: [422, 'challenge.remedy-unfit'],
  7: [422, 'challenge.remedy-without-ground'],
};

/** Who drafted, published, decided or announced does not answer. */
const handled = ({ publisher, awards }: Model, who: Who): boolean =>
  who === 'handler' || who === publisher || awards.some(({ decidedBy, announcedBy }) => who === decidedBy || who === announcedBy);
/** Somebody of the buyer's desk who may answer this challenge. */
export const mayAnswer = (model: Model, who: Who, one: Challenge): boolean => atDesk(who) && who !== one.examinedBy && !handled(model, who);

export const answerChallenge = onChallenge(
  'answer-challenge',
  'answer',
  (b) => ({ ...answerOf(b), answer: '经核对,答复如下。' }),
  (one, who, { b }, model) => [
    desk(who),
    when(!mayAnswer(model, who, one), [403, 'challenge.answered-by-another']),
    unfit[b % answers.length] ? [unfit[b % answers.length]!] : [],
    when(one.state !== 'accepted', notNow),
    when(
      answerOf(b).remedy === 'redo' && (model.evaluation === 'failed' || model.evaluation === 'none'),
      [409, 'evaluation.nothing-to-redo'],
      absent,
    ),
  ],
  async (one, _who, b, model, world) => {
    one.state = 'answered';
    const { remedy } = answerOf(b);
    if (remedy === 'next_candidate') await nextCandidate(model, one, world);
    if (remedy === 'redo') redone(model);
    if (remedy === 'restart') restarted(model);
  },
);

/** The award is withdrawn; the next candidate follows when enough are left, else the procedure has failed. */
async function nextCandidate(model: Model, { award: taken }: Challenge, world: World): Promise<void> {
  if (taken.state === 'withdrawn') return;
  taken.state = 'withdrawn';
  taken.candidate.out = true;
  model.revision += 1;
  const enough = standing(model).length >= figures[model.method].offers;
  model.evaluation = enough ? 'reported' : 'failed';
  if (!enough) model.state = 'failed';
  const { state } = await world.read('handler', `procedures/${model.id}/evaluation`);
  if (state !== model.evaluation) throw new Error(`after the award was withdrawn the evaluation is ${state}, not ${model.evaluation}`);
  if (enough) await learnDecision(model, world);
}

/** Another panel begins with the same qualified offers; whoever sat before is not drawn again. */
function redone(model: Model): void {
  takeBack(model);
  model.firstAward = model.awards.length;
  model.earlier.push(...model.seats.map(({ who }) => who));
  Object.assign(model, { evaluation: 'qualified', seats: [], panelSize: 0, checked: false, decideDueAt: Infinity });
  model.candidates = model.candidates.map(({ bid, passed }) => ({
    bid,
    passed,
    total: 0,
    rank: null,
    told: false,
    explained: false,
    excluded: false,
    out: false,
  }));
}

/** Nothing is left of the evaluation, and the procedure has failed: the purchase begins anew. */
function restarted(model: Model): void {
  const over = model.evaluation === 'failed';
  takeBack(model);
  if (!over) Object.assign(model, { evaluation: 'none', seats: [] });
  model.state = 'failed';
}

function takeBack(model: Model): void {
  for (const one of model.awards) one.state = 'withdrawn';
  model.revision += 1;
}

export const objectionActs: readonly Act[] = [
  challenge,
  acceptChallenge,
  refuseChallenge,
  giveBackChallenge,
  completeChallenge,
  withdrawChallenge,
  answerChallenge,
];
