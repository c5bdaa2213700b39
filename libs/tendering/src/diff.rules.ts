/** One changed field: its path in the content, what stood there and what stands there now. */
export interface Change {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Field by field, in the order of the first text; rows of lists are compared by their id, not by their place. */
export function changesBetween(before: unknown, after: unknown, path = ''): Change[] {
  if (isPlain(before) && isPlain(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => key !== 'id');
    return keys.flatMap((key) => changesBetween(before[key], after[key], path ? `${path}.${key}` : key));
  }
  if (Array.isArray(before) && Array.isArray(after)) return changesBetween(byId(before), byId(after), path);
  if (same(before, after)) return [];
  return [{ path, before: shown(before), after: shown(after) }];
}

const isPlain = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function byId(rows: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(rows.map((row, place) => [isPlain(row) && typeof row.id === 'string' ? row.id : String(place + 1), row]));
}

/** Parts of a row that say nothing to a reader. */
const silent = ['id', 'sha256', 'mediaType', 'version'];

const same = (one: unknown, other: unknown): boolean => shown(one) === shown(other);

/** A row that came or went is shown whole, its parts joined. */
function shown(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (isPlain(value))
    return Object.entries(value)
      .filter(([key]) => !silent.includes(key))
      .map(([, part]) => shown(part))
      .filter((part) => part !== null)
      .join(' · ');
  if (Array.isArray(value)) return value.map(shown).join('; ');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}
