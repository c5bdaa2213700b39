import type { Actor, Role } from '#kernel';
import { Alarms } from '#platform';
import { BiddingModule, BidQueries, Fallback, Minutes, OpeningQueries } from '#bidding';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { comes, handedIn, organization, person, procedure, sealAtDeadline, type TestBid, type TestProcedure } from './builders.js';

describe('when two holders lost their keys after the deadline', () => {
  let rooms: TestRooms;
  let providers: Actor[];
  beforeAll(async () => {
    rooms = await openRooms([BiddingModule], { acceleration: 14_400 });
    providers = [];
    for (let place = 0; place < 3; place += 1) providers.push(person(await organization(rooms.database), ['provider_admin']));
  }, 60_000);
  afterAll(() => rooms.close());

  const code = (wanted: string): object => ({ refusal: { code: wanted } });
  const buyer = ({ departmentId }: TestProcedure, role: Role = 'approver'): Actor => person(departmentId, [role], '王审核');
  const watcher = async (): Promise<Actor> => person(await organization(rooms.database, { kind: 'supervisor' }), ['supervisor'], '郑监督');
  const agree = (actor: Actor, { id }: TestProcedure) => rooms.get(Fallback).agree(actor, id, { reason: '两把密钥遗失' });
  const hand = (actor: Actor, { id, secrets }: Pick<TestBid, 'id' | 'secrets'>) =>
    rooms.get(Fallback).hand(actor, id, { secrets: { ...secrets } });

  async function sealed(): Promise<{ open: TestProcedure; bids: TestBid[] }> {
    const open = await procedure(rooms.database, { closesIn: 600_000, method: 'competitive_consultation' });
    const bids = [];
    for (const actor of providers) bids.push(await handedIn(rooms, actor, open.id));
    await sealAtDeadline(rooms, open);
    return { open, bids };
  }
  const lose = ({ holders }: TestProcedure, ...offices: ('purchaser' | 'finance' | 'supervisor')[]): Promise<unknown> =>
    rooms.database.sql(`update custody.key_holder set state = 'lost', ended_at = now(), reason = '遗失' where id = any($1)`, [
      offices.map((office) => holders[office].holderId),
    ]);

  it('two persons of two sides let the bidders open their own envelopes, and the last one opens the box', async () => {
    const { open, bids } = await sealed();
    await expect(agree(buyer(open), open)).rejects.toMatchObject(code('fallback.keys-there'));
    await lose(open, 'purchaser', 'finance');
    await expect(hand(providers[0]!, bids[0]!)).rejects.toMatchObject(code('fallback.not-open'));
    await expect(agree(buyer(open, 'handler'), open)).rejects.toMatchObject(code('fallback.not-your-part'));
    await expect(agree({ ...buyer(open), confirmedAt: null }, open)).rejects.toMatchObject(code('confirm-first'));
    const approver = buyer(open);
    expect(await agree(approver, open)).toEqual({ state: 'proposed', until: null });
    await expect(agree(buyer(open), open)).rejects.toMatchObject(code('fallback.side-taken'));
    await expect(hand(providers[0]!, bids[0]!)).rejects.toMatchObject(code('fallback.not-open'));
    expect(await agree(await watcher(), open)).toMatchObject({ state: 'agreed' });

    const swapped = { id: bids[0]!.id, secrets: bids[1]!.secrets };
    await expect(hand(providers[0]!, swapped)).rejects.toMatchObject(code('fallback.secret-foreign'));
    for (const [place, actor] of providers.entries()) expect(await hand(actor, bids[place]!)).toEqual({ accepted: true });
    expect(await rooms.get(BidQueries).opened(open.id)).toHaveLength(3);
    const { record, minutes, state } = await rooms.get(OpeningQueries).show(approver, open.id);
    expect([state, record!.fallback.map(({ side }) => side)]).toEqual(['opened', ['buyer', 'supervisor']]);
    expect(minutes!.text).toContain('由供应商自行解密');
    expect((await rooms.get(Minutes).sign(approver, open.id, { digest: minutes!.digest })).signatures).toHaveLength(1);
  }, 30_000);

  it('who hands in no keys in time is not read, the others are', async () => {
    const { open, bids } = await sealed();
    await lose(open, 'finance', 'supervisor');
    await comes(rooms, open.holders.purchaser, open.id);
    await agree(buyer(open), open);
    const { until } = await agree(await watcher(), open);
    for (const place of [0, 1]) await hand(providers[place]!, bids[place]!);
    expect(await rooms.get(BidQueries).opened(open.id)).toEqual([]);
    await new Promise((wake) => setTimeout(wake, until!.getTime() - Date.now() + 300));
    await rooms.get(Alarms).ringDue();
    const { bids: read, invalid } = await rooms.get(OpeningQueries).show(buyer(open), open.id);
    expect([read.length, invalid.map(({ bidId, code: why }) => [bidId, why])]).toEqual([2, [[bids[2]!.id, 'secret.missing']]]);
    await expect(hand(providers[2]!, bids[2]!)).rejects.toMatchObject(code('opening.over'));
  }, 60_000);
});
