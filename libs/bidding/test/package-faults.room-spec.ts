import type { Actor } from '#kernel';
import { Alarms } from '#platform';
import { BiddingModule, Fallback, Minutes, OpeningPackages, OpeningQueries } from '#bidding';
import { Signer } from '#documents';
import { canonical, type EnvelopeKind, type Json, type OpeningReport, readStatement, toBase64, verifyOpening } from '#sealing';
import { there, told } from '../../sealing/test/instructions.js';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import {
  comes,
  handedIn,
  openBox,
  organization,
  person,
  procedure,
  sealAtDeadline,
  type TestBid,
  type TestOffer,
  type TestProcedure,
} from './builders.js';
import { announced, rekeyed } from './notices.js';

/** What an outsider can find out about the bids that did not count, from packages as the platform makes them. */
describe('the package of an opening in which not every bid counts', () => {
  let rooms: TestRooms;
  let providers: Actor[];
  beforeAll(async () => {
    rooms = await openRooms([BiddingModule], { acceleration: 14_400 });
    providers = [];
    for (let place = 0; place < 4; place += 1) providers.push(person(await organization(rooms.database), ['provider_admin']));
  }, 60_000);
  afterAll(() => rooms.close());

  const announce = async (): Promise<TestProcedure> => {
    const open = await procedure(rooms.database, { closesIn: 600_000, method: 'competitive_consultation' });
    await announced(rooms, open);
    return open;
  };
  /** Lets the clock go on until the box is opened with what was given. */
  const isOpened = async ({ id }: TestProcedure): Promise<void> => {
    for (;;) {
      const [box] = await rooms.database.sql<{ state: string }>('select state from bidding.box where procedure = $1', [id]);
      if (box!.state === 'opened') return;
      await rooms.get(Alarms).ringDue();
      await new Promise((wake) => setTimeout(wake, 200));
    }
  };
  const packed = async (open: TestProcedure): Promise<Uint8Array> => {
    await rooms.database.sql('update bidding.box set result_at = clock_timestamp() where procedure = $1 and result_at is null', [open.id]);
    return Uint8Array.from((await rooms.get(OpeningPackages).of(undefined, open.id)).bytes);
  };
  const verified = async (open: TestProcedure): Promise<OpeningReport> =>
    verifyOpening(await packed(open), { platformKeys: [rooms.get(Signer).publicKeyPem] });
  const blamed = ({ conclusion, checks }: OpeningReport): unknown[] => [
    conclusion,
    ...checks
      .filter(({ result, code }) => result === 'failed' || code === 'blame')
      .map(({ code, result, facts }) => [code, result, facts!.fault]),
  ];

  /** Breaks the share of finance in one envelope. */
  const bogus = (of: EnvelopeKind): Partial<TestOffer> => ({
    tampering: {
      statement: (bytes, kind) => {
        if (kind !== of) return bytes;
        const statement = readStatement(bytes)!;
        const shares = statement.shares.map((one) => {
          if (one.office !== 'finance') return one;
          const share = Buffer.from(one.share, 'base64');
          share[share.length - 1]! ^= 1;
          return { ...one, share: toBase64(Uint8Array.from(share)) };
        });
        return canonical({ ...statement, shares } as unknown as Json);
      },
    },
  });

  async function openedWith(more: Partial<TestOffer>, price?: string): Promise<TestProcedure> {
    const open = await announce();
    await handedIn(rooms, providers[0]!, open.id, price, more);
    for (const actor of providers.slice(1)) await handedIn(rooms, actor, open.id);
    await sealAtDeadline(rooms, open);
    await openBox(rooms, open.holders, open.id);
    return open;
  }

  it.each<[string, Partial<TestOffer>, string | undefined, unknown[]]>([
    ['a price that is none', {}, '0.00', ['fits', ['blame', 'ok', 'bid.price-not-positive']]],
    ['a technical envelope sealed wrongly', bogus('technical'), undefined, ['fits', ['blame', 'ok', 'share.false']]],
    ['a technical envelope without a plan', { plan: ' ' }, undefined, ['unproved', ['blame', 'unproved', 'bid.plan-missing']]],
  ])('%s: the fault is seen, or said to be unproved', async (_what, more, price, found) => {
    expect(blamed(await verified(await openedWith(more, price)))).toEqual(found);
  });

  it('proves that a bid closed to replaced keys was not sealed again', async () => {
    const before = await announce();
    await handedIn(rooms, providers[0]!, before.id);
    const open = await rekeyed(rooms, before, ['purchaser', 'finance']);
    for (const actor of providers.slice(1)) await handedIn(rooms, actor, open.id);
    await sealAtDeadline(rooms, open);
    await openBox(rooms, open.holders, open.id);
    await isOpened(open);
    expect(blamed(await verified(open))).toEqual(['fits', ['blame', 'ok', 'share.earlier']]);
    if (there) expect(told(Buffer.from(await packed(open))).filter((line) => line.startsWith('WRONG'))).toEqual([]);
  }, 120_000);

  it('finds a bid in order that two keys open which the notice did not replace', async () => {
    const first = await announce();
    await handedIn(rooms, providers[0]!, first.id);
    const second = await rekeyed(rooms, first, ['supervisor']);
    for (const actor of providers.slice(1)) await handedIn(rooms, actor, second.id);
    await sealAtDeadline(rooms, second);
    await openBox(rooms, second.holders, second.id);
    expect(blamed(await verified(second))).toEqual(['fits']);
  }, 60_000);

  it.each([[[]], [['purchaser' as const]]])(
    'says openly that a bidder handed in no key on nobody’s proof (%j came)',
    async (came) => {
      const open = await announce();
      const bids: TestBid[] = [];
      for (const actor of providers.slice(0, 3)) bids.push(await handedIn(rooms, actor, open.id));
      await sealAtDeadline(rooms, open);
      await rooms.database.sql(`update custody.key_holder set state = 'lost', ended_at = now(), reason = '遗失' where id = any($1)`, [
        [open.holders.finance.holderId, open.holders.supervisor.holderId],
      ]);
      for (const office of came) await comes(rooms, open.holders[office], open.id);
      const fallback = rooms.get(Fallback);
      const approver = person(open.departmentId, ['approver'], '王审核');
      await fallback.agree(approver, open.id, { reason: '两把密钥遗失' });
      const supervisor = person(await organization(rooms.database, { kind: 'supervisor' }), ['supervisor'], '郑监督');
      await fallback.agree(supervisor, open.id, { reason: '两把密钥遗失' });
      for (const place of [0, 1]) await fallback.hand(providers[place]!, bids[place]!.id, { secrets: { ...bids[place]!.secrets } });
      await isOpened(open);
      const { minutes } = await rooms.get(OpeningQueries).show(approver, open.id);
      await rooms.get(Minutes).sign(approver, open.id, { digest: minutes!.digest });
      const report = await verified(open);
      expect(blamed(report)).toEqual(['unproved', ['blame', 'unproved', 'secret.missing']]);
      expect(report.checks.find(({ code }) => code === 'signers')).toMatchObject({ result: 'ok', facts: { names: '王审核' } });
      expect(report.checks.filter(({ code }) => code === 'price').map(({ result }) => result)).toEqual(['ok', 'ok']);
    },
    60_000,
  );
});
