import { type Actor, Refused, system } from '#kernel';
import { CustodyModule, KeyHolderQueries, KeyHolders, keyHolderView } from '#custody';
import { OrganizationImport, OrganizationQueries } from '#organizations';
import { Database } from '#platform';
import { decryptWith, fromBase64, newIdentity, recipientOf, textOf } from '#sealing';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { aHolderPerson, aKeyHolder } from './holders.js';

const file = `\uFEFF统一社会信用代码,名称,行政区划,类型,可购买服务
11321202M00000107M,海陵区民政局,321202,行政机关,是
11321202M000009086,海陵区财政局,321202,行政机关,否
11321202M00001003T,海陵区审计局,321202,行政机关,否
`;
const providers = `\uFEFF统一社会信用代码,名称,登记地,评估等级,等级有效期,主要领域
52321202MJ5000017X,海陵区夕阳红居家养老服务中心,321202,5A,2029-12-31,养老服务
`;

let rooms: TestRooms;
let units: { purchaser: string; finance: string; supervisor: string; provider: string };
const holders = (): KeyHolders => rooms.get(KeyHolders);
const queries = (): KeyHolderQueries => rooms.get(KeyHolderQueries);
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof Refused) return error.refusal.code;
      throw error;
    },
  );

beforeEach(async () => {
  rooms = await openRooms([CustodyModule]);
  await rooms.get(OrganizationImport).departments(system('test'), Buffer.from(file));
  await rooms.get(OrganizationImport).providers(system('test'), Buffer.from(providers));
  const idOf = async (uscc: string): Promise<string> => (await rooms.get(OrganizationQueries).byUscc(uscc))!.id;
  units = {
    purchaser: await idOf('11321202M00000107M'),
    finance: await idOf('11321202M000009086'),
    supervisor: await idOf('11321202M00001003T'),
    provider: await idOf('52321202MJ5000017X'),
  };
});
afterEach(() => rooms.close());

const lead = (organizationId: string): Actor => ({ ...system('lead'), organizationId, roles: ['approver'], confirmedAt: new Date() });

test('who opens the challenge holds the key; what is written down names no person', async () => {
  const { actor, recipient, holderId } = await aKeyHolder(rooms, await aHolderPerson(rooms, units.finance, '陈保管'));
  const [row] = (await queries().list()).items;
  expect(row).toMatchObject({
    id: holderId,
    office: 'finance',
    unit: '海陵区财政局',
    recipient,
    state: 'active',
    personId: actor.personId,
  });
  expect(JSON.stringify(keyHolderView(row!))).not.toContain('陈保管');
  const [entry] = await rooms.database.sql<{ payload: Buffer }>(`select payload from platform.journal where type = 'custody.enrolled'`);
  expect(entry!.payload.toString()).toContain(recipient);
});

test('a public key alone is not enough', async () => {
  const actor = await aHolderPerson(rooms, units.finance, '陈保管');
  const recipient = await recipientOf(await newIdentity());
  expect(await codeOf(holders().enrol(actor, { recipient, answer: '0'.repeat(64) }))).toBe('custody.no-challenge');
  await holders().challenge(actor, { recipient });
  expect(await codeOf(holders().enrol(actor, { recipient, answer: '0'.repeat(64) }))).toBe('custody.answer-wrong');
});

test('a challenge is good for a quarter of an hour, for its own person, once', async () => {
  const [actor, other] = [await aHolderPerson(rooms, units.finance, '陈保管'), await aHolderPerson(rooms, units.supervisor, '褚保管')];
  const identity = await newIdentity();
  const recipient = await recipientOf(identity);
  const opened = async (): Promise<string> => {
    const { challenge } = await holders().challenge(actor, { recipient });
    return textOf((await decryptWith(identity, fromBase64(challenge)!))!)!;
  };
  const answer = await opened();
  expect(await codeOf(holders().enrol(other, { recipient, answer }))).toBe('custody.no-challenge');
  await rooms.database.sql(`update custody.challenge set made_at = made_at - interval '16 minutes'`);
  expect(await codeOf(holders().enrol(actor, { recipient, answer }))).toBe('custody.challenge-over');
  const again = await opened();
  expect(await codeOf(holders().enrol({ ...actor, confirmedAt: null }, { recipient, answer: again }))).toBe('confirm-first');
  expect(await codeOf(holders().enrol(actor, { recipient, answer: again }))).toBe('done');
  expect(await codeOf(holders().enrol(actor, { recipient, answer: again }))).not.toBe('done');
});

