import { generateSync } from 'otplib';
import { confirmedWithin } from '#kernel';
import { Database } from '#platform';
import { Accounts, AccountQueries, ApiTokens, type SignedIn, SignIn, Sessions, TotpService } from '#identity';
import type { TestRooms } from '../../platform/test/harness.js';
import { anOrganization, aPerson, goodWords, openIdentity, platform } from './builders.js';

describe('signing in', () => {
  let rooms: TestRooms;
  let department: string;
  beforeAll(async () => {
    rooms = await openIdentity();
    department = await anOrganization(rooms, 'department');
  });
  afterAll(() => rooms.close());
  const signIn = (login: string, password = goodWords, totp?: string, place = {}): Promise<SignedIn> =>
    rooms.get(SignIn).withPassword(login, password, totp, place);
  const sessions = (): Sessions => rooms.get(Sessions);
  const code = (secret: string, back = 0): string => generateSync({ secret, epoch: Math.floor(Date.now() / 1000) - back });

  it('gives a token that stands for the person, their organization and roles', async () => {
    const { login, personId } = await aPerson(rooms, department, ['handler']);
    const { token } = await signIn(` ${login.toUpperCase()} `);
    expect(await sessions().actorOf(token)).toMatchObject({
      personId,
      organizationId: department,
      roles: ['handler'],
    });
  });

  it('keeps only the digest of the token', async () => {
    const { login } = await aPerson(rooms, department, ['handler']);
    const { token } = await signIn(login);
    const rows = await rooms.database.sql<{ row: string }>('select s::text as row from identity.session s');
    const journal = await rooms.database.sql<{ payload: Buffer }>('select payload from platform.journal');
    expect(
      [...rows.map(({ row }) => row), ...journal.map(({ payload }) => payload.toString())].filter(
        (text) => text.includes(token) || text.includes(login),
      ),
    ).toEqual([]);
  });

  it('answers the same for a login that is unknown and a password that is wrong', async () => {
    const { login } = await aPerson(rooms, department, ['handler']);
    const refusals = await Promise.all([
      signIn(login, 'not the right one').catch((error: unknown) => error),
      signIn('nobody-here').catch((error: unknown) => error),
    ]);
    expect(refusals[0]).toEqual(refusals[1]);
    expect(refusals[0]).toMatchObject({
      refusal: { kind: 'unauthenticated', code: 'identity.sign-in-failed', fields: [] },
    });
  });

  it('shuts an account for a while after ten wrong tries, even for the right password', async () => {
    const { login } = await aPerson(rooms, department, ['handler']);
    for (let tries = 0; tries < 10; tries += 1) await expect(signIn(login, 'wrong')).rejects.toThrow('identity.sign-in-failed');
    await expect(signIn(login)).rejects.toMatchObject({
      refusal: { kind: 'too-many', facts: { seconds: expect.any(Number) as number } },
    });
    await rooms.database.sql(`update identity.sign_in_try set window_start = window_start - interval '1 hour'`);
    await expect(signIn(login)).resolves.toBeDefined();
  });

  it('shuts an address that tries many accounts, and leaves others alone', async () => {
    const { login } = await aPerson(rooms, department, ['handler']);
    await rooms.database.sql('update identity.sign_in_try set tries = 0');
    await signIn('guess', 'x', undefined, { address: '203.0.113.9' }).catch(() => undefined);
    await rooms.database.sql('update identity.sign_in_try set tries = 60 where tries > 0');
    await expect(signIn(login, goodWords, undefined, { address: '203.0.113.9' })).rejects.toThrow('too-many');
    await expect(signIn(login, goodWords, undefined, { address: '203.0.113.10' })).resolves.toBeDefined();
  });

  it('counts tries that come at once', async () => {
    const { login } = await aPerson(rooms, department, ['handler']);
    const answers = await Promise.all(Array.from({ length: 14 }, () => signIn(login, 'wrong').catch((error: Error) => error.message)));
    expect(answers.filter((answer) => answer === 'too-many')).toHaveLength(4);
  });

  it('ends a session by signing out, by being idle and by its last hour', async () => {
    const { login } = await aPerson(rooms, department, ['handler']);
    const [out, idle, old] = [await signIn(login), await signIn(login), await signIn(login)];
    await sessions().end(out.token);
    const age = (place: number, sql: string): Promise<unknown> =>
      rooms.database.sql(
        `update identity.session set ${sql} where id = (select id from identity.session where ended_at is null order by started_at desc offset ${place} limit 1)`,
      );
    await age(1, `used_at = clock_timestamp() - interval '16 minutes'`);
    await age(0, `started_at = started_at - interval '13 hours', expires_at = expires_at - interval '13 hours'`);
    expect(await Promise.all([out, idle, old].map(({ token }) => sessions().actorOf(token)))).toEqual([null, null, null]);
  });

  it('does not take a session of one door at the other', async () => {
    const { login } = await aPerson(rooms, department, ['handler']);
    const page = await signIn(login, goodWords, undefined, { door: 'page' });
    const api = await signIn(login, goodWords, undefined, { door: 'api' });
    expect(await sessions().present(page.token, 'api')).toBeNull();
    expect(await sessions().present(api.token, 'page')).toBeNull();
    expect(await sessions().present(page.token, 'page')).not.toBeNull();
  });

  it('lets a person see and end only their own sessions', async () => {
    const [one, other] = [await aPerson(rooms, department, ['handler']), await aPerson(rooms, department, ['handler'])];
    const [mine, theirs] = [await signIn(one.login), await signIn(other.login)];
    const theirSession = (await sessions().present(theirs.token))!.session.id;
    await expect(sessions().endOwn(mine.actor, theirSession)).rejects.toThrow('absent');
    const current = (await sessions().present(mine.token))!.session.id;
    expect((await rooms.get(AccountQueries).sessions(mine.actor, current)).map(({ id }) => id)).toEqual([current]);
  });

  describe('confirming', () => {
    it('is fresh after signing in, grows old, and is renewed by the password', async () => {
      const { login } = await aPerson(rooms, department, ['approver']);
      const { token } = await signIn(login);
      await rooms.database.sql(`update identity.session set confirmed_at = confirmed_at - interval '10 minutes'`);
      const at = await rooms.get(Database).now();
      expect(confirmedWithin((await sessions().actorOf(token))!, at)).toBe(false);
      await expect(sessions().confirm(token, 'wrong')).rejects.toThrow('identity.confirmation-failed');
      await sessions().confirm(token, goodWords);
      expect(confirmedWithin((await sessions().actorOf(token))!, at)).toBe(true);
    });

    it('never happens with an API token', async () => {
      const { login } = await aPerson(rooms, department, ['approver']);
      const { actor } = await signIn(login);
      const { token } = await rooms.get(ApiTokens).issue(actor, { name: 'report', days: 30 });
      expect((await sessions().actorOf(token))!.confirmedAt).toBeNull();
      await expect(sessions().confirm(token, goodWords)).rejects.toThrow('identity.token-cannot-confirm');
    });
  });

  describe('the second factor', () => {
    it('is enrolled with a code, then asked for, and takes each code once', async () => {
      const { login } = await aPerson(rooms, department, ['handler']);
      const { actor } = await signIn(login);
      const totp = rooms.get(TotpService);
      const { secret, uri } = await totp.begin(actor);
      expect(uri).toMatch(/^otpauth:\/\/totp\//);
      await expect(totp.finish(actor, '000000')).rejects.toThrow('identity.totp-wrong');
      const first = code(secret, 30);
      await totp.finish(actor, first);
      await expect(signIn(login)).rejects.toThrow('identity.totp-needed');
      await expect(signIn(login, goodWords, first)).rejects.toThrow('identity.totp-wrong');
      const used = code(secret);
      expect((await signIn(login, goodWords, used)).enrolled).toBe(true);
      await expect(signIn(login, goodWords, used)).rejects.toThrow('identity.totp-wrong');
    });

    it('lies sealed in the database and does not open for another person', async () => {
      const { login, personId } = await aPerson(rooms, department, ['handler']);
      const { secret } = await rooms.get(TotpService).begin((await signIn(login)).actor);
      const [row] = await rooms.database.sql<{ totp_pending: Buffer }>('select totp_pending from identity.account where person_id = $1', [
        personId,
      ]);
      expect(row!.totp_pending.toString('latin1')).not.toContain(secret);
      const other = await aPerson(rooms, department, ['handler']);
      await rooms.database.sql('update identity.account set totp_pending = $2 where person_id = $1', [other.personId, row!.totp_pending]);
      await expect(rooms.get(TotpService).pending({ ...platform, personId: other.personId })).rejects.toThrow();
    });
  });

  describe('API tokens', () => {
    it('act with the roles of their person until revoked, and never at the pages', async () => {
      const { login } = await aPerson(rooms, department, ['handler']);
      const { actor } = await signIn(login);
      const { id, token } = await rooms.get(ApiTokens).issue(actor, { name: 'report', days: 90 });
      expect(token).toMatch(/^qiyue_[\w-]{43}$/);
      expect(await sessions().actorOf(token)).toMatchObject({ roles: ['handler'] });
      expect(await sessions().present(token, 'page')).toBeNull();
      await rooms.get(ApiTokens).revoke(actor, id);
      expect(await sessions().actorOf(token)).toBeNull();
    });

    it('cannot live longer than ninety days, says the database', async () => {
      const { login } = await aPerson(rooms, department, ['handler']);
      await expect(rooms.get(ApiTokens).issue((await signIn(login)).actor, { name: 'x', days: 91 })).rejects.toThrow('check constraint');
    });

    it('are issued once for one form', async () => {
      const { login } = await aPerson(rooms, department, ['handler']);
      const { actor } = await signIn(login);
      const { id } = await rooms.get(ApiTokens).issue(actor, { name: 'x', days: 1 });
      await expect(rooms.get(ApiTokens).issue(actor, { name: 'x', days: 1 }, id)).rejects.toThrow('identity.token-shown-once');
    });
  });

  it('changes a password with the old one, and ends the other sessions', async () => {
    const { login } = await aPerson(rooms, department, ['handler']);
    const [here, there] = [await signIn(login), await signIn(login)];
    const current = (await sessions().present(here.token))!.session.id;
    const change = (input: { current: string; password: string }): Promise<void> =>
      rooms.get(Accounts).changePassword(here.actor, current, input);
    await expect(change({ current: 'wrong', password: '新的一串很长很长的口令文字' })).rejects.toThrow('identity.confirmation-failed');
    await expect(change({ current: goodWords, password: 'short' })).rejects.toThrow('password.too-short');
    await change({ current: goodWords, password: '新的一串很长很长的口令文字' });
    expect(await sessions().actorOf(there.token)).toBeNull();
    expect(await sessions().actorOf(here.token)).not.toBeNull();
    await expect(signIn(login, '新的一串很长很长的口令文字')).resolves.toBeDefined();
  });
});
