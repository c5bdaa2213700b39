import type { Actor } from '#kernel';
import { Database } from '#platform';
import { AwardQueries, EvaluationQueries } from '#evaluation';
import { ChallengeDesk, ChallengeQueries, ChallengeService, ObjectionsModule, wayIsClear } from '#objections';
import { announced as announcedIn, aPoint, petitioner } from './builders.js';
import { ProcedureQueries } from '#tendering';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { gate, somebodyWaits } from '../../platform/test/waiting.js';
import { fresh, past, someExperts } from '../../evaluation/test/builders.js';
import { aCast, type Cast } from '../../tendering/test/builders.js';

const code = (wanted: string): object => ({ refusal: { code: wanted } });
const text = { stage: 'result' as const, points: [aPoint], petitioner };

/** Legal periods are waited for; a busy machine takes longer. */
jest.setTimeout(120_000);

describe('a challenge to a result', () => {
  let rooms: TestRooms;
  let cast: Cast;
  let experts: Actor[];
  beforeAll(async () => {
    rooms = await openRooms([ObjectionsModule], { acceleration: 100_000 });
    cast = await aCast(rooms);
    experts = await someExperts(rooms, 5);
  }, 60_000);
  afterAll(() => rooms.close());
  const challenges = (): ChallengeService => rooms.get(ChallengeService);
  const desk = (): ChallengeDesk => rooms.get(ChallengeDesk);
  const clear = (id: string) => rooms.get(Database).transaction((tx) => wayIsClear(tx, id));
  const award = (id: string) => rooms.get(AwardQueries).byProcedure(id);

  const announced = (prices: readonly string[]) => announcedIn(rooms, cast, experts, prices);

  it('holds the award when taken up, bars the signature from its filing on, and lets it go when dismissed', async () => {
    const { id, awardId, loser } = await announced(['800000.00', '810000.00']);
    expect(await clear(id)).toBeUndefined();
    const filed = await challenges().file(loser, id, text);
    expect(filed.number).toMatch(/^321202-\d{4}-ZY-\d{4}$/);
    expect((await clear(id))?.code).toBe('challenge.in-the-way');
    await expect(challenges().file(loser, id, text)).rejects.toMatchObject(code('challenge.filed-already'));
    await expect(desk().accept(cast.stranger, filed.id, { mayAffectResult: true })).rejects.toMatchObject(code('absent'));
    await expect(desk().accept(loser, filed.id, { mayAffectResult: true })).rejects.toMatchObject(code('challenge.buyer-only'));
    await desk().accept(cast.handler, filed.id, { mayAffectResult: true });
    expect((await award(id))!.state).toBe('held');
    await expect(desk().answer(fresh(cast.handler), filed.id, { outcome: 'dismissed', answer: 'x' })).rejects.toMatchObject(
      code('challenge.answered-by-another'),
    );
    await expect(
      desk().answer({ ...cast.acceptor, confirmedAt: null }, filed.id, { outcome: 'dismissed', answer: 'x' }),
    ).rejects.toMatchObject(code('confirm-first'));
    await desk().answer(fresh(cast.acceptor), filed.id, { outcome: 'dismissed', answer: '业绩已按采购文件计分' });
    expect([(await award(id))!.state, (await award(id))!.id, await clear(id)]).toEqual(['announced', awardId, undefined]);
    const [light] = await rooms.database.sql<{ met: Date | null }>(
      `select met_at as met from calendar.deadline where subject = $1 and key = 'challenge.answer'`,
      [filed.id],
    );
    expect(light!.met).not.toBeNull();
  });

  it('takes the award back when upheld; with enough other qualified bids the next candidate may be decided', async () => {
    const { id, opened, loser } = await announced(['800000.00', '810000.00', '820000.00']);
    const filed = await challenges().file(loser, id, text);
    await desk().accept(cast.handler, filed.id, { mayAffectResult: true });
    await desk().answer(fresh(cast.acceptor), filed.id, { outcome: 'upheld', remedy: 'next_candidate', answer: '成交单位的业绩材料不实' });
    expect(await award(id)).toBeNull();
    expect((await rooms.get(EvaluationQueries).progress(cast.handler, id)).state).toBe('reported');
    expect((await rooms.get(ProcedureQueries).byId(opened.procedure.id))!.state).toBe('closed');
  });

  it('ends the procedure when upheld and too few qualified bids are left', async () => {
    const { id, loser } = await announced(['800000.00', '810000.00']);
    const filed = await challenges().file(loser, id, text);
    await desk().accept(cast.handler, filed.id, { mayAffectResult: true });
    await desk().answer(fresh(cast.acceptor), filed.id, { outcome: 'upheld', remedy: 'next_candidate', answer: '成交单位不符合资格条件' });
    expect((await rooms.get(EvaluationQueries).progress(cast.handler, id)).state).toBe('failed');
    expect((await rooms.get(ProcedureQueries).byId(id))!.state).toBe('failed');
  });

  it('is turned away with a reason, after which it may be filed anew', async () => {
    const { id, loser } = await announced(['800000.00', '810000.00']);
    const filed = await challenges().file(loser, id, text);
    await desk().refuse(cast.handler, filed.id, { reason: '没有写明具体的评审因素' });
    expect(await clear(id)).toBeUndefined();
    expect((await challenges().file(loser, id, text)).state).toBe('filed');
  });

  it('does not hold what it cannot change', async () => {
    const { id, loser } = await announced(['800000.00', '810000.00']);
    const filed = await challenges().file(loser, id, text);
    await desk().accept(cast.handler, filed.id, { mayAffectResult: false });
    expect([(await award(id))!.state, await clear(id)]).toEqual(['announced', undefined]);
  });

  it('is for those who bid, who speak for the bidder, and only until the window ends by the database’s clock', async () => {
    const { id, loser } = await announced(['800000.00', '810000.00']);
    await expect(challenges().file(cast.providers[3]!, id, text)).rejects.toMatchObject(code('challenge.bidders-only'));
    await expect(challenges().file({ ...loser, roles: ['field_staff'] }, id, text)).rejects.toMatchObject(code('challenge.speaker-only'));
    await past(rooms, (await award(id))!.challengeEndsAt!);
    await expect(challenges().file(loser, id, text)).rejects.toMatchObject(code('challenge.window-closed'));
  });

  it('is read by its bidder, the buyer and supervisors, by nobody else, and stays as filed', async () => {
    const { id, loser, winner } = await announced(['800000.00', '810000.00']);
    const { id: challenge } = await challenges().file(loser, id, text);
    const read = (actor: Actor) => rooms.get(ChallengeQueries).byId(actor, challenge);
    for (const actor of [loser, cast.handler, cast.supervisor]) expect((await read(actor)).points).toEqual([aPoint]);
    await expect(read(winner)).rejects.toMatchObject(code('absent'));
    await expect(read(cast.stranger)).rejects.toMatchObject(code('absent'));
    expect((await rooms.get(ChallengeQueries).list(winner, { procedureId: id })).items).toEqual([]);
    await expect(rooms.database.sql('update objections.challenge set points = $2 where id = $1', [challenge, '[{}]'])).rejects.toThrow(
      'not rewritten',
    );
  });

  it('and a signature wait for each other', async () => {
    const { id, loser } = await announced(['800000.00', '810000.00']);
    const order: string[] = [];
    const [asked, release] = [gate(), gate()];
    const signing = rooms.get(Database).transaction(async (tx) => {
      expect(await wayIsClear(tx, id)).toBeUndefined();
      asked.open();
      await release.opened;
      order.push('signed');
    });
    await asked.opened;
    const filing = challenges()
      .file(loser, id, text)
      .then(() => order.push('filed'));
    await somebodyWaits(rooms);
    release.open();
    await Promise.all([signing, filing]);
    expect(order).toEqual(['signed', 'filed']);
  });
});
