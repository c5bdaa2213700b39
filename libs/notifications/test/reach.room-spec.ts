import { AwardService } from '#evaluation';
import { Accounts } from '#identity';
import { type Actor, type Role, system } from '#kernel';
import { BidService } from '#bidding';
import { type Message, MessageQueries, NewsQueries, NotificationsModule } from '#notifications';
import { ObjectionsModule } from '#objections';
import { Database, record, uuidv7 } from '#platform';
import { Admissions, CorrectionService, QuestionService, SuspensionService } from '#tendering';
import { fresh, someExperts } from '../../evaluation/test/builders.js';
import { announced } from '../../objections/test/builders.js';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { aCast, aPublishedNotice, type Cast } from '../../tendering/test/builders.js';

jest.setTimeout(180_000);

let rooms: TestRooms;
let cast: Cast;
let leads: Actor[];
beforeAll(async () => {
  rooms = await openRooms([ObjectionsModule, NotificationsModule], { acceleration: 50_000 });
  cast = await aCast(rooms);
  leads = await Promise.all(cast.providers.map((one, at) => person(`lead${at}`, one.organizationId, 'provider_admin')));
}, 60_000);
afterAll(() => rooms.close());

async function person(login: string, organizationId: string, role: Role): Promise<Actor> {
  const account = { login, name: login, organizationId, roles: [role], password: '竹杖芒鞋轻胜马谁怕一蓑烟雨' };
  const { personId } = await rooms.get(Accounts).create(system('spec'), account);
  return { personId, organizationId, roles: [role], name: login, confirmedAt: null };
}
const toldOf = async (actor: Actor, project: string): Promise<Message[]> =>
  (await rooms.get(MessageQueries).list(actor, { limit: 100 })).items.filter((one) => one.project === project);
const leadOf = ({ organizationId }: Actor): Actor => leads.find((one) => one.organizationId === organizationId)!;

describe('who is told', () => {
  it('of a result: everybody in the box, each with the own bid, and of its withdrawal', async () => {
    const experts = await someExperts(rooms, 5);
    const { id, awardId, loser, winner, opened } = await announced(rooms, cast, experts, ['800000.00', '810000.00', '820000.00']);
    await rooms.settle();
    for (const { provider, id: bid } of opened.bids) {
      const told = (await toldOf(leadOf(provider), id)).find(({ type }) => type === 'award.announced');
      expect([told?.side, told?.facts['bid']]).toEqual(['provider', bid]);
    }
    expect(loser.organizationId).not.toBe(winner.organizationId);
    const reason = '成交单位放弃签订合同';
    await rooms
      .get(Database)
      .transaction((tx) => rooms.get(AwardService).withdraw(tx, fresh(cast.approver), awardId, { cause: 'winner-refused', reason }));
    await rooms.settle();
    expect((await toldOf(leadOf(loser), id)).map(({ type }) => type)).toContain('award.withdrawn');
  });

  it('of changes before the opening: whoever prepares a bid or asked finds them, and no table keeps who that is', async () => {
    const { id, number } = await aPublishedNotice(rooms, cast);
    const [bidder, asker, stranger] = cast.providers as [Actor, Actor, Actor];
    await rooms.get(BidService).start(bidder, id);
    const asked = await rooms.get(QuestionService).ask(asker, id, { text: '是否接受联合体？' });
    await rooms.get(QuestionService).answer(cast.handler, asked.id, { answer: '不接受。', affects: 'no' });
    const correction = { reason: '更正联系电话', clarification: '联系电话改为 86881234', criteria: [], attachments: [] };
    await rooms
      .get(CorrectionService)
      .correct(fresh(cast.approver), id, { ...correction, deadline: 'fixed', closesAt: '2099-01-01T00:00:00Z' });
    await rooms.settle();
    const news = async (actor: Actor) =>
      (await rooms.get(NewsQueries).of(actor)).filter((one) => one.number === number).map(({ kind }) => kind);
    expect(await news(bidder)).toEqual(['corrected']);
    expect((await news(asker)).sort()).toEqual(['answered', 'corrected']);
    expect(await news(stranger)).toEqual([]);
    await rooms.get(SuspensionService).suspend(fresh(cast.approver), id, { reason: '等待质疑答复' });
    expect(await news(bidder)).toEqual(['suspended']);
    await rooms.settle();
    for (const lead of leads) expect(await toldOf(lead, id)).toEqual([]);
  });

  it('of an invitation: those invited, on the first page too until they begin a bid', async () => {
    const { id, number } = await aPublishedNotice(rooms, cast);
    const invited = cast.providers[1]!;
    await rooms.get(Database).transaction((tx) => rooms.get(Admissions).admit(tx, cast.approver, id, [invited.organizationId]));
    await rooms.settle();
    const [message] = await toldOf(leadOf(invited), id);
    expect(message).toMatchObject({ type: 'invitation.sent', side: 'provider', facts: { number } });
    expect(await toldOf(leads[0]!, id)).toEqual([]);
    expect((await rooms.get(NewsQueries).invitations(invited)).map((one) => one.number)).toContain(number);
    await rooms.get(BidService).start(invited, id);
    expect((await rooms.get(NewsQueries).invitations(invited)).map((one) => one.number)).not.toContain(number);
  });

  it('of a result that changes: finance; the number of the objection is not taken for that of the project', async () => {
    const { id, number } = await aPublishedNotice(rooms, cast);
    const checker = await person('checker', cast.financeChecker.organizationId, 'finance_checker');
    const buyer = await person('buyer', cast.handler.organizationId, 'handler');
    const facts = { number: '321202-2026-ZY-0009', kind: 'challenge', remedy: 'restart', award: null, signed: false };
    await rooms.get(Database).transaction(async (tx) => {
      await record(tx, cast.acceptor, { type: 'remedy.ordered', subject: id, project: id, facts });
      await record(tx, cast.acceptor, { type: 'question.asked', subject: uuidv7(), project: id, facts: { no: 1 } });
    });
    await rooms.settle();
    const numbers = async (actor: Actor, type: string) =>
      (await toldOf(actor, id)).filter((one) => one.type === type).map((one) => one.facts['number']);
    expect(await numbers(checker, 'remedy.ordered')).toEqual([facts.number]);
    expect(await numbers(buyer, 'question.asked')).toEqual([number]);
  });
});
