import { randomBytes, randomUUID } from 'node:crypto';
import { bech32 } from '@scure/base';
import { type Actor, type Role } from '#kernel';
import { Database } from '#platform';
import { BidService } from '#bidding';
import { Sessions } from '#identity';
import { canonical, digestOf, envelopeKinds, type Json, readStatement, sealEnvelope } from '#sealing';
import type { TestDatabase, TestRooms } from '../../../../libs/platform/test/harness.js';
import { organization, person, procedure, type TestProcedure } from '../../../../libs/bidding/test/builders.js';

export { closesIn } from '../../../../libs/bidding/test/builders.js';

/** Somebody who bids: a person of a provider with a session of the API. */
export interface Runner {
  readonly actor: Actor;
  readonly token: string;
}

/** A procedure and what will be thrown at it. */
export interface Course {
  readonly procedure: TestProcedure;
  readonly shots: readonly { readonly runner: Runner; readonly bid: string; readonly body: string }[];
}

export async function runners(rooms: TestRooms, count: number): Promise<Runner[]> {
  const all: Runner[] = [];
  for (let place = 0; place < count; place += 1) {
    const actor = person(await organization(rooms.database), ['provider_admin' as Role], `投标人${place + 1}`);
    await rooms.database.sql('insert into identity.person (id, name) values ($1, $2)', [actor.personId, actor.name]);
    await rooms.database.sql('insert into identity.account (person_id, login) values ($1, $2)', [actor.personId, `runner${place + 1}`]);
    await rooms.database.sql(`insert into identity.membership (id, person_id, organization_id, roles) values ($1, $2, $3, $4)`, [
      randomUUID(),
      actor.personId,
      actor.organizationId,
      ['provider_admin'],
    ]);
    const { token } = await rooms
      .get(Database)
      .transaction((tx) => rooms.get(Sessions).start(tx, actor, { door: 'api', kind: 'provider', secondFactor: true, agent: null }));
    all.push({ actor, token });
  }
  return all;
}

/**
 * A procedure with a bid of every runner, and so many statements handed in during the race, all different. Each bid is
 * sealed once; its other versions are the same envelopes under keys of their own, which the server cannot tell apart.
 */
export async function course(rooms: TestRooms, field: readonly Runner[], shots: number): Promise<Course> {
  const open = await procedure(rooms.database, { closesIn: 3_600_000 });
  const recipients = {
    purchaser: open.holders.purchaser.recipient,
    finance: open.holders.finance.recipient,
    supervisor: open.holders.supervisor.recipient,
  };
  const sealed = [];
  for (const kind of envelopeKinds)
    sealed.push(await sealEnvelope({ procedure: open.id, number: 'race', provider: 'race', kind, answers: {}, recipients }));
  const bids = new Map<Runner, string>();
  for (const runner of field) bids.set(runner, (await rooms.get(BidService).start(runner.actor, open.id)).id);
  for (const { content } of sealed) await stored(rooms.database, [...bids.values()], Buffer.from(content));
  const outside = sealed.map(({ statement }) => readStatement(statement)!);
  const made = [];
  for (let shot = 0; shot < shots; shot += 1) {
    const runner = field[shot % field.length]!;
    const envelopes: Record<string, string> = {};
    for (const place of envelopeKinds.keys()) {
      const fresh = { ...outside[place]!, pk: someKey() };
      envelopes[envelopeKinds[place]!] = Buffer.from(canonical(fresh as unknown as Json)).toString('base64');
    }
    made.push({ runner, bid: bids.get(runner)!, body: JSON.stringify({ envelopes, declared: true }) });
  }
  return { procedure: open, shots: made };
}

/** A public key to which nobody has the secret one. */
function someKey(): string {
  const bytes = randomBytes(32);
  bytes[31]! &= 0x7f;
  return bech32.encodeFromBytes('age', Uint8Array.from(bytes));
}

/** The same ciphertext for many bids at once, as so many uploads would have left it. */
async function stored(database: TestDatabase, bids: readonly string[], bytes: Buffer): Promise<void> {
  const sha256 = Buffer.from(await digestOf(bytes), 'hex');
  await database.sql(
    `with upload as (
       insert into bidding.upload (id, bid, sha256, size, received, begun_at)
       select gen_random_uuid(), bid, $2, $3, $3, now() from unnest($1::uuid[]) as bid returning id
     )
     insert into bidding.chunk (upload, start, bytes, sha256) select id, 0, $4, $2 from upload`,
    [bids, sha256, bytes.length, bytes],
  );
  await database.sql('update bidding.upload set completed_at = now() where bid = any($1) and completed_at is null', [bids]);
}
