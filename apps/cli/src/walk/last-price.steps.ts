import { toYuan, yuan } from '#kernel';
import { offers, openSealed } from './bid.steps.js';
import type { Walk } from './cast.js';
import { type Person, until, WalkStopped } from './client.js';
import { sealLastPrice } from './sealed-offer.js';
import type { Published } from './tender.steps.js';

interface Sheet {
  readonly lastRound: { readonly state: 'awaited' | 'out' | 'taken' } | null;
  readonly bids: readonly { readonly bidId: string; readonly lot: string; readonly price: string }[];
}

/** Seconds the bidders have: enough for sealing, short enough for a walk. */
const given = 20;

/** Where the method ends its talks with last prices: called by the chair, sealed by each bidder, opened by two keys. */
export async function lastPrices(walk: Walk, published: Published, chair: Person): Promise<void> {
  const path = `/api/v1/procedures/${published.procedureId}`;
  const { lastRound, bids } = await chair.get<Sheet>(`${path}/panel`);
  if (lastRound?.state !== 'awaited') return;
  const closesAt = new Date(Date.now() + given * 1000);
  await chair.post(`${path}/last-prices`, { closesAt: closesAt.toISOString() });
  walk.story.tell(chair.login, `磋商结束，要求各供应商在 ${given} 秒内提交最后报价`);
  for (const { login } of offers) await handIn(walk, await walk.cast.as(login), published, bids);
  await nothingShown(walk, chair, path, bids);
  await openSealed(walk, published, closesAt);
  const sheet = await until('last prices to be taken', 20, async () => {
    const seen = await chair.get<Sheet>(`${path}/panel`);
    return seen.lastRound?.state === 'taken' && seen;
  });
  walk.story.tell('platform', `${sheet.bids.length} 份最后报价取代首次报价`);
}

/** Three per cent below the first price. */
async function handIn(walk: Walk, person: Person, { procedureId }: Published, bids: Sheet['bids']): Promise<void> {
  const { data } = await person.get<{ data: { id: string; procedureId: string }[] }>('/api/v1/bids?limit=100');
  const own = data.find((bid) => bid.procedureId === procedureId);
  const first = bids.filter(({ bidId }) => bidId === own?.id);
  if (!own || !first.length) return;
  const prices = Object.fromEntries(first.map(({ lot, price }) => [lot, toYuan((yuan(price) * 97n) / 100n)]));
  const envelope = await sealLastPrice(person, own.id, prices);
  const receipt = await person.post<{ number: string }>(`/api/v1/bids/${own.id}/last-price`, { envelope, declared: true });
  walk.story.tell(person.login, `在本机加密并提交最后报价，回执 ${receipt.number}`);
}

/** Until two keys have come the panel sees the first prices and no other. */
async function nothingShown(walk: Walk, chair: Person, path: string, before: Sheet['bids']): Promise<void> {
  const { bids } = await chair.get<Sheet>(`${path}/panel`);
  if (bids.some(({ bidId, lot, price }) => !before.some((one) => one.bidId === bidId && one.lot === lot && one.price === price)))
    throw new WalkStopped('the panel sees last prices before their opening');
  walk.story.tell(chair.login, '开启前评审小组看不到任何最后报价');
}
