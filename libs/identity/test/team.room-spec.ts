import type { Actor, Role } from '#kernel';
import { AccountQueries, Accounts, Invitations, Joining, Memberships, Sessions, SignIn } from '#identity';
import type { TestRooms } from '../../platform/test/harness.js';
import { anOrganization, aPerson, goodWords, openIdentity, platform } from './builders.js';

describe('a team', () => {
  let rooms: TestRooms;
  beforeAll(async () => {
    rooms = await openIdentity();
  });
  afterAll(() => rooms.close());
  const actorOf = async (login: string): Promise<Actor> => (await rooms.get(SignIn).withPassword(login, goodWords)).actor;
  const tokenOf = (link: string): string => link.split('/').at(-1)!;
  const memberOf = async (actor: Actor, personId: string): Promise<string> =>
    (await rooms.get(AccountQueries).team(actor, actor.organizationId)).find((member) => member.personId === personId)!.id;
  async function led(kind: 'provider' | 'department', role: Role): Promise<{ organization: string; lead: Actor }> {
    const organization = await anOrganization(rooms, kind);
    return { organization, lead: await actorOf((await aPerson(rooms, organization, [role])).login) };
  }

  it('invites by a link that works once and names no secret in the database', async () => {
    const { organization, lead } = await led('provider', 'provider_admin');
    const { id, link } = await rooms.get(Invitations).invite(lead, organization, { name: '周小满', roles: ['field_staff'] });
    expect(await rooms.get(Invitations).link(lead, id)).toBe(link);
    const login = await rooms.get(Joining).asNewPerson(tokenOf(link), { login: 'Zhou.Xiaoman', password: goodWords });
    expect(await actorOf(login)).toMatchObject({
      organizationId: organization,
      roles: ['field_staff'],
      name: '周小满',
    });
    await expect(rooms.get(Joining).asNewPerson(tokenOf(link), { login: 'second', password: goodWords })).rejects.toMatchObject({
      refusal: { kind: 'gone' },
    });
  });

  it('lets one of two people who use a link at once in', async () => {
    const { organization, lead } = await led('provider', 'provider_admin');
    const { link } = await rooms.get(Invitations).invite(lead, organization, { name: '周小满', roles: ['field_staff'] });
    const joins = ['first-one', 'second-one'].map((login) =>
      rooms
        .get(Joining)
        .asNewPerson(tokenOf(link), { login, password: goodWords })
        .catch(() => null),
    );
    expect((await Promise.all(joins)).filter(Boolean)).toHaveLength(1);
  });

  it('does not open withdrawn or old links', async () => {
    const { organization, lead } = await led('provider', 'provider_admin');
    const [one, other] = await Promise.all(
      [1, 2].map(() => rooms.get(Invitations).invite(lead, organization, { name: 'x', roles: ['field_staff'] })),
    );
    await rooms.get(Invitations).withdraw(lead, one!.id);
    await rooms.database.sql(
      `update identity.invitation set created_at = created_at - interval '8 days', expires_at = expires_at - interval '8 days' where id = $1`,
      [other!.id],
    );
    for (const { link } of [one!, other!])
      await expect(rooms.get(Invitations).open(tokenOf(link))).rejects.toThrow('identity.invitation-over');
  });

  it('is led by its administrator alone, and strangers do not even see it', async () => {
    const { organization, lead } = await led('provider', 'provider_admin');
    const staff = await actorOf((await aPerson(rooms, organization, ['field_staff'])).login);
    const stranger = (await led('provider', 'provider_admin')).lead;
    const membership = await memberOf(lead, staff.personId);
    await expect(rooms.get(Invitations).invite(staff, organization, { name: 'x', roles: ['field_staff'] })).rejects.toThrow('forbidden');
    await expect(rooms.get(Memberships).change(staff, membership, ['provider_admin'])).rejects.toThrow('forbidden');
    await expect(rooms.get(Memberships).end(stranger, membership)).rejects.toThrow('absent');
    await expect(rooms.get(AccountQueries).team(stranger, organization)).rejects.toThrow('forbidden');
  });

  it('gives only roles that fit the kind of organization', async () => {
    const { organization, lead } = await led('provider', 'provider_admin');
    await expect(rooms.get(Invitations).invite(lead, organization, { name: 'x', roles: ['finance_approver'] })).rejects.toThrow(
      'identity.role-not-here',
    );
    const member = await aPerson(rooms, organization, ['field_staff']);
    await expect(rooms.get(Memberships).change(lead, await memberOf(lead, member.personId), ['supervisor'])).rejects.toThrow(
      'identity.role-not-here',
    );
  });

  it('never gives one person both sides of a duty, in one organization or in two', async () => {
    const { organization, lead } = await led('department', 'approver');
    const handler = await aPerson(rooms, organization, ['handler']);
    await expect(rooms.get(Memberships).change(lead, await memberOf(lead, handler.personId), ['handler', 'acceptor'])).rejects.toThrow(
      'identity.roles-incompatible',
    );
    const provider = await led('provider', 'provider_admin');
    const { link } = await rooms.get(Invitations).invite(provider.lead, provider.organization, { name: 'x', roles: ['field_staff'] });
    await expect(rooms.get(Joining).asMember(await actorOf(handler.login), tokenOf(link))).rejects.toThrow('identity.roles-incompatible');
    await expect(rooms.get(Invitations).open(tokenOf(link))).resolves.toBeDefined();
  });

  it('cannot lose its last administrator, even when two remove each other at once', async () => {
    const { organization, lead } = await led('provider', 'provider_admin');
    const own = await memberOf(lead, lead.personId);
    await expect(rooms.get(Memberships).end(lead, own)).rejects.toThrow('identity.last-lead');
    await expect(rooms.get(Memberships).change(lead, own, ['field_staff'])).rejects.toThrow('identity.last-lead');
    const second = await actorOf((await aPerson(rooms, organization, ['provider_admin'])).login);
    const ends = [rooms.get(Memberships).end(lead, await memberOf(lead, second.personId)), rooms.get(Memberships).end(second, own)];
    expect((await Promise.allSettled(ends)).filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('ends the sessions of who leaves, and changes roles in open sessions at once', async () => {
    const { organization, lead } = await led('provider', 'provider_admin');
    const { login, personId } = await aPerson(rooms, organization, ['field_staff']);
    const { token } = await rooms.get(SignIn).withPassword(login, goodWords);
    await rooms.get(Memberships).change(lead, await memberOf(lead, personId), ['project_lead']);
    expect((await rooms.get(Sessions).actorOf(token))!.roles).toEqual(['project_lead']);
    await rooms.get(Memberships).end(lead, await memberOf(lead, personId));
    expect(await rooms.get(Sessions).actorOf(token)).toBeNull();
    await expect(rooms.get(SignIn).withPassword(login, goodWords)).rejects.toThrow('identity.sign-in-failed');
  });

  it('lets a person with two organizations choose, and only among their own', async () => {
    const [one, other] = [await led('provider', 'provider_admin'), await led('provider', 'provider_admin')];
    const { link } = await rooms.get(Invitations).invite(other.lead, other.organization, { name: 'x', roles: ['field_staff'] });
    await rooms.get(Joining).asMember(one.lead, tokenOf(link));
    const { login } = await rooms.get(AccountQueries).own(one.lead);
    const signed = await rooms.get(SignIn).withPassword(login, goodWords);
    expect(signed.choices.map(({ id }) => id)).toEqual([one.organization, other.organization]);
    const { session } = (await rooms.get(Sessions).present(signed.token))!;
    await rooms.get(Sessions).choose(signed.actor, session.id, other.organization);
    expect(await rooms.get(Sessions).actorOf(signed.token)).toMatchObject({
      organizationId: other.organization,
      roles: ['field_staff'],
    });
    await expect(rooms.get(Sessions).choose(signed.actor, session.id, await anOrganization(rooms, 'provider'))).rejects.toThrow('absent');
  });

  it('resets a colleague inside a provider, but not inside a public body', async () => {
    const provider = await led('provider', 'provider_admin');
    const staff = await aPerson(rooms, provider.organization, ['field_staff']);
    const { link } = await rooms.get(Invitations).resetMember(provider.lead, await memberOf(provider.lead, staff.personId));
    expect(await rooms.get(Joining).withNewPassword(tokenOf(link), '另一串很长很长的口令文字啊')).toBe(staff.login);
    await expect(rooms.get(SignIn).withPassword(staff.login, '另一串很长很长的口令文字啊')).resolves.toBeDefined();
    const department = await led('department', 'approver');
    const handler = await aPerson(rooms, department.organization, ['handler']);
    await expect(rooms.get(Invitations).resetMember(department.lead, await memberOf(department.lead, handler.personId))).rejects.toThrow(
      'identity.reset-by-operator',
    );
  });

  it('makes an account without a password and hands out a link for it', async () => {
    const organization = await anOrganization(rooms, 'department');
    const { link } = await rooms.get(Accounts).create(platform, {
      login: 'no-password-yet',
      name: '赵敏',
      organizationId: organization,
      roles: ['handler'],
    });
    await expect(rooms.get(SignIn).withPassword('no-password-yet', goodWords)).rejects.toThrow('identity.sign-in-failed');
    await rooms.get(Joining).withNewPassword(tokenOf(link!), goodWords);
    await expect(actorOf('no-password-yet')).resolves.toMatchObject({ roles: ['handler'] });
  });
});
