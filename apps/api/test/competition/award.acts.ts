import { absent, type Act, type Fault, notNow, pick, when, type World } from './act.js';
import { award, type Challenge, figures, is, type Model, organizationOf, people, standing, type Who } from './model.js';
import { seesEvaluation } from './panel.acts.js';
import { learnDecision } from './score.acts.js';

export const decide: Act = {
  name: 'decide',
  ask(model, _who, { a }) {
    if (model.candidates.length === 0) return undefined;
    const best = a % 3 !== 0 ? standing(model)[0] : undefined;
    return {
      method: 'POST',
      path: `procedures/${model.id}/award`,
      body: { bidId: (best ?? pick(model.candidates, a)).bid.id },
      shaped: true,
    };
  },
  faults(model, who, _at, { a }) {
    const [best] = standing(model);
    const meant = a % 3 !== 0 && best ? best : pick(model.candidates, a);
    return [
      when(model.evaluation === 'none' || !seesEvaluation(who), absent),
      when(!is(who, 'buyer', 'approver'), [403, 'evaluation.not-yours']),
      when(model.evaluation !== 'reported', [409, 'award.not-to-decide']),
      when(meant.rank === null || meant.out, [409, 'award.not-a-candidate']),
      when(meant !== best, [409, 'award.not-in-order']),
    ];
  },
  done: (model, who, answer) => awarded(model, who, answer),
};

/** An award came about, by an approver or by the buyer's silence: it goes to the best still standing. */
export function awarded(model: Model, decidedBy: Who, { id, bidId, state }: { id: string; bidId: string; state: string }): void {
  const [best] = standing(model);
  if (!best || best.bid.id !== bidId) throw new Error('the award does not follow the ranking');
  if (state !== 'decided') throw new Error(`a new award is ${state}`);
  model.evaluation = 'decided';
  model.awards.push({ id, candidate: best, decidedBy, state: 'decided', challengeEndsAt: Infinity });
}

export const tell: Act = {
  name: 'give-reason',
  ask(model, _who, { a }) {
    if (model.candidates.length === 0) return undefined;
    const body = { bidId: pick(model.candidates, a).bid.id, reason: '应急方案不够具体' };
    return { method: 'POST', path: `procedures/${model.id}/reasons`, body, shaped: true };
  },
  faults: (model, who) => [
    when(model.evaluation === 'none' || !seesEvaluation(who), absent),
    when(!is(who, 'buyer', 'handler'), [403, 'evaluation.not-yours']),
    when(model.evaluation !== 'reported' && award(model)?.state !== 'decided', [409, 'award.reasons-closed']),
  ],
  done(model, _who, _answer, { a }) {
    pick(model.candidates, a).told = true;
  },
};

export const announce: Act = {
  name: 'announce',
  ask(model, _who, { a }) {
    if (model.awards.length === 0) return undefined;
    const meant = a % 4 === 0 ? pick(model.awards, a) : model.awards.at(-1)!;
    return { method: 'POST', path: `awards/${meant.id}/announcement` };
  },
  faults(model, who, _at, { a }) {
    const meant = a % 4 === 0 ? pick(model.awards, a) : model.awards.at(-1)!;
    const silent = model.candidates.some((one) => one !== meant.candidate && one.passed === true && !one.told);
    return [
      when(!seesEvaluation(who), absent),
      when(!is(who, 'buyer', 'handler', 'approver') || who === meant.decidedBy, [403, 'award.announcer-decided']),
      [...when(silent, [409, 'award.reasons-missing']), ...when(meant.state !== 'decided', notNow)],
    ];
  },
  done(model, _who, { state, challengeEndsAt }) {
    if (state !== 'announced') throw new Error(`the award is ${state}`);
    Object.assign(model.awards.at(-1)!, { state, challengeEndsAt: Date.parse(challengeEndsAt) });
    model.revision += 1;
  },
};

