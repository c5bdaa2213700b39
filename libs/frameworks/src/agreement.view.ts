import { toYuan } from '#kernel';
import type { AgreementLot, EntrantPrice } from './agreement.entity.js';
import type { AgreementLine, WholeAgreement, WholeEntrant } from './agreement.queries.js';
import type { OrderLine, WholeOrder } from './order.queries.js';

/** One line of a list; everybody may read it. */
export function agreementLine({ id, number, title, kind, state, department, entrants, months, inForceAt, endsAt }: AgreementLine) {
  return { id, number, title, kind, state, department, entrants, months, inForceAt, endsAt };
}

const lotView = ({ lot, name, per, unit, maxPrice, qualified, entered }: AgreementLot) => ({
  lot,
  name,
  per,
  unit,
  maxPrice: toYuan(maxPrice),
  qualified,
  entered,
});
const priceView = ({ lot, price, rank }: EntrantPrice) => ({ lot, price: toYuan(price), rank });

/** States that the public reads of; an application is the provider's and the department's until it is announced. */
export const publicEntrants = (entrants: readonly WholeEntrant[]): WholeEntrant[] =>
  entrants.filter(({ state, announcedAt }) => state === 'named' || announcedAt !== null || state === 'removed');

function entrantView(entrant: WholeEntrant) {
  const { id, name, uscc, state, enteredAt, endedAt, ground, endReason, orders, feedback, rating, sha256 } = entrant;
  return {
    id,
    name,
    uscc,
    state,
    enteredAt,
    endedAt,
    ground,
    endReason,
    orders,
    feedback,
    rating,
    sha256,
    prices: entrant.prices.map(priceView),
  };
}

/** The whole agreement as everybody reads it. */
export function agreementView(agreement: WholeAgreement) {
  const { id, number, title, kind, state, department, months, ways, content, inForceAt, endsAt, toldAt, filedAt, endedAt, endText } =
    agreement;
  return {
    id,
    number,
    title,
    kind,
    state,
    department,
    months,
    ways,
    procedure: content.number,
    beneficiaries: content.beneficiaries,
    quality: content.quality,
    description: content.description,
    concludedAt: agreement.concludedAt,
    inForceAt,
    endsAt,
    toldAt,
    filedAt,
    endedAt,
    endText,
    lots: agreement.lots.map(lotView),
    entrants: publicEntrants(agreement.entrants).map(entrantView),
    signatures: agreement.signatures.map(({ entrantId, side, personName, statement, algorithm, keyId, signature, at }) => ({
      entrantId,
      side,
      personName,
      statement,
      algorithm,
      keyId,
      signature,
      at,
    })),
    summary: agreement.summary && {
      ...agreement.summary,
      amount: toYuan(BigInt(agreement.summary.amount)),
      entrants: agreement.summary.entrants.map((line) => ({ ...line, amount: toYuan(BigInt(line.amount)) })),
    },
    summarizedAt: agreement.summarizedAt,
  };
}

/** An order as the public reads it once announced. */
export function orderLine(order: OrderLine) {
  const { id, number, state, way, chosenBy, chooser, reason, quantity, unit, lot, lotName, provider, department, acceptedAt, announcedAt } =
    order;
  return {
    id,
    number,
    agreement: order.agreementNumber,
    state,
    way,
    chosenBy,
    chooser,
    reason,
    lot,
    lotName,
    quantity,
    unit,
    price: order.price === null ? null : toYuan(order.price),
    per: order.per,
    amount: toYuan(order.amount),
    provider,
    department,
    acceptedAt,
    announcedAt,
  };
}

/** An order as its parties read it. */
export function orderView(order: WholeOrder) {
  const { months, placedAt, approvedAt, quotesCloseAt, tieSeed, contractId, contractedAt, endedAt, endText } = order;
  return {
    ...orderLine(order),
    months,
    placedAt,
    approvedAt,
    quotesCloseAt,
    tieSeed,
    contractId,
    contractedAt,
    endedAt,
    endText,
    skips: order.skips.map(({ provider, reason, at }) => ({ provider, reason, at })),
    quotes: order.quotes.map(({ provider, price, at }) => ({ provider, price: price === null ? null : toYuan(price), at })),
    evidence: order.evidence.map(({ id, day, quantity, note, fileId, recordedAt, confirmedAt }) => ({
      id,
      day,
      quantity,
      note,
      fileId,
      recordedAt,
      confirmedAt,
    })),
    feedback: order.feedback.map(feedbackView),
  };
}

export const feedbackView = ({ source, rating, words, at }: WholeOrder['feedback'][number]) => ({ source, rating, words, at });
