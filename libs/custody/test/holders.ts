import type { Actor } from '#kernel';
import { KeyHolders } from '#custody';
import { Database, uuidv7 } from '#platform';
import { decryptWith, fromBase64, newIdentity, type Office, offices, recipientOf, textOf } from '#sealing';
import type { TestRooms } from '../../platform/test/harness.js';

/** A key holder of a spec: who acts, with which secret key. */
export interface TestHolder {
  readonly actor: Actor;
  /** `AGE-SECRET-KEY-1…` */
  readonly identity: string;
  readonly recipient: string;
  readonly holderId: string;
}
export type TestHolders = Readonly<Record<Office, TestHolder>>;

/** Enrols one key holder through the same commands people use. */
export async function aKeyHolder(rooms: Pick<TestRooms, 'get'>, actor: Actor): Promise<TestHolder> {
  const identity = await newIdentity();
  const recipient = await recipientOf(identity);
  const { challenge } = await rooms.get(KeyHolders).challenge(actor, { recipient });
  const answer = textOf((await decryptWith(identity, fromBase64(challenge)!))!)!;
  const { id } = await rooms.get(KeyHolders).enrol(actor, { recipient, answer });
  return { actor, identity, recipient, holderId: id };
}

/** A person of an organization who may keep its key and has just proved who they are. */
export async function aHolderPerson(rooms: Pick<TestRooms, 'get'>, organizationId: string, name: string): Promise<Actor> {
  const personId = uuidv7();
  await rooms.get(Database).transaction((tx) => tx.query('insert into identity.person (id, name) values ($1, $2)', [personId, name]));
  return { personId, organizationId, roles: ['key_holder'], name, confirmedAt: new Date() };
}

const names: Readonly<Record<Office, string>> = { purchaser: '冯保管', finance: '陈保管', supervisor: '褚保管' };

/** Key holders of the units named, each a person of their own. */
export async function testHolders(rooms: Pick<TestRooms, 'get'>, units: Readonly<Partial<Record<Office, string>>>): Promise<TestHolders> {
  const made: Partial<Record<Office, TestHolder>> = {};
  for (const office of offices) {
    const unit = units[office];
    if (unit) made[office] = await aKeyHolder(rooms, await aHolderPerson(rooms, unit, names[office]));
  }
  return made as TestHolders;
}
