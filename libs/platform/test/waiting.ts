import type { TestRooms } from './harness.js';

/** Something one part of a spec waits for until another opens it. */
export interface Gate {
  readonly opened: Promise<void>;
  open(): void;
}

export function gate(): Gate {
  let open = (): void => undefined;
  const opened = new Promise<void>((done) => (open = done));
  return { opened, open };
}

/** Connections of the spec's database that wait for a lock another one holds. */
export const lockWaiters = `from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;

export async function somebodyWaits(rooms: TestRooms): Promise<void> {
  while ((await rooms.database.sql(`select 1 ${lockWaiters}`)).length === 0) await new Promise((wake) => setTimeout(wake, 20));
}
