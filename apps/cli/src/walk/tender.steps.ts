import { yuan } from '#kernel';
import { type Json, until } from './client.js';
import type { Walk } from './cast.js';

/** A notice that is out. */
export interface Published {
  readonly procedureId: string;
  readonly number: string;
  readonly title: string;
  readonly closesAt: Date;
  /** Fen. */
  readonly maxPrice: bigint;
}

interface Draft extends Json {
  readonly id: string;
  readonly tasks: { task: string; version: number }[];
  readonly draft: Json & { title: string; budget: { maxPrice: string } };
  readonly findings: { key: string; result: string }[];
  /** Which review the requirement needs before it is published. */
  readonly review: 'general' | 'focused' | null;
}

/** What was settled before the notice was written. */
const need = {
  kind: 'done',
  subjects: [{ name: '社会服务机构代表' }, { name: '服务对象代表' }, { name: '行业协会' }],
  heldOn: '2026-01-12',
  summary: '三方都认为需求稳定，本地有三家以上机构能够承接。',
  commentUrl: 'https://www.ccgp.example.cn/need/1',
  commentFrom: '2026-01-05',
  commentUntil: '2026-01-16',
  commentSummary: '收到意见两条，均已采纳。',
  legalName: '陈律师',
  legalUnit: '区政府法律顾问室',
  legalOn: '2026-01-20',
  legalOpinion: '合同条款完整，权利义务对等。',
};

/** From the announced plan item to a notice: nothing the plan knows is typed again; another person publishes. */
export async function publish(walk: Walk, planItemId: string): Promise<Published> {
  const [handler, approver] = [await walk.cast.handler(), await walk.cast.approver()];
  const draft = await handler.post<Draft>('/api/v1/procedures', { planItemId });
  const task = (name: string): number => draft.tasks.find(({ task: each }) => each === name)?.version ?? 0;
  const path = `/api/v1/procedures/${draft.id}`;
  await handler.put(`${path}/tasks/basics`, {
    version: task('basics'),
    title: draft.draft.title,
    contactName: '采购经办',
    contactPhone: '0523-86880000',
    contactAddress: '海陵区政务服务中心 3 楼',
  });
  await handler.put(`${path}/tasks/need`, { version: task('need'), ...need });
  await handler.put(`${path}/tasks/schedule`, {
    version: task('schedule'),
    ...timing(walk.grace),
    openingPlace: '契约平台线上开启',
    officialMedium: '中国政府采购网',
  });
  const { findings } = await handler.get<Draft>(path);
  const reasons = findings
    .filter(({ result }) => result === 'warn')
    .map(({ key }) => ({ finding: key, text: '为保证服务对象安全所必需，与项目直接相关。' }));
  await handler.post(`${path}/submission`, { reasons });
  walk.story.tell(handler.login, `起草并提交公告：${draft.draft.title}`, '/buy');
  if (draft.review) {
    const opinions = ['procedure', 'nondiscrimination', 'competition', 'policy', 'risk'].map((what) => ({ what, passes: 'yes' }));
    await approver.post(`${path}/reviews`, { opinions });
    walk.story.tell(approver.login, '审查采购需求：没有参与编写的人提出意见');
  }
  const { number, closesAt } = await approver.post<{ number: string; closesAt: string }>(`${path}/publication`);
  walk.story.tell(approver.login, `审核发布 ${number}，截止 ${closesAt}`, `/notices/${number}`);
  await handler.post(`${path}/official-publication`, {
    url: `https://www.ccgp.example.cn/notice/${number}`,
    publishedAt: new Date(Date.now() - 2000).toISOString(),
  });
  return {
    procedureId: draft.id,
    number,
    title: draft.draft.title,
    closesAt: new Date(closesAt),
    maxPrice: yuan(draft.draft.budget.maxPrice),
  };
}

/** As early as the law allows, or a little later where the sandbox runs so fast that nobody could bid in time. */
function timing(grace: number): Json {
  if (!grace) return { timing: 'earliest' };
  const end = Date.now() + grace * 1000;
  return {
    timing: 'fixed',
    questionsUntil: new Date(end - (grace * 1000) / 2).toISOString(),
    closesAt: new Date(end).toISOString(),
  };
}

/** A provider asks, the department answers to all; who asked stays hidden. */
export async function ask(walk: Walk, { procedureId, number }: Published): Promise<void> {
  const [provider, handler] = [await walk.cast.as('org11'), await walk.cast.handler()];
  await provider.post(`/api/v1/procedures/${procedureId}/questions`, {
    text: '服务对象名单由哪一方提供，何时提供？',
  });
  walk.story.tell(provider.login, '提出一个问题');
  const question = await until('the question to be listed', 10, async () => {
    const { data } = await handler.get<{ data: { id: string; answer: string | null }[] }>(`/api/v1/procedures/${procedureId}/questions`);
    return data.find(({ answer }) => !answer);
  });
  await handler.post(`/api/v1/questions/${question.id}/answer`, {
    answer: '由采购单位在合同签订后五个工作日内提供。',
    affects: 'no',
  });
  walk.story.tell(handler.login, '向所有人答复', `/notices/${number}`);
}
