import { textOf, utf8 } from './bytes.rules.js';

/** What JSON can say. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** The one way to write a value as bytes (RFC 8785 for what we write): names in order of their UTF-16 units, no white space. */
export const canonical = (value: Json): Uint8Array => utf8(written(value));

function written(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(written).join(',')}]`;
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${written(value[name]!)}`).join(',')}}`;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** The value of bytes that are JSON; undefined for anything else. */
export function parsed(bytes: Uint8Array): Json | undefined {
  const text = textOf(bytes);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

export type Fields = { readonly [name: string]: Json };

/** Is it an object with these names and no others? */
export function hasExactly(value: Json | undefined, names: readonly string[]): value is Fields {
  return isFields(value) && Object.keys(value).sort().join() === [...names].sort().join();
}

export const isFields = (value: Json | undefined): value is Fields => value !== null && typeof value === 'object' && !Array.isArray(value);

export const isDigest = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);

export const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
