import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contribute, identityIn, type OpeningShares } from '#sealing';
import { toYuan } from '#kernel';
import type { Walk } from './cast.js';
import { noDemoKey } from '../demo-keys.js';
import { type Person, until, WalkStopped } from './client.js';
import { sealOffer, type SealedOffer } from './sealed-offer.js';
import type { Published } from './tender.steps.js';

/** A small but real PDF, made anew for each bidder, so that digests differ. */
const paper = (words: string): Buffer =>
  Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n` +
      `3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n% ${words}\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
  );

/** Who bids in the walk. */
export const offers = [
  { login: 'org01', percent: 96n, experience: '近两年完成同类服务两项，均验收合格。' },
  { login: 'org07', percent: 94n, experience: '近三年承担区级呼叫与上门服务三项。' },
  { login: 'org11', percent: 98n, experience: '在两个街道承接同类服务一年。' },
];

/** Three organizations bid: sealed at their own desks, uploaded, one price replaced, receipts; before the opening nobody sees anything. */
export async function bid(walk: Walk, published: Published): Promise<void> {
  for (const [place, { login, percent, experience }] of offers.entries()) {
    const person = await walk.cast.as(login);
    const seal = (share: bigint): Promise<SealedOffer> =>
      sealOffer(person, published.procedureId, {
        prices: { '1': toYuan((published.maxPrice * share) / 100n) },
        plan: '按服务对象分片包户，逐户建档，按月汇总；投诉24小时内答复。',
        staffing: '项目负责人1名，专职人员6名，均有资格证书。',
        experience,
        paper: paper(`${login} ${published.number}`),
      });
    await submit(walk, person, await seal(percent), '在本机加密并提交响应');
    if (place === 1) await submit(walk, person, await seal(percent - 1n), '截止前重新加密，替换报价');
  }
  await nothingLeaks(walk, published);
}

async function submit(walk: Walk, person: Person, { bidId, envelopes }: SealedOffer, what: string): Promise<void> {
  const receipt = await person.post<{ number: string }>(`/api/v1/bids/${bidId}/submission`, { envelopes, declared: true });
  walk.story.tell(person.login, `${what}，回执 ${receipt.number}`);
}

/** Buyer, finance and supervisor look for bids while the box is closed, and find none; a key alone gets nothing either. */
async function nothingLeaks(walk: Walk, { procedureId }: Published): Promise<void> {
  for (const person of [await walk.cast.handler(), await walk.cast.as('sj-supervisor'), await walk.cast.as('cz-checker')]) {
    const seen = await person.get<{ data: unknown[] }>(`/api/v1/procedures/${procedureId}/bids`).catch(() => ({ data: [] }));
    if (seen.data.length) throw new WalkStopped(`${person.login} can read bids before the opening`);
  }
  const keeper = await walk.cast.as('sj-key');
  await keeper.confirm();
  const early = await keeper.get<OpeningShares>(`/api/v1/procedures/${procedureId}/opening/shares`).catch(() => null);
  if (early) throw new WalkStopped('a key holder gets shares before the box is sealed');
  walk.story.tell('sj-supervisor', '截止前采购单位、财政、监督和密钥保管人都看不到任何响应');
}

/** After the deadline two key holders open the box, each with the own key, and sign the minutes. */
export async function open(walk: Walk, published: Published): Promise<void> {
  const seconds = Math.ceil((published.closesAt.getTime() - Date.now()) / 1000);
  walk.story.tell('platform', `等待响应截止(还有 ${Math.max(seconds, 0)} 秒)`, `/notices/${published.number}`);
  await openSealed(walk, published, published.closesAt);
}

/** The same for any round, from its deadline on. */
export async function openSealed(walk: Walk, published: Published, closesAt: Date): Promise<void> {
  const handler = await walk.cast.handler();
  const seconds = Math.ceil((closesAt.getTime() - Date.now()) / 1000);
  const path = `/api/v1/procedures/${published.procedureId}/opening`;
  await until('the box to be sealed', seconds + 60, async () => {
    const status = await handler.get<{ state: string }>(path).catch(() => null);
    return status?.state === 'sealed';
  });
  const holders = [await walk.cast.as(`${walk.cast.buyer}-key`), await walk.cast.as('cz-key')];
  for (const holder of holders) {
    await holder.confirm();
    const shares = await holder.get<OpeningShares>(`${path}/shares`);
    const { state } = await holder.post<{ state: string }>(`${path}/contributions`, await contribute(keyOf(walk, holder), shares));
    walk.story.tell(holder.login, state === 'opened' ? '第二位密钥保管人到场，开启' : '第一位密钥保管人到场');
  }
  const { minutes } = await holders[0]!.get<{ minutes: { digest: string } }>(path);
  for (const holder of holders) await holder.post(`${path}/minutes/signature`, { digest: minutes.digest });
  walk.story.tell(holders.map(({ login }) => login).join(' '), `签署开启记录 ${minutes.digest.slice(0, 16)}…`);
}

/** The demo's holders keep their keys in the data directory of the sandbox. */
function keyOf(walk: Walk, { login }: Person): string {
  const file = join(walk.keys, `${login}.txt`);
  if (!existsSync(file)) throw new WalkStopped(noDemoKey(file));
  const identity = identityIn(readFileSync(file, 'utf8'));
  if (!identity) throw new WalkStopped(`there is no key in ${file}`);
  return identity;
}
