import { randomUUID } from 'node:crypto';
import { system, yuan } from '#kernel';
import { ContractService, SigningService, type WholeContract } from '#contracts';
import { Database, record } from '#platform';
import { ProcedureService } from '#tendering';
import { handedIn, openBox } from '../../bidding/test/builders.js';
import type { TestRooms } from '../../platform/test/harness.js';
import { aPublishedNotice, type Cast, type ItemWish } from '../../tendering/test/builders.js';

/** Short enough to wait for: five working days are some three seconds. */
export const specAcceleration = 200_000;

export interface Won {
  readonly procedureId: string;
  readonly awardId: string;
}

/**
 * An award that is announced: the notice, two real bids and their opening; what a panel does in between is set by the
 * owner of the database, because the panel is another room's story.
 */
export async function anAnnouncedAward(rooms: TestRooms, cast: Cast, wish: ItemWish = {}, price = '800000.00'): Promise<Won> {
  const notice = await aPublishedNotice(rooms, cast, wish);
  await rooms.settle();
  const [winner, second] = cast.providers;
  await closing(rooms, notice.id, '1 hour');
  await handedIn(rooms, winner!, notice.id, price);
  await handedIn(rooms, second!, notice.id, '810000.00');
  await closing(rooms, notice.id, '0 seconds');
  await rooms.get(Database).transaction((tx) => rooms.get(ProcedureService).close(tx, notice.id));
  await rooms.settle();
  await openBox(rooms, cast.keyHolders, notice.id);
  await rooms.settle();
  return { procedureId: notice.id, awardId: await announced(rooms, cast, notice.id, winner!.organizationId, price) };
}

/** Moves the deadline, so that a slow machine is not late and a fast one does not wait. */
async function closing(rooms: TestRooms, procedureId: string, later: string): Promise<void> {
  await rooms.database.sql(`
    begin;
    set local session_replication_role = replica;
    update tendering.procedure set questions_until = published_at,
        closes_at = greatest(clock_timestamp() + interval '${later}', published_at + interval '1 millisecond') where id = '${procedureId}';
    commit;`);
}

async function announced(rooms: TestRooms, cast: Cast, procedureId: string, providerId: string, price: string): Promise<string> {
  const id = randomUUID();
  await rooms.database.sql(`
    begin;
    set local session_replication_role = replica;
    update evaluation.evaluation set state = 'decided', panel_size = 3, report_sha256 = 'x', reported_at = now(), decide_due_at = now()
      where procedure_id = '${procedureId}';
    update evaluation.lot l set state = 'decided', decide_due_at = now()
      from evaluation.evaluation e where e.id = l.evaluation_id and e.procedure_id = '${procedureId}';
    update evaluation.candidate c set passed = true, judged_by = '${cast.handler.personId}', judged_at = now(), total = 9000,
        rank = case when provider_id = '${providerId}' then 1 else 2 end, reason = '排名其后'
      from evaluation.evaluation e where e.id = c.evaluation_id and e.procedure_id = '${procedureId}';
    insert into evaluation.award (id, procedure_id, evaluation_id, bid_id, provider_id, price, rank, state, decided_by, decided_at, announced_by,
        announced_at, notice_ends_at, challenge_ends_at)
      select '${id}', '${procedureId}', e.id, c.bid_id, c.provider_id, ${yuan(price)}, 1, 'announced', '${cast.handler.personId}', now(),
        '${cast.approver.personId}', now(), now() + interval '1 second', now() + interval '2 seconds'
      from evaluation.evaluation e join evaluation.candidate c on c.evaluation_id = e.id and c.provider_id = '${providerId}'
      where e.procedure_id = '${procedureId}';
    commit;`);
  await rooms.get(Database).transaction((tx) => record(tx, system('test'), { type: 'award.announced', subject: id, project: procedureId }));
  await rooms.settle();
  return id;
}

export const colleagues = ({ handler, otherHandler }: Cast) =>
  [handler, otherHandler].map(({ personId, name, organizationId }) => ({ personId, name, organizationId }));

/** A draft with the other handler as manager. */
export function aDraftContract(rooms: TestRooms, cast: Cast, { procedureId }: Won): Promise<WholeContract> {
  return rooms.get(ContractService).draft(cast.handler, procedureId, cast.otherHandler.personId, colleagues(cast));
}

/** Offered to the provider. */
export async function anOfferedContract(rooms: TestRooms, cast: Cast, won: Won): Promise<WholeContract> {
  const { id } = await aDraftContract(rooms, cast, won);
  return rooms.get(ContractService).offer(cast.handler, id);
}

/** Signed by both; its reactions have happened. */
export async function signedByBoth(rooms: TestRooms, cast: Cast, { id, providerId }: WholeContract): Promise<WholeContract> {
  const provider = cast.providers.find(({ organizationId }) => organizationId === providerId)!;
  await rooms.get(SigningService).sign(provider, id);
  const active = await rooms.get(SigningService).sign(cast.approver, id);
  await rooms.settle();
  return active;
}

/** A contract in force. */
export async function anActiveContract(rooms: TestRooms, cast: Cast, wish: ItemWish = {}): Promise<WholeContract> {
  return signedByBoth(rooms, cast, await anOfferedContract(rooms, cast, await anAnnouncedAward(rooms, cast, wish)));
}
