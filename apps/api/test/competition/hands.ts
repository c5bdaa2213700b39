import { type Ask, type Act, absent, type Faults, token, unconfirmed, when } from './act.js';
import { bidOf, figures, inBox, is, isProvider, type Bid, type Model, organizationOf, type Who } from './model.js';
import { yuan } from './reckoning.js';

/** How a bid is written, handed in and opened over HTTP: the one place that knows. */

const answers = (bid: Bid, price: number): object => ({
  price: yuan(price),
  plan: `每天两餐送到家 ${bid.marker}`,
  staffing: '厨师 3 人,送餐员 6 人。',
  experience: '同类服务两年。',
  commitment: true,
});

/** Prices a bidder may choose, each an unmistakable row of digits. */
export const prices = ({ maxPrice, id }: Model): number[] => {
  const odd = 1 + (Number.parseInt(id.slice(-4), 16) % 8_999);
  return [40, 55, 72, 85, 93, 99].map((percent) => Math.floor(maxPrice / 100) * percent + odd);
};

export function writing(model: Model, bid: Bid, { price, stale }: { price: number; stale: boolean }): Ask {
  const version = stale ? 0 : (bid.written?.version ?? 0);
  return { method: 'PUT', path: `bids/${bid.id}/draft`, body: { version, ...answers(bid, price) }, shaped: true };
}
export const staleWriting = [412, 'bid.changed-meanwhile'] as const;
/** What a saved part answers: its version. */
export const writtenVersion = (answer: { version: number }): number => answer.version;

export function submission(bid: Bid, { stale, declared }: { stale: boolean; declared: boolean }): Ask {
  const version = (bid.written?.version ?? 0) + (stale ? 1 : 0);
  return { method: 'POST', path: `bids/${bid.id}/submission`, body: { version, declared }, shaped: true };
}
export const staleSubmission = [412, 'bid.checked-another-version'] as const;

const buyerSide = (who: Who): boolean => is(who, 'buyer', 'handler', 'approver');
const oversight = (who: Who): boolean => is(who, 'finance', 'finance_checker') || is(who, 'watch', 'supervisor');
/** Those who may read opened offers beside their bidders and the panel. */
export const follows = (who: Who): boolean => buyerSide(who) || oversight(who);
/** Who opens, in the order of the usual way. */
export const openers: readonly Who[] = ['handler', 'supervisor'];

export const openBox: Act = {
  name: 'open',
  ask: ({ id }) => ({ method: 'POST', path: `procedures/${id}/opening-consents`, body: { confirmed: true }, shaped: true }),
  faults(model, who, at): Faults {
    const early = model.state === 'open' && at < model.closesAt;
    return [
      when(model.version === 0, absent),
      [...when(early, [409, 'procedure.not-yet']), ...when(!follows(who), [403, 'opening.not-your-part'])],
      when(model.box === 'open', [409, 'opening.not-sealed']),
      when(model.box === 'opened' || model.box === 'void', [409, 'opening.over']),
      when(
        model.opening.some((one) => buyerSide(one) === buyerSide(who)),
        [409, 'opening.side-taken'],
      ),
    ];
  },
  async done(model, who, { state }, _dice, world) {
    model.opening.push(who);
    const enough = inBox(model).length >= figures[model.method].offers;
    const expected = model.opening.length < 2 ? 'sealed' : enough ? 'opened' : 'void';
    if (state !== expected) throw new Error(`the box is ${state}, not ${expected}`);
    if (state !== 'sealed') await ended(model, state, world);
  },
};
export const unconfirmedOpening = unconfirmed;

async function ended(model: Model, state: 'opened' | 'void', world: Parameters<Act['done']>[4]): Promise<void> {
  const lying = inBox(model);
  model.box = state;
  model.revision += 1;
  for (const bid of lying) bid.state = state;
  const { record, bids } = await world.read('supervisor', `procedures/${model.id}/opening`);
  const leaves = record.envelopes.map(({ sha256 }) => sha256).sort();
  const receipts = lying.map((bid) => bid.handedIn!.digest).sort();
  same('receipts', receipts, 'leaves', leaves);
  if (!record.rootMatches) throw new Error('the root of the box does not match its leaves');
  if (state === 'void') {
    model.state = 'failed';
    return;
  }
  const read = bids.map(({ bidId, price }) => `${bidId} ${price}`).sort();
  const told = lying.map(({ id, handedIn }) => `${id} ${yuan(handedIn!.price)}`).sort();
  same('handed in', told, 'opened', read);
  await world.until('the evaluation to begin', 'handler', `procedures/${model.id}/evaluation`, (answer) => answer.id !== undefined);
  model.evaluation = 'qualifying';
  model.candidates = lying.map((bid) => ({ bid, passed: null, total: 0, rank: null, told: false, explained: false, out: false }));
}

function same(one: string, left: readonly string[], other: string, right: readonly string[]): void {
  if (left.join() !== right.join()) throw new Error(`${one}: ${left.join()}; ${other}: ${right.join()}`);
}

export const newBid = (id: string, who: Who): Bid => ({
  id,
  organization: organizationOf(who),
  state: 'draft',
  written: null,
  handedIn: null,
  versions: 0,
  marker: `方案${token()}`,
});

export const ownBid = (model: Model, who: Who): Bid | undefined => (isProvider(who) ? bidOf(model, organizationOf(who)) : undefined);
