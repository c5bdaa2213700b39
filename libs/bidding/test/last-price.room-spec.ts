import type { Actor } from '#kernel';
import { Alarms, Database } from '#platform';
import { BiddingModule, BidQueries, LastPriceQueries, LastPrices, OpeningPackages, OpeningQueries, ReceiptChecks } from '#bidding';
import { Signer, Verification } from '#documents';
import { boxRoot, verifyOpening } from '#sealing';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { comes, handedIn, openBox, organization, person, procedure, sealAtDeadline, type TestProcedure, until } from './builders.js';
import { handsInLast } from './last-prices.js';

describe('last prices', () => {
  let rooms: TestRooms;
  let providers: Actor[];
  beforeAll(async () => {
    rooms = await openRooms([BiddingModule]);
    providers = [];
    for (let place = 0; place < 4; place += 1) providers.push(person(await organization(rooms.database), ['provider_admin']));
  }, 60_000);
  afterAll(() => rooms.close());

  const code = (wanted: string): object => ({ refusal: { code: wanted } });
  const chair = person('00000000-0000-4000-8000-000000000001', ['expert'], '组长');
  const opened = (id: string) => rooms.get(BidQueries).opened(id);
  const call = (id: string, bids: readonly string[], closesAt: Date, lots: readonly string[] = ['1']) => {
    const called = bids.map((bid) => ({ bid, lots }));
    return rooms.get(Database).transaction((tx) => rooms.get(LastPrices).call(tx, chair, id, { bids: called, closesAt }));
  };
  const soon = async (milliseconds: number): Promise<Date> => new Date((await rooms.get(Database).now()).getTime() + milliseconds);

  async function openedBox(method = 'competitive_consultation'): Promise<{ open: TestProcedure; bids: string[] }> {
    const open = await procedure(rooms.database, { closesIn: 600_000, method });
    const bids = [];
    for (const [place, actor] of providers.entries()) bids.push((await handedIn(rooms, actor, open.id, `${800_000 - place}.00`)).id);
    await sealAtDeadline(rooms, open);
    await openBox(rooms, open.holders, open.id);
    return { open, bids };
  }

  const handsIn = (actor: Actor, bid: string, prices: Record<string, string>) => handsInLast(rooms, actor, bid, prices);

  async function sealedAt(closesAt: Date): Promise<void> {
    await until(rooms.database, closesAt);
    await rooms.get(Alarms).ringDue();
  }

  it('are asked of opened offers, only by methods that have them, and once', async () => {
    const tender = await openedBox('open_tender');
    await expect(call(tender.open.id, tender.bids, await soon(60_000))).rejects.toMatchObject(code('last-price.not-asked'));
    const { open, bids } = await openedBox();
    await expect(call(open.id, [], await soon(60_000))).rejects.toMatchObject(code('last-price.nobody'));
    await expect(call(open.id, bids, await soon(-1))).rejects.toMatchObject(code('last-price.too-soon'));
    await call(open.id, bids.slice(0, 3), await soon(60_000));
    await expect(call(open.id, bids, await soon(60_000))).rejects.toMatchObject(code('last-price.called'));
    await expect(handsIn(providers[3]!, bids[3]!, { '1': '1.00' })).rejects.toMatchObject(code('bid.late'));
    expect((await rooms.get(BidQueries).desk(providers[0]!, bids[0]!)).lastRound).toMatchObject({
      state: 'open',
      lots: ['1'],
      handedIn: null,
    });
    expect((await rooms.get(BidQueries).desk(providers[3]!, bids[3]!)).lastRound).toBeNull();
    const asked = async (actor: Actor) =>
      (await rooms.get(LastPriceQueries).asked(actor)).filter(({ procedureId }) => procedureId === open.id);
    expect(await asked(providers[0]!)).toMatchObject([{ bidId: bids[0], handedIn: false }]);
    await handsIn(providers[0]!, bids[0]!, { '1': '1.00' });
    expect(await asked(providers[0]!)).toMatchObject([{ handedIn: true }]);
    expect([await asked(providers[3]!), await asked(chair)]).toEqual([[], []]);
  });

  it('of a procedure that ends meanwhile are never read', async () => {
    const { open, bids } = await openedBox();
    await call(open.id, bids, await soon(60_000));
    await rooms.get(Database).transaction((tx) => rooms.get(LastPrices).end(tx, open.id));
    await expect(handsIn(providers[0]!, bids[0]!, { '1': '1.00' })).rejects.toMatchObject(code('bid.late'));
    const { round, state, voidReason } = await rooms.get(OpeningQueries).show(person(open.departmentId, ['handler']), open.id);
    expect([round, state, voidReason]).toEqual([2, 'void', 'cancelled']);
  });

  it('are sealed apart, replaced, opened by two, and take the place of the first ones, which are kept', async () => {
    const { open, bids } = await openedBox();
    const closesAt = await soon(6_000);
    await call(open.id, bids.slice(0, 3), closesAt);
    await handsIn(providers[0]!, bids[0]!, { '1': '790000.00' });
    const first = await handsIn(providers[0]!, bids[0]!, { '1': '700000.00' });
    const second = await handsIn(providers[1]!, bids[1]!, { '1': '710000.00' });
    expect([first.round, first.kind, first.version, second.kind]).toEqual([2, 'replaced', 3, 'submitted']);
    expect(await rooms.get(Verification).ofText(JSON.stringify(first))).toMatchObject({ verdict: 'genuine' });
    await handsIn(providers[2]!, bids[2]!, { '1': '720000.00' });
    expect((await rooms.get(LastPrices).withdraw(providers[2]!, bids[2]!, { confirmed: true })).kind).toBe('withdrawn');
    expect((await opened(open.id)).every(({ first: before, out }) => before === null && !out)).toBe(true);
    await sealedAt(closesAt);
    await expect(handsIn(providers[2]!, bids[2]!, { '1': '720000.00' })).rejects.toMatchObject(code('bid.late'));
    await expect(handsInLast(rooms, providers[2]!, bids[2]!, { '1': '720000.00' }, false)).rejects.toMatchObject(code('bid.late'));
    expect(await rooms.get(BidQueries).attempts(providers[2]!, bids[2]!)).toMatchObject([{ act: 'submit', closedAt: closesAt }]);

    await comes(rooms, open.holders.supervisor, open.id);
    expect((await opened(open.id))[0]!.first).toBeNull();
    expect(await comes(rooms, open.holders.finance, open.id)).toMatchObject({ state: 'opened' });
    const offers = await opened(open.id);
    expect(
      offers.map(({ bidId, price, prices, first: before, out, offer }) => [
        bidId,
        price,
        prices.get('1'),
        before?.price ?? null,
        out,
        offer.price,
      ]),
    ).toEqual([
      [bids[0], 70_000_000n, 70_000_000n, 80_000_000n, false, '700000.00'],
      [bids[1], 71_000_000n, 71_000_000n, 79_999_900n, false, '710000.00'],
      [bids[3], 79_999_700n, 79_999_700n, null, true, '799997.00'],
      [bids[2], 79_999_800n, 79_999_800n, null, true, '799998.00'],
    ]);
    const { record, root, round, minutes } = await rooms.get(OpeningQueries).show(person(open.departmentId, ['handler']), open.id);
    expect([round, record!.bids.length, record!.rootMatches]).toEqual([2, 2, true]);
    expect(await boxRoot([first.envelope!.sha256, second.envelope!.sha256], record!.filler)).toBe(root);
    expect(minutes!.text).toContain('最后报价开启记录');
    expect(await rooms.get(ReceiptChecks).byNumber(undefined, first.number)).toMatchObject({ known: true, inBox: true });
    const [own] = await rooms.get(BidQueries).receipts(providers[0]!, bids[0]!);
    expect([own!.receipt.version, own!.current]).toEqual([3, true]);
    const handler = person(open.departmentId, ['handler']);
    const before = await rooms.get(OpeningQueries).show(handler, open.id, 1);
    const after = await rooms.get(OpeningQueries).show(handler, open.id);
    expect([before.round, before.rounds, before.bids.map(({ offer }) => offer.price).sort()]).toEqual([
      1,
      2,
      ['799997.00', '799998.00', '799999.00', '800000.00'],
    ]);
    expect(after.bids.map(({ offer, envelope }) => [offer.price, envelope])).toEqual([
      ['700000.00', first.envelope!.sha256],
      ['710000.00', second.envelope!.sha256],
    ]);
    await rooms.database.sql('update bidding.box set result_at = clock_timestamp() where procedure = $1', [open.id]);
    for (const each of [1, 2]) {
      const { bytes } = await rooms.get(OpeningPackages).of(undefined, open.id, each);
      const { checks } = await verifyOpening(Uint8Array.from(bytes), { platformKeys: [rooms.get(Signer).publicKeyPem] });
      expect(checks.filter(({ result }) => result !== 'ok').map(({ code: what }) => what)).toEqual(['notice', 'signers']);
      expect(checks.some(({ code: what }) => what === 'journal')).toBe(true);
    }
    const types = await rooms.database.sql<{ type: string }>(
      `select type from platform.journal where project = $1 and type like 'last-prices.%' order by at`,
      [open.id],
    );
    expect(types.map(({ type }) => type)).toEqual(['last-prices.called', 'last-prices.sealed', 'last-prices.opened']);
  }, 60_000);

  it('for other lots keep their bidder out; one above the limit is opened like any other', async () => {
    const { open, bids } = await openedBox();
    const closesAt = await soon(6_000);
    await call(open.id, bids, closesAt);
    await handsIn(providers[0]!, bids[0]!, { '1': '700000.00' });
    await handsIn(providers[1]!, bids[1]!, { '2': '1.00' });
    await handsIn(providers[2]!, bids[2]!, { '1': '850000.01' });
    await handsIn(providers[3]!, bids[3]!, { '1': '700001.00' });
    await sealedAt(closesAt);
    await openBox(rooms, open.holders, open.id);
    expect((await opened(open.id)).map(({ bidId, out }) => [bidId, out])).toEqual([
      [bids[0], false],
      [bids[3], false],
      [bids[1], true],
      [bids[2], false],
    ]);
    const { record } = await rooms.get(OpeningQueries).show(person(open.departmentId, ['handler']), open.id);
    expect(record!.invalid.map(({ bid, code: why }) => [bid, why])).toEqual([[bids[1], 'bid.lot-unknown']]);
  }, 60_000);

  it('from fewer than the law asks open no box, and the room that asked hears of it', async () => {
    const { open, bids } = await openedBox();
    const closesAt = await soon(4_000);
    await call(open.id, bids, closesAt);
    await handsIn(providers[0]!, bids[0]!, { '1': '700000.00' });
    await sealedAt(closesAt);
    expect(await openBox(rooms, open.holders, open.id)).toMatchObject({ state: 'void' });
    expect((await opened(open.id)).every(({ first }) => first === null)).toBe(true);
    const [told] = await rooms.database.sql<{ payload: Buffer }>(
      `select payload from platform.journal where project = $1 and type = 'last-prices.void'`,
      [open.id],
    );
    expect(JSON.parse(told!.payload.toString())).toMatchObject({ facts: { reason: 'too-few', count: 1, minimum: 2 } });
    expect((await opened(open.id)).every(({ out }) => !out)).toBe(true);
  }, 60_000);

  it('are received by the database itself only from those called, and in time', async () => {
    const { open, bids } = await openedBox();
    await call(open.id, bids.slice(0, 1), await soon(60_000));
    const insert = `insert into bidding.submission (bid, version, round, kind, number, receipt, received_at)
      values ($1, 9, 2, 'withdrawn', $2, 'x', now())`;
    await expect(rooms.database.sql(insert, [bids[1], 'R-1'])).rejects.toThrow('after the deadline');
    await expect(
      rooms.database.sql('insert into bidding.last_price select $1, $2, 1, $3, 1, $4, now(), now()', [
        bids[0],
        open.id,
        '{}',
        Buffer.alloc(32),
      ]),
    ).rejects.toThrow('before its box is opened');
  });
});
