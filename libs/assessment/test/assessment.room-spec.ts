import { type Assessment, AssessmentModule, AssessmentQueries, PostingService, ScoringService } from '#assessment';
import { ContractQueries, type WholeContract } from '#contracts';
import { MilestoneQueries, MilestoneService } from '#delivery';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { aCast, type Cast } from '../../tendering/test/builders.js';
import { anActiveContract, specAcceleration } from '../../contracts/test/builders.js';

describe('an assessment', () => {
  let rooms: TestRooms;
  let cast: Cast;
  let contract: WholeContract;
  let opened: Assessment[];
  beforeAll(async () => {
    rooms = await openRooms([AssessmentModule], { acceleration: specAcceleration });
    cast = await aCast(rooms);
    contract = await anActiveContract(rooms, cast);
    const figures = contract.indicators.map(({ id }) => ({ indicatorId: id, actual: '很好' }));
    for (const { id } of await rooms.get(MilestoneQueries).ofContract(contract.id)) {
      await rooms.get(MilestoneService).submit(cast.providers[0]!, id, { figures, text: '完成' });
      await rooms.get(MilestoneService).accept(cast.acceptor, id, { text: '属实' });
    }
    await rooms.settle();
    opened = await rooms.get(AssessmentQueries).ofContract(contract.id);
  }, 120_000);
  afterAll(() => rooms.close());

  const code = (wanted: string): object => ({ refusal: { code: wanted } });
  const scoring = (): ScoringService => rooms.get(ScoringService);
  const posting = (): PostingService => rooms.get(PostingService);
  const scores = (points: string, reason = '查看记录') => ({
    scores: contract.indicators.map(({ id }) => ({ indicatorId: id, score: points, reason })),
  });
  const manager = () => cast.otherHandler;
  const poster = () => cast.approver;
  const provider = () => cast.providers[0]!;
  const now = (id: string) => rooms.get(AssessmentQueries).byId(id) as Promise<Assessment>;
  const finals = (id: string) =>
    rooms.database.sql<{ facts: Record<string, string> }>(
      `select convert_from(payload, 'UTF8')::jsonb -> 'facts' as facts from platform.journal where subject = $1 and type = 'assessment.final'`,
      [id],
    );
  async function posted(id: string, points: string): Promise<Assessment> {
    await scoring().score(manager(), id, scores(points));
    await scoring().close(manager(), id);
    return scoring().post(poster(), id);
  }

  it('opens for every accepted milestone with the contract’s indicators and the figures that were accepted', () => {
    expect(opened).toHaveLength(contract.instalments.length);
    expect(opened[0]).toMatchObject({
      state: 'open',
      managerPersonId: manager().personId,
      instalmentAmount: contract.instalments[0]!.amount,
    });
    expect(opened[0]!.indicators.map(({ id, actual }) => [id, actual])).toEqual(contract.indicators.map(({ id }) => [id, '很好']));
  });

  it('is scored by the manager alone, with reasons, and every score is kept', async () => {
    const { id } = opened[0]!;
    await expect(scoring().score(cast.handler, id, scores('90'))).rejects.toMatchObject(code('assessment.score-duty'));
    await expect(scoring().score(provider(), id, scores('90'))).rejects.toMatchObject(code('absent'));
    await expect(scoring().score(manager(), id, scores('90', ''))).rejects.toMatchObject(code('assessment.scores-incomplete'));
    await expect(scoring().close(manager(), id)).rejects.toMatchObject(code('assessment.sheet-open'));
    await scoring().score(manager(), id, scores('70'));
    await scoring().score(manager(), id, scores('85'));
    expect((await rooms.get(AssessmentQueries).scores(id)).length).toBe(contract.indicators.length * 2);
  });

  it('computes the amount from the contract’s rule when the sheet is closed', async () => {
    const closed = await scoring().close(manager(), opened[0]!.id);
    const { tiers } = contract.evaluation;
    const percent = Math.max(...tiers.filter(({ minScore }) => minScore <= 85).map(({ payPercent }) => payPercent));
    expect(closed).toMatchObject({
      state: 'scored',
      score: 8500,
      grade: 'good',
      payable: (closed.instalmentAmount * BigInt(percent)) / 100n,
    });
    expect(closed.payable! + closed.deduction!).toBe(closed.instalmentAmount);
    expect(closed.computation!.lines).toHaveLength(contract.indicators.length);
  });

  it('is posted by another person, and not final or payable before', async () => {
    const { id } = opened[0]!;
    await expect(scoring().post({ ...manager(), roles: ['approver'] }, id)).rejects.toMatchObject(code('assessment.post-duty'));
    await expect(posting().agree(provider(), id)).rejects.toMatchObject(code('absent'));
    await expect(
      rooms.database.sql(`update assessment.assessment set state = 'final', final_at = now(), final_because = 'agreed' where id = $1`, [
        id,
      ]),
    ).rejects.toThrow();
    const shown = await scoring().post(poster(), id);
    expect(shown).toMatchObject({ state: 'posted', postedBy: poster().personId });
    expect(shown.postingEndsAt! > shown.postedAt!).toBe(true);
    await expect(
      rooms.database.sql('update assessment.assessment set payable = 0, deduction = instalment_amount where id = $1', [id]),
    ).rejects.toThrow(/stands as posted/);
  });

  it('that is objected to waits for somebody who did not score; upheld, it is scored anew', async () => {
    const { id } = opened[0]!;
    await posting().object(provider(), id, { text: '接听率应为 96' });
    await expect(posting().object(provider(), id, { text: '再提' })).rejects.toMatchObject(code('lifecycle.not-now'));
    await expect(posting().agree(provider(), id)).rejects.toMatchObject(code('lifecycle.not-now'));
    await expect(posting().decide({ ...manager(), roles: ['approver'] }, id, { decision: 'dismissed', text: '不' })).rejects.toMatchObject(
      code('assessment.decide-duty'),
    );
    expect(await posting().decide(poster(), id, { decision: 'upheld', text: '核对属实' })).toMatchObject({
      state: 'open',
      round: 2,
      score: null,
      payable: null,
    });
    expect((await rooms.get(AssessmentQueries).objections(id))[0]).toMatchObject({ decision: 'upheld', decisionText: '核对属实' });
    expect(await posted(id, '95')).toMatchObject({ state: 'posted', round: 2, grade: 'excellent' });
  });

  it('becomes final when the provider agrees, and tells what is payable', async () => {
    const { id, instalmentId, milestoneId } = opened[0]!;
    await expect(posting().agree({ ...provider(), roles: ['field_staff'] }, id)).rejects.toMatchObject(code('assessment.provider-only'));
    const final = await posting().agree(provider(), id);
    expect(final).toMatchObject({ state: 'final', finalBecause: 'agreed' });
    const [entry] = await finals(id);
    expect(entry!.facts).toEqual({
      contractId: contract.id,
      milestoneId,
      instalmentId,
      departmentId: contract.departmentId,
      providerId: contract.providerId,
      instalmentAmount: final.instalmentAmount.toString(),
      payable: final.payable!.toString(),
      deduction: final.deduction!.toString(),
      score: '95.00',
      grade: 'excellent',
      because: 'agreed',
    });
    const closed = (await rooms.get(ContractQueries).byId(contract.id))!.instalments.find((one) => one.id === instalmentId);
    expect(closed!.payable).toBe(final.payable);
    await expect(rooms.database.sql(`update assessment.assessment set score = 1 where id = $1`, [id])).rejects.toThrow(/stands as posted/);
  });

  it('becomes final by the clock when its posting is over, once, and not before', async () => {
    const { id } = opened[1]!;
    const { postingEndsAt } = await posted(id, '50');
    await rooms.database.sql(
      `update platform.alarm set due_at = now() - interval '1 hour' where kind = 'assessment.posting' and subject = $1`,
      [id],
    );
    if (
      (
        await rooms.database.sql<{ early: boolean }>("select clock_timestamp() < $1::timestamptz - interval '1 second' as early", [
          postingEndsAt,
        ])
      )[0]!.early
    ) {
      await rooms.knock();
      expect((await now(id)).state).toBe('posted');
    }
    while ((await rooms.database.sql<{ early: boolean }>('select clock_timestamp() < $1::timestamptz as early', [postingEndsAt]))[0]!.early)
      await new Promise((wake) => setTimeout(wake, 100));
    await expect(posting().object(provider(), id, { text: '迟了' })).rejects.toMatchObject(code('assessment.posting-over'));
    await rooms.database.sql(
      `insert into platform.alarm (id, kind, subject, due_at) values (gen_random_uuid(), 'assessment.posting', $1, now()) on conflict do nothing`,
      [id],
    );
    await rooms.knock();
    expect(await now(id)).toMatchObject({ state: 'final', finalBecause: 'time', grade: 'poor', payable: 0n });
    expect(await finals(id)).toHaveLength(1);
  });

  it('that was objected to in vain is final once its posting is over', async () => {
    const { id } = opened[2]!;
    await posted(id, '92');
    await posting().object(provider(), id, { text: '应为满分' });
    await posting().decide(poster(), id, { decision: 'dismissed', text: '与报表不符' });
    expect((await now(id)).state).toBe('posted');
    await expect(posting().object(provider(), id, { text: '再提' })).rejects.toMatchObject(code('assessment.objected-already'));
    await posting().agree(provider(), id);
    expect((await now(id)).state).toBe('final');
  });
});
