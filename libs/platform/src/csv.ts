import { stringify } from 'csv-stringify/sync';

type Cell = string | number | bigint | null | undefined;

/** UTF-8 mark that lets spreadsheet programs read Chinese. */
export const byteOrderMark = '\uFEFF';

/** What a spreadsheet would run as a formula. */
const formula = /^[=+\-@\t\r]/;
const plainNumber = /^-?\d+(\.\d+)?$/;

/** Lines of a CSV file (RFC 4180, CRLF), without header or mark. Cells that look like formulas are defused. */
export function csvLines(rows: readonly (readonly Cell[])[]): string {
  return stringify(
    rows.map((row) => row.map(safe)),
    { record_delimiter: 'windows' },
  );
}

/** A whole CSV file: mark, header, rows. */
export const csvFile = (header: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  byteOrderMark + csvLines([header, ...rows]);

/** The same a batch at a time, for lists of any length. */
export async function* csvStream<Row>(
  header: readonly string[],
  rows: AsyncIterable<Row>,
  cells: (row: Row) => readonly Cell[],
): AsyncGenerator<string> {
  yield byteOrderMark + csvLines([header]);
  let waiting: (readonly Cell[])[] = [];
  for await (const row of rows) {
    if (waiting.push(cells(row)) < 200) continue;
    yield csvLines(waiting);
    waiting = [];
  }
  if (waiting.length) yield csvLines(waiting);
}

function safe(cell: Cell): string {
  const text = cell === null || cell === undefined ? '' : String(cell);
  return formula.test(text) && !plainNumber.test(text) ? `'${text}` : text;
}
