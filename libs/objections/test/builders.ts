import type { Actor } from '#kernel';
import { AwardQueries, AwardService } from '#evaluation';
import { allTold, anOpenedBox, decided, fresh, type Opened } from '../../evaluation/test/builders.js';
import type { TestRooms } from '../../platform/test/harness.js';
import type { Cast } from '../../tendering/test/builders.js';

/** Who files, as the form asks for it. */
export const petitioner = { address: '海陵区迎春路 1 号 225300', contact: '陈静', phone: '13800138000', signatory: '陈静' };

export const aPoint = { facts: '第二项评审因素漏计了我单位的业绩', request: '重新评审', basis: '采购文件第五章' };

/** A result that everybody has been told, with somebody who lost. */
export interface Announced {
  readonly opened: Opened;
  readonly id: string;
  readonly awardId: string;
  readonly loser: Actor;
  readonly winner: Actor;
}

export async function announced(rooms: TestRooms, cast: Cast, experts: readonly Actor[], prices: readonly string[]): Promise<Announced> {
  const opened = await anOpenedBox(rooms, cast, prices);
  const { awardId } = await decided(rooms, cast, opened, experts, [85, 75, 65]);
  await allTold(rooms, cast, opened);
  const { bidId } = await rooms.get(AwardService).announce(fresh(cast.handler), awardId);
  const of = (won: boolean): Actor => opened.bids.find((bid) => (bid.id === bidId) === won)!.provider;
  return { opened, awardId, loser: of(false), winner: of(true), id: opened.procedure.id };
}

export const awardState = async (rooms: TestRooms, id: string): Promise<string | undefined> =>
  (await rooms.get(AwardQueries).byId(id))?.state;
