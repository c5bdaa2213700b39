import { BiddingModule, BidPrints } from '#bidding';
import { Verification } from '#documents';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { handedIn, organization, person, procedure } from './builders.js';

describe('a printed receipt', () => {
  let rooms: TestRooms;
  beforeAll(async () => {
    rooms = await openRooms([BiddingModule]);
  }, 60_000);
  afterAll(() => rooms.close());

  it('is for its own bidder, the same each time, and stands nowhere in the database', async () => {
    const provider = person(await organization(rooms.database), ['provider_admin'], '王敏');
    const { id: procedureId } = await procedure(rooms.database);
    const { id, receipt } = await handedIn(rooms, provider, procedureId);
    const prints = rooms.get(BidPrints);

    const print = await prints.receipt(provider, receipt.number);
    expect([print.name, print.bytes.subarray(0, 5).toString()]).toEqual([`${receipt.number}.pdf`, '%PDF-']);
    expect((await prints.receipt(provider, receipt.number)).sha256).toBe(print.sha256);
    expect(await rooms.database.sql('select 1 from documents.print')).toEqual([]);
    expect(await rooms.get(Verification).ofFile(print.bytes)).toMatchObject({ verdict: 'unknown' });

    const other = person(await organization(rooms.database), ['provider_admin']);
    await expect(prints.receipt(other, receipt.number)).rejects.toMatchObject({ refusal: { kind: 'absent' } });
    await expect(prints.attempts(provider, id)).rejects.toMatchObject({ refusal: { kind: 'absent' } });
  });
});
