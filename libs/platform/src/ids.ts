import { randomInt } from 'node:crypto';
import { v7 } from 'uuid';
import type { Tx } from './database.js';

/** A UUIDv7 (RFC 9562): rises with time, made by the application so that every PostgreSQL from 15 on will do. */
export const uuidv7 = (): string => v7();

/** The next number of an official series, without gaps: "321202-2026-CG-0007". */
export async function nextNumber(tx: Tx, region: string, year: number, series: string): Promise<string> {
  const [row] = (await tx.query(
    `insert into platform.number_series (region, year, series, last) values ($1, $2, $3, 1)
     on conflict (region, year, series) do update set last = platform.number_series.last + 1 returning last`,
    [region, year, series],
  )) as { last: number }[];
  return `${region}-${year}-${series}-${String(row!.last).padStart(4, '0')}`;
}

/** Without 0 O 1 I L U: nobody misreads it on the phone. */
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A receipt number that tells neither count nor order: `R-20261130-7KQ2MD-4`, the last place is a check. */
export function receiptNumber(day: string): string {
  const body = Array.from({ length: 6 }, () => letters[randomInt(letters.length)]).join('');
  return `R-${day.replaceAll('-', '')}-${body}-${receiptCheck(day.replaceAll('-', '') + body)}`;
}

/** The check place of a receipt number: a weighted sum over its letters. */
export function receiptCheck(text: string): string {
  const sum = [...text].reduce((total, letter, place) => total + letter.charCodeAt(0) * (place + 3), 0);
  return letters[sum % letters.length]!;
}
