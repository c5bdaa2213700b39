import { type Person, until } from './client.js';
import type { Walk } from './cast.js';
import { lastPrices } from './last-price.steps.js';
import type { Published } from './tender.steps.js';

interface Candidate {
  readonly bidId: string;
  readonly lot: string;
  readonly name: string;
  readonly rank: number | null;
  readonly lowPrice: readonly unknown[];
}

interface Progress {
  readonly state: string;
  readonly candidates: readonly Candidate[];
  readonly seats: readonly { readonly state: string }[];
}

interface Sheet {
  readonly seat: { readonly state: string; readonly chair: boolean };
  readonly criteria: readonly { readonly id: string; readonly kind: string; readonly weight: number }[];
  readonly bids: readonly Candidate[];
}

/** The award of a procedure. */
export interface Won {
  readonly awardId: string;
  readonly awardNumber?: string;
  readonly winner: string;
}

/** Qualification, panel, scores, report, decision in ranking order, announcement. */
export async function evaluate(walk: Walk, published: Published): Promise<Won> {
  const [handler, approver] = [await walk.cast.handler(), await walk.cast.approver()];
  const path = `/api/v1/procedures/${published.procedureId}`;
  const progress = (): Promise<Progress> => handler.get<Progress>(`${path}/evaluation`);
  const { candidates } = await until('the evaluation to start', 20, () => progress().catch(() => null));
  for (const { bidId } of candidates) await handler.post(`${path}/qualifications`, { bidId, passed: true });
  await handler.post(`${path}/qualification-conclusion`);
  await handler.post(`${path}/panel`, {});
  walk.story.tell(handler.login, `${candidates.length} 家资格审查通过，随机抽取评审专家`);
  const members = await score(walk, published);
  await report(walk, published, members);

  const ranked = [...(await progress()).candidates].sort((one, other) => (one.rank ?? 99) - (other.rank ?? 99));
  const [first, ...others] = ranked;
  for (const { bidId } of others)
    await handler.post(`${path}/reasons`, {
      bidId,
      reason: '服务方案与应急保障得分低于第一名，报价得分不足以弥补。',
    });
  const award = await decideUnlessSilent(walk, path, first!.bidId);
  await handler.confirm();
  await handler.post(`/api/v1/awards/${award}/announcement`);
  walk.story.tell(handler.login, '公告结果，并逐家告知得分、名次和理由', `/results/${published.number}`);
  const outcome = await (await walk.cast.as('org01')).get<{ rank: number | null }>(`${path}/outcome`);
  walk.story.tell('org01', `看到自己的名次：第 ${outcome.rank} 名`);
  return { awardId: award, winner: await loginOf(walk, path, approver.login) };
}

/** The approver decides for the first; silence past the legal time decides the same. */
async function decideUnlessSilent(walk: Walk, path: string, bidId: string): Promise<string> {
  const approver = await walk.cast.approver();
  await approver.confirm();
  const award = await approver.post<{ id: string }>(`${path}/award`, { bidId });
  walk.story.tell(approver.login, '按排序确定第一名');
  return award.id;
}

/** Every drawn expert accepts, declares, scores each criterion of each bid and locks. */
async function score(walk: Walk, published: Published): Promise<string[]> {
  const { procedureId } = published;
  const members: string[] = [];
  for (let place = 1; place <= 9; place += 1) {
    const login = `expert${place}`;
    const expert = await walk.cast.as(login);
    const { data } = await expert.get<{ data: { procedureId: string }[] }>('/api/v1/panels');
    if (!data.some((panel) => panel.procedureId === procedureId)) continue;
    const path = `/api/v1/procedures/${procedureId}`;
    await expert.post(`${path}/panel/acceptances`, { accept: true });
    await expert.post(`${path}/declarations`, { clear: true });
    members.push(login);
  }
  const chair = await check(walk, procedureId, members);
  if (chair) await lastPrices(walk, published, chair);
  for (const [seat, login] of members.entries()) await fill(walk, procedureId, login, seat);
  walk.story.tell(members.join(' '), '接受、声明无回避情形、各自打分并锁定');
  return members;
}

/** The chair puts down that every offer answers the notice. Answers who it is. */
async function check(walk: Walk, procedureId: string, members: readonly string[]): Promise<Person | undefined> {
  const path = `/api/v1/procedures/${procedureId}`;
  for (const login of members) {
    const member = await walk.cast.as(login);
    const { seat, bids } = await member.get<Sheet>(`${path}/panel`);
    if (!seat.chair) continue;
    await member.post(`${path}/compliance`, { offers: bids.map(({ bidId, lot }) => ({ bidId, lot, compliant: true })) });
    return member;
  }
  return undefined;
}

async function fill(walk: Walk, procedureId: string, login: string, seat: number): Promise<void> {
  const path = `/api/v1/procedures/${procedureId}`;
  const expert = await walk.cast.as(login);
  const { criteria, bids } = await expert.get<Sheet>(`${path}/panel`);
  const sorted = [...bids].sort((one, other) => (one.bidId < other.bidId ? -1 : 1));
  const cells = criteria
    .filter(({ kind }) => kind !== 'price')
    .flatMap(({ id, kind, weight }) =>
      sorted.map(({ bidId, lot }, place) => {
        const percent = kind === 'objective' ? [90, 80, 70][place % 3]! : [92, 84, 78][place % 3]! - seat;
        return {
          bidId,
          lot,
          criterionId: id,
          points: ((weight * percent) / 100).toFixed(2),
          reason: '与评审标准逐项对照后的判断。',
        };
      }),
    );
  await expert.put(`${path}/scores`, { cells });
  await expert.post(`${path}/score-locks`);
}

async function report(walk: Walk, { procedureId }: Published, members: readonly string[]): Promise<void> {
  const path = `/api/v1/procedures/${procedureId}`;
  const sheets = await Promise.all(
    members.map(async (login) => ({
      login,
      sheet: await (await walk.cast.as(login)).get<Sheet>(`${path}/panel`),
    })),
  );
  const chair = await walk.cast.as(sheets.find(({ sheet }) => sheet.seat.chair)?.login ?? members[0]!);
  for (const { bidId, lot } of sheets[0]!.sheet.bids.filter(({ lowPrice }) => lowPrice.length)) {
    await chair.post(`${path}/clarifications`, { bidId, lot, kind: 'low-price', question: '说明报价的成本构成。' });
    await until('the bidder to explain its price, or the time for it to end', 60, () =>
      chair.post(`${path}/low-price-reasons`, { bidId, lot, reason: '报价构成合理。' }).then(
        () => true,
        () => null,
      ),
    );
  }
  await chair.post(`${path}/report`);
  for (const login of members) {
    const member = await walk.cast.as(login);
    await member.confirm();
    await member.post(`${path}/report-signatures`, {});
  }
  walk.story.tell(chair.login, '评审报告生成，全体签名');
}

/** Who won, as an account of the demo: found by who may read the award as its own. */
async function loginOf(walk: Walk, path: string, _asker: string): Promise<string> {
  for (const login of ['org01', 'org07', 'org11']) {
    const { rank } = await (await walk.cast.as(login)).get<{ rank: number | null }>(`${path}/outcome`);
    if (rank === 1) return login;
  }
  throw new Error('nobody is ranked first');
}
