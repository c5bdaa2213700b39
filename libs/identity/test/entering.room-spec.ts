import type { Actor } from '#kernel';
import { Database } from '#platform';
import { completeUscc, OrganizationImport, OrganizationQueries } from '#organizations';
import { DemoAccounts, demoPassword, PeopleQueries, Registration, SignIn } from '#identity';
import type { TestRooms } from '../../platform/test/harness.js';
import { goodWords, openIdentity, platform } from './builders.js';

describe('people enter', () => {
  let rooms: TestRooms;
  beforeAll(async () => {
    rooms = await openIdentity();
  });
  afterAll(() => rooms.close());
  const actorOf = async (login: string): Promise<Actor> => (await rooms.get(SignIn).withPassword(login, goodWords)).actor;

  describe('by registering a provider, which', () => {
    const input = (changes: object = {}): Parameters<Registration['provider']>[0] => ({
      uscc: '52320722MJT000010N',
      organization: '灌云县晨光社工服务中心',
      name: '孙婉清',
      contact: '0518-00000000',
      login: 'chenguang',
      password: goodWords,
      ...changes,
    });
    const register = (changes?: object): Promise<{ organizationId: string; personId: string; uscc: string }> =>
      rooms.get(Registration).provider(input(changes));

    it('names the check digit that is wrong, at the field', async () => {
      await expect(register({ uscc: '52320722MJT000010P' })).rejects.toMatchObject({
        refusal: {
          code: 'uscc.check-digit',
          fields: [{ field: 'uscc', facts: { expected: 'N', found: 'P' } }],
        },
      });
    });

    it('needs nobody’s approval and makes the first administrator', async () => {
      const { organizationId } = await register();
      expect(await rooms.get(OrganizationQueries).byId(organizationId)).toMatchObject({
        kind: 'provider',
        classification: '社会服务机构',
        region: '320722',
      });
      expect(await actorOf('chenguang')).toMatchObject({ organizationId, roles: ['provider_admin'] });
    });

    it('sends the second person of an organization to its administrator', async () => {
      await expect(register({ login: 'another' })).rejects.toMatchObject({
        refusal: { code: 'identity.organization-has-people', fields: [{ field: 'uscc' }] },
      });
    });

    it('keeps nothing when the login is taken', async () => {
      const uscc = completeUscc('51321202MJT00077');
      await expect(register({ uscc })).rejects.toThrow('identity.login-taken');
      expect(await rooms.get(OrganizationQueries).byUscc(uscc)).toBeNull();
    });

    it('takes up an organization of the register that has nobody, by its exact name, once', async () => {
      const csv =
        '统一社会信用代码,名称,登记地,评估等级,等级有效期,主要领域\n51321202MJ6000019D,海陵区展颜助老志愿者协会,321202,,,养老服务\n';
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

  it('in the demo all at once, only once, with the one password', async () => {
    const departments =
      '统一社会信用代码,名称,行政区划,类型,可购买服务\n11321202M00000107M,海陵区民政局,321202,行政机关,是\n11321202M000009086,海陵区财政局,321202,行政机关,否\n11321202M00001003T,海陵区审计局,321202,行政机关,否\n';
    await rooms.get(OrganizationImport).departments(platform, Buffer.from(departments));
    const { created } = await rooms.get(DemoAccounts).create();
    expect(created).toBeGreaterThan(3 + 3 + 1 + 9 + 1);
    expect(await rooms.get(DemoAccounts).create()).toEqual({ created: 0 });
    expect((await rooms.get(PeopleQueries).withRole('expert')).length).toBe(9);
    const { actor, organization } = await rooms.get(SignIn).withPassword('cz-approver', demoPassword);
    expect([actor.roles, organization.name]).toEqual([['finance_approver'], '海陵区财政局']);
    expect(await rooms.get(PeopleQueries).nameOf([actor.personId])).toEqual(new Map([[actor.personId, actor.name]]));
    const names = await rooms.database.sql<{ name: string }>(
      `select p.name from identity.person p join identity.account a on a.person_id = p.id where a.login ~ '^(expert|cz-|org)'`,
    );
    expect(new Set(names.map(({ name }) => name)).size).toBe(names.length);
  });

  it('in no demo in production', async () => {
    const { config } = rooms;
    const production = new DemoAccounts(
      config.with({ mode: 'production' }),
      rooms.get(Database),
      rooms.get(OrganizationQueries),
      undefined as never,
      undefined as never,
    );
    await expect(production.create()).rejects.toThrow('identity.demo-outside-sandbox');
  });
});
