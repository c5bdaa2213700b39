import { Refused } from '#kernel';
import { KeyHolders } from '#custody';
import { Database } from '#platform';
import { offices } from '#sealing';
import { type NoticeContent, DraftService, NoticeQueries, PublicationService, RekeyingService, TenderingModule } from '#tendering';
import { aHolderPerson, aKeyHolder } from '../../custody/test/holders.js';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { aCast, aCompleteDraft, anActor, aPublishedNotice, aReview, type Cast } from './builders.js';

const code = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no refusal',
    (caught: unknown) => {
      if (caught instanceof Refused) return caught.refusal.code;
      throw caught;
    },
  );

describe('the keys of a box', () => {
  let rooms: TestRooms;
  let cast: Cast;
  beforeEach(async () => {
    rooms = await openRooms([TenderingModule], { acceleration: 1 });
    cast = await aCast(rooms);
  });
  afterEach(() => rooms.close());

  const contentOf = async (id: string): Promise<NoticeContent> => (await rooms.get(NoticeQueries).byId(id))!.content;
  const lose = async (...lost: readonly ('purchaser' | 'finance' | 'supervisor')[]): Promise<void> => {
    for (const office of lost) {
      const { actor, holderId } = cast.keyHolders[office];
      await rooms.get(KeyHolders).reportLoss(actor, holderId, { reason: '存储介质损坏' });
    }
  };
  const inDays = async (days: number): Promise<string> =>
    new Date((await rooms.get(Database).now()).getTime() + days * 86_400_000).toISOString();

  it('are named in the notice and in the journal from publication on', async () => {
    const { id } = await aPublishedNotice(rooms, cast);
    const { keyHolders } = await contentOf(id);
    expect(keyHolders!.map(({ office }) => office)).toEqual([...offices]);
    const expected = Object.fromEntries(offices.map((office) => [office, cast.keyHolders[office].recipient]));
    expect(Object.fromEntries(keyHolders!.map(({ office, recipient }) => [office, recipient]))).toEqual(expected);
    const [entry] = await rooms.database.sql<{ payload: Buffer }>(
      `select payload from platform.journal where type = 'notice.published' and project = $1`,
      [id],
    );
    expect((JSON.parse(entry!.payload.toString()) as { facts: object }).facts).toMatchObject({ recipients: expected });
  });

  it('keep a notice from being submitted and published while an office is vacant', async () => {
    const [ready, draft] = [await aCompleteDraft(rooms, cast), await aCompleteDraft(rooms, cast)];
    await rooms.get(DraftService).submit(cast.handler, ready, { reasons: [] });
    await aReview(rooms, cast, ready);
    await lose('supervisor');
    expect(await code(rooms.get(PublicationService).publish(cast.approver, ready))).toBe('notice.no-key-holders');
    expect(await code(rooms.get(DraftService).submit(cast.handler, draft, { reasons: [] }))).toBe('notice.not-ready');
    await aKeyHolder(rooms, await aHolderPerson(rooms, cast.keyHolders.supervisor.actor.organizationId, '卫保管'));
    expect(await code(rooms.get(PublicationService).publish(cast.approver, ready))).toBe('no refusal');
  });

  it('are renewed by two persons with a later deadline when two of them are lost', async () => {
    const { id, closesAt } = await aPublishedNotice(rooms, cast);
    const rekeying = rooms.get(RekeyingService);
    const reason = '两名保管人的存储介质损坏';
    const later = await inDays(60);
    await lose('finance');
    expect(await code(rekeying.ask(cast.handler, id, { reason }))).toBe('notice.keys-in-order');
    await lose('supervisor');
    expect(await code(rekeying.renewKeys(cast.approver, id, { closesAt: later }))).toBe('notice.rekeying-not-asked');
    await rekeying.ask(cast.handler, id, { reason });
    expect(await code(rekeying.ask(cast.handler, id, { reason }))).toBe('notice.rekeying-asked');
    expect(await code(rekeying.renewKeys(cast.handler, id, { closesAt: later }))).toBe('procedure.four-eyes');
    expect(await code(rekeying.renewKeys(cast.approver, id, { closesAt: later }))).toBe('notice.no-key-holders');
    for (const office of ['finance', 'supervisor'] as const)
      await aKeyHolder(rooms, await aHolderPerson(rooms, cast.keyHolders[office].actor.organizationId, '卫保管'));
    expect(await code(rekeying.renewKeys(cast.approver, id, { closesAt: closesAt.toISOString() }))).toBe('extension.not-later');
    expect(await rekeying.renewKeys(cast.approver, id, { closesAt: later })).toMatchObject({ version: 2, closesAt: new Date(later) });

    const { keyHolders } = await contentOf(id);
    expect(keyHolders!.map(({ recipient }) => recipient)[0]).toBe(cast.keyHolders.purchaser.recipient);
    expect(keyHolders!.map(({ recipient }) => recipient)[1]).not.toBe(cast.keyHolders.finance.recipient);
    expect(await rekeying.waiting(id)).toBeNull();
    const notice = (await rooms.get(NoticeQueries).byId(id))!;
    expect(notice.versions.at(-1)).toMatchObject({ kind: 'rekeying', reason });
  });

  it('are renewed as well when two holders left their posts: their successors keep other keys', async () => {
    const { id } = await aPublishedNotice(rooms, cast);
    const rekeying = rooms.get(RekeyingService);
    const leaves = async (office: 'finance' | 'supervisor'): Promise<void> => {
      const { holderId, actor } = cast.keyHolders[office];
      await rooms.database.sql(`update custody.key_holder set state = 'replaced', ended_at = now(), reason = '调岗' where id = $1`, [
        holderId,
      ]);
      await aKeyHolder(rooms, await aHolderPerson(rooms, actor.organizationId, '卫保管'));
    };
    await leaves('finance');
    expect(await code(rekeying.ask(cast.handler, id, { reason: '两名保管人调岗' }))).toBe('notice.keys-in-order');
    await leaves('supervisor');
    await rekeying.ask(cast.handler, id, { reason: '两名保管人调岗' });
    expect(await rekeying.renewKeys(cast.approver, id, { closesAt: await inDays(60) })).toMatchObject({ version: 2 });
  });

  it('are not asked for by a stranger', async () => {
    const { id } = await aPublishedNotice(rooms, cast);
    await lose('finance', 'supervisor');
    const stranger = anActor(cast.stranger.organizationId, '外单位', 'handler');
    expect(await code(rooms.get(RekeyingService).ask(stranger, id, { reason: '无关单位' }))).toBe('absent');
  });
});
