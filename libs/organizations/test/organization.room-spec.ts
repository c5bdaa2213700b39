import { type Actor, Refused, system } from '#kernel';
import { Database, uuidv7 } from '#platform';
import { OrganizationImport, OrganizationQueries, OrganizationService, OrganizationsModule, usccFault } from '#organizations';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';

const departments = `\uFEFF统一社会信用代码,名称,行政区划,类型,可购买服务
11321202M00000107M,海陵区民政局,321202,行政机关,是
13321202M00000203Q,海陵区残疾人联合会,321202,群团组织,是
11321202M000009086,海陵区财政局,321202,行政机关,否
`;
const providers = (grade = '5A'): string => `\uFEFF统一社会信用代码,名称,登记地,评估等级,等级有效期,主要领域
52321202MJ5000017X,海陵区夕阳红居家养老服务中心,321202,${grade},2029-12-31,养老服务
51321202MJ6000019D,海陵区展颜助老志愿者协会,321202,,,养老服务
`;
const district = `
  11321202M00000107M 13321202M00000203Q 11321202M0000030X5 13321202M00000406D 11321202M00000502W 11321202M000006098
  11321202M00000705H 11321202M00000801T 11321202M000009086 11321202M00001003T 52321202MJ5000017X 52321202MJ5000025Q
  52321202MJ5000033K 52321202MJ5000041E 51321202MJ6000019D 52321202MJ500005X6 52321202MJ50000686 52321200MJ50000764
  51321202MJ60000278 53321200MJ7000010L 52321202MJ5000084U 52321202MJ5000092N 91321200MA1TE5T0X1 52321200MJ5000105F
  52321202MJ50001137 52321202MJ50001212
`
  .trim()
  .split(/\s+/);
const platform = system('test');
const bytes = (text: string): Buffer => Buffer.from(text, 'utf8');

