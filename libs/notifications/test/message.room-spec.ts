import { Accounts } from '#identity';
import { type Actor, nobody, type Role, system } from '#kernel';
import { MessageQueries, MessageService, NotificationsModule } from '#notifications';
import { Database, record, uuidv7 } from '#platform';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { aCast, anActor, type Cast } from '../../tendering/test/builders.js';
import { TenderingModule } from '#tendering';

let rooms: TestRooms;
let cast: Cast;
let [clerk, handler, approver]: Actor[] = [];
beforeAll(async () => {
  rooms = await openRooms([NotificationsModule, TenderingModule]);
  cast = await aCast(rooms);
  [clerk, handler, approver] = [
    await person('clerk', cast.providers[0]!.organizationId, 'provider_finance'),
    await person('handler', cast.handler.organizationId, 'handler'),
    await person('approver', cast.handler.organizationId, 'approver'),
  ];
}, 120_000);
afterAll(() => rooms.close());

async function person(login: string, organizationId: string, role: Role): Promise<Actor> {
  const { personId } = await rooms.get(Accounts).create(system('spec'), {
    login,
    name: login,
    organizationId,
    roles: [role],
    password: '竹杖芒鞋轻胜马谁怕一蓑烟雨',
  });
  return { personId, organizationId, roles: [role], name: login, confirmedAt: null };
}
const happen = async (actor: Actor, type: string, facts: Record<string, unknown>, project: string | null = null): Promise<string> => {
  const subject = uuidv7();
  await rooms.get(Database).transaction((tx) => record(tx, actor, { type, subject, project, facts }));
  await rooms.settle();
  return subject;
};
const told = async (actor: Actor): Promise<string[]> => (await rooms.get(MessageQueries).list(actor)).items.map(({ type }) => type);

describe('messages', () => {
  it('go to the people of both sides, in the roles concerned, and not to who acted', async () => {
    const facts = {
      departmentId: handler!.organizationId,
      providerId: clerk!.organizationId,
      number: 'ZF-1',
      amount: '500',
    };
    await happen(clerk!, 'payment.requested', facts);
    expect([await told(handler!), await told(approver!), await told(clerk!)]).toEqual([['payment.requested'], ['payment.requested'], []]);
    await happen(handler!, 'payment.confirmed', facts);
    expect(await told(clerk!)).toEqual(['payment.confirmed']);
    const [message] = (await rooms.get(MessageQueries).list(clerk!)).items;
    expect(message).toMatchObject({
      side: 'provider',
      facts: { number: 'ZF-1', amount: '500' },
      readAt: null,
    });
  });

  it('know the buyer of a project from what was said before', async () => {
    const project = uuidv7();
    await happen(handler!, 'notice.published', { departmentId: handler!.organizationId, number: 'CG-1' }, project);
    await happen({ ...clerk!, personId: nobody }, 'question.asked', { no: 1 }, project);
    const { items } = await rooms.get(MessageQueries).list(handler!);
    expect(items[0]).toMatchObject({ type: 'question.asked', facts: { number: 'CG-1', no: 1 } });
  });

  it('ask one person alone to a panel, with a link and without a bidder', async () => {
    const expert = anActor(cast.providers[1]!.organizationId, '专家', 'expert');
    const colleague = anActor(cast.providers[1]!.organizationId, '同事', 'expert');
    const project = uuidv7();
    await happen(handler!, 'notice.published', { departmentId: handler!.organizationId, number: 'CG-2' }, project);
    const facts = { evaluation: uuidv7(), member: expert.personId, employer: expert.organizationId };
    await happen({ ...handler!, personId: nobody }, 'seat.invited', facts, project);
    const { items } = await rooms.get(MessageQueries).list(expert);
    expect(items).toMatchObject([{ type: 'seat.invited', side: 'panel', project, facts: { number: 'CG-2' } }]);
    expect(Object.keys(items[0]!.facts)).toEqual(['number']);
    expect([await told(colleague), await told(clerk!)].flat()).not.toContain('seat.invited');
  });

  it('say nothing of bids, whatever an entry carries', async () => {
    const before = await told(handler!);
    await happen(clerk!, 'bid.submitted', {
      departmentId: handler!.organizationId,
      providerId: clerk!.organizationId,
    });
    expect(await told(handler!)).toEqual(before);
  });

  it('are read once, by their own reader only, and never change', async () => {
    const [message] = (await rooms.get(MessageQueries).list(clerk!)).items;
    const service = rooms.get(MessageService);
    await expect(service.read(handler!, message!.id)).rejects.toMatchObject({ refusal: { code: 'absent' } });
    await service.read(clerk!, message!.id);
    const read = await rooms.get(MessageQueries).byId(clerk!, message!.id);
    await service.read(clerk!, message!.id);
    expect((await rooms.get(MessageQueries).byId(clerk!, message!.id))!.readAt).toEqual(read!.readAt);
    await expect(rooms.database.sql(`update notifications.message set facts = '{}' where id = $1`, [message!.id])).rejects.toThrow(
      'never changed',
    );
    await expect(rooms.get(Database).query('delete from notifications.message')).rejects.toThrow('permission denied');
    expect(await rooms.get(MessageQueries).unread(handler!)).toBeGreaterThan(0);
    await service.readAll(handler!);
    expect(await rooms.get(MessageQueries).unread(handler!)).toBe(0);
  });
});
