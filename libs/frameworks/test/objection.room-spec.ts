import { DeadlineQueries } from '#calendar';
import { AgreementSigning, EntryService, FrameworksModule, MembershipService, type WholeAgreement } from '#frameworks';
import type { Actor } from '#kernel';
import { ChallengeDesk, ChallengeService, EnquiryService, Windows } from '#objections';
import { fresh } from '../../evaluation/test/builders.js';
import { aPoint, petitioner } from '../../objections/test/builders.js';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { aCast, type Cast } from '../../tendering/test/builders.js';
import { agreement, anEntry, aReportedEntry, usualLots } from './builders.js';

const code = (wanted: string): object => ({ refusal: { code: wanted } });
const oneLot = { lots: usualLots.slice(0, 1) };

jest.setTimeout(120_000);

describe('an objection to an entry', () => {
  let rooms: TestRooms;
  let cast: Cast;
  beforeAll(async () => {
    rooms = await openRooms([FrameworksModule], { acceleration: 50_000 });
    cast = await aCast(rooms);
  }, 60_000);
  afterAll(() => rooms.close());

  const challenges = (): ChallengeService => rooms.get(ChallengeService);
  const desk = (): ChallengeDesk => rooms.get(ChallengeDesk);
  const file = (by: Actor, { procedureId }: Pick<WholeAgreement, 'procedureId'>, stage: 'entry' | 'application') =>
    challenges().file(by, procedureId, { stage, points: [aPoint], petitioner });
  const sign = (by: Actor, { id }: WholeAgreement) => rooms.get(AgreementSigning).sign(fresh(by), id);

  it('comes from who answered the call, bars the signatures while it stands, and lets them go on', async () => {
    const entry = await anEntry(rooms, cast, oneLot);
    const eliminated = cast.providers[3]!;
    expect(entry.entrants.some(({ providerId }) => providerId === eliminated.organizationId)).toBe(false);
    await expect(file(cast.providers[4] ?? cast.stranger, entry, 'entry')).rejects.toMatchObject({ refusal: { kind: 'forbidden' } });
    expect((await rooms.get(Windows).of(eliminated, entry.procedureId)).map(({ stage }) => stage)).toContain('entry');
    const filed = await file(eliminated, entry, 'entry');
    await expect(sign(cast.providers[0]!, entry)).rejects.toMatchObject(code('challenge.in-the-way'));

    await desk().accept(cast.handler, filed.id, { mayAffectResult: true });
    await expect(desk().answer(fresh(cast.approver), filed.id, { outcome: 'dismissed', answer: 'x' })).rejects.toMatchObject(
      code('challenge.answered-by-another'),
    );
    const redo = { outcome: 'upheld', remedy: 'redo', answer: 'x' } as const;
    await expect(desk().answer(fresh(cast.acceptor), filed.id, redo)).rejects.toMatchObject(code('challenge.remedy-unfit'));
    await desk().answer(fresh(cast.acceptor), filed.id, { outcome: 'dismissed', answer: '按淘汰比例排名靠后' });
    await sign(cast.providers[0]!, entry);
    expect((await agreement(rooms, entry.id)).signatures).toHaveLength(1);
  });

  it('gives the time to sign anew when it ran out meanwhile: nobody lapses for it', async () => {
    const entry = await anEntry(rooms, cast, oneLot);
    const filed = await file(cast.providers[3]!, entry, 'entry');
    await rooms.database.sql(`update calendar.deadline set due_at = clock_timestamp(), amber_at = starts_at
      where subject = '${entry.id}' and key = 'framework.sign'`);
    await rooms.database.sql(`update platform.alarm set due_at = clock_timestamp() where subject = '${entry.id}'`);
    await rooms.knock();
    expect((await agreement(rooms, entry.id)).entrants.map(({ state }) => state)).toEqual(['named', 'named', 'named']);
    await challenges().withdraw(cast.providers[3]!, filed.id, { confirmed: true });
    await rooms.settle();
    const clock = (await rooms.get(DeadlineQueries).ofSubjects([entry.id])).find(({ key }) => key === 'framework.sign')!;
    expect(clock.dueAt.getTime()).toBeGreaterThan(Date.now());
    await sign(cast.providers[0]!, entry);
  });

  it('upheld, the call begins anew: the agreement lapses before it binds', async () => {
    const entry = await anEntry(rooms, cast, oneLot);
    const filed = await file(cast.providers[3]!, entry, 'entry');
    await desk().accept(cast.handler, filed.id, { mayAffectResult: true });
    await desk().answer(fresh(cast.acceptor), filed.id, { outcome: 'upheld', remedy: 'restart', answer: '评审价计算有误' });
    await rooms.settle();
    const ended = await agreement(rooms, entry.id);
    expect([ended.state, ended.endText, ended.entrants.map(({ state }) => state)]).toEqual([
      'lapsed',
      `质疑 ${filed.number} 成立，重新开展征集。`,
      ['lapsed', 'lapsed', 'lapsed'],
    ]);
  });

  it('to a refused application may be asked about and challenged by the applicant; upheld it is reviewed again', async () => {
    const procedureId = await aReportedEntry(rooms, cast, { method: 'framework_open' });
    const id = await rooms.get(EntryService).conclude(cast.approver, procedureId, { ways: ['direct'] });
    const applicant = cast.providers[1]!;
    const entrant = await rooms.get(MembershipService).apply(applicant, id, { statement: '符合公告的全部条件' });
    await expect(file(applicant, { procedureId }, 'application')).rejects.toMatchObject(code('challenge.entry-only'));
    await rooms.get(MembershipService).review(cast.handler, entrant, { outcome: 'refuse', reason: '证照不全' });
    expect((await rooms.get(EnquiryService).ask(applicant, procedureId, { text: '缺哪一份证照？' })).state).toBe('asked');
    await expect(file(cast.providers[2]!, { procedureId }, 'application')).rejects.toMatchObject(code('challenge.entry-only'));

    const filed = await file(applicant, { procedureId }, 'application');
    await desk().accept(cast.otherHandler, filed.id, { mayAffectResult: false });
    await desk().answer(fresh(cast.acceptor), filed.id, { outcome: 'upheld', remedy: 'readmit', answer: '证照齐全' });
    await rooms.settle();
    expect((await agreement(rooms, id)).entrants.map(({ state }) => state)).toEqual(['applied']);
    const clock = (await rooms.get(DeadlineQueries).ofSubjects([entrant])).find(({ key }) => key === 'framework.open.review');
    expect(clock).toMatchObject({ metAt: null, holder: cast.handler.organizationId });
  });
});
