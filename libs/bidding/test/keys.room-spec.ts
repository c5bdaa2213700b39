import type { Actor } from '#kernel';
import { BiddingModule, type Receipt, SubmissionService } from '#bidding';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { draft, handedIn, organization, person, procedure, type TestBid } from './builders.js';

describe('the key of an envelope', () => {
  let rooms: TestRooms;
  let provider: Actor;
  beforeAll(async () => {
    rooms = await openRooms([BiddingModule]);
    provider = person(await organization(rooms.database), ['provider_admin']);
  }, 60_000);
  afterAll(() => rooms.close());

  const submissions = (): SubmissionService => rooms.get(SubmissionService);
  const submit = (bid: TestBid): Promise<Receipt> => submissions().submit(provider, bid.id, bid.input);
  const code = (wanted: string): object => ({ refusal: { code: wanted } });

  it('closes a price only if it never served before, while other envelopes may keep theirs', async () => {
    const open = await procedure(rooms.database);
    const first = await handedIn(rooms, provider, open.id);
    const again = (secrets: Partial<typeof first.secrets>) => draft(rooms, provider, open.id, '700000.00', { tampering: { secrets } });
    await expect(again({ price: first.secrets.price }).then(submit)).rejects.toMatchObject(code('bid.key-used'));
    await expect(again({ technical: first.secrets.price }).then(submit)).rejects.toMatchObject(code('bid.key-used'));
    await expect(again({ price: first.secrets.technical }).then(submit)).rejects.toMatchObject(code('bid.key-used'));
    const { qualification, technical } = first.secrets;
    await expect(again({ qualification, technical }).then(submit)).resolves.toMatchObject({ version: 2 });
    await submissions().withdraw(provider, first.id, { confirmed: true });
    await expect(again({ price: first.secrets.price }).then(submit)).rejects.toMatchObject(code('bid.key-used'));
    await expect(submissions().submit(provider, first.id, first.input)).resolves.toMatchObject({ version: 4 });
  });
});
