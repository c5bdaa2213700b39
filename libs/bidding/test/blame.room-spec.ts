import { randomBytes } from 'node:crypto';
import { type Actor, toYuan } from '#kernel';
import { BiddingModule, BidQueries, OpeningQueries } from '#bidding';
import { canonical, combine, contributionOf, type Json, newIdentity, recipientOf, type Statement } from '#sealing';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import {
  comes,
  handedIn,
  openBox,
  organization,
  person,
  procedure,
  sealAtDeadline,
  type TestOffer,
  type TestProcedure,
} from './builders.js';

/** One bidder does it wrongly, two do it right: what becomes of each. */
describe('a bid that was sealed wrongly', () => {
  let rooms: TestRooms;
  let providers: Actor[];
  beforeAll(async () => {
    rooms = await openRooms([BiddingModule]);
    providers = [];
    for (let place = 0; place < 3; place += 1) providers.push(person(await organization(rooms.database), ['provider_admin']));
  }, 60_000);
  afterAll(() => rooms.close());

  async function withOneWrong(more: Partial<TestOffer>, price = '800000.00'): Promise<{ open: TestProcedure; wrong: string }> {
    const open = await procedure(rooms.database, { closesIn: 600_000, method: 'competitive_consultation' });
    const { id } = await handedIn(rooms, providers[0]!, open.id, price, more);
    for (const actor of providers.slice(1)) await handedIn(rooms, actor, open.id);
    await sealAtDeadline(rooms, open);
    return { open, wrong: id };
  }
  const shown = ({ departmentId, id }: TestProcedure) => rooms.get(OpeningQueries).show(person(departmentId, ['handler']), id);
  const changed =
    (change: (statement: Statement) => Statement) =>
    (bytes: Uint8Array, kind: string): Uint8Array =>
      kind === 'price' ? canonical(change(JSON.parse(Buffer.from(bytes).toString()) as Statement) as unknown as Json) : bytes;

  it.each<[string, Partial<TestOffer>, string, string]>([
    ['without an amount', {}, 'bid.price-not-positive', '0.00'],
    ['in the name of another provider', { tampering: { provider: '11321202M00000107M' } }, 'content.provider', '800000.00'],
    ['without a plan', { plan: ' ' }, 'bid.plan-missing', '800000.00'],
    [
      'for lots it does not price',
      { tampering: { answers: { qualification: { commitment: true, lots: ['1', '2'] } } } },
      'bid.lots-differ',
      '800000.00',
    ],
    [
      'with its price in another envelope only',
      { tampering: { answers: { technical: { plan: 'a', staffing: 'b', experience: 'c', prices: { '1': '1.00' } }, price: {} } } },
      'bid.price-missing',
      '800000.00',
    ],
    ['with an empty price', { tampering: { answers: { price: {} } } }, 'bid.price-missing', '800000.00'],
  ])('%s is invalid, the others are opened', async (_what, more, code, price) => {
    const { open, wrong } = await withOneWrong(more, price);
    await openBox(rooms, open.holders, open.id);
    const { invalid, bids, record, minutes } = await shown(open);
    expect(invalid).toMatchObject([{ bidId: wrong, providerId: providers[0]!.organizationId, code }]);
    expect(record!.invalid).toMatchObject([{ bid: wrong, code }]);
    expect(bids).toHaveLength(2);
    expect(minutes!.text).toContain('无效：');
    expect((await rooms.get(BidQueries).ownBid(providers[0]!, wrong)).state).toBe('invalid');
    expect(await rooms.get(BidQueries).openedBid(wrong)).toBeNull();
  });

  it('no more than others when its price is above the limit: it is opened, and the evaluation says what follows', async () => {
    const { open, wrong } = await withOneWrong({}, '850000.01');
    await openBox(rooms, open.holders, open.id);
    const { invalid, bids } = await shown(open);
    expect([invalid, bids.length]).toEqual([[], 3]);
    expect(bids.find(({ bidId }) => bidId === wrong)!.price).toBe(85_000_001n);
  });

  it('with shares that do not give its key convicts its bidder: whoever has the record sees it', async () => {
    const open = await procedure(rooms.database, { closesIn: 600_000, method: 'competitive_consultation' });
    const foreign = await recipientOf(await newIdentity());
    const { id, input } = await handedIn(rooms, providers[0]!, open.id, '800000.00', {
      tampering: { statement: changed((statement) => ({ ...statement, pk: foreign })) },
    });
    for (const actor of providers.slice(1)) await handedIn(rooms, actor, open.id);
    await sealAtDeadline(rooms, open);
    await openBox(rooms, open.holders, open.id, ['finance', 'supervisor']);
    const { record } = await shown(open);
    expect(record!.invalid).toEqual([{ bid: id, code: 'share.false', kind: 'price' }]);
    const statement = JSON.parse(Buffer.from(input.envelopes.price, 'base64').toString()) as Statement;
    const { finance, supervisor } = open.holders;
    const given = {
      finance: (await contributionOf(finance.identity, statement, 'finance'))!,
      supervisor: (await contributionOf(supervisor.identity, statement, 'supervisor'))!,
    };
    expect(await combine(statement, given)).toEqual({ fault: 'bidder' });
  });

  it('with a share that one holder cannot open waits for the third, and is read with his', async () => {
    const broken = changed((statement) => ({
      ...statement,
      shares: statement.shares.map((one) => (one.office === 'finance' ? { ...one, share: scrambled(one.share) } : one)),
    }));
    const { open } = await withOneWrong({ tampering: { statement: broken } });
    await comes(rooms, open.holders.purchaser, open.id);
    expect(await comes(rooms, open.holders.finance, open.id)).toEqual({ state: 'sealed', offices: ['purchaser', 'finance'] });
    expect(await comes(rooms, open.holders.supervisor, open.id)).toMatchObject({ state: 'opened' });
    const { bids, invalid } = await shown(open);
    expect([bids.length, invalid]).toEqual([3, []]);
    expect(bids.map(({ price }) => toYuan(price))).toEqual(['800000.00', '800000.00', '800000.00']);
  });

  it('is told from one the platform changed: then the root does not match and the minutes blame the platform', async () => {
    const { open, wrong } = await withOneWrong({});
    await rooms.database.sql(
      `begin; set local session_replication_role = replica;
       update bidding.submission set envelope = set_byte(envelope, 60, (get_byte(envelope, 60) + 1) % 256),
         envelope_sha256 = sha256(set_byte(envelope, 60, (get_byte(envelope, 60) + 1) % 256)) where bid = '${wrong}'; commit`,
    );
    await openBox(rooms, open.holders, open.id);
    const { record, bids, minutes } = await shown(open);
    expect(record).toMatchObject({ rootMatches: false, invalid: [{ bid: wrong, code: 'envelope.altered' }] });
    expect(bids).toHaveLength(2);
    expect(minutes!.text).toContain('平台负责');
    expect(minutes!.text).toContain('不一致');
  });
});

/** The body of the header's stanza becomes noise; the form stays. */
function scrambled(share: string): string {
  const bytes = Buffer.from(share, 'base64');
  const lines = bytes.subarray(0, bytes.indexOf('---')).toString('latin1').split('\n');
  const at = bytes.indexOf(lines[2]!);
  const noise = randomBytes(32).toString('base64').replace(/=+$/, '');
  bytes.write(noise.slice(0, 42) + 'A', at, 'latin1');
  return bytes.toString('base64');
}
