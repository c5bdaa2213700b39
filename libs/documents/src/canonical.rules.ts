/** What JSON can say. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/**
 * The one way to write a value as bytes (RFC 8785 for what we sign: names in order of their UTF-16 units, no white
 * space), so that whoever checks a signature gets the bytes that were signed.
 */
export function canonical(value: Json): Buffer {
  return Buffer.from(written(value), 'utf8');
}

function written(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(written).join(',')}]`;
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${written(value[name]!)}`).join(',')}}`;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
