import type { Actor } from '#kernel';
import { BiddingModule, ReceiptChecks, SubmissionService } from '#bidding';
import { isIncluded } from '#sealing';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { draft, handedIn, openBox, organization, person, procedure, sealAtDeadline } from './builders.js';

describe('the number of a receipt', () => {
  let rooms: TestRooms;
  let providers: Actor[];
  beforeAll(async () => {
    rooms = await openRooms([BiddingModule]);
    providers = [];
    for (let place = 0; place < 2; place += 1) providers.push(person(await organization(rooms.database), ['provider_admin']));
  }, 60_000);
  afterAll(() => rooms.close());

  const check = (actor: Actor | undefined, number: string) => rooms.get(ReceiptChecks).byNumber(actor, number);

  it('tells strangers nothing before the opening, and after it the way to the root', async () => {
    const open = await procedure(rooms.database, { closesIn: 600_000, method: 'competitive_consultation' });
    const [owner, other] = providers as [Actor, Actor];
    const first = await handedIn(rooms, owner, open.id);
    const { id, input } = await draft(rooms, owner, open.id, '790000.00');
    const second = await rooms.get(SubmissionService).submit(owner, id, input);
    await handedIn(rooms, other, open.id);

    const invented = second.number.slice(0, -1) + (second.number.endsWith('2') ? '3' : '2');
    for (const stranger of [undefined, other]) {
      const answer = await check(stranger, second.number);
      expect(answer).toEqual({ number: second.number, wellFormed: true, known: null });
      expect(await check(stranger, invented)).toEqual({ number: invented, wellFormed: false, known: null });
    }
    expect(await check(owner, first.receipt.number)).toMatchObject({ known: true, inBox: false });
    expect(await check(owner, second.number)).toMatchObject({ known: true, inBox: true, digest: second.envelope!.sha256 });

    await sealAtDeadline(rooms, open);
    expect(await check(undefined, second.number)).toMatchObject({ known: null });
    await openBox(rooms, open.holders, open.id);
    const { root, proof, inBox } = await check(undefined, second.number);
    expect(inBox).toBe(true);
    expect(await isIncluded(root!, second.envelope!.sha256, proof!)).toBe(true);
    expect(await isIncluded(root!, first.receipt.envelope!.sha256, proof!)).toBe(false);
    expect(await check(undefined, first.receipt.number)).toMatchObject({ known: true, inBox: false });
  });
});
