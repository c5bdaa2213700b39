import { until } from './client.js';
import type { Walk } from './cast.js';
import type { Won } from './evaluation.steps.js';
import type { Published } from './tender.steps.js';

export interface Signed {
  readonly contractId: string;
  readonly number: string;
}

/** Generated from notice and offer, signed by both sides, published. */
export async function contract(walk: Walk, published: Published, won: Won): Promise<Signed> {
  const [handler, approver, winner] = [await walk.cast.handler(), await walk.cast.approver(), await walk.cast.as(won.winner)];
  const { person } = await handler.get<{ person: { id: string } }>('/api/v1/sessions/current');
  const draft = await handler.post<{ id: string; number: string }>(`/api/v1/procedures/${published.procedureId}/contract`, {
    managerPersonId: person.id,
  });
  await handler.post(`/api/v1/contracts/${draft.id}/offer`);
  walk.story.tell(handler.login, `合同 ${draft.number} 由公告和响应生成，发给双方`);
  for (const signer of [winner, approver]) {
    await signer.confirm();
    await signer.post(`/api/v1/contracts/${draft.id}/signatures`);
    walk.story.tell(signer.login, '签署合同');
  }
  await until('the contract to be active', 15, async () => {
    const { state } = await handler.get<{ state: string }>(`/api/v1/contracts/${draft.id}`);
    return state === 'active';
  });
  await handler.post(`/api/v1/contracts/${draft.id}/publication`);
  walk.story.tell(handler.login, '公告合同', `/contracts/${draft.number}`);
  return { contractId: draft.id, number: draft.number };
}

/** A first month of work: log, report, acceptance by a second person, assessment, posting. Answers the assessment's id. */
export async function deliver(walk: Walk, won: Won, signed: Signed): Promise<string> {
  const [provider, acceptor] = [await walk.cast.as(won.winner), await walk.cast.acceptor()];
  const field = await walk.cast.as(`${won.winner}-field`);
  const milestone = await until('the milestones to be laid out', 20, async () => {
    const { data } = await provider.get<{ data: Milestone[] }>(`/api/v1/milestones?contract=${signed.contractId}`);
    return data.find(({ contractId, no }) => contractId === signed.contractId && no === 1);
  });
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  for (const people of [42, 38, 51])
    await field.post(`/api/v1/milestones/${milestone.id}/log-entries`, {
      day,
      place: '城东社区服务站',
      people,
      hours: '6.5',
      note: '上门与站内服务',
    });
  const { indicators } = await provider.get<{ indicators: { id: string; target: string }[] }>(`/api/v1/contracts/${signed.contractId}`);
  const figures = indicators.map(({ id, target }) => ({
    indicatorId: id,
    actual: /\d/.exec(target) ? (/(\d+(\.\d+)?)/.exec(target)?.[1] ?? '100') : '全部达到',
  }));
  await provider.post(`/api/v1/milestones/${milestone.id}/submission`, {
    figures,
    text: '首期服务按计划完成，台账齐全。',
  });
  walk.story.tell(provider.login, '由服务记录生成报告并提交');
  await acceptor.post(`/api/v1/milestones/${milestone.id}/acceptance`, {
    text: '核对台账、现场抽查三户，与合同一致。',
  });
  walk.story.tell(acceptor.login, '验收人(与经办、签署人不同)验收');
  return assess(walk, won, signed);
}

interface Milestone {
  readonly id: string;
  readonly contractId: string;
  readonly no: number;
}

async function assess(walk: Walk, won: Won, signed: Signed): Promise<string> {
  const [manager, approver, provider] = [await walk.cast.handler(), await walk.cast.approver(), await walk.cast.as(won.winner)];
  const assessment = await until('the assessment to open', 20, async () => {
    const { data } = await manager.get<{ data: { id: string; contractId: string }[] }>(`/api/v1/assessments?contract=${signed.contractId}`);
    return data.find(({ contractId }) => contractId === signed.contractId);
  });
  const path = `/api/v1/assessments/${assessment.id}`;
  const { indicators } = await manager.get<{ indicators: { id: string }[] }>(path);
  await manager.post(`${path}/scores`, {
    scores: indicators.map(({ id }, place) => ({
      indicatorId: id,
      score: place === 0 ? '88' : '93',
      reason: '按台账和抽查结果评分。',
    })),
  });
  await manager.post(`${path}/closing`);
  await approver.post(`${path}/posting`);
  walk.story.tell(approver.login, '评价结果公示', `/assessments/${assessment.id}`);
  await provider.post(`${path}/agreement`);
  const { payable, grade } = await provider.get<{ payable: string; grade: string }>(path);
  walk.story.tell(provider.login, `认可结果(${grade}),按合同规则应付 ${payable} 元`);
  return assessment.id;
}
