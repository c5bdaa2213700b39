import { CsvError, parse } from 'csv-parse/sync';
import { refuse, Refused } from '#kernel';

/** Rows of a CSV file by header; trims cells, takes a BOM, leaves out empty lines. Refuses what is no CSV. */
export function rowsOf(bytes: Uint8Array): Record<string, string>[] {
  try {
    return parse(utf8(bytes), {
      bom: true,
      columns: (header: string[]) => header.map((name) => name.trim()),
      trim: true,
      skip_empty_lines: true,
    });
  } catch (error) {
    if (error instanceof CsvError) throw new Refused(refuse('invalid', 'import.not-readable', { row: Number(error.lines ?? 1) }));
    throw error;
  }
}

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Refused(refuse('invalid', 'import.not-utf8'));
  }
}
