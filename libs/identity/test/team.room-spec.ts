import type { Actor, Role } from '#kernel';
import { Database } from '#platform';
import { completeUscc, OrganizationImport, OrganizationQueries } from '#organizations';
import { AccountQueries, Accounts, DemoAccounts, demoPassword, Invitations, Joining, Memberships, PeopleQueries, Registration, Sessions, SignIn } from '#identity';
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
    expect(await actorOf(login)).toMatchObject({ organizationId: organization, roles: ['field_staff'], name: '周小满' });
    await expect(rooms.get(Joining).asNewPerson(tokenOf(link), { login: 'second', password: goodWords })).rejects.toMatchObject({ refusal: { kind: 'gone' } });
  });

  it('lets one of two people who use a link at once in', async () => {
    const { organization, lead } = await led('provider', 'provider_admin');
    const { link } = await rooms.get(Invitations).invite(lead, organization, { name: '周小满', roles: ['field_staff'] });
    const joins = ['first-one', 'second-one'].map((login) => rooms.get(Joining).asNewPerson(tokenOf(link), { login, password: goodWords }).catch(() => null));
    expect((await Promise.all(joins)).filter(Boolean)).toHaveLength(1);
  });

  it('does not open withdrawn or old links', async () => {
    const { organization, lead } = await led('provider', 'provider_admin');
    const [one, other] = await Promise.all([1, 2].map(() => rooms.get(Invitations).invite(lead, organization, { name: 'x', roles: ['field_staff'] })));
    await rooms.get(Invitations).withdraw(lead, one!.id);
    await rooms.database.sql(`update identity.invitation set created_at = created_at - interval '8 days', expires_at = expires_at - interval '8 days' where id = $1`, [other!.id]);
    for (const { link } of [one!, other!]) await expect(rooms.get(Invitations).open(tokenOf(link))).rejects.toThrow('identity.invitation-over');
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
    await expect(rooms.get(Invitations).invite(lead, organization, { name: 'x', roles: ['finance_approver'] })).rejects.toThrow('identity.role-not-here');
    const member = await aPerson(rooms, organization, ['field_staff']);
    await expect(rooms.get(Memberships).change(lead, await memberOf(lead, member.personId), ['supervisor'])).rejects.toThrow('identity.role-not-here');
  });

  it('never gives one person both sides of a duty, in one organization or in two', async () => {
    const { organization, lead } = await led('department', 'approver');
    const handler = await aPerson(rooms, organization, ['handler']);
    await expect(rooms.get(Memberships).change(lead, await memberOf(lead, handler.personId), ['handler', 'acceptor'])).rejects.toThrow('identity.roles-incompatible');
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
    expect(await rooms.get(Sessions).actorOf(signed.token)).toMatchObject({ organizationId: other.organization, roles: ['field_staff'] });
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
    await expect(rooms.get(Invitations).resetMember(department.lead, await memberOf(department.lead, handler.personId))).rejects.toThrow('identity.reset-by-operator');
  });

  it('makes an account without a password and hands out a link for it', async () => {
    const organization = await anOrganization(rooms, 'department');
    const { link } = await rooms.get(Accounts).create(platform, { login: 'no-password-yet', name: '赵敏', organizationId: organization, roles: ['handler'] });
    await expect(rooms.get(SignIn).withPassword('no-password-yet', goodWords)).rejects.toThrow('identity.sign-in-failed');
    await rooms.get(Joining).withNewPassword(tokenOf(link!), goodWords);
    await expect(actorOf('no-password-yet')).resolves.toMatchObject({ roles: ['handler'] });
  });

  describe('registration of a provider', () => {
    const input = (changes: object = {}): Parameters<Registration['provider']>[0] => ({
      uscc: '52320722MJT000010N',
      organization: '灌云县晨光社工服务中心',
      name: '孙婉清',
      contact: '0518-00000000',
      login: 'chenguang',
      password: goodWords,
      ...changes,
    });
    const register = (changes?: object): Promise<{ organizationId: string; personId: string; uscc: string }> => rooms.get(Registration).provider(input(changes));

    it('names the check digit that is wrong, at the field', async () => {
      await expect(register({ uscc: '52320722MJT000010P' })).rejects.toMatchObject({
        refusal: { code: 'uscc.check-digit', fields: [{ field: 'uscc', facts: { expected: 'N', found: 'P' } }] },
      });
    });

    it('needs nobody’s approval and makes the first administrator', async () => {
      const { organizationId } = await register();
      expect(await rooms.get(OrganizationQueries).byId(organizationId)).toMatchObject({ kind: 'provider', classification: '社会服务机构', region: '320722' });
      expect(await actorOf('chenguang')).toMatchObject({ organizationId, roles: ['provider_admin'] });
    });

    it('sends the second person of an organization to its administrator', async () => {
      await expect(register({ login: 'another' })).rejects.toMatchObject({ refusal: { code: 'identity.organization-has-people', fields: [{ field: 'uscc' }] } });
    });

    it('keeps nothing when the login is taken', async () => {
      const uscc = completeUscc('51321202MJT00077');
      await expect(register({ uscc })).rejects.toThrow('identity.login-taken');
      expect(await rooms.get(OrganizationQueries).byUscc(uscc)).toBeNull();
    });

    it('takes up an organization of the register that has nobody, by its exact name, once', async () => {
      const csv = '统一社会信用代码,名称,登记地,评估等级,等级有效期,主要领域\n51321202MJ6000019D,海陵区展颜助老志愿者协会,321202,,,养老服务\n';
      await rooms.get(OrganizationImport).providers(platform, Buffer.from(csv));
      const known = { uscc: '51321202MJ6000019D', login: 'zhanyan' };
      await expect(register({ ...known, organization: '另一个协会' })).rejects.toThrow('identity.name-differs');
      const both = ['zhanyan', 'zhanyan2'].map((login) => register({ ...known, login, organization: '海陵区展颜助老志愿者协会' }));
      expect((await Promise.allSettled(both)).filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });

    it('is not for government bodies', async () => {
      await expect(register({ uscc: '11321202M00000107M', login: 'bureau' })).rejects.toThrow('organization.not-a-provider');
    });
  });

  it('of the demo has everybody, once, with the one password', async () => {
    const departments = '统一社会信用代码,名称,行政区划,类型,可购买服务\n11321202M00000107M,海陵区民政局,321202,行政机关,是\n11321202M000009086,海陵区财政局,321202,行政机关,否\n11321202M00001003T,海陵区审计局,321202,行政机关,否\n';
    await rooms.get(OrganizationImport).departments(platform, Buffer.from(departments));
    const { created } = await rooms.get(DemoAccounts).create();
    expect(created).toBeGreaterThan(3 + 3 + 1 + 9 + 1);
    expect(await rooms.get(DemoAccounts).create()).toEqual({ created: 0 });
    expect((await rooms.get(PeopleQueries).withRole('expert')).length).toBe(9);
    const { actor, organization } = await rooms.get(SignIn).withPassword('cz-approver', demoPassword);
    expect([actor.roles, organization.name]).toEqual([['finance_approver'], '海陵区财政局']);
    expect(await rooms.get(PeopleQueries).nameOf([actor.personId])).toEqual(new Map([[actor.personId, actor.name]]));
    const names = await rooms.database.sql<{ name: string }>(`select p.name from identity.person p join identity.account a on a.person_id = p.id where a.login ~ '^(expert|cz-|org)'`);
    expect(new Set(names.map(({ name }) => name)).size).toBe(names.length);
  });

  it('is not made in production', async () => {
    const { config } = rooms;
    const production = new DemoAccounts(config.with({ mode: 'production' }), rooms.get(Database), rooms.get(OrganizationQueries), undefined as never, undefined as never);
    await expect(production.create()).rejects.toThrow('identity.demo-outside-sandbox');
  });
});