export const challenge: Act = {
  name: 'challenge',
  ask(model, _who, { a }) {
    const body = { facts: '评分标准第二项计算有误', request: '重新评审', basis: a % 7 === 0 ? '' : '政府采购法第五十二条' };
    return { method: 'POST', path: `procedures/${model.id}/challenges`, body, shaped: true };
  },
  faults(model, who, at, { a }) {
    const own = organizationOf(who);
    const stands = award(model);
    const earlier = model.challenges.some((one) => one.organization === own && one.award === stands && one.state !== 'refused');
    return [
      when(a % 7 === 0, [422, 'input.invalid']),
      when(!model.candidates.some(({ bid }) => bid.organization === own) || !stands, absent),
      when(!['provider_admin', 'project_lead'].includes(people[who].role), [403, 'challenge.speaker-only']),
      [
        ...when(stands?.state === 'decided', [409, 'challenge.not-announced']),
        ...when(at >= (stands?.challengeEndsAt ?? Infinity), [409, 'challenge.window-closed']),
        ...when(earlier, [409, 'challenge.filed-already']),
      ],
    ];
  },
  done(model, who, { id, state }) {
    if (state !== 'filed') throw new Error(`a new challenge is ${state}`);
    model.challenges.push({ id, organization: organizationOf(who), award: award(model)!, state, mayAffect: false, examinedBy: null });
  },
};

const meantChallenge = (model: Model, die: number): Challenge => pick(model.challenges, die);
const parties = (who: Who, { organization }: Challenge): boolean => organizationOf(who) === organization || seesEvaluation(who);
/** Taking a challenge up or turning it away is the buyer's. */
const examined = (model: Model, who: Who, die: number): Fault[][] => [
  when(!parties(who, meantChallenge(model, die)), absent),
  when(!is(who, 'buyer', 'handler', 'approver'), [403, 'challenge.buyer-only']),
  when(meantChallenge(model, die).state !== 'filed', notNow),
];

export const acceptChallenge: Act = {
  name: 'accept-challenge',
  ask: (model, _who, { a, b }) =>
    model.challenges.length === 0
      ? undefined
      : {
          method: 'POST',
          path: `challenges/${meantChallenge(model, a).id}/acceptance`,
          body: { mayAffectResult: b % 2 === 0 },
          shaped: true,
        },
  faults: (model, who, _at, { a }) => examined(model, who, a),
  done(model, who, _answer, { a, b }) {
    const one = meantChallenge(model, a);
    Object.assign(one, { state: 'accepted', mayAffect: b % 2 === 0, examinedBy: who });
    if (one.mayAffect && one.award.state === 'announced') one.award.state = 'held';
  },
};

export const refuseChallenge: Act = {
  name: 'refuse-challenge',
  ask: (model, _who, { a }) =>
    model.challenges.length === 0
      ? undefined
      : { method: 'POST', path: `challenges/${meantChallenge(model, a).id}/refusal`, body: { reason: '不属于质疑范围' }, shaped: true },
  faults: (model, who, _at, { a }) => examined(model, who, a),
  done(model, who, _answer, { a }) {
    Object.assign(meantChallenge(model, a), { state: 'refused', examinedBy: who });
  },
};

const outcomes = ['upheld', 'dismissed', 'partly'] as const;
export const answerChallenge: Act = {
  name: 'answer-challenge',
  ask(model, _who, { a, b }) {
    if (model.challenges.length === 0) return undefined;
    const body = { outcome: pick(outcomes, b), answer: '经核对,答复如下。' };
    return { method: 'POST', path: `challenges/${meantChallenge(model, a).id}/answer`, body, shaped: true };
  },
  faults(model, who, _at, { a }) {
    const one = meantChallenge(model, a);
    return [
      when(!parties(who, one), absent),
      when(!is(who, 'buyer', 'approver') || who === one.examinedBy, [403, 'challenge.answered-by-another']),
      when(one.state !== 'accepted', notNow),
    ];
  },
  async done(model, _who, _answer, { a, b }, world) {
    const one = meantChallenge(model, a);
    one.state = 'answered';
    const holding = model.challenges.some((other) => other.award === one.award && other.state === 'accepted' && other.mayAffect);
    if (pick(outcomes, b) === 'upheld') return takenBack(model, one, world);
    if (one.award.state === 'held' && !holding) one.award.state = 'announced';
  },
};

/** Upheld: the award is withdrawn; the next candidate follows when enough are left, else the procedure has failed. */
async function takenBack(model: Model, { award: taken }: Challenge, world: World): Promise<void> {
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

export const awardActs: readonly Act[] = [decide, tell, announce, challenge, acceptChallenge, refuseChallenge, answerChallenge];
