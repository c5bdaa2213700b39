import { type Actor, roles, type Role } from '#kernel';
import { BiddingModule, BidQueries, OpeningQueries, Shares, SubmissionService, Uploads, Workspace } from '#bidding';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { comes, draft, handedIn, organization, pdf, person, procedure, sealAtDeadline, type TestProcedure } from './builders.js';

const secret = '绝密方案771';

/** Everything the room's front door lets a reader ask, as one reader asks it. */
function asked(rooms: TestRooms, actor: Actor, { id, bidId, file, upload, provider, receipt }: Target): [string, () => Promise<unknown>][] {
  const [bids, openings, uploads] = [rooms.get(BidQueries), rooms.get(OpeningQueries), rooms.get(Uploads)];
  return [
    ['ownBid', () => bids.ownBid(actor, bidId)],
    ['desk', () => bids.desk(actor, bidId)],
    ['ownIn', () => bids.ownIn(actor, id)],
    ['ownBids', () => bids.ownBids(actor)],
    ['receipts', () => bids.receipts(actor, bidId)],
    ['receipt', () => bids.receipt(actor, receipt)],
    ['attempts', () => bids.attempts(actor, bidId)],
    ['state', () => bids.state(id)],
    ['opened', () => bids.opened(id)],
    ['openedBid', () => bids.openedBid(bidId)],
    ['openedOf', () => bids.openedOf(provider)],
    ['show', () => openings.show(actor, id)],
    ['offers', () => openings.offers(actor, id)],
    ['file', () => openings.file(actor, bidId, file)],
    ['openedFile', () => openings.openedFile(bidId, file)],
    ['parts', () => rooms.get(Workspace).parts(actor, bidId)],
    ['part', () => rooms.get(Workspace).read(actor, bidId, 'plan')],
    ['uploads', () => uploads.list(actor, bidId)],
    ['upload', () => uploads.one(actor, bidId, upload)],
    ['bytes', () => uploads.bytes(actor, bidId, upload)],
    ['shares', () => rooms.get(Shares).of(actor, id)],
    ['waiting', () => openings.waiting(actor)],
  ];
}

interface Target {
  readonly id: string;
  readonly bidId: string;
  readonly file: string;
  readonly upload: string;
  readonly provider: string;
  readonly receipt: string;
}

describe('before the opening', () => {
  let rooms: TestRooms;
  let full: TestProcedure;
  let empty: TestProcedure;
  let owner: Actor;
  let target: Target;
  let readers: [string, Actor][];

  beforeAll(async () => {
    rooms = await openRooms([BiddingModule]);
    owner = person(await organization(rooms.database), ['provider_admin'], '王敏');
    full = await procedure(rooms.database, { closesIn: 600_000 });
    empty = await procedure(rooms.database, { closesIn: 600_000 });
    const files = [{ name: `${secret}.pdf`, bytes: pdf(secret) }];
    const bid = await draft(rooms, owner, full.id, '800000.00', { plan: secret, files });
    const receipt = await rooms.get(SubmissionService).submit(owner, bid.id, bid.input);
    const { items } = await rooms.get(Uploads).list(owner, bid.id);
    for (let more = 0; more < 16; more += 1) await handedIn(rooms, person(await organization(rooms.database), ['provider_admin']), full.id);
    target = {
      id: full.id,
      bidId: bid.id,
      file: bid.files[0]!.sha256,
      upload: items[0]!.id,
      provider: owner.organizationId,
      receipt: receipt.number,
    };
    const [other, finance] = [await organization(rooms.database), await organization(rooms.database, { kind: 'finance' })];
    readers = [
      ...roles.flatMap((role: Role): [string, Actor][] => [
        [`${role} of another organization`, person(other, [role])],
        [`${role} of the buyer`, person(full.departmentId, [role])],
        [`${role} of finance`, person(finance, [role])],
      ]),
      ['somebody with every role at the buyer', person(full.departmentId, [...roles])],
      ['field staff of the bidder', person(owner.organizationId, ['field_staff'])],
    ];
  }, 90_000);
  afterAll(() => rooms.close());

  const heard = async (ask: () => Promise<unknown>): Promise<string> => {
    try {
      return JSON.stringify(await ask(), (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
    } catch (error) {
      return `refused ${(error as { refusal?: { kind: string } }).refusal?.kind ?? String(error)}`;
    }
  };

  const nobodyHears = async (): Promise<void> => {
    const told = [secret, target.bidId, target.file, target.provider, target.receipt, '800000', '80000000'];
    for (const [who, actor] of readers)
      for (const [query, ask] of asked(rooms, actor, target)) {
        const answer = await heard(ask);
        expect([who, query, told.filter((word) => answer.includes(word))]).toEqual([who, query, []]);
      }
  };

  /** The same questions about a procedure with seventeen bids and about one with none get answers of the same shape. */
  const twinsLookAlike = async (): Promise<void> => {
    const shape = (answer: string): string =>
      answer.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64}|age1[0-9a-z]{58}|\d{4}-\d\d-\d\dT[\d:.]+Z/g, '*');
    for (const role of roles)
      for (const query of ['state', 'opened', 'show', 'offers'] as const) {
        const ask = (one: TestProcedure) =>
          asked(rooms, person(one.departmentId, [role]), { ...target, id: one.id }).find(([name]) => name === query)![1];
        expect([role, query, shape(await heard(ask(full)))]).toEqual([role, query, shape(await heard(ask(empty)))]);
      }
  };

  it('nobody but the bidder learns anything while bids are taken', async () => {
    await nobodyHears();
    await twinsLookAlike();
    expect(await heard(() => rooms.get(BidQueries).receipt(owner, target.receipt))).toContain(target.bidId);
  });

  it('the journal names neither bidders nor the procedure they bid in', async () => {
    const lines = await rooms.database.sql<{
      person: string;
      organization: string;
      project: string | null;
      payload: string;
    }>(`select person, organization, project, convert_from(payload, 'UTF8') as payload from platform.journal where type like 'bid.%'`);
    expect(lines.length).toBe(17);
    for (const line of lines) {
      expect([line.person, line.organization, line.project].join()).toBe(
        '00000000-0000-0000-0000-000000000000,00000000-0000-0000-0000-000000000000,',
      );
      expect([owner.name, owner.organizationId, owner.personId, full.id, secret].filter((word) => line.payload.includes(word))).toEqual([]);
    }
  });

  it('nor when the box is sealed, nor when one of the holders has come', async () => {
    await sealAtDeadline(rooms, full);
    await sealAtDeadline(rooms, empty);
    await nobodyHears();
    await twinsLookAlike();
    for (const one of [full, empty]) await comes(rooms, one.holders.purchaser, one.id);
    await nobodyHears();
    await twinsLookAlike();
  });

  it('and after it everybody who may finds what was handed in', async () => {
    const supervisor = person(await organization(rooms.database, { kind: 'supervisor' }), ['supervisor']);
    await comes(rooms, full.holders.finance, full.id);
    const answer = await heard(() => rooms.get(OpeningQueries).offers(supervisor, full.id));
    expect(answer).toContain(secret);
    await expect(rooms.get(OpeningQueries).offers(person(await organization(rooms.database), ['expert']), full.id)).rejects.toMatchObject({
      refusal: { kind: 'absent' },
    });
  });
});
