import { system } from '#kernel';
import { Database, record } from '#platform';
import { newIdentity, type Office, offices, recipientOf, type Recipients } from '#sealing';
import type { TestHolder, TestHolders } from '../../custody/test/holders.js';
import type { TestRooms } from '../../platform/test/harness.js';
import type { TestProcedure } from './builders.js';

type Announced = Pick<TestProcedure, 'id' | 'holders'>;

const recipientsOf = (holders: TestHolders): Recipients =>
  Object.fromEntries(offices.map((office) => [office, holders[office].recipient])) as Recipients;

/** Tells the journal of a notice what its publication would have told it. */
export function announced(rooms: TestRooms, { id, holders }: Announced, maxPrice = '850000.00'): Promise<void> {
  return told(rooms, id, 'notice.published', { version: 1, maxPrice, recipients: recipientsOf(holders) });
}

/** New keys for some offices, as a rekeying publishes them: who had handed in before is closed to the old ones. */
export async function rekeyed<Open extends Announced>(rooms: TestRooms, open: Open, changed: readonly Office[]): Promise<Open> {
  const holders: Record<Office, TestHolder> = { ...open.holders };
  for (const office of changed) {
    const identity = await newIdentity();
    const recipient = await recipientOf(identity);
    const { recipient: before, holderId } = holders[office];
    await rooms.database.sql(`
      begin;
      set local session_replication_role = replica;
      update custody.key_holder set recipient = '${recipient}' where id = '${holderId}';
      update tendering.sheet set detail = replace(detail::text, '${before}', '${recipient}')::json where procedure = '${open.id}';
      update tendering.notice set content = replace(content::text, '${before}', '${recipient}')::jsonb where procedure = '${open.id}';
      commit;`);
    holders[office] = { ...holders[office], identity, recipient };
  }
  await told(rooms, open.id, 'notice.corrected', { version: 2, kind: 'rekeying', recipients: recipientsOf(holders) });
  return { ...open, holders };
}

const told = (rooms: TestRooms, id: string, type: string, facts: object): Promise<void> =>
  rooms.get(Database).transaction((tx) => record(tx, system('spec'), { type, subject: id, project: id, facts: { ...facts } }));
