import {
  type Cell,
  contribution,
  type Criterion,
  mostPoints,
  needsReason,
  type PanelSheet,
  type ReadableBid,
  showPoints,
} from '#evaluation';
import type { FlatBody } from '../kit/index.js';

/** Criteria that members score. */
export const judgedCriteria = ({ criteria }: PanelSheet): Criterion[] => criteria.filter(({ kind }) => kind !== 'price');

const cellOf = (cells: readonly Cell[], bidId: string, criterionId: string): Cell | undefined =>
  cells.find((cell) => cell.bidId === bidId && cell.criterionId === criterionId);

/** The grid bids × criteria with the member's own points. */
export function gridOf(sheet: PanelSheet) {
  const bids = sheet.bids ?? [];
  const rows = judgedCriteria(sheet).map((criterion) => ({
    id: criterion.id,
    name: criterion.name,
    kind: criterion.kind,
    max: showPoints(mostPoints(criterion)),
    cells: bids.map(({ bidId }) => pointsOf(cellOf(sheet.cells, bidId, criterion.id))),
    missing: bids.filter(({ bidId }) => !cellOf(sheet.cells, bidId, criterion.id)).length,
  }));
  const missing = rows.reduce((sum, row) => sum + row.missing, 0);
  return {
    bids: bids.map(({ name }) => name),
    rows: rows.map((row) => ({ ...row, href: `/panel/${sheet.procedureId}/criteria/${encodeURIComponent(row.id)}` })),
    missing,
    done: bids.length * rows.length - missing,
    all: bids.length * rows.length,
    next: rows.find((row) => row.missing > 0)?.id ?? null,
  };
}

const pointsOf = (cell: Cell | undefined): string => (cell ? showPoints(cell.points) : '');

/** One criterion across all bids: what is read beside what is scored. */
export function sheetOf(sheet: PanelSheet, criterionId: string) {
  const criteria = judgedCriteria(sheet);
  const place = criteria.findIndex(({ id }) => id === criterionId);
  const criterion = criteria[place];
  if (!criterion) return null;
  const most = showPoints(mostPoints(criterion));
  return {
    criterion: { ...criterion, max: most, objective: criterion.kind === 'objective' },
    number: place + 1,
    count: criteria.length,
    before: criteria[place - 1]?.id ?? null,
    after: criteria[place + 1]?.id ?? null,
    bids: (sheet.bids ?? []).map((bid, at) => ({
      ...readable(sheet.procedureId, bid),
      place: at,
      points: `cells.${at}.points`,
      reason: `cells.${at}.reason`,
      bid: `cells.${at}.bidId`,
      of: `cells.${at}.criterionId`,
    })),
  };
}

/** A bid's text in the order of reading, with its files. */
function readable(procedureId: string, { bidId, name, price, offer }: ReadableBid) {
  return {
    bidId,
    name,
    price,
    parts: (['plan', 'staffing', 'experience'] as const).map((part) => ({
      part,
      open: part === 'plan',
      paragraphs: offer[part].split(/\n+/).filter(Boolean),
    })),
    files: offer.files.map((file) => ({
      href: `/panel/${procedureId}/bids/${bidId}/files/${file.sha256}`,
      name: file.name,
      size: `${Math.max(1, Math.round(file.size / 1024))} KB`,
    })),
  };
}

/** The member's stored answers on one criterion, as the form shows them. */
export function answersOf(sheet: PanelSheet, criterionId: string): FlatBody {
  const flat: Record<string, string> = {};
  for (const [place, { bidId }] of (sheet.bids ?? []).entries()) {
    const cell = cellOf(sheet.cells, bidId, criterionId);
    if (!cell) continue;
    flat[`cells.${place}.points`] = showPoints(cell.points);
    flat[`cells.${place}.reason`] = cell.reason;
  }
  return flat;
}

/** Own table: points with reasons, what stands out, what is equal. */
export function checkOf(sheet: PanelSheet) {
  const bids = (sheet.bids ?? []).map(({ bidId, name }) => {
    const own = sheet.cells.filter((cell) => cell.bidId === bidId);
    return { bidId, name, sum: own.reduce((all, { points }) => all + points, 0) };
  });
  return {
    rows: judgedCriteria(sheet).map((criterion) => ({
      name: criterion.name,
      href: `/panel/${sheet.procedureId}/criteria/${encodeURIComponent(criterion.id)}`,
      max: showPoints(mostPoints(criterion)),
      cells: bids.map(({ bidId }) => {
        const cell = cellOf(sheet.cells, bidId, criterion.id);
        return { points: pointsOf(cell), reason: cell?.reason ?? '', marked: cell !== undefined && needsReason(criterion, cell.points) };
      }),
    })),
    bids: bids.map(({ name, sum }) => ({ name, sum: showPoints(sum) })),
    equal: bids.some((one, at) => bids.some((other, place) => place > at && one.sum === other.sum)),
  };
}

/** All members' points side by side, once all have locked. */
export function togetherOf(sheet: PanelSheet) {
  const members = [{ name: null, cells: sheet.cells }, ...sheet.fellows.map(({ name, cells }) => ({ name, cells: cells ?? [] }))];
  const differs = new Set(sheet.disagreements.map(({ bidId, criterionId }) => `${bidId} ${criterionId}`));
  return {
    members: members.map(({ name }) => name),
    rows: judgedCriteria(sheet).flatMap((criterion) =>
      (sheet.bids ?? []).map(({ bidId, name }) => ({
        criterion: criterion.name,
        bid: name,
        max: showPoints(mostPoints(criterion)),
        points: members.map(({ cells }) => pointsOf(cellOf(cells, bidId, criterion.id))),
        differs: differs.has(`${bidId} ${criterion.id}`),
      })),
    ),
  };
}

/** The ranking as the report has it. */
export function rankingOf({ report, criteria }: PanelSheet) {
  if (!report) return null;
  return {
    sha256: report.sha256,
    criteria: criteria.map(({ name, weight }) => ({ name, max: showPoints(mostPoints({ weight })) })),
    lines: report.lines.map(({ name, price, compared, total, rank, drawn, parts }) => ({
      name,
      price,
      compared,
      total: showPoints(total),
      rank,
      drawn,
      parts: parts.map(({ factor }) => showPoints(contribution(factor))),
    })),
  };
}
