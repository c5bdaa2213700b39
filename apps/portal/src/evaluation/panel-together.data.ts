import { mostPoints, type PanelSheet, sameOffer, type ShownOutlier, showPoints } from '#evaluation';
import { judged, offersByLot } from './panel.data.js';

type Key = { readonly bidId: string; readonly lot: string; readonly criterionId: string };
const same = (one: Key, other: Key): boolean => sameOffer(one, other) && one.criterionId === other.criterionId;

/** All members' points side by side, once all have locked: what differs, what stands out, what was corrected. */
export function togetherOf(sheet: PanelSheet) {
  const members = [
    { seatId: sheet.seat.id, name: null, cells: sheet.cells },
    ...sheet.fellows.map(({ seatId, name, cells }) => ({ seatId, name, cells: cells ?? [] })),
  ];
  const lots = offersByLot(sheet).map(({ offers, ...lot }) => ({
    ...lot,
    rows: judged(sheet).flatMap((criterion) =>
      offers.map((offer) => {
        const key = { bidId: offer.bidId, lot: offer.lot, criterionId: criterion.id };
        return {
          criterion: criterion.name,
          bid: offer.name,
          max: showPoints(mostPoints(criterion)),
          differs: sheet.disagreements.some((one) => same(one, key)),
          points: members.map(({ seatId, cells }) => {
            const cell = cells.find((one) => same(one, key));
            const far = sheet.outliers.find((one) => one.seatId === seatId && same(one, key));
            const before = changes(
              sheet.earlier.filter((one) => one.seatId === seatId && same(one, key)).map(({ points }) => points),
              cell?.points,
            );
            return { points: cell ? showPoints(cell.points) : '', far: far !== undefined, explained: far?.explanation ?? null, before };
          }),
        };
      }),
    ),
  }));
  const first = sheet.outliers.find(({ seatId, explanation }) => seatId === sheet.seat.id && explanation === null);
  const outliers = sheet.outliers.map((one) => ({
    ...outlierOf(sheet, one),
    ask: one === first && sheet.evaluationState === 'locked',
  }));
  return { members: members.map(({ name }) => name), lots, outliers };
}

/** Points as they were before each change of the points; a new word alone is no change of points. */
const changes = (before: readonly number[], now: number | undefined): string[] =>
  before.filter((points, place) => points !== (before[place + 1] ?? now)).map(showPoints);

/** One score that stands out, as the page asks for a word about it. */
function outlierOf(sheet: PanelSheet, one: ShownOutlier) {
  const fellow = sheet.fellows.find(({ seatId }) => seatId === one.seatId);
  const offer = sheet.bids?.find((bid) => sameOffer(bid, one));
  return {
    ...one,
    mine: one.seatId === sheet.seat.id,
    member: fellow?.name ?? null,
    name: offer?.name ?? '',
    lotName: sheet.lots.length > 1 ? (offer?.lotName ?? '') : '',
    criterion: sheet.criteria.find(({ id }) => id === one.criterionId)?.name ?? '',
    points: showPoints(one.points),
    others: showPoints(one.others),
  };
}
