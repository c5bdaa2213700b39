import { stringify } from 'csv-stringify/sync';
import type { PageReply } from '../kit/index.js';

/** A cell that a spreadsheet would run is marked as text. */
const harmless = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);

/** Rows as a CSV download, with the BOM that spreadsheets need to read Chinese. */
export async function sendCsv(reply: PageReply, name: string, rows: readonly (readonly string[])[]): Promise<void> {
  await reply
    .header('content-type', 'text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}.csv"`)
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store')
    .send(
      `\uFEFF${stringify(
        rows.map((row) => row.map(harmless)),
        { record_delimiter: 'windows' },
      )}`,
    );
}
