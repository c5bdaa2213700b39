import { ContractQueries, EndingService, type WholeContract } from '#contracts';
import { DeadlineQueries } from '#calendar';
import { MilestoneQueries, MilestoneService } from '#delivery';
import type { Actor } from '#kernel';
import { ChallengeDesk, ChallengeService, ComplaintDecisions, ComplaintDesk, ComplaintService, Respondents } from '#objections';
import { type Payment, PaymentsModule, RequestService } from '#payments';
import { anOfferedContract, signedByBoth } from '../../contracts/test/builders.js';
import { fresh, someExperts } from '../../evaluation/test/builders.js';
import { announced, aPoint, petitioner } from '../../objections/test/builders.js';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { aCast, type Cast } from '../../tendering/test/builders.js';
import { aRequest, aResult, clerkOf } from './builders.js';

const code = (wanted: string): object => ({ refusal: { code: wanted } });

jest.setTimeout(180_000);

describe('a signed contract whose award is complained of', () => {
  let rooms: TestRooms;
  let cast: Cast;
  let contract: WholeContract;
  let payment: Payment;
  let complaint: { id: string; number: string };
  beforeAll(async () => {
    rooms = await openRooms([PaymentsModule], { acceleration: 50_000 });
    cast = await aCast(rooms);
    const { id, awardId, loser } = await announced(rooms, cast, await someExperts(rooms, 5), ['800000.00', '810000.00']);
    const challenge = await dismissed(loser, id);
    contract = await signedByBoth(rooms, cast, await anOfferedContract(rooms, cast, { procedureId: id, awardId }));
    payment = (await aResult(rooms, cast, contract))!;
    await submit();
    const points = [{ point: 1, objection: '答复没有说明漏计的业绩' }];
    complaint = await rooms.get(ComplaintService).file(loser, challenge, { points, petitioner });
    await rooms.get(ComplaintDesk).accept(cast.financeChecker, complaint.id);
  });
  afterAll(() => rooms.close());

  const bureau = (): Actor => fresh(cast.financeApprover);
  const now = async (): Promise<WholeContract> => (await rooms.get(ContractQueries).byId(contract.id))!;
  const second = async () => (await rooms.get(MilestoneQueries).ofContract(contract.id))[1]!;
  const accept = async () => rooms.get(MilestoneService).accept(cast.acceptor, (await second()).id, { text: '核对无误' });
  const answerDue = async (): Promise<number> =>
    (await rooms.get(DeadlineQueries).ofSubjects([(await second()).id])).find(({ key }) => key === 'delivery.acceptance')!.dueAt.getTime();
  const ask = () => rooms.get(RequestService).request(clerkOf(cast), payment.id, aRequest(contract, payment));
  const types = async (): Promise<string[]> =>
    (await rooms.database.sql<{ type: string }>('select type from platform.journal where subject = $1 order by at', [contract.id])).map(
      ({ type }) => type,
    );

  async function submit(): Promise<void> {
    const figures = contract.indicators.map((indicator) => ({ indicatorId: indicator.id, actual: '96' }));
    await rooms.get(MilestoneService).submit(cast.providers[0]!, (await second()).id, { figures, text: '第二期服务已完成。' });
  }

  async function dismissed(by: Actor, procedureId: string): Promise<string> {
    const { id } = await rooms.get(ChallengeService).file(by, procedureId, { stage: 'result', points: [aPoint], petitioner });
    await rooms.get(ChallengeDesk).accept(cast.handler, id, { mayAffectResult: false });
    await rooms.get(ChallengeDesk).answer(fresh(cast.acceptor), id, { outcome: 'dismissed', answer: '已按采购文件评审' });
    return id;
  }

  it('stands still by order of the bureau: nothing is accepted, asked for or completed, and it says why and until when', async () => {
    const { pauseUntil } = await rooms.get(ComplaintDecisions).pause(bureau(), complaint.id, { days: 30, reason: '核实材料' });
    await rooms.settle();
    expect((await now()).standstill).toMatchObject({ kind: 'complaint', number: complaint.number, settledBy: pauseUntil });
    const still = { refusal: { code: 'contract.stands-still', facts: { number: complaint.number, until: pauseUntil } } };
    await expect(accept()).rejects.toMatchObject(still);
    await expect(ask()).rejects.toMatchObject(still);
    await expect(rooms.get(EndingService).complete(cast.approver, contract.id)).rejects.toMatchObject(still);
    expect((await second()).state).toBe('submitted');
  });

  it('is not completed by any writer meanwhile', async () => {
    await expect(
      rooms.database.sql(`update contracts.contract set state = 'completed', ended_at = now() where id = '${contract.id}'`),
    ).rejects.toThrow('stands still');
  });

  it('goes on when the order is lifted, and its clocks have the time back', async () => {
    const due = await answerDue();
    await rooms.get(ComplaintDecisions).lift(bureau(), complaint.id, { reason: '已核实' });
    await rooms.settle();
    expect((await now()).standstill).toBeNull();
    expect(await answerDue()).toBeGreaterThan(due);
    expect((await ask()).state).toBe('requested');
    expect((await types()).slice(-2)).toEqual(['contract.suspended', 'contract.resumed']);
  });

  it('ends when the complaint is upheld: what was accepted stays payable, the rest is not performed', async () => {
    await rooms.get(ComplaintDesk).send(cast.financeChecker, complaint.id);
    for (const asked of [cast.acceptor, cast.providers[0]!])
      await rooms.get(Respondents).respond(asked, complaint.id, { text: '已按采购文件评审' });
    await rooms
      .get(ComplaintDecisions)
      .decide(bureau(), complaint.id, { outcome: 'upheld', remedy: 'redo', decision: '评审有误,应重新评审' });
    await rooms.settle();
    const ended = await now();
    expect([ended.state, ended.endCode]).toEqual(['terminated', 'remedy']);
    expect(ended.endText).toContain(`投诉 ${complaint.number} 成立`);
    expect((await second()).state).toBe('dropped');
    await expect(accept()).rejects.toMatchObject(code('lifecycle.not-now'));
  });
});
