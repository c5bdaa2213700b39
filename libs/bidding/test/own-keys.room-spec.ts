import type { Actor } from '#kernel';
import { Alarms } from '#platform';
import {
  BiddingModule,
  BidQueries,
  Contributions,
  Declines,
  Fallback,
  HolderDuties,
  Minutes,
  OpeningPackages,
  OpeningQueries,
  OwnKeys,
  Shares,
} from '#bidding';
import { contribute, newIdentity, recipientOf, verifyOpening } from '#sealing';
import type { TestHolder } from '../../custody/test/holders.js';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { comes, handedIn, organization, person, procedure, sealAtDeadline, type TestBid, type TestProcedure } from './builders.js';

describe('what two holders leave closed', () => {
  let rooms: TestRooms;
  let providers: Actor[];
  beforeAll(async () => {
    rooms = await openRooms([BiddingModule], { acceleration: 14_400 });
    providers = [];
    for (let place = 0; place < 3; place += 1) providers.push(person(await organization(rooms.database), ['provider_admin']));
  }, 60_000);
  afterAll(() => rooms.close());

  const code = (wanted: string): object => ({ refusal: { code: wanted } });
  const show = ({ departmentId, id }: TestProcedure) => rooms.get(OpeningQueries).show(person(departmentId, ['handler']), id);
  const hand = (actor: Actor, { id, secrets }: Pick<TestBid, 'id' | 'secrets'>) =>
    rooms.get(Fallback).hand(actor, id, { secrets: { ...secrets } });

  async function sealed(): Promise<{ open: TestProcedure; bids: TestBid[] }> {
    const open = await procedure(rooms.database, { closesIn: 600_000, method: 'open_tender' });
    const bids = [];
    for (const actor of providers) bids.push(await handedIn(rooms, actor, open.id));
    await sealAtDeadline(rooms, open);
    return { open, bids };
  }

  /** A holder comes and says that the shares of this bid are not closed to him. */
  async function comesWithout({ actor, identity }: TestHolder, procedureId: string, { id }: TestBid): Promise<unknown> {
    const present = { ...actor, confirmedAt: new Date() };
    const rows = await rooms.database.sql<{ digest: string }>(
      `select encode(sha256, 'hex') as digest from bidding.envelope where bid = $1`,
      [id],
    );
    const own = new Set(rows.map(({ digest }) => digest));
    const { contributions } = await contribute(identity, await rooms.get(Shares).of(present, procedureId));
    const given = contributions.map((one) => (own.has(one.envelope) ? { ...one, fileKey: null } : one));
    return rooms.get(Contributions).contribute(present, procedureId, { contributions: given });
  }

  it('its bidder opens with the response key when the third holder lost the own, and no other bidder is asked', async () => {
    const { open, bids } = await sealed();
    await rooms.database.sql(`update custody.key_holder set state = 'lost', ended_at = now(), reason = '遗失' where id = $1`, [
      open.holders.supervisor.holderId,
    ]);
    await comes(rooms, open.holders.purchaser, open.id);
    expect(await comesWithout(open.holders.finance, open.id, bids[0]!)).toMatchObject({ state: 'sealed' });
    expect((await show(open)).ownKeys).toMatchObject({ mine: false });
    expect(await rooms.get(OwnKeys).asked(providers[0]!)).toMatchObject([{ bidId: bids[0]!.id, procedureId: open.id }]);
    expect(await rooms.get(OwnKeys).asked(providers[1]!)).toEqual([]);
    expect((await rooms.get(OpeningQueries).show(providers[0]!, open.id)).ownKeys).toMatchObject({ mine: true });
    expect((await rooms.get(OpeningQueries).show(providers[1]!, open.id)).ownKeys).toBeNull();
    await expect(hand(providers[1]!, bids[1]!)).rejects.toMatchObject(code('fallback.not-needed'));
    await expect(hand(providers[0]!, { id: bids[0]!.id, secrets: bids[1]!.secrets })).rejects.toMatchObject(
      code('fallback.secret-foreign'),
    );
    expect(await rooms.get(BidQueries).opened(open.id)).toEqual([]);

    await hand(providers[0]!, bids[0]!);
    expect(await show(open)).toMatchObject({ state: 'opened', invalid: [], ownKeys: null });
    expect(await rooms.get(BidQueries).opened(open.id)).toHaveLength(3);
    expect(await rooms.get(OwnKeys).asked(providers[0]!)).toEqual([]);
  }, 30_000);

  it('stays good against two holders who say they cannot open it, and outsiders find its opening in order', async () => {
    const { open, bids } = await sealed();
    await comesWithout(open.holders.purchaser, open.id, bids[1]!);
    await comesWithout(open.holders.finance, open.id, bids[1]!);
    expect((await show(open)).state).toBe('sealed');
    await hand(providers[1]!, bids[1]!);
    expect(await show(open)).toMatchObject({ state: 'opened', invalid: [] });
    const { bytes } = await rooms.get(OpeningPackages).of(person(open.departmentId, ['handler']), open.id);
    const { checks } = await verifyOpening(new Uint8Array(bytes));
    expect(checks.filter(({ result }) => result === 'failed')).toEqual([]);
  }, 30_000);

  it('is opened at once when the third holder comes after all', async () => {
    const { open, bids } = await sealed();
    await comes(rooms, open.holders.purchaser, open.id);
    await comesWithout(open.holders.finance, open.id, bids[2]!);
    expect(await comes(rooms, open.holders.supervisor, open.id)).toMatchObject({ state: 'opened' });
    expect(await show(open)).toMatchObject({ invalid: [] });
  }, 30_000);

  it('is invalid when nobody opens it in time: the box then ends by itself with all others', async () => {
    const { open, bids } = await sealed();
    await comesWithout(open.holders.purchaser, open.id, bids[0]!);
    await comesWithout(open.holders.supervisor, open.id, bids[0]!);
    const { until } = (await show(open)).ownKeys!;
    await new Promise((wake) => setTimeout(wake, until.getTime() - Date.now() + 300));
    await rooms.get(Alarms).ringDue();
    const { state, bids: read, invalid } = await show(open);
    expect([state, read.length]).toEqual(['opened', 2]);
    expect(invalid).toMatchObject([{ bidId: bids[0]!.id, code: 'share.closed' }]);
    await expect(hand(providers[0]!, bids[0]!)).rejects.toMatchObject(code('opening.over'));
  }, 60_000);

  it('and what else waits is told to its own people only: boxes sealed soon, bids to seal again, minutes to sign', async () => {
    const open = await procedure(rooms.database, { closesIn: 600_000, method: 'competitive_consultation' });
    for (const actor of providers) await handedIn(rooms, actor, open.id);
    const { purchaser, finance, supervisor } = open.holders;
    const duties = rooms.get(HolderDuties);
    const of = (found: readonly { procedureId: string }[]) => found.filter(({ procedureId }) => procedureId === open.id).length;
    const people = [purchaser.actor, supervisor.actor, providers[0]!];
    expect(await Promise.all(people.map(async (actor) => of(await duties.sealing(actor))))).toEqual([1, 1, 0]);

    const outdated = async (actor: Actor) => of(await rooms.get(BidQueries).outdated((await rooms.get(BidQueries).ownBids(actor)).items));
    expect(await outdated(providers[0]!)).toBe(0);
    const renew = (before: string, after: string) =>
      rooms.database.sql('update tendering.sheet set detail = replace(detail, $2, $3) where procedure = $1', [open.id, before, after]);
    const other = await recipientOf(await newIdentity());
    await renew(finance.recipient, other);
    expect([await outdated(providers[0]!), await outdated(purchaser.actor)]).toEqual([1, 0]);
    await renew(other, finance.recipient);

    await sealAtDeadline(rooms, open);
    await comes(rooms, purchaser, open.id);
    await comes(rooms, finance, open.id);
    const { minutes } = await show(open);
    expect(await Promise.all(people.map(async (actor) => of(await duties.unsigned(actor))))).toEqual([1, 0, 0]);
    await rooms.get(Minutes).sign({ ...purchaser.actor, confirmedAt: new Date() }, open.id, { digest: minutes!.digest });
    expect([of(await duties.unsigned(purchaser.actor)), of(await duties.unsigned(finance.actor))]).toEqual([0, 1]);
  }, 60_000);

  it('is on record when a holder declines, counts as a lost key, and keeps nobody from coming later', async () => {
    const { open } = await sealed();
    const { purchaser, finance, supervisor } = open.holders;
    const decline = ({ actor }: TestHolder) =>
      rooms.get(Declines).decline({ ...actor, confirmedAt: new Date() }, open.id, { reason: '与供应商有利害关系' });
    await expect(decline({ ...finance, actor: providers[0]! })).rejects.toMatchObject(code('opening.not-your-part'));
    await expect(rooms.get(Declines).decline({ ...finance.actor, confirmedAt: null }, open.id, { reason: '不便' })).rejects.toMatchObject(
      code('confirm-first'),
    );
    await decline(finance);
    await expect(decline(finance)).rejects.toMatchObject(code('opening.declined'));
    const approver = person(open.departmentId, ['approver'], '王审核');
    const agree = () => rooms.get(Fallback).agree(approver, open.id, { reason: '两位保管人不开启' });
    await expect(agree()).rejects.toMatchObject(code('fallback.keys-there'));
    await decline(supervisor);
    expect(await agree()).toMatchObject({ state: 'proposed' });

    await comes(rooms, purchaser, open.id);
    await expect(decline(purchaser)).rejects.toMatchObject(code('opening.has-come'));
    expect(await comes(rooms, supervisor, open.id)).toMatchObject({ state: 'opened' });
    const { record, minutes, declined } = await show(open);
    expect(declined).toMatchObject([{ office: 'finance', reason: '与供应商有利害关系' }, { office: 'supervisor' }]);
    expect(record!.declined).toMatchObject([{ office: 'finance', name: '陈保管', unit: '海陵区财政局' }, { office: 'supervisor' }]);
    expect(minutes!.text).toContain('不予开启：');
    await expect(rooms.get(Minutes).sign(finance.actor, open.id, { digest: minutes!.digest })).rejects.toMatchObject(
      code('minutes.not-present'),
    );
  }, 30_000);
});
