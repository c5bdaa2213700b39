/** What JSON can say; undefined fields are left out when it is written. */
export type Json = string | number | boolean | null | undefined | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json;
}

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object without what says nothing: undefined, null, empty text, empty lists and objects (OCDS asks to leave them out). */
export function lean(value: JsonObject): JsonObject {
  return (trimmed(value) ?? {}) as JsonObject;
}

function trimmed(value: Json): Json {
  if (value === null || value === '') return undefined;
  if (Array.isArray(value)) {
    const kept = (value as readonly Json[]).map(trimmed).filter((one) => one !== undefined);
    return kept.length ? kept : undefined;
  }
  if (!isObject(value)) return value;
  const kept = Object.entries(value).flatMap(([name, one]) => {
    const rest = trimmed(one);
    return rest === undefined ? [] : [[name, rest] as const];
  });
  return kept.length ? Object.fromEntries(kept) : undefined;
}

/** The objects of a list at a place in an object; none when there is no such list. */
export const listAt = (value: Json, ...path: string[]): JsonObject[] => {
  const found = path.reduce<Json>((at, name) => (isObject(at) ? at[name] : undefined), value);
  return Array.isArray(found) ? (found as readonly Json[]).filter(isObject) : [];
};

export const textAt = (value: Json, ...path: string[]): string | undefined => {
  const found = path.reduce<Json>((at, name) => (isObject(at) ? at[name] : undefined), value);
  return typeof found === 'string' ? found : undefined;
};

/** A value that should be text; anything else as JSON writes it. */
export const asText = (value: Json): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
