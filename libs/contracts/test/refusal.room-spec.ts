import { randomUUID } from 'node:crypto';
import { AwardRefusals, ContractQueries, ContractsModule, ContractService } from '#contracts';
import { AwardQueries, DecisionService } from '#evaluation';
import type { Actor } from '#kernel';
import { Database } from '#platform';
import { Admissions } from '#tendering';
import { BidQueries } from '#bidding';
import { openRooms, type TestRooms } from '../../platform/test/harness.js';
import { aCast, aPublishedNotice, type Cast } from '../../tendering/test/builders.js';
import { anAnnouncedAward, anOfferedContract, specAcceleration } from './builders.js';

const code = (wanted: string): object => ({ refusal: { code: wanted } });
const fresh = (actor: Actor): Actor => ({ ...actor, confirmedAt: new Date() });
const reason = '项目负责人离职，无力承接';

jest.setTimeout(180_000);

describe('an award whose winner does not sign', () => {
  let rooms: TestRooms;
  let cast: Cast;
  beforeAll(async () => {
    rooms = await openRooms([ContractsModule], { acceleration: specAcceleration });
    cast = await aCast(rooms);
  }, 60_000);
  afterAll(() => rooms.close());

  const refusals = (): AwardRefusals => rooms.get(AwardRefusals);
  const award = (id: string) => rooms.get(AwardQueries).byId(id);

  it('is given up by the winner: the text falls, the next candidate is decided', async () => {
    const won = await anAnnouncedAward(rooms, cast);
    const contract = await anOfferedContract(rooms, cast, won);
    const [winner, second] = cast.providers as [Actor, Actor];
    await expect(refusals().refuse(second, won.awardId, { reason })).rejects.toMatchObject(code('absent'));
    await expect(refusals().refuse({ ...winner, roles: ['project_lead'] }, won.awardId, { reason })).rejects.toMatchObject(
      code('award.refusal-role'),
    );
    expect((await refusals().show(winner, won.awardId)).barrier).toBeUndefined();
    await refusals().refuse(winner, won.awardId, { reason });
    await rooms.settle();
    expect((await award(won.awardId))!.state).toBe('withdrawn');
    expect((await rooms.get(ContractQueries).byId(contract.id))!.state).toBe('rejected');
    await expect(refusals().refuse(winner, won.awardId, { reason })).rejects.toMatchObject(code('contract.award-not-announced'));

    const next = (await rooms.get(BidQueries).opened(won.procedureId)).find(({ providerId }) => providerId === second.organizationId)!;
    const decided = await rooms.get(DecisionService).decide(fresh(cast.approver), won.procedureId, { bidId: next.bidId });
    expect(decided).toMatchObject({ state: 'decided', providerId: second.organizationId });
  });

  it('is withdrawn by an approver only after a text was offered and the time to sign is over', async () => {
    const won = await anAnnouncedAward(rooms, cast);
    const withdraw = (actor: Actor) => refusals().refuse(actor, won.awardId, { reason: '三十日内没有签署' });
    await expect(withdraw(cast.handler)).rejects.toMatchObject(code('award.refusal-role'));
    await expect(withdraw(cast.stranger)).rejects.toMatchObject(code('absent'));
    await expect(withdraw(cast.approver)).rejects.toMatchObject(code('award.nothing-offered'));
    const { id } = await anOfferedContract(rooms, cast, won);
    await rooms.database.sql(
      `update calendar.deadline set due_at = now() + interval '1 hour' where subject = $1 and key = 'contract.sign'`,
      [won.awardId],
    );
    await expect(withdraw(cast.approver)).rejects.toMatchObject(code('award.time-to-sign'));
    await rooms.database.sql(
      `update calendar.deadline set due_at = now(), amber_at = starts_at where subject = $1 and key = 'contract.sign'`,
      [won.awardId],
    );
    await withdraw(cast.approver);
    await rooms.settle();
    expect([(await award(won.awardId))!.state, (await rooms.get(ContractQueries).byId(id))!.state]).toEqual(['withdrawn', 'rejected']);
    await expect(rooms.get(ContractService).offer(cast.handler, id)).rejects.toMatchObject(code('lifecycle.not-now'));
  });

  it('bars whoever refused from the next round of the item, where the method says so', async () => {
    const [refuser, other] = cast.providers as [Actor, Actor];
    const takesPart = async (method: string, actor: Actor) => {
      const next = await aPublishedNotice(rooms, cast);
      const first = await aPublishedNotice(rooms, cast);
      await rooms.database.sql(
        `begin; set local session_replication_role = replica;
         update tendering.procedure set method = '${method}' where id = '${next.id}';
         insert into contracts.award_refusal (award_id, procedure_id, plan_item_id, provider_id, side, reason, person, at)
         values ('${randomUUID()}', '${first.id}', '${next.planItemId}', '${refuser.organizationId}', 'provider', '放弃', '${refuser.personId}', now());
         commit;`,
      );
      const asked = await rooms.get(Database).transaction((tx) => rooms.get(Admissions).mayTakePart(tx, next.id, actor.organizationId));
      return asked?.code;
    };
    expect(await takesPart('competitive_consultation', refuser)).toBe('admission.refused-before');
    expect(await takesPart('competitive_consultation', other)).toBeUndefined();
    expect(await takesPart('open_tender', refuser)).toBeUndefined();
  });
});
