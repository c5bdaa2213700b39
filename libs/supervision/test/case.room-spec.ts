import { Deadlines } from '#calendar';
import { Database, record, uuidv7 } from '#platform';
import { CaseService, HistoryQueries, LightQueries, SupervisionModule, type Trace } from '#supervision';
import type { HeldProcedure } from '#tendering';
import { handedIn, openBox } from '../../bidding/test/builders.js';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { aCast, anActor, aPublishedNotice, type Cast, untilClosed } from '../../tendering/test/builders.js';

let rooms: TestRooms;
let cast: Cast;
let notice: HeldProcedure;
let expert: Cast['handler'];
const ofPanel = [
  'seat.scored',
  'evaluation.checked',
  'evaluation.drafted',
  'clarification.asked',
  'last-price.asked',
  'last-prices.called',
];
beforeAll(async () => {
  rooms = await openRooms([SupervisionModule], { acceleration: 100_000 });
  cast = await aCast(rooms);
  notice = await aPublishedNotice(rooms, cast);
  await rooms.settle();
  for (const [place, provider] of cast.providers.slice(0, 3).entries()) await handedIn(rooms, provider, notice.id, `80000${place}.00`);
  const write = (actor: Cast['handler'], type: string) =>
    rooms.get(Database).transaction((tx) => record(tx, actor, { type, subject: uuidv7(), project: notice.id, facts: { no: 1 } }));
  await write(cast.providers[0]!, 'bid.submitted');
  expert = anActor('00000000-0000-4000-8000-00000000e001', '专家', 'expert');
  for (const type of ofPanel) await write(expert, type);
  await rooms.settle();
}, 120_000);
afterAll(() => rooms.close());

const all = async (filter = {}): Promise<Trace[]> => (await rooms.get(HistoryQueries).ofProject(notice, { limit: 100, ...filter })).items;

describe('a case file', () => {
  it('is read by supervisors and the buyer, and for nobody else is it there', async () => {
    const cases = rooms.get(CaseService);
    expect((await cases.find(cast.supervisor, notice.number)).id).toBe(notice.id);
    expect((await cases.find(cast.handler, notice.id)).id).toBe(notice.id);
    for (const actor of [cast.stranger, cast.providers[0]!, cast.cashier])
      await expect(cases.find(actor, notice.id)).rejects.toMatchObject({ refusal: { kind: 'absent' } });
  });

  it('begins with the plan and shows nothing of a bid before the opening', async () => {
    const traces = await all();
    expect(traces.map(({ type }) => type)).toContain('plan-item.approved');
    expect(traces.map(({ type }) => type)).toContain('notice.published');
    expect(traces.filter(({ type }) => type.startsWith('bid.'))).toEqual([]);
    expect(await all({ stage: 'bidding' })).toEqual([]);
    const people = cast.providers.map(({ personId }) => personId);
    expect((await rooms.get(HistoryQueries).who(notice)).people.filter((person) => people.includes(person))).toEqual([]);
  });

  it('tells of quotes once their contest is over', async () => {
    const order = uuidv7();
    const write = (actor: Cast['handler'], type: string) =>
      rooms.get(Database).transaction((tx) => record(tx, actor, { type, subject: order, project: notice.id, facts: {} }));
    const quotes = async () => {
      await rooms.settle();
      return (await all()).filter(({ type }) => type === 'order.quoted').length;
    };
    await write(cast.providers[2]!, 'order.quoted');
    expect(await quotes()).toBe(0);
    const quoting = cast.providers[2]!.personId;
    expect((await rooms.get(HistoryQueries).who(notice)).people).not.toContain(quoting);
    await write(cast.handler, 'order.offered');
    expect(await quotes()).toBe(1);
  });

  it('keeps panel members unnamed, also when one is asked for', async () => {
    const [seat] = (await all()).filter(({ type }) => type === 'seat.scored');
    expect(seat).toMatchObject({ personId: null, veiled: true, facts: {} });
    const byPanel = (await all()).filter(({ type }) => ofPanel.includes(type));
    expect(byPanel.map(({ personId, organizationId, veiled }) => [personId, organizationId, veiled])).toEqual(
      ofPanel.map(() => [null, null, true]),
    );
    const { personId, organizationId } = expert;
    for (const filter of [{ personId }, { organizationId }, { personId, limit: 1 }])
      expect(await rooms.get(HistoryQueries).ofProject(notice, filter)).toEqual({ items: [], next: null });
    const { people, organizations } = await rooms.get(HistoryQueries).who(notice);
    expect([people, organizations].flat()).toEqual(expect.not.arrayContaining([personId, organizationId]));
  });

  it('writes down who read it, once a reading', async () => {
    const page = await rooms.get(CaseService).read(cast.supervisor, notice, { limit: 2 });
    await rooms.get(CaseService).read(cast.supervisor, notice, { limit: 2, after: page.next });
    await rooms.settle();
    expect((await all({ stage: 'reading' })).map(({ personId }) => personId)).toEqual([cast.supervisor.personId]);
  });

  it('shows bids once the box is opened', async () => {
    await untilClosed(rooms, notice);
    await rooms.knock();
    await openBox(rooms, cast.keyHolders, notice.id);
    await rooms.settle();
    expect((await all({ stage: 'bidding' })).map(({ type }) => type)).toEqual(expect.arrayContaining(['box.opened', 'bid.submitted']));
  }, 60_000);
});

describe('lights', () => {
  it('are counted by holder and stage, listed newest red first, each with its reason', async () => {
    const [first, second] = [uuidv7(), uuidv7()];
    const startsAt = new Date('2026-01-05T01:00:00Z');
    await rooms.get(Database).transaction(async (tx) => {
      for (const [place, subject] of [first, second].entries())
        await rooms.get(Deadlines).open(tx, {
          subject,
          subjectType: 'payment',
          project: notice.id,
          key: 'payment.check',
          holder: cast.financeChecker.organizationId,
          startsAt: new Date(startsAt.getTime() + place * 60_000),
          ruleDay: notice.ruleDay,
        });
    });
    const now = await rooms.get(Database).now();
    const { items } = await rooms.get(LightQueries).list({ now, light: 'red', subjectType: 'payment', limit: 1 });
    expect(items[0]).toMatchObject({
      subject: second,
      light: 'red',
      why: { rule: { key: 'payment.check' }, standing: 'overdue' },
    });
    const { lines } = await rooms.get(LightQueries).board(now);
    expect(lines.find(({ holder }) => holder === cast.financeChecker.organizationId)).toMatchObject({
      tally: { red: 2 },
    });
    expect((await rooms.get(LightQueries).ofProject(notice.id, now)).light).toBe('red');
  });
});
