import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { KeyHolderQueries, KeyHolders } from '#custody';
import { DemoAccounts, PeopleQueries } from '#identity';
import type { Actor } from '#kernel';
import { Config } from '#platform';
import { decryptWith, fromBase64, identityFile, identityIn, newIdentity, recipientOf, textOf } from '#sealing';

/** Where the sandbox keeps the secret keys of its made-up key holders; a real installation never has this folder. */
export const demoKeyFolder = (config: Pick<Config, 'dataDirectory'>): string => join(config.dataDirectory, 'demo-keys');

/** What to say when the walk does not find them. */
export const noDemoKey = (place: string): string =>
  `没有找到演示钥匙 ${place}。把 QIYUE_DATA_DIR 设为服务器使用的数据目录再运行。\n` +
  `The demo keys ${place} are not there. Set QIYUE_DATA_DIR to the data directory the server runs on.`;

/** The secret key of a demo key holder, made when there is none. */
async function demoIdentity(folder: string, login: string): Promise<string> {
  const path = join(folder, `${login}.txt`);
  const kept = existsSync(path) ? identityIn(readFileSync(path, 'utf8')) : undefined;
  if (kept) return kept;
  const identity = await newIdentity();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(path, await identityFile(identity), { mode: 0o600 });
  chmodSync(path, 0o600);
  return identity;
}

/**
 * Enrols the key holders of the demo year through the commands people use, with keys that lie in the data directory: a
 * stranger can publish and open at once. Answers how many are new.
 */
export async function enrolDemoHolders(app: INestApplicationContext): Promise<number> {
  const [config, people, holders, queries] = [app.get(Config), app.get(PeopleQueries), app.get(KeyHolders), app.get(KeyHolderQueries)];
  if (!config.sandbox) return 0;
  if ((await people.withRole('key_holder')).length === 0) await app.get(DemoAccounts).create();
  const keepers = await people.withRole('key_holder');
  const logins = await people.loginsOf(keepers.map(({ personId }) => personId));
  let made = 0;
  for (const { personId, organizationId, name } of keepers) {
    const login = logins.get(personId) ?? '';
    const taken = (await queries.ofUnit(organizationId)).length > 0;
    if (taken || !login.endsWith('-key')) continue;
    const actor: Actor = { personId, organizationId, name, roles: ['key_holder'], confirmedAt: new Date() };
    const identity = await demoIdentity(demoKeyFolder(config), login);
    const recipient = await recipientOf(identity);
    const { challenge } = await holders.challenge(actor, { recipient });
    const answer = textOf((await decryptWith(identity, fromBase64(challenge)!))!)!;
    await holders.enrol(actor, { recipient, answer });
    made += 1;
  }
  return made;
}
