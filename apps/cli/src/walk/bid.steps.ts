import { type Json, type Person, until, WalkStopped } from './client.js';
import type { Walk } from './cast.js';
import type { Published } from './tender.steps.js';

/** A small but real PDF, made anew for each bidder, so that digests differ. */
const paper = (words: string): Buffer =>
  Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n` +
      `3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n% ${words}\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
  );

const offers = [
  { login: 'org01', percent: 96, experience: '近两年完成同类服务两项,均验收合格。' },
  { login: 'org07', percent: 94, experience: '近三年承担区级呼叫与上门服务三项。' },
  { login: 'org11', percent: 98, experience: '在两个街道承接同类服务一年。' },
];

/** Three organizations bid: drafts, a file, a replaced price, receipts; before the opening nobody sees anything. */
export async function bid(walk: Walk, published: Published): Promise<void> {
  for (const [place, { login, percent, experience }] of offers.entries()) {
    const person = await walk.cast.as(login);
    const { id } = await person.post<{ id: string }>('/api/v1/bids', { procedureId: published.procedureId });
    const price = ((published.maxPrice * BigInt(percent)) / 100n / 100n).toString();
    await write(person, id, {
      price,
      experience,
      commitment: true,
      staffing: '项目负责人1名,专职人员6名,均有资格证书。',
      plan: '按服务对象分片包户,逐户建档,按月汇总;投诉24小时内答复。',
    });
    let version = await attach(person, id, `${login} ${published.number}`);
    if (place === 1) await submit(walk, person, id, version, '提交响应');
    if (place === 1) version = await write(person, id, { price: ((published.maxPrice * 93n) / 100n / 100n).toString() });
    await submit(walk, person, id, version, place === 1 ? '截止前替换报价' : '提交响应');
  }
  await nothingLeaks(walk, published);
}

async function write(person: Person, id: string, part: Json): Promise<number> {
  const { draft } = await person.get<{ draft: { version: number } }>(`/api/v1/bids/${id}`);
  return (await person.put<{ version: number }>(`/api/v1/bids/${id}/draft`, { version: draft.version, ...part })).version;
}

async function attach(person: Person, id: string, words: string): Promise<number> {
  return (await person.upload<{ version: number }>(`/api/v1/bids/${id}/files`, '服务方案.pdf', paper(words))).version;
}

async function submit(walk: Walk, person: Person, id: string, version: number, what: string): Promise<void> {
  const receipt = await person.post<{ number: string }>(`/api/v1/bids/${id}/submission`, {
    version,
    declared: true,
  });
  walk.story.tell(person.login, `${what},回执 ${receipt.number}`);
}

/** Buyer, finance and supervisor look for bids while the box is closed, and find none. */
async function nothingLeaks(walk: Walk, { procedureId }: Published): Promise<void> {
  for (const person of [await walk.cast.handler(), await walk.cast.as('sj-supervisor'), await walk.cast.as('cz-checker')]) {
    const seen = await person.get<{ data: unknown[] }>(`/api/v1/procedures/${procedureId}/bids`).catch(() => ({ data: [] }));
    if (seen.data.length) throw new WalkStopped(`${person.login} can read bids before the opening`);
  }
  walk.story.tell('sj-supervisor', '截止前采购单位、财政、监督都看不到任何响应');
}

/** After the deadline two persons open the box together. */
export async function open(walk: Walk, published: Published): Promise<void> {
  const [handler, supervisor] = [await walk.cast.handler(), await walk.cast.as('sj-supervisor')];
  const seconds = Math.ceil((published.closesAt.getTime() - Date.now()) / 1000);
  walk.story.tell('platform', `等待响应截止(还有 ${Math.max(seconds, 0)} 秒)`, `/notices/${published.number}`);
  await until('the box to be sealed', seconds + 60, async () => {
    const status = await handler.get<{ state: string }>(`/api/v1/procedures/${published.procedureId}/opening`).catch(() => null);
    return status?.state === 'sealed';
  });
  for (const person of [handler, supervisor]) {
    await person.confirm();
    const { state } = await person.post<{ state: string }>(`/api/v1/procedures/${published.procedureId}/opening-consents`, {
      confirmed: true,
    });
    walk.story.tell(person.login, state === 'opened' ? '第二人同意,开启' : '第一人同意开启');
  }
}
