import { system } from '#kernel';
import { Database, uuidv7 } from '#platform';
import { completeUscc, type OrganizationKind, OrganizationService } from '#organizations';
import { Accounts, IdentityModule } from '#identity';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';

export const platform = system('test');
export const goodWords = '竹杖芒鞋轻胜马谁怕一蓑烟雨';

export const openIdentity = (): Promise<TestRooms> => openRooms([IdentityModule]);

let made = 0;
/** An organization of a kind, new each time. */
export function anOrganization(rooms: TestRooms, kind: OrganizationKind): Promise<string> {
  made += 1;
  const uscc = completeUscc(`52321202MJ7${String(made).padStart(5, '0')}`);
  return rooms.get(Database).transaction((tx) =>
    rooms.get(OrganizationService).register(tx, platform, {
      uscc,
      name: `机构${made}`,
      kind,
      classification: '社会服务机构',
      region: '321202',
      contact: null,
      source: 'platform',
    }),
  );
}

/** A person with an account; the login is the answer's. */
export async function aPerson(
  rooms: TestRooms,
  organizationId: string,
  roles: Parameters<Accounts['create']>[1]['roles'],
): Promise<{ login: string; personId: string }> {
  made += 1;
  const login = `person-${made}-${uuidv7().slice(-6)}`;
  const { personId } = await rooms
    .get(Accounts)
    .create(platform, { login, name: `某人${made}`, organizationId, roles, password: goodWords });
  return { login, personId };
}
