import {
  type Cell,
  contribution,
  type Criterion,
  judgedCriteria,
  mostPoints,
  needsReason,
  type OfferKey,
  type PanelSheet,
  type ReadableBid,
  sameOffer,
  showPoints,
} from '#evaluation';
import type { FlatBody } from '../kit/index.js';

/** Criteria that members score. */
export const judged = ({ criteria, ranking }: PanelSheet): Criterion[] => judgedCriteria(criteria, ranking);

const cellOf = (cells: readonly Cell[], offer: OfferKey, criterionId: string): Cell | undefined =>
  cells.find((cell) => sameOffer(cell, offer) && cell.criterionId === criterionId);

const pointsOf = (cell: Cell | undefined): string => (cell ? showPoints(cell.points) : '');

/** Lots of the sheet with their offers in the race; `several` tells whether lots are worth naming. */
export function offersByLot(sheet: PanelSheet): { lot: string; name: string; several: boolean; offers: ReadableBid[] }[] {
  const several = sheet.lots.length > 1;
  return sheet.lots
    .map(({ lot, name }) => ({ lot, name, several, offers: (sheet.bids ?? []).filter((bid) => bid.lot === lot) }))
    .filter(({ offers }) => offers.length > 0);
}

export const readerHref = (sheet: PanelSheet, { bidId, lot }: OfferKey, criterion?: string): string =>
  `/panel/${sheet.procedureId}/offers/${bidId}/${lot}${criterion ? `?criterion=${encodeURIComponent(criterion)}` : ''}`;

const criterionHref = (sheet: PanelSheet, id: string): string => `/panel/${sheet.procedureId}/criteria/${encodeURIComponent(id)}`;

/** The grid offers × criteria with the member's own points, lot by lot. */
export function gridOf(sheet: PanelSheet) {
  const criteria = judged(sheet);
  const lots = offersByLot(sheet).map(({ offers, ...lot }) => ({
    ...lot,
    bids: offers.map((offer) => ({ name: offer.name, href: readerHref(sheet, offer) })),
    rows: criteria.map((criterion) => ({
      id: criterion.id,
      name: criterion.name,
      href: criterionHref(sheet, criterion.id),
      max: showPoints(mostPoints(criterion)),
      cells: offers.map((offer) => pointsOf(cellOf(sheet.cells, offer, criterion.id))),
    })),
  }));
  const steps = stepsOf(sheet);
  const missing = steps.reduce((sum, step) => sum + step.all - step.done, 0);
  const all = steps.reduce((sum, step) => sum + step.all, 0);
  return { lots, missing, all, done: all - missing, next: steps.find((step) => step.done < step.all)?.id ?? null };
}

/** Every criterion with how many of its cells are filled. */
export function stepsOf(sheet: PanelSheet, here?: string) {
  const offers = sheet.bids ?? [];
  return judged(sheet).map(({ id, name }) => {
    const done = offers.filter((offer) => cellOf(sheet.cells, offer, id)).length;
    return { id, name, href: criterionHref(sheet, id), done, all: offers.length, full: done === offers.length, here: id === here };
  });
}

/** What waits for last prices, and whether the chair calls for them now: the page's next act once all is scored. */
export function lastRoundOf(sheet: PanelSheet) {
  const held = sheet.lastRound && sheet.lastRound.state !== 'taken' ? sheet.lastRound.state : null;
  const toCall = sheet.seat.chair && sheet.checked && held === 'awaited' && ['scoring', 'locked'].includes(sheet.evaluationState);
  const scored = sheet.seat.state !== 'declared' || gridOf(sheet).missing === 0;
  return { held, toCall, callKind: scored ? 'primary' : 'secondary', checkKind: held ? 'secondary' : 'primary' };
}

/** One criterion across all offers: yardstick, and a row to fill for each. */
export function sheetOf(sheet: PanelSheet, criterionId: string) {
  const criteria = judged(sheet);
  const place = criteria.findIndex(({ id }) => id === criterionId);
  const criterion = criteria[place];
  if (!criterion) return null;
  const offers = sheet.bids ?? [];
  return {
    criterion: shown(criterion),
    number: place + 1,
    count: criteria.length,
    steps: stepsOf(sheet, criterionId),
    before: criteria[place - 1]?.id ?? null,
    after: criteria[place + 1]?.id ?? null,
    lots: offersByLot(sheet).map(({ offers: own, ...lot }) => ({
      ...lot,
      offers: own.map((offer) => ({
        ...fieldsOf(offers.findIndex((one) => sameOffer(one, offer))),
        bidId: offer.bidId,
        lot: offer.lot,
        name: offer.name,
        href: readerHref(sheet, offer, criterionId),
      })),
    })),
  };
}

