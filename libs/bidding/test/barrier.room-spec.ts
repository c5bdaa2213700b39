import { BiddingModule, SubmissionService } from '#bidding';
import { Database } from '#platform';
import { boxRoot } from '#sealing';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { draft, organization, person, procedure, sealAtDeadline, until } from './builders.js';

describe('around the deadline', () => {
  let rooms: TestRooms;
  beforeAll(async () => {
    rooms = await openRooms([BiddingModule]);
  }, 60_000);
  afterAll(() => rooms.close());

  it('sealing waits for a bid that was judged in time and is not committed yet', async () => {
    const open = await procedure(rooms.database, { closesIn: 8_000 });
    const actor = person(await organization(rooms.database), ['provider_admin']);
    const bid = await draft(rooms, actor, open.id);
    const steps: string[] = [];
    let commit = (): void => undefined;
    const mayCommit = new Promise<void>((resolve) => (commit = resolve));
    let judged = (): void => undefined;
    const wasJudged = new Promise<void>((resolve) => (judged = resolve));
    const submission = rooms.get(Database).atDoor(async () => {
      const receipt = await rooms.get(SubmissionService).submit(actor, bid.id, bid.input);
      judged();
      await mayCommit;
      steps.push('committed');
      return receipt;
    });
    await wasJudged;
    const sealing = until(rooms.database, open.closesAt)
      .then(() => sealAtDeadline(rooms, open))
      .then(() => steps.push('sealed'));
    await until(rooms.database, new Date(open.closesAt.getTime() + 500));
    commit();
    const receipt = await submission;
    await sealing;

    expect(steps).toEqual(['committed', 'sealed']);
    const [box] = await rooms.database.sql<{ root: string; filler: string }>(
      `select encode(root, 'hex') as root, encode(filler, 'hex') as filler from bidding.box where procedure = $1`,
      [open.id],
    );
    expect(await boxRoot([receipt.envelope!.sha256], box!.filler)).toBe(box!.root);
  });
});