test('only key holders of the three kinds of unit enrol', async () => {
  const recipient = await recipientOf(await newIdentity());
  expect(await codeOf(holders().challenge(lead(units.finance), { recipient }))).toBe('custody.holder-role');
  const provider = await aHolderPerson(rooms, units.provider, '投标人');
  expect(await codeOf(holders().challenge(provider, { recipient }))).toBe('custody.no-office');
});

test('three keys are kept by three persons of three units', async () => {
  const person = await aHolderPerson(rooms, units.finance, '陈保管');
  await aKeyHolder(rooms, person);
  expect(await codeOf(aKeyHolder(rooms, { ...person, organizationId: units.supervisor }))).toBe('custody.person-taken');
  expect(await codeOf(aKeyHolder(rooms, await aHolderPerson(rooms, units.finance, '卫保管')))).toBe('custody.office-taken');
});

test('a department learns its three holders, or which offices are vacant', async () => {
  const asked = (): Promise<string> => codeOf(rooms.get(Database).transaction((tx) => holders().forDepartment(tx, units.purchaser)));
  expect(await queries().vacantFor(units.purchaser)).toEqual(['purchaser', 'finance', 'supervisor']);
  await aKeyHolder(rooms, await aHolderPerson(rooms, units.purchaser, '冯保管'));
  await aKeyHolder(rooms, await aHolderPerson(rooms, units.finance, '陈保管'));
  expect(await queries().vacantFor(units.purchaser)).toEqual(['supervisor']);
  expect(await asked()).toBe('custody.office-vacant');
  await aKeyHolder(rooms, await aHolderPerson(rooms, units.supervisor, '褚保管'));
  expect(await asked()).toBe('done');
  expect((await queries().namedFor(units.purchaser)).map(({ unit }) => unit)).toEqual(['海陵区民政局', '海陵区财政局', '海陵区审计局']);
});

test('a lost key leaves its office vacant until another is enrolled', async () => {
  const first = await aKeyHolder(rooms, await aHolderPerson(rooms, units.finance, '陈保管'));
  const stranger = lead(units.supervisor);
  expect(await codeOf(holders().reportLoss(stranger, first.holderId, { reason: '存储介质损坏' }))).toBe('absent');
  await holders().reportLoss(first.actor, first.holderId, { reason: '存储介质损坏' });
  expect(await codeOf(holders().reportLoss(first.actor, first.holderId, { reason: '存储介质损坏' }))).toBe('custody.not-active');
  expect(await queries().vacantFor(units.purchaser)).toContain('finance');
  const second = await aKeyHolder(rooms, await aHolderPerson(rooms, units.finance, '卫保管'));
  const all = await queries().ofUnit(units.finance);
  expect(all.map(({ id, state }) => [id, state])).toEqual([
    [second.holderId, 'active'],
    [first.holderId, 'lost'],
  ]);
});

test('the lead ends a duty so that another person can take it; a holder renews the own key', async () => {
  const first = await aKeyHolder(rooms, await aHolderPerson(rooms, units.purchaser, '冯保管'));
  const renewed = await aKeyHolder(rooms, first.actor);
  expect((await queries().ofUnit(units.purchaser)).map(({ state }) => state)).toEqual(['active', 'replaced']);
  expect(await codeOf(holders().replace(first.actor, renewed.holderId, { reason: '调离岗位' }))).toBe('custody.lead-only');
  await holders().replace(lead(units.purchaser), renewed.holderId, { reason: '调离岗位' });
  await aKeyHolder(rooms, await aHolderPerson(rooms, units.purchaser, '卫保管'));
  expect((await queries().ofUnit(units.purchaser)).map(({ state }) => state)).toEqual(['active', 'replaced', 'replaced']);
});

test('no key comes back under the same name', async () => {
  const holder = await aKeyHolder(rooms, await aHolderPerson(rooms, units.finance, '陈保管'));
  await holders().reportLoss(holder.actor, holder.holderId, { reason: '存储介质损坏' });
  expect(await codeOf(holders().challenge(holder.actor, { recipient: holder.recipient }))).toBe('custody.recipient-used');
});

test('the list is read in pages', async () => {
  for (const unit of [units.purchaser, units.finance, units.supervisor]) await aKeyHolder(rooms, await aHolderPerson(rooms, unit, '保管'));
  const first = await queries().list({ limit: 2 });
  const second = await queries().list({ limit: 2, after: first.next });
  expect([first.items.length, second.items.length, second.next]).toEqual([2, 1, null]);
  expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(3);
});
