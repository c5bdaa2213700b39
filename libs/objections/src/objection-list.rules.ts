/** Place in a list that runs from the newest back. */
export const cursorAt = (at: Date, id: string): string => Buffer.from(JSON.stringify([at.toISOString(), id])).toString('base64url');

/** A cursor that is none begins at the beginning. */
export function placeOf(after: string | null | undefined): [string | null, string | null] {
  try {
    const [at, id] = JSON.parse(Buffer.from(after ?? '', 'base64url').toString('utf8')) as [unknown, unknown];
    const sound = typeof at === 'string' && !Number.isNaN(Date.parse(at)) && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id);
    return sound ? [at, id] : [null, null];
  } catch {
    return [null, null];
  }
}

export const pageSize = (limit: number | undefined): number => Math.min(Math.max(limit ?? 20, 1), 100);
