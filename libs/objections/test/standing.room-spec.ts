import { BidQueries, BidService, OpeningQueries } from '#bidding';
import { AwardQueries, AwardService, EvaluationQueries } from '#evaluation';
import { DocumentService } from '#documents';
import type { Actor } from '#kernel';
import { ChallengeDesk, ChallengeService, ObjectionsModule, Windows } from '#objections';
import { allTold, anOpenedBox, decided, fresh, someExperts } from '../../evaluation/test/builders.js';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { aCast, aPublishedNotice, type Cast } from '../../tendering/test/builders.js';
import { announced, aPoint, petitioner } from './builders.js';

const code = (wanted: string): object => ({ refusal: { code: wanted } });
const points = [aPoint];

jest.setTimeout(180_000);

describe('standing to challenge', () => {
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

  it('has whose bid was found invalid at the opening, and a letter that says why', async () => {
    const opened = await anOpenedBox(rooms, cast, ['800000.00', '810000.00', '820000.00', '830000.00'], { planless: 3 });
    const invalid = opened.bids[3]!;
    const { id } = opened.procedure;
    expect((await rooms.get(BidQueries).ownBid(invalid.provider, invalid.id)).state).toBe('invalid');
    expect((await rooms.get(OpeningQueries).inBox(id)).find(({ bidId }) => bidId === invalid.id)?.code).toBe('bid.plan-missing');
    const sound = { ...opened, bids: opened.bids.slice(0, 3) };
    const { awardId } = await decided(rooms, cast, sound, experts, [85, 75, 65]);
    await allTold(rooms, cast, sound);
    await rooms.get(AwardService).announce(fresh(cast.handler), awardId);
    const [letter] = await rooms.get(DocumentService).about(invalid.id, 'result-letter');
    const { body } = await rooms.get(DocumentService).read(invalid.provider, letter!.id);
    expect(body).toMatch(/开启时被认定无效[\s\S]*没有服务方案/);

    expect((await rooms.get(Windows).of(invalid.provider, id)).map(({ stage }) => stage)).toEqual([
      'documents',
      'receipt',
      'opening',
      'result',
    ]);
    const filed = await challenges().file(invalid.provider, id, { stage: 'opening', points, petitioner });
    expect(filed.stage).toBe('opening');
    await challenges().file(invalid.provider, id, { stage: 'result', points, petitioner });
  });

  it('to a result has only who bid for its lot', async () => {
    const lots = ['400000.00', '450000.00'];
    const both = { '1': '390000.00', '2': '440000.00' };
    const opened = await anOpenedBox(rooms, cast, [both, both, both, { '2': '430000.00' }], { lots });
    const { id } = opened.procedure;
    const [only] = [opened.bids[3]!.provider];
    expect(await rooms.get(EvaluationQueries).lotsOf(id, only.organizationId)).toEqual(['2']);
    const { awardId } = await decided(rooms, cast, opened, experts, [85, 75, 65, 55]);
    await allTold(rooms, cast, opened);
    const award = await rooms.get(AwardService).announce(fresh(cast.handler), awardId);
    const challenge = (actor: Actor) => challenges().file(actor, id, { stage: 'result', lot: award.lot, points, petitioner });
    expect(award.lot).toBe('1');
    await expect(challenge(only)).rejects.toMatchObject(code('challenge.other-lot'));
    expect((await rooms.get(AwardQueries).byId(awardId))!.state).toBe('announced');
    expect((await challenge(opened.bids[0]!.provider)).awardId).toBe(awardId);
  });

  it('is used once, also by two persons of it at the same time', async () => {
    const { id } = await aPublishedNotice(rooms, cast);
    const provider = cast.providers[0]!;
    await rooms.get(BidService).start(provider, id);
    const filing = () => challenges().file(provider, id, { stage: 'documents', points, petitioner });
    const results = await Promise.allSettled([filing(), filing(), filing()]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of results) if (one.status === 'rejected') expect(one.reason).toMatchObject(code('challenge.filed-already'));
  });

  it('leaves the desk apart: who judged offers or sat for the buyer does not answer, and the qualification is judged again', async () => {
    const { id, loser } = await announced(rooms, cast, experts, ['800000.00', '810000.00', '820000.00']);
    const filed = await challenges().file(loser, id, { stage: 'result', points, petitioner });
    const desk = rooms.get(ChallengeDesk);
    const judges = await rooms.database.sql<{ person: string }>(
      `select distinct c.judged_by as person from evaluation.candidate c join evaluation.evaluation e on e.id = c.evaluation_id where e.procedure_id = $1`,
      [id],
    );
    expect(judges.length).toBeGreaterThan(0);
    expect(await desk.handlersOf({ procedureId: id })).toEqual(expect.arrayContaining(judges.map(({ person }) => person)));
    await desk.accept(cast.otherHandler, filed.id, { mayAffectResult: true });
    await desk.answer(fresh(cast.acceptor), filed.id, { outcome: 'upheld', remedy: 'requalify', answer: '资格审查有误' });
    const progress = await rooms.get(EvaluationQueries).progress(cast.handler, id);
    expect([progress.state, progress.round]).toEqual(['qualifying', 2]);
    expect(progress.candidates.map(({ passed }) => passed)).toEqual([null, null, null]);
  });
});
