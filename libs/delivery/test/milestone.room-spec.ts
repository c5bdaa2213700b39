import { type Deadline, DeadlineQueries } from '#calendar';
import { ContractQueries, EndingService, type WholeContract } from '#contracts';
import { DeliveryModule, LogService, type Milestone, MilestoneQueries, MilestoneService } from '#delivery';
import type { Actor } from '#kernel';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { aCast, anActor, type Cast } from '../../tendering/test/builders.js';
import { anActiveContract, specAcceleration } from '../../contracts/test/builders.js';

describe('a milestone', () => {
  let rooms: TestRooms;
  let cast: Cast;
  let contract: WholeContract;
  let milestones: Milestone[];
  let worker: Actor;
  let lead: Actor;
  beforeAll(async () => {
    rooms = await openRooms([DeliveryModule], { acceleration: specAcceleration });
    cast = await aCast(rooms);
    contract = await anActiveContract(rooms, cast);
    milestones = await rooms.get(MilestoneQueries).ofContract(contract.id);
    worker = anActor(contract.providerId, '现场员', 'field_staff');
    lead = anActor(contract.providerId, '负责人', 'project_lead');
  }, 120_000);
  afterAll(() => rooms.close());

  const code = (wanted: string): object => ({ refusal: { code: wanted } });
  const service = (): MilestoneService => rooms.get(MilestoneService);
  const logs = (): LogService => rooms.get(LogService);
  const figures = () => contract.indicators.map(({ id }) => ({ indicatorId: id, actual: '96' }));
  const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const line = (changes = {}) => ({ day: today(), place: '东街站', people: 12, hours: '2.5', note: '', ...changes });
  const clocks = async (id: string): Promise<Record<string, Deadline>> =>
    Object.fromEntries((await rooms.get(DeadlineQueries).ofSubjects([id])).map((deadline) => [deadline.key, deadline]));

  it('is made for every instalment when the contract takes effect, once', async () => {
    expect(milestones.map(({ no, amount, dueAt, state }) => ({ no, amount, dueAt, state }))).toEqual(
      contract.instalments.map(({ no, amount, dueAt }) => ({ no, amount, dueAt, state: 'planned' })),
    );
    expect((await clocks(milestones[0]!.id))['delivery.submission']).toMatchObject({
      dueAt: milestones[0]!.dueAt,
      fixed: true,
      holder: contract.providerId,
    });
    await rooms.settle();
    expect(await rooms.get(MilestoneQueries).ofContract(contract.id)).toHaveLength(contract.instalments.length);
  });

  it('has a log that its people write with counts, and that adds up', async () => {
    const { id } = milestones[0]!;
    await logs().add(worker, id, line());
    const wrong = await logs().add(worker, id, line({ people: 1200, place: '西街站' }));
    await logs().strike(lead, wrong.id, { reason: '人数多写了两个零' });
    expect(await rooms.get(MilestoneQueries).sums(id)).toEqual({ entries: 1, days: 1, places: 1, people: 12, hours: 250 });
    const { items } = await rooms.get(MilestoneQueries).log(id);
    expect(items.map(({ people, struckReason }) => [people, struckReason])).toEqual([
      [1200, '人数多写了两个零'],
      [12, null],
    ]);
    await expect(logs().strike(lead, wrong.id, { reason: '再划' })).rejects.toMatchObject(code('log.struck-already'));
    await expect(logs().add(worker, id, line({ day: '2099-01-01' }))).rejects.toMatchObject(code('log.day-ahead'));
    await expect(logs().add(worker, id, line({ note: '13812345678' }))).rejects.toMatchObject(code('log.personal-data'));
    await expect(logs().add(cast.handler, id, line())).rejects.toMatchObject(code('log.role'));
    await expect(logs().add(cast.providers[1]!, id, line())).rejects.toMatchObject(code('absent'));
  });

  it('is submitted with a figure for every indicator, and closes its log', async () => {
    const { id } = milestones[0]!;
    await expect(service().submit(lead, id, { figures: figures().slice(1), text: '第一期' })).rejects.toMatchObject(
      code('report.figures-missing'),
    );
    await expect(service().submit(worker, id, { figures: figures(), text: '第一期' })).rejects.toMatchObject(code('milestone.submit-role'));
    expect(await service().submit(lead, id, { figures: figures(), text: '第一期' })).toMatchObject({ state: 'submitted', version: 1 });
    await expect(logs().add(worker, id, line())).rejects.toMatchObject(code('log.closed'));
    const running = await clocks(id);
    expect(running['delivery.submission']!.metAt).toBeInstanceOf(Date);
    expect(running['delivery.acceptance']).toMatchObject({ holder: contract.departmentId, metAt: null });
  });

  it('is answered by a second person: no drafter, manager, signer, and nobody else either', async () => {
    const { id } = milestones[0]!;
    const alsoAcceptor = (actor: Actor): Actor => ({ ...actor, roles: [...actor.roles, 'acceptor'] });
    for (const actor of [cast.handler, cast.otherHandler, cast.approver].map(alsoAcceptor))
      await expect(service().accept(actor, id, { text: '好' })).rejects.toMatchObject(code('milestone.accept-duty'));
    await expect(service().accept(cast.otherApprover, id, { text: '好' })).rejects.toMatchObject(code('milestone.accept-duty'));
    await expect(service().accept(lead, id, { text: '好' })).rejects.toMatchObject(code('milestone.accept-duty'));
    await expect(service().accept(cast.stranger, id, { text: '好' })).rejects.toMatchObject(code('absent'));
    const force = `insert into delivery.answer (id, milestone_id, version, kind, text, person, at) values (gen_random_uuid(), $1, 1, 'accept', '', $2, now())`;
    await expect(rooms.database.sql(force, [id, cast.otherHandler.personId])).rejects.toThrow(/a second person answers/);
    await expect(
      rooms.database.sql(`update delivery.milestone set state = 'accepted', answered_at = now() where id = $1`, [id]),
    ).rejects.toThrow(/without an answer/);
  });

  it('comes back with a code and is submitted again; both reports and the answer stay', async () => {
    const { id } = milestones[0]!;
    await service().return(cast.acceptor, id, { code: 'evidence-missing', text: '缺接听率报表' });
    expect((await clocks(id))['delivery.rectify']).toMatchObject({ holder: contract.providerId, metAt: null });
    await logs().add(worker, id, line({ people: 5 }));
    expect(await service().submit(lead, id, { figures: figures(), text: '补充了报表' })).toMatchObject({ state: 'submitted', version: 2 });
    expect(await service().accept(cast.acceptor, id, { text: '资料齐全,现场抽查三户' })).toMatchObject({ state: 'accepted' });
    const [reports, answers] = [await rooms.get(MilestoneQueries).reports(id), await rooms.get(MilestoneQueries).answers(id)];
    expect(reports.map(({ version, text, sums }) => [version, text, sums.people])).toEqual([
      [2, '补充了报表', 17],
      [1, '第一期', 12],
    ]);
    expect(answers.map(({ version, kind, code: why }) => [version, kind, why])).toEqual([
      [2, 'accept', null],
      [1, 'return', 'evidence-missing'],
    ]);
    await expect(service().return(cast.acceptor, id, { code: 'other', text: '迟' })).rejects.toMatchObject(code('lifecycle.not-now'));
    await expect(rooms.database.sql(`update delivery.report set text = 'x' where milestone_id = $1`, [id])).rejects.toThrow(/append-only/);
  });

  it('that is rejected closes its instalment with nothing payable', async () => {
    const { id, instalmentId } = milestones[1]!;
    await service().submit(lead, id, { figures: figures(), text: '第二期' });
    await service().reject(cast.acceptor, id, { code: 'not-delivered', text: '没有提供服务' });
    const { instalments } = (await rooms.get(ContractQueries).byId(contract.id))!;
    expect(instalments.find((one) => one.id === instalmentId)).toMatchObject({ payable: 0n });
  });

  it('is not accepted by silence unless the rule book says so', async () => {
    const last = milestones.at(-1)!;
    await service().submit(lead, last.id, { figures: figures(), text: '第三期' });
    await rooms.database.sql(
      `update platform.alarm set due_at = now() - interval '1 hour' where kind = 'delivery.silence' and subject = $1`,
      [last.id],
    );
    await rooms.knock();
    expect((await rooms.get(MilestoneQueries).byId(last.id))!.state).toBe('submitted');
  });

  it('is dropped with its clocks when the contract is terminated before the answer', async () => {
    const last = milestones.at(-1)!;
    await rooms.get(EndingService).terminate(cast.approver, contract.id, { code: 'agreement', text: '双方协商终止' });
    await rooms.settle();
    expect((await rooms.get(MilestoneQueries).byId(last.id))!.state).toBe('dropped');
    expect((await clocks(last.id))['delivery.acceptance']!.cancelledAt).toBeInstanceOf(Date);
    await expect(service().accept(cast.acceptor, last.id, { text: '好' })).rejects.toMatchObject(code('lifecycle.not-now'));
  });
});