describe('the register', () => {
  let rooms: TestRooms;
  beforeAll(async () => {
    rooms = await openRooms([OrganizationsModule]);
  });
  afterAll(() => rooms.close());
  const files = (): OrganizationImport => rooms.get(OrganizationImport);
  const queries = (): OrganizationQueries => rooms.get(OrganizationQueries);
  const events = async (): Promise<string[]> =>
    (await rooms.database.sql<{ type: string }>('select type from platform.journal order by at, id')).map(({ type }) => type);

  it('imports nothing on a dry run', async () => {
    expect(await files().departments(platform, bytes(departments), { dryRun: true })).toEqual({
      rows: 3,
      imported: 3,
      changed: 0,
      unchanged: 0,
      faults: [],
    });
    expect(await queries().count()).toBe(0);
  });

  it('imports nothing of a file with one bad row', async () => {
    const outcome = await files().providers(platform, bytes(providers().replace('51321202MJ6000019D', '51321202MJ6000019E')));
    expect(outcome).toMatchObject({
      rows: 2,
      imported: 0,
      faults: [
        {
          row: 3,
          column: '统一社会信用代码',
          code: 'uscc.check-digit',
          facts: { expected: 'D', found: 'E' },
        },
      ],
    });
    expect(await queries().count()).toBe(0);
  });

  it('imports both files, and a second time changes nothing', async () => {
    expect(await files().departments(platform, bytes(departments))).toMatchObject({ imported: 3 });
    expect(await files().providers(platform, bytes(providers()))).toMatchObject({ imported: 2 });
    const before = (await events()).length;
    expect(await files().providers(platform, bytes(providers()))).toMatchObject({
      imported: 0,
      changed: 0,
      unchanged: 2,
    });
    expect((await events()).length).toBe(before);
  });

  it('writes down what a newer file changes', async () => {
    expect(await files().providers(platform, bytes(providers('4A')))).toMatchObject({
      imported: 0,
      changed: 1,
      unchanged: 1,
    });
    const [entry] = await rooms.database.sql<{ payload: Buffer }>(
      `select payload from platform.journal where type = 'organization.changed'`,
    );
    expect(JSON.parse(entry!.payload.toString())).toMatchObject({
      facts: { changes: { grade: { from: '5A', to: '4A' } } },
    });
  });

  it('does not turn a buyer into a provider by a file', async () => {
    const file = providers().replace('52321202MJ5000017X', '13321202M00000203Q');
    expect((await files().providers(platform, bytes(file))).faults.map(({ code }) => code)).toEqual(['organization.not-a-provider']);
  });

  it('refuses a file that is not UTF-8 or no CSV', async () => {
    await expect(files().providers(platform, Buffer.from([0xb5, 0xc7, 0xbc, 0xc7]))).rejects.toThrow('import.not-utf8');
    await expect(files().providers(platform, bytes('a,b\n"x'))).rejects.toThrow('import.not-readable');
  });

  it('lets nobody but the platform import', async () => {
    const handler: Actor = {
      personId: uuidv7(),
      organizationId: uuidv7(),
      roles: ['handler'],
      name: 'h',
      confirmedAt: null,
    };
    await expect(files().departments(handler, bytes(departments))).rejects.toThrow(Refused);
  });

  it('finds by part of the name, by code, by kind and domain, and pages without loss', async () => {
    const names = async (filter: object): Promise<string[]> => (await queries().list(filter)).items.map(({ name }) => name);
    expect(await names({ q: '夕阳红' })).toEqual(['海陵区夕阳红居家养老服务中心']);
    expect(await names({ q: '5132' })).toEqual(['海陵区展颜助老志愿者协会']);
    expect(await names({ q: '%' })).toHaveLength(5);
    expect(await names({ kind: 'finance' })).toEqual(['海陵区财政局']);
    expect(await names({ domain: '养老服务' })).toHaveLength(2);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: { items: { name: string }[]; next: string | null } = await queries().list({
        limit: 2,
        after,
      });
      seen.push(...page.items.map(({ name }) => name));
      after = page.next;
    } while (after);
    expect(new Set(seen).size).toBe(5);
  });

  it('knows who may buy', async () => {
    expect(await queries().byUscc('11321202M00000107M')).toMatchObject({
      kind: 'department',
      mayBuy: true,
      standing: 'good',
    });
    expect(await queries().byUscc('11321202M000009086')).toMatchObject({ kind: 'finance', mayBuy: false });
  });

  describe('standing', () => {
    const event = {
      act: 'list' as const,
      reason: '未按规定报送年度工作报告',
      source: '海陵区民政局公告〔2026〕3号',
      decidedOn: '2026-07-01',
    };
    const supervisor: Actor = {
      personId: uuidv7(),
      organizationId: uuidv7(),
      roles: ['supervisor'],
      name: 's',
      confirmedAt: null,
    };

    it('is moved by the supervisor with source and date, and keeps its history', async () => {
      const { id } = (await queries().byUscc('51321202MJ6000019D'))!;
      expect(await rooms.get(OrganizationService).judge(supervisor, id, event)).toBe('abnormal');
      expect(await rooms.get(OrganizationService).judge(supervisor, id, { ...event, act: 'clear', reason: '已补报' })).toBe('good');
      expect((await queries().standing(id)).map(({ from, to }) => [from, to])).toEqual([
        ['abnormal', 'good'],
        ['good', 'abnormal'],
      ]);
    });

    it('is refused to others, from a wrong state, and for a day to come', async () => {
      const { id } = (await queries().byUscc('51321202MJ6000019D'))!;
      const judge = (actor: Actor, changes: object): Promise<unknown> =>
        rooms.get(OrganizationService).judge(actor, id, { ...event, ...changes });
      await expect(judge({ ...supervisor, roles: ['approver'] }, {})).rejects.toThrow('forbidden');
      await expect(judge(supervisor, { act: 'clear' })).rejects.toThrow('lifecycle.not-now');
      await expect(judge(supervisor, { decidedOn: '2999-01-01' })).rejects.toThrow('organization.decided-later');
    });

    it('has a history that the database does not let anybody rewrite', async () => {
      await expect(rooms.database.sql('update organizations.standing_event set reason = $1', ['x'])).rejects.toThrow('append-only');
      await expect(rooms.get(Database).transaction((tx) => tx.query('delete from organizations.standing_event'))).rejects.toThrow(
        /permission denied|append-only/,
      );
    });
  });

  describe('the database', () => {
    const insert = (changes: Record<string, unknown>): Promise<unknown> => {
      const row: Record<string, unknown> = {
        id: uuidv7(),
        uscc: '52320722MJT000010N',
        name: 'n',
        kind: 'provider',
        classification: '社会服务机构',
        region: '320722',
        source: 'import',
        ...changes,
      };
      const names = Object.keys(row);
      return rooms.database.sql(
        `insert into organizations.organization (${names.join(', ')}) values (${names.map((_, place) => `$${place + 1}`).join(', ')})`,
        Object.values(row),
      );
    };

    it('itself refuses a code whose check digits fail, at either place', async () => {
      await expect(insert({ uscc: '52320722MJT000010P' })).rejects.toThrow('check constraint');
      await expect(insert({ uscc: '52320722MJT000011N' })).rejects.toThrow('check constraint');
    });

    it('agrees with the rule on every code of a district', async () => {
      expect(district.map(usccFault).filter(Boolean)).toEqual([]);
      const rows = await rooms.database.sql<{ ok: boolean }>(
        'select organizations.uscc_valid(code) as ok from unnest($1::text[]) as code',
        [district],
      );
      expect(rows.filter(({ ok }) => !ok)).toEqual([]);
    });

    it('lets a class-one unit neither buy nor provide', async () => {
      await expect(insert({ class_one: true })).rejects.toThrow('check constraint');
      await expect(insert({ class_one: true, kind: 'department', may_buy: true })).rejects.toThrow('check constraint');
    });
  });
});
