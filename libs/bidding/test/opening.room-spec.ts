import { createHash } from 'node:crypto';
import type { Actor, Role } from '#kernel';
import { BiddingModule, BidQueries, BidService, boxRoot, Opening, OpeningQueries, SubmissionService } from '#bidding';
import { Verification } from '#documents';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { handedIn, organization, pdf, person, procedure, sealAtDeadline, type TestProcedure } from './builders.js';

describe('an opening', () => {
  let rooms: TestRooms;
  let providers: Actor[];
  let finance: string;
  beforeAll(async () => {
    rooms = await openRooms([BiddingModule]);
    finance = await organization(rooms.database, { kind: 'finance', name: '海陵区财政局' });
    providers = [];
    for (let place = 0; place < 4; place += 1) providers.push(person(await organization(rooms.database), ['provider_admin']));
  }, 60_000);
  afterAll(() => rooms.close());

  const opening = (): Opening => rooms.get(Opening);
  const show = (actor: Actor, id: string) => rooms.get(OpeningQueries).show(actor, id);
  const code = (wanted: string): object => ({ refusal: { code: wanted } });
  const buyer = ({ departmentId }: TestProcedure, roles: Role[] = ['handler']): Actor => person(departmentId, roles, '张伟');
  const checker = (): Actor => person(finance, ['finance_checker'], '刘芳');

  /** A procedure with bids, past its deadline and sealed. */
  async function sealed(
    count: number,
    method = 'open_tender',
  ): Promise<{
    open: TestProcedure;
    bids: { id: string; receipt: { envelope: { sha256: string } | null } }[];
  }> {
    const open = await procedure(rooms.database, { closesIn: 1_500, method });
    const bids = [];
    for (const [place, actor] of providers.slice(0, count).entries())
      bids.push(await handedIn(rooms, actor, open.id, `${800_000 - place}`));
    await sealAtDeadline(rooms, open);
    return { open, bids };
  }

  it('needs two persons of two sides, confirmed a moment ago, and only then are offers read', async () => {
    const { open, bids } = await sealed(3);
    const first = buyer(open);
    await expect(opening().consent({ ...first, confirmedAt: null }, open.id)).rejects.toMatchObject(code('confirm-first'));
    await expect(opening().consent(providers[0]!, open.id)).rejects.toMatchObject(code('opening.not-your-part'));
    await expect(opening().consent(person(finance, ['cashier']), open.id)).rejects.toMatchObject(code('opening.not-your-part'));
    expect(await opening().consent(first, open.id)).toEqual({ state: 'sealed' });
    await expect(opening().consent(first, open.id)).rejects.toMatchObject(code('opening.side-taken'));
    await expect(opening().consent(buyer(open, ['approver']), open.id)).rejects.toMatchObject(code('opening.side-taken'));
    await expect(opening().consent({ ...checker(), personId: first.personId }, open.id)).rejects.toMatchObject(code('opening.same-person'));
    expect(await rooms.get(BidQueries).opened(open.id)).toEqual([]);

    expect(await opening().consent(checker(), open.id)).toEqual({ state: 'opened' });
    const offers = await rooms.get(BidQueries).opened(open.id);
    expect(offers.map(({ bidId, providerId, price, offer }) => [bidId, providerId, price, offer.price])).toEqual(
      [2, 1, 0].map((place) => [
        bids[place]!.id,
        providers[place]!.organizationId,
        BigInt(80_000_000 - place * 100),
        `${800_000 - place}.00`,
      ]),
    );
    await expect(opening().consent(checker(), open.id)).rejects.toMatchObject(code('opening.over'));
  });

  it('leaves a signed record from which anybody with the receipts counts the root again', async () => {
    const { open, bids } = await sealed(3);
    await opening().consent(checker(), open.id);
    await opening().consent(buyer(open), open.id);
    const { record, root, state } = await show(buyer(open), open.id);
    expect(state).toBe('opened');
    expect(record).toMatchObject({ result: 'opened', rootMatches: true, minimum: 3, invalid: [] });
    expect(record!.persons.map(({ side, name, organization }) => [side, name, organization])).toEqual([
      ['oversight', '刘芳', '海陵区财政局'],
      ['buyer', '张伟', '海陵区民政局'],
    ]);
    const digests = bids.map(({ receipt }) => Buffer.from(receipt.envelope!.sha256, 'hex'));
    expect(boxRoot(digests, Buffer.from(record!.filler, 'hex')).toString('hex')).toBe(root);
    expect(await rooms.get(Verification).ofText(JSON.stringify(record))).toMatchObject({
      verdict: 'genuine',
    });
    const types = await journal(open.id);
    expect(types).toEqual(['procedure.closed', 'box.sealed', 'box.consented', 'box.consented', 'box.opened']);
    const facts = await rooms.database.sql<{ facts: string }>(
      `select convert_from(payload, 'UTF8') as facts from platform.journal where type = 'box.sealed' and project = $1`,
      [open.id],
    );
    expect(facts[0]!.facts).not.toMatch(/count/);
  });

  it.each([
    ['open_tender', 2, 'void'],
    ['open_tender', 0, 'void'],
    ['local_small_purchase', 2, 'void'],
    ['competitive_consultation', 1, 'void'],
    ['competitive_consultation', 2, 'opened'],
  ])('of a box of %s with %i bids ends %s', async (method, count, state) => {
    const { open } = await sealed(count, method);
    await opening().consent(buyer(open), open.id);
    expect(await opening().consent(checker(), open.id)).toEqual({ state });
    const read = await rooms.database.sql('select from bidding.opened_bid where procedure = $1', [open.id]);
    expect(read).toHaveLength(state === 'opened' ? count : 0);
    const [row] = await rooms.database.sql<{ state: string }>('select state from tendering.procedure where id = $1', [open.id]);
    expect(row!.state).toBe(state === 'opened' ? 'closed' : 'failed');
    const states = await rooms.database.sql<{ state: string }>('select state from bidding.bid where procedure = $1', [open.id]);
    expect(states.map((bid) => bid.state)).toEqual(Array.from({ length: count }, () => state));
  });

  it('does not count a bid that was withdrawn', async () => {
    const open = await procedure(rooms.database, { closesIn: 2_000, method: 'competitive_consultation' });
    const bids = [];
    for (const actor of providers.slice(0, 3)) bids.push(await handedIn(rooms, actor, open.id));
    await rooms.get(SubmissionService).withdraw(providers[1]!, bids[1]!.id, { confirmed: true });
    await sealAtDeadline(rooms, open);
    await opening().consent(buyer(open), open.id);
    await opening().consent(checker(), open.id);
    expect((await rooms.get(BidQueries).opened(open.id)).map(({ bidId }) => bidId).sort()).toEqual([bids[0]!.id, bids[2]!.id].sort());
    expect((await rooms.get(BidQueries).ownBid(providers[1]!, bids[1]!.id)).state).toBe('withdrawn');
    await expect(show(providers[1]!, open.id)).rejects.toMatchObject(code('absent'));
    expect((await show(providers[0]!, open.id)).bids).toHaveLength(2);
  });

  it('hands out the files of an opened offer exactly as they were uploaded', async () => {
    const open = await procedure(rooms.database, { closesIn: 2_000, method: 'competitive_consultation' });
    const other = await handedIn(rooms, providers[1]!, open.id);
    const { id } = await handedIn(rooms, providers[0]!, open.id);
    const { version, file } = await rooms.get(BidService).attach(providers[0]!, id, { name: '方案.pdf', bytes: pdf('内容') });
    await rooms.get(SubmissionService).submit(providers[0]!, id, { version, declared: true });
    const read = (actor: Actor) => rooms.get(OpeningQueries).file(actor, id, file.sha256);
    await expect(read(buyer(open))).rejects.toMatchObject(code('absent'));
    await sealAtDeadline(rooms, open);
    await expect(read(buyer(open))).rejects.toMatchObject(code('absent'));
    await opening().consent(buyer(open), open.id);
    await opening().consent(checker(), open.id);
    const { bytes, name } = await read(buyer(open));
    expect([name, createHash('sha256').update(bytes).digest('hex')]).toEqual(['方案.pdf', file.sha256]);
    await expect(read(providers[1]!)).rejects.toMatchObject(code('absent'));
    expect(other.id).not.toBe(id);
  });

  it('marks an envelope that was changed in the box as invalid and says that the root does not match', async () => {
    const { open, bids } = await sealed(3, 'competitive_consultation');
    await rooms.database.sql(
      `begin; set local session_replication_role = replica;
       update bidding.submission set envelope = set_byte(envelope, 60, (get_byte(envelope, 60) + 1) % 256),
         envelope_sha256 = sha256(set_byte(envelope, 60, (get_byte(envelope, 60) + 1) % 256)) where bid = '${bids[0]!.id}'; commit`,
    );
    await opening().consent(buyer(open), open.id);
    await opening().consent(checker(), open.id);
    const { record, bids: read } = await show(checker(), open.id);
    expect(record).toMatchObject({ rootMatches: false, invalid: [bids[0]!.id] });
    expect(read).toHaveLength(2);
    expect((await rooms.get(BidQueries).ownBid(providers[0]!, bids[0]!.id)).state).toBe('invalid');
  });

  it('is done by the database only after two consented', async () => {
    const { open } = await sealed(3);
    const set = `update bidding.box set state = 'opened', ended_at = now() where procedure = $1`;
    await expect(rooms.database.sql(set, [open.id])).rejects.toThrow('opened by two');
    await opening().consent(buyer(open), open.id);
    await expect(rooms.database.sql(set, [open.id])).rejects.toThrow('opened by two');
    await expect(rooms.database.sql(`update bidding.box set root = sha256('x') where procedure = $1`, [open.id])).rejects.toThrow(
      'does not change',
    );
  });

  it('does not happen before the deadline', async () => {
    const open = await procedure(rooms.database);
    await handedIn(rooms, providers[0]!, open.id);
    await expect(opening().consent(buyer(open), open.id)).rejects.toMatchObject({
      refusal: { kind: 'conflict' },
    });
  });

  const journal = async (project: string): Promise<string[]> => {
    const rows = await rooms.database.sql<{ type: string }>(
      `select type from platform.journal where project = $1 and type not like 'plan-item.%' order by at`,
      [project],
    );
    return rows.map(({ type }) => type);
  };
});