const shown = (criterion: Criterion) => ({
  ...criterion,
  max: showPoints(mostPoints(criterion)),
  objective: criterion.kind === 'objective',
});

/** Names of one row's fields. */
const fieldsOf = (place: number) => ({
  bid: `cells.${place}.bidId`,
  inLot: `cells.${place}.lot`,
  of: `cells.${place}.criterionId`,
  points: `cells.${place}.points`,
  reason: `cells.${place}.reason`,
});

/** The member's stored answers on one criterion, as the form shows them. */
export function answersOf(sheet: PanelSheet, criterionId: string): FlatBody {
  const flat: Record<string, string> = {};
  for (const [place, offer] of (sheet.bids ?? []).entries()) {
    const cell = cellOf(sheet.cells, offer, criterionId);
    if (!cell) continue;
    flat[`cells.${place}.points`] = showPoints(cell.points);
    flat[`cells.${place}.reason`] = cell.reason;
  }
  return flat;
}

/** One offer to read, with one criterion beside it and the way to the same criterion of the next offer. */
export function readerOf(sheet: PanelSheet, offer: ReadableBid, criterionId: string | undefined) {
  const offers = sheet.bids ?? [];
  const criteria = judged(sheet);
  const criterion = criteria.find(({ id }) => id === criterionId) ?? criteria[0];
  const place = offers.findIndex((one) => sameOffer(one, offer));
  const way = (other: ReadableBid | undefined) => other && { name: other.name, href: readerHref(sheet, other, criterion?.id) };
  const cell = criterion && cellOf(sheet.cells, offer, criterion.id);
  return {
    offer: textOf(sheet.procedureId, offer),
    criterion: criterion ? { ...shown(criterion), href: criterionHref(sheet, criterion.id) } : null,
    criteria: criteria.map(({ id, name }) => ({ name, href: readerHref(sheet, offer, id), here: id === criterion?.id })),
    own: cell ? { points: showPoints(cell.points), reason: cell.reason } : null,
    before: way(offers[place - 1]),
    after: way(offers[place + 1]),
    number: place + 1,
    count: offers.length,
  };
}

/** An offer's text in the order of reading, with its files. */
export function textOf(procedureId: string, { bidId, lot, lotName, name, price, firstPrice, offer, note }: ReadableBid) {
  return {
    bidId,
    lot,
    lotName,
    name,
    price,
    firstPrice,
    note,
    parts: (['plan', 'staffing', 'experience'] as const).map((part) => ({ part, paragraphs: offer[part].split(/\n+/).filter(Boolean) })),
    files: offer.files.map((file) => ({
      href: `/panel/${procedureId}/bids/${bidId}/files/${file.sha256}`,
      name: file.name,
      size: `${Math.max(1, Math.round(file.size / 1024))} KB`,
    })),
  };
}

/** Own table: points with reasons, what stands out, what is equal. */
export function checkOf(sheet: PanelSheet) {
  return {
    lots: offersByLot(sheet).map(({ offers, ...lot }) => {
      const sums = offers.map((offer) => ({
        name: offer.name,
        sum: sheet.cells.filter((cell) => sameOffer(cell, offer)).reduce((all, { points }) => all + points, 0),
      }));
      return {
        ...lot,
        rows: judged(sheet).map((criterion) => ({
          name: criterion.name,
          href: criterionHref(sheet, criterion.id),
          max: showPoints(mostPoints(criterion)),
          cells: offers.map((offer) => {
            const cell = cellOf(sheet.cells, offer, criterion.id);
            const marked = cell !== undefined && needsReason(criterion, cell.points);
            return { points: pointsOf(cell), reason: cell?.reason ?? '', marked };
          }),
        })),
        bids: sums.map(({ name, sum }) => ({ name, sum: showPoints(sum) })),
        equal: sums.some((one, at) => sums.some((other, place) => place > at && one.sum === other.sum)),
      };
    }),
  };
}

/** The ranking as the report has it, lot by lot. */
export function rankingOf({ report, criteria, ranking, lots }: PanelSheet) {
  if (!report) return null;
  const scored = ranking === 'score';
  return {
    sha256: report.sha256,
    scored,
    criteria: scored ? criteria.map(({ name, weight }) => ({ name, max: showPoints(mostPoints({ weight })) })) : [],
    lots: lots
      .map(({ lot, name }) => ({
        lot,
        name,
        several: lots.length > 1,
        lines: report.lines
          .filter((line) => line.lot === lot)
          .map((line) => ({
            name: line.name,
            price: line.price,
            compared: line.compared,
            total: showPoints(line.total),
            rank: line.rank,
            drawn: line.drawn,
            parts: line.parts.map(({ factor }) => showPoints(contribution(factor))),
          })),
      }))
      .filter(({ lines }) => lines.length > 0),
  };
}
