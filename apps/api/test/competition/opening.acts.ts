import { absent, type Act, type Fault, when, type World } from './act.js';
import { type Contribution, contributing, contributionsOf, leavesOf } from './hands.js';
import { figures, inBox, is, type Model, organizationOf, people, type Who } from './model.js';
import { yuan } from './reckoning.js';

/** The three units whose keys the notice names. */
const units = ['buyer', 'finance', 'watch'];
export const keeps = (who: Who): boolean => people[who].role === 'key_holder' && units.includes(organizationOf(who));
const watches = (who: Who): boolean =>
  is(who, 'buyer', 'handler', 'approver') || is(who, 'finance', 'finance_checker') || is(who, 'watch', 'supervisor');
/** Those who may read opened offers beside their bidders and the panel. */
export const readsOffers = watches;
/** Those who may follow an opening without a bid in it. */
export const follows = (who: Who): boolean => watches(who) || keeps(who);
/** Who opens, in the order of the usual way. */
export const openers: readonly Who[] = ['keybuyer', 'keywatch'];

const notSealed = (model: Model): Fault[] => [
  ...when(model.box === 'open', [409, 'opening.not-sealed'], absent),
  ...when(model.box === 'opened' || model.box === 'void', [409, 'opening.over']),
];
const enough = (model: Model): boolean => inBox(model).length >= figures[model.method].offers;
/** One missing, one that is no key of this share, one for an envelope that is not there; else all as they should be. */
const spoilt = ['missing', 'false', 'foreign'] as const;
const spoil = (contributions: readonly Contribution[], how: (typeof spoilt)[number] | undefined): Contribution[] => {
  const [first, ...others] = contributions;
  if (how === 'missing') return others;
  if (how === 'false' && first) return [{ ...first, fileKey: Buffer.alloc(16, 7).toString('base64') }, ...others];
  if (how === 'foreign') return [...contributions, { envelope: '0'.repeat(64), fileKey: null }];
  return [...contributions];
};
const wrong = (model: Model, b: number): Fault[] => {
  const how = spoilt[b];
  if (!how || (!enough(model) && how !== 'foreign')) return [];
  const codes = { missing: 'opening.contributions-missing', false: 'opening.contribution-false', foreign: 'opening.contribution-foreign' };
  return [[422, codes[how]]];
};

export const openBox: Act = {
  name: 'open',
  async ask(model, who, { b }, world) {
    const own = model.box === 'sealed' && keeps(who) ? await contributionsOf(model, who, world.keys, world) : [];
    return contributing(model, spoil(own, spoilt[b]));
  },
  faults: (model, who, _at, { b }) => [
    [...when(model.version === 0, absent), ...when(!keeps(who), [403, 'opening.not-your-part'])],
    notSealed(model),
    wrong(model, b),
  ],
  async done(model, who, { state }, _dice, world) {
    if (!model.opening.includes(who)) model.opening.push(who);
    const expected = model.opening.length < 2 ? 'sealed' : enough(model) ? 'opened' : 'void';
    if (state !== expected) throw new Error(`the box is ${state}, not ${expected}`);
    if (state === 'opened' || state === 'void') await ended(model, state, world);
  },
};

/** What must be true of an ended opening: its leaves are the receipts, what was read is what was sealed. */
async function ended(model: Model, state: 'opened' | 'void', world: World): Promise<void> {
  const lying = inBox(model);
  model.box = state;
  model.revision += 1;
  for (const bid of lying) bid.state = state;
  const opening = await world.read('supervisor', `procedures/${model.id}/opening`);
  same(
    'receipts',
    lying.map((bid) => bid.handedIn!.digest),
    'leaves',
    leavesOf(opening),
  );
  if (!opening.record.rootMatches || opening.record.invalid.length > 0) throw new Error('the box was not what it should be');
  model.minutes = opening.minutes.digest;
  if (state === 'void') {
    model.state = 'failed';
    return;
  }
  same(
    'handed in',
    lying.map(({ id, handedIn }) => `${id} ${yuan(handedIn!.price)}`),
    'opened',
    opening.bids.map(({ bidId, price }) => `${bidId} ${price}`),
  );
  await world.until('the evaluation to begin', 'handler', `procedures/${model.id}/evaluation`, (answer) => answer.state === 'qualifying');
  model.evaluation = 'qualifying';
  model.candidates = lying.map((bid) => ({
    bid,
    passed: null,
    total: 0,
    rank: null,
    told: false,
    explained: false,
    excluded: false,
    out: false,
  }));
}

function same(one: string, left: readonly string[], other: string, right: readonly string[]): void {
  const [first, second] = [[...left].sort().join(), [...right].sort().join()];
  if (first !== second) throw new Error(`${one}: ${first}; ${other}: ${second}`);
}

export const signMinutes: Act = {
  name: 'sign-minutes',
  ask: ({ id, minutes }, _who, { a }) => ({
    method: 'POST',
    path: `procedures/${id}/opening/minutes/signature`,
    body: { digest: a % 4 === 0 ? 'f'.repeat(64) : minutes || 'e'.repeat(64) },
    shaped: true,
  }),
  faults: (model, who, _at, { a }) => [
    // Its box comes a moment after the notice.
    [
      ...when(model.version === 0 || (model.box === 'open' && model.state === 'open'), absent),
      ...when(!model.opening.includes(who), [403, 'minutes.not-present']),
    ],
    when(!model.minutes, [409, 'minutes.none']),
    when(a % 4 === 0, [412, 'minutes.other']),
  ],
  done(model, who) {
    if (!model.signatures.includes(who)) model.signatures.push(who);
  },
};

/** The way around lost keys stays shut as long as the keys are there. */
export const fallBack: Act = {
  name: 'fall-back',
  ask: ({ id }) => ({ method: 'POST', path: `procedures/${id}/opening/fallback`, body: { reason: '密钥遗失' }, shaped: true }),
  faults: (model, who) => [
    [
      ...when(model.version === 0, absent),
      ...when(!is(who, 'buyer', 'approver') && !is(who, 'watch', 'supervisor'), [403, 'fallback.not-your-part']),
    ],
    notSealed(model),
    [[409, 'fallback.keys-there']],
  ],
  done: () => undefined,
};

export const openingActs: readonly Act[] = [openBox, signMinutes, fallBack];
