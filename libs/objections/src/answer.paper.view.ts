import type { Challenge } from './challenge.entity.js';
import type { Complaint } from './complaint.entity.js';
import { masked } from './petition.rules.js';

export const stageNames = {
  documents: '采购文件',
  receipt: '响应文件接收',
  opening: '开启',
  ending: '采购终止',
  result: '采购结果',
  entry: '入围结果',
  application: '入围申请的审核',
} as const;
const outcomeNames = { upheld: '质疑事项成立', partly: '质疑事项部分成立，不影响结果', dismissed: '质疑事项不成立' } as const;
const decisionNames = { upheld: '投诉事项成立', partly: '投诉事项部分成立，不影响结果', dismissed: '驳回投诉' } as const;
const groundNames = {
  unfounded: '缺乏事实依据或者法律依据',
  unproven: '投诉事项未能查证属实',
  fabricated: '捏造事实或者提供虚假材料',
} as const;
const remedyNames = {
  correct: '修改采购文件后继续开展采购活动',
  next_candidate: '撤销原结果，从合格的候选单位中依次另行确定；合格单位数量不足的，重新开展采购活动',
  redo: '撤销原结果，重新评审',
  requalify: '撤销原结果，重新审查资格并重新评审',
  restart: '终止本次采购活动，重新开展采购活动',
  readmit: '重新审核入围申请',
} as const;

interface Told {
  readonly title: string;
  readonly number: string;
}

/** The answer to a challenge (MOF Order 94 Art. 15). Papers are in Chinese; the page says the same in both languages. */
export const answerTemplate = `<h1>质疑答复书</h1>
<p>{{provider}}：</p>
<p>你单位就“{{title}}”（{{procedure}}）的{{stage}}提出的质疑（{{number}}），本单位于 {{time filedAt}} 收到。现答复如下。</p>
<h2>质疑事项</h2>
<table><thead><tr><th>事实</th><th>请求</th><th>依据</th></tr></thead><tbody>
{{#each points}}<tr><td>{{facts}}</td><td>{{request}}</td><td>{{basis}}</td></tr>
{{/each}}</tbody></table>
<h2>答复</h2>
<p>{{outcome}}。</p>
<p>{{answer}}</p>
{{#if remedy}}<p>处理：{{remedy}}。</p>
{{/if}}<p>对答复不满意的，可以在 {{time complainUntil}} 前向同级财政部门投诉。</p>
<p>{{department}}</p><p>{{date answeredAt}}</p>`;

export function answerPaper(
  challenge: Challenge,
  notice: Told,
  complainUntil: Date,
  nameOf: (id: string) => string,
): Record<string, unknown> {
  const { number, stage, points, filedAt, outcome, remedy, answer, answeredAt, providerId, departmentId } = challenge;
  return {
    provider: nameOf(providerId),
    department: nameOf(departmentId),
    title: notice.title,
    procedure: notice.number,
    number,
    stage: stageNames[stage],
    points,
    filedAt,
    outcome: outcomeNames[outcome!],
    remedy: remedy ? remedyNames[remedy] : '',
    answer,
    answeredAt,
    complainUntil,
  };
}

/** The decision on a complaint as everybody may read it (Art. 33–34): numbers of persons are struck out. */
export const decisionTemplate = `<h1>政府采购投诉处理决定书</h1>
<table>
<tr><th>投诉人</th><td>{{complainant}}</td></tr>
<tr><th>被投诉人</th><td>{{department}}</td></tr>
<tr><th>项目</th><td>{{title}}（{{procedure}}）</td></tr>
</table>
<h2>投诉事项</h2>
<ul>
{{#each points}}<li>{{this}}</li>
{{/each}}</ul>
<h2>处理决定</h2>
<p>{{outcome}}{{#if ground}}（{{ground}}）{{/if}}。</p>
<p>{{decision}}</p>
{{#if remedy}}<p>处理：{{remedy}}。</p>
{{/if}}<p>对本决定不服的，可以依法申请行政复议或者提起行政诉讼。</p>
<p>{{bureau}}</p><p>{{date decidedAt}}</p>`;

export function decisionPaper(complaint: Complaint, notice: Told, nameOf: (id: string) => string, bureau: string): Record<string, unknown> {
  const { points, outcome, ground, remedy, decision, decidedAt, complainantId, departmentId } = complaint;
  return {
    complainant: nameOf(complainantId),
    department: nameOf(departmentId),
    title: notice.title,
    procedure: notice.number,
    points: points.map(({ objection }) => masked(objection)),
    outcome: decisionNames[outcome!],
    ground: ground ? groundNames[ground] : '',
    remedy: remedy ? remedyNames[remedy] : '',
    decision: masked(decision!),
    bureau,
    decidedAt,
  };
}
