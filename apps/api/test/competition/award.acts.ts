import { absent, type Act, notNow, pick, when } from './act.js';
import { award, is, type Model, standing, type Who } from './model.js';
import { seesEvaluation } from './panel.acts.js';

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
  model.awards.push({ id, candidate: best, decidedBy, state: 'decided', announcedBy: null, challengeEndsAt: Infinity });
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
    const silent = model.candidates.some((one) => one !== meant.candidate && one.passed === true && !one.excluded && !one.told);
    return [
      when(model.evaluation === 'none' || !seesEvaluation(who), absent),
      when(!is(who, 'buyer', 'handler', 'approver') || who === meant.decidedBy, [403, 'award.announcer-decided']),
      [...when(silent, [409, 'award.reasons-missing']), ...when(meant.state !== 'decided', notNow)],
    ];
  },
  done(model, who, { state, challengeEndsAt }) {
    if (state !== 'announced') throw new Error(`the award is ${state}`);
    Object.assign(model.awards.at(-1)!, { state, announcedBy: who, challengeEndsAt: Date.parse(challengeEndsAt) });
    model.revision += 1;
  },
};

export const awardActs: readonly Act[] = [decide, tell, announce];
