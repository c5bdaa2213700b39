import { keeps, readsOffers } from './opening.acts.js';
import { type Bid, is, type Model, organizationOf, reading, seatOf, silenceNear, type Who } from './model.js';
import { seesEvaluation } from './panel.acts.js';
import { yuan } from './reckoning.js';

/** What nobody but those entitled may read in any answer, and until when. */

const announced = ({ awards }: Model): boolean => awards.some(({ challengeEndsAt }) => Number.isFinite(challengeEndsAt));
const readsBids = (model: Model, who: Who): boolean => readsOffers(who) || reading.includes(seatOf(model, who)?.state ?? 'invited');

/** The first secret of the competition that stands in a text this reader must not find it in. */
export function leaks(model: Model, who: Who, text: string): string | undefined {
  const own = model.bids.filter(({ organization }) => organization === organizationOf(who)).flatMap(pricesOf);
  for (const bid of model.bids.filter(({ organization }) => organization !== organizationOf(who))) {
    if (text.includes(bid.marker) && !(model.box === 'opened' && readsBids(model, who))) return `the offer of ${bid.organization}`;
    if (!mayReadPrice(model, who) && pricesOf(bid).some((price) => !own.includes(price) && text.includes(price)))
      return `the price of ${bid.organization}`;
    if (model.box !== 'opened' && model.box !== 'void' && text.includes(bid.id)) return `that ${bid.organization} bids`;
  }
  for (const seat of model.seats.filter((one) => one.who !== who && text.includes(one.marker))) {
    const allLocked = ['locked', 'signing', 'reported', 'decided', 'failed'].includes(model.evaluation);
    const fellow = allLocked && reading.includes(seatOf(model, who)?.state ?? 'invited');
    // Silence may have handed the report over a moment before the model hears of it.
    const handedOver = ['reported', 'decided', 'failed'].includes(model.evaluation) || silenceNear(model);
    const buyer = handedOver && seesEvaluation(who);
    if (!fellow && !buyer && !announced(model)) return `the scores of ${seat.who}`;
  }
  return undefined;
}

/** Prices are read out at the opening to those who stand there; the public knows them with the result. */
function mayReadPrice(model: Model, who: Who): boolean {
  if (model.box !== 'opened') return false;
  if (announced(model) || readsBids(model, who) || keeps(who)) return true;
  return model.candidates.some(({ bid }) => bid.organization === organizationOf(who)) && !is(who, 'p5');
}

const pricesOf = ({ written, handedIn }: Bid): string[] =>
  [written?.price, handedIn?.price].flatMap((price) => (price === undefined ? [] : [yuan(price), `${price}`]));

/** Addresses where somebody without part in it must find the same however many bids there are. */
export const twinAddresses = ({ id, number }: Model): readonly (readonly [Who, string])[] => [
  ['nobody', `notices/${number}`],
  ['nobody', `notices/${number}/questions`],
  ['nobody', `projects/${id}/lights`],
  ['nobody', `awards/${number}`],
  ['handler', `procedures/${id}`],
  ['handler', `procedures/${id}/opening`],
  ['supervisor', `procedures/${id}/opening`],
  ['supervisor', `procedures/${id}/bids`],
  ['checker', `procedures/${id}/bids`],
  ['handler', `procedures/${id}/evaluation`],
  ['supervisor', `challenges?procedure=${id}`],
  ['p5', `procedures/${id}/opening`],
  ['p5', `procedures/${id}/questions`],
];
