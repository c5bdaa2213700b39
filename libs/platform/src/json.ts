import { toYuan } from '#kernel';

/** JSON as it leaves the house: amounts (bigint, in fen) as decimal strings of yuan, times as ISO 8601. */
export const toJson = (value: unknown): string => JSON.stringify(value, plain);

function plain(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? toYuan(value) : value;
}
