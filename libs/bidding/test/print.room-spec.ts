import { writeFileSync } from 'node:fs';
import { BiddingModule, BidPrints, Minutes, OpeningQueries } from '#bidding';
import { Verification } from '#documents';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { handedIn, openBox, organization, person, procedure, sealAtDeadline } from './builders.js';

describe('a print', () => {
  let rooms: TestRooms;
  beforeAll(async () => {
    rooms = await openRooms([BiddingModule]);
  }, 60_000);
  afterAll(() => rooms.close());

  it('of a receipt is for its own bidder, the same each time, and stands nowhere in the database', async () => {
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

  it('of the minutes shows the signed text, is kept, grows by each signature and is known again by its bytes', async () => {
    const providers = [];
    for (let place = 0; place < 3; place += 1) providers.push(person(await organization(rooms.database), ['provider_admin']));
    const open = await procedure(rooms.database, { closesIn: 600_000 });
    for (const [place, provider] of providers.entries()) await handedIn(rooms, provider, open.id, `${800_000 - place}.00`);
    await sealAtDeadline(rooms, open);
    await openBox(rooms, open.holders, open.id);
    const buyer = person(open.departmentId, ['handler'], '张伟');
    const prints = rooms.get(BidPrints);

    const unsigned = await prints.opening(buyer, open.id);
    const { minutes } = await rooms.get(OpeningQueries).show(buyer, open.id);
    const holder = { ...open.holders.purchaser.actor, confirmedAt: new Date() };
    await rooms.get(Minutes).sign(holder, open.id, { digest: minutes!.digest });
    const signed = await prints.opening(buyer, open.id);
    expect(signed.sha256).not.toBe(unsigned.sha256);
    expect((await prints.opening(buyer, open.id)).sha256).toBe(signed.sha256);
    for (const { bytes } of [unsigned, signed])
      expect(await rooms.get(Verification).ofFile(bytes)).toMatchObject({ verdict: 'genuine', what: 'paper', kind: 'opening-record' });
    if (process.env.PICTURES) writeFileSync(`${process.env.PICTURES}/opening.pdf`, signed.bytes);
  });
});
