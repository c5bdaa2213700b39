import { Refused } from '#kernel';
import { Database } from '#platform';
import { Admissions, DraftService, ProcedureQueries, PublicationService } from '#tendering';
import type { TestRooms } from '../../platform/test/harness.js';
import { aCompleteDraft, aReview, type Cast, type ItemWish } from './builders.js';

/** The code of the refusal, or that there was none. */
export const code = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
  } catch (caught) {
    if (caught instanceof Refused) return caught.refusal.code;
    throw caught;
  }
  return 'no refusal';
};

export const usccs = ['52321202MJ5000017X', '52321202MJ5000025Q', '52321202MJ5000033K', '52321202MJ5000041E'];

/** What specs of methods do again and again. */
export function methodDesk(rooms: TestRooms, cast: Cast) {
  const drafts = (): DraftService => rooms.get(DraftService);
  const publication = (): PublicationService => rooms.get(PublicationService);
  const may = async (procedureId: string, place: number): Promise<string> => {
    const refusal = await rooms
      .get(Database)
      .transaction((tx) => rooms.get(Admissions).mayTakePart(tx, procedureId, cast.providers[place]!.organizationId));
    return refusal?.code ?? 'welcome';
  };
  const inReview = async (wish: ItemWish, input: object): Promise<string> => {
    const id = await aCompleteDraft(rooms, cast, wish);
    await drafts().save(cast.handler, id, 'method', { version: 0, candidates: [], experts: [], ...input });
    const procedure = await rooms.get(ProcedureQueries).own(cast.handler, id);
    const open = (await drafts().findings(procedure, procedure.draft, await rooms.get(Database).now())).filter(
      ({ result }) => result === 'warn',
    );
    await drafts().submit(cast.handler, id, {
      reasons: open.map(({ key }) => ({ finding: key, text: '规格统一、市场价格稳定的标准服务' })),
    });
    await aReview(rooms, cast, id);
    return id;
  };

  const again = async (id: string, input: object): Promise<void> => {
    await publication().return(cast.approver, id, { reason: '修改后再提交' });
    const { version } = (await rooms.get(ProcedureQueries).saves(id)).get('method')!;
    await drafts().save(cast.handler, id, 'method', { version, candidates: [], experts: [], ...input });
    await drafts().submit(cast.handler, id, { reasons: [] });
    await aReview(rooms, cast, id);
  };

  return { drafts, publication, may, inReview, again };
}
