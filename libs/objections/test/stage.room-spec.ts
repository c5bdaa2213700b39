import type { Actor } from '#kernel';
import { BidService } from '#bidding';
import { AwardQueries, DecisionService, EvaluationQueries } from '#evaluation';
import { ChallengeDesk, ChallengeQueries, ChallengeService, EnquiryQueries, EnquiryService, ObjectionsModule, Windows } from '#objections';
import { CorrectionService, NoticeQueries, SuspensionService } from '#tendering';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { allQualified, anOpenedBox, aPanel, fresh, reported, scored, someExperts } from '../../evaluation/test/builders.js';
import { aCast, aPublishedNotice, type Cast } from '../../tendering/test/builders.js';
import { announced, aPoint, awardState, petitioner } from './builders.js';

const code = (wanted: string): object => ({ refusal: { code: wanted } });
const documents = { stage: 'documents' as const, points: [aPoint, { ...aPoint, facts: '评审因素三没有量化' }], petitioner };

jest.setTimeout(180_000);

describe('objections before and beside a result', () => {
  let rooms: TestRooms;
  let cast: Cast;
  let experts: Actor[];
  beforeAll(async () => {
    rooms = await openRooms([ObjectionsModule], { acceleration: 50_000 });
    cast = await aCast(rooms);
    experts = await someExperts(rooms, 5);
  }, 60_000);
  afterAll(() => rooms.close());

  const challenges = (): ChallengeService => rooms.get(ChallengeService);
  const desk = (): ChallengeDesk => rooms.get(ChallengeDesk);
  const state = async (id: string): Promise<string> => (await rooms.get(NoticeQueries).byId(id))!.state;

  it('challenge the documents: who holds them, all points at once, completed once, upheld stops the procedure until it is corrected', async () => {
    const { id } = await aPublishedNotice(rooms, cast);
    const provider = cast.providers[0]!;
    expect((await rooms.get(Windows).of(provider, id)).map(({ stage }) => stage)).toEqual(['documents']);
    await expect(challenges().file(provider, id, documents)).rejects.toMatchObject(code('challenge.documents-first'));
    await rooms.get(BidService).start(provider, id);
    await expect(challenges().file(provider, id, { ...documents, stage: 'result' })).rejects.toMatchObject(code('challenge.bidders-only'));
    await expect(challenges().file(provider, id, { ...documents, petitioner: { ...petitioner, authorised: true } })).rejects.toMatchObject(
      code('objection.authorisation-missing'),
    );
    const filed = await challenges().file(provider, id, documents);
    expect(filed.points).toHaveLength(2);
    await expect(challenges().file(provider, id, documents)).rejects.toMatchObject(code('challenge.filed-already'));

    const returned = await desk().return(cast.handler, filed.id, { reason: '写明对应的条款' });
    expect(returned.supplementDueAt).not.toBeNull();
    expect((await rooms.get(ChallengeQueries).givenBackTo(provider.organizationId)).map((one) => one.id)).toEqual([filed.id]);
    const shown = await rooms.database.sql('select 1 from calendar.deadline where project = $1 and holder = $2', [
      id,
      provider.organizationId,
    ]);
    expect(shown).toEqual([]);
    const completed = await challenges().supplement(provider, filed.id, { points: [aPoint], petitioner });
    expect([completed.state, completed.points.length, completed.answerDueAt > filed.answerDueAt]).toEqual(['filed', 1, true]);
    await expect(desk().return(cast.handler, filed.id, { reason: '再补' })).rejects.toMatchObject(code('objection.returned-once'));

    await desk().accept(cast.otherHandler, filed.id, { mayAffectResult: true });
    const upheld = { outcome: 'upheld', answer: '该条款限制了竞争' } as const;
    await expect(desk().answer(fresh(cast.acceptor), filed.id, upheld)).rejects.toMatchObject(code('challenge.remedy-missing'));
    await expect(desk().answer(fresh(cast.handler), filed.id, { ...upheld, remedy: 'correct' })).rejects.toMatchObject(
      code('challenge.answered-by-another'),
    );
    await desk().answer(fresh(cast.acceptor), filed.id, { ...upheld, remedy: 'correct' });
    expect(await state(id)).toBe('suspended');
    const goOn = () => rooms.get(SuspensionService).resume(fresh(cast.approver), id, { reason: '已修改采购文件' });
    await expect(goOn()).rejects.toMatchObject(code('challenge.correction-first'));
    const correction = {
      reason: '质疑成立',
      clarification: '第二项评审因素删去本市业绩的要求',
      justification: '说明的是删去的限制，没有新增要求',
      criteria: [],
      attachments: [],
    };
    const correct = (deadline: 'keep' | 'fixed') =>
      rooms.get(CorrectionService).correct(fresh(cast.approver), id, { ...correction, deadline, closesAt: '2099-01-01T00:00:00Z' });
    await expect(correct('fixed')).rejects.toMatchObject(code('correction.times-rest'));
    await correct('keep');
    expect(await state(id)).toBe('suspended');
    await goOn();
    expect(await state(id)).toBe('open');
  });

  it('to the whole procedure stops the decision, also that of silence, and its letters; afterwards the time runs anew', async () => {
    const opened = await anOpenedBox(rooms, cast, ['800000.00', '810000.00', '820000.00']);
    const { id } = opened.procedure;
    await allQualified(rooms, cast, opened);
    const members = await aPanel(rooms, cast, opened, experts);
    await scored(rooms, opened, members, [85, 75, 65]);
    await reported(rooms, opened, members);
    const filed = await challenges().file(opened.bids[1]!.provider, id, { ...documents, stage: 'opening' });
    await desk().accept(cast.handler, filed.id, { mayAffectResult: true });
    const stopped = { refusal: { code: 'challenge.in-the-way', facts: { number: filed.number } } };
    const decide = () => rooms.get(DecisionService).decide(fresh(cast.approver), id, { bidId: opened.bids[0]!.id });
    await expect(decide()).rejects.toMatchObject(stopped);
    const letter = { bidId: opened.bids[1]!.id, reason: '价格分较低' };
    await expect(rooms.get(DecisionService).giveReason(cast.handler, id, letter)).rejects.toMatchObject(stopped);

    await rooms.database.sql(`update evaluation.lot l set decide_due_at = clock_timestamp() from evaluation.evaluation e
      where e.id = l.evaluation_id and e.procedure_id = '${id}'`);
    await rooms.database.sql(`update platform.alarm a set due_at = clock_timestamp() from evaluation.lot l, evaluation.evaluation e
      where a.subject = l.id and a.kind = 'evaluation.silence' and e.id = l.evaluation_id and e.procedure_id = '${id}'`);
    await rooms.knock();
    expect(await rooms.get(AwardQueries).byProcedure(id)).toBeNull();

    await desk().answer(fresh(cast.acceptor), filed.id, { outcome: 'dismissed', answer: '开启程序合规' });
    const [lot] = (await rooms.get(EvaluationQueries).progress(cast.handler, id)).lots;
    expect(new Date(lot!.decideDueAt!).getTime()).toBeGreaterThan(Date.now());
    expect((await decide()).state).toBe('decided');
  });

  it('upheld so that it begins anew: the procedure ends for a new round', async () => {
    const { id } = await aPublishedNotice(rooms, cast);
    const provider = cast.providers[1]!;
    await rooms.get(BidService).start(provider, id);
    const filed = await challenges().file(provider, id, documents);
    await desk().accept(cast.otherHandler, filed.id, { mayAffectResult: true });
    await desk().answer(fresh(cast.acceptor), filed.id, { outcome: 'upheld', remedy: 'restart', answer: '须重新编制' });
    expect(await state(id)).toBe('cancelled');
  });

  it('withdrawn, a challenge holds no more', async () => {
    const { id, awardId, loser, winner } = await announced(rooms, cast, experts, ['800000.00', '810000.00', '820000.00']);
    const filed = await challenges().file(loser, id, { ...documents, stage: 'result' });
    await desk().accept(cast.handler, filed.id, { mayAffectResult: true });
    expect(await awardState(rooms, awardId)).toBe('held');
    await expect(challenges().withdraw(winner, filed.id, { confirmed: true })).rejects.toMatchObject(code('absent'));
    await challenges().withdraw(loser, filed.id, { confirmed: true });
    expect(await awardState(rooms, awardId)).toBe('announced');

    const again = await challenges().file(loser, id, { ...documents, stage: 'result' });
    await desk().accept(cast.handler, again.id, { mayAffectResult: true });
    await desk().answer(fresh(cast.acceptor), again.id, { outcome: 'upheld', remedy: 'restart', answer: '评审有误，须重新采购' });
    expect([await awardState(rooms, awardId), await state(id)]).toEqual(['withdrawn', 'failed']);
  });

  it('an enquiry is answered by somebody who did not handle the purchase, and may hold the award meanwhile', async () => {
    const { id, awardId, loser, winner } = await announced(rooms, cast, experts, ['800000.00', '810000.00']);
    const enquiries = rooms.get(EnquiryService);
    await expect(enquiries.ask(cast.handler, id, { text: 'x' })).rejects.toMatchObject(code('enquiry.provider-only'));
    const asked = await enquiries.ask(loser, id, { text: '第二项评审因素怎样计分？' });
    expect(asked.number).toMatch(/^321202-\d{4}-XW-\d{4}$/);
    await expect(rooms.get(EnquiryQueries).byId(winner, asked.id)).rejects.toMatchObject(code('absent'));
    await enquiries.hold(cast.handler, asked.id);
    expect(await awardState(rooms, awardId)).toBe('held');
    await expect(enquiries.answer(cast.handler, asked.id, { answer: 'x' })).rejects.toMatchObject(code('enquiry.answered-by-another'));
    await expect(enquiries.answer(cast.approver, asked.id, { answer: 'x' })).rejects.toMatchObject(code('enquiry.answered-by-another'));
    await enquiries.answer(cast.acceptor, asked.id, { answer: '按采购文件第五章' });
    expect(await awardState(rooms, awardId)).toBe('announced');
    expect((await rooms.get(EnquiryQueries).byId(loser, asked.id)).answer).toBe('按采购文件第五章');
  });

  it('an award stays unannounced while an objection to the whole procedure may change it', async () => {
    const { id, loser } = await announced(rooms, cast, experts, ['800000.00', '810000.00', '820000.00']);
    const filed = await challenges().file(loser, id, { ...documents, stage: 'opening' });
    await desk().accept(cast.handler, filed.id, { mayAffectResult: true });
    const windows = (await rooms.get(Windows).of(loser, id)).map(({ stage }) => stage);
    expect(windows).toEqual(['documents', 'receipt', 'opening', 'result']);
    const redo = { outcome: 'upheld', remedy: 'redo', answer: '评审小组组成有误' } as const;
    await desk().answer(fresh(cast.acceptor), filed.id, redo);
    const [evaluation] = await rooms.database.sql<{ round: number; state: string }>(
      'select round, state from evaluation.evaluation where procedure_id = $1 order by round desc limit 1',
      [id],
    );
    expect(evaluation!.round).toBe(2);
  });
});
