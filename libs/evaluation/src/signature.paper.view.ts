import { type Case, sitting } from './case.queries.js';
import type { WithdrawnReport } from './draft.service.js';

/** The page of signatures that goes with a report. Papers are in Chinese. */
export const signatureTemplate = `<h1>评审报告签署页</h1>
<p>{{title}}（{{number}}）</p>
<p>采购单位：{{department}} 报告提交时间：{{time at}}</p>
<p>评审报告摘要值（SHA-256）：{{sha256}}</p>
<table><thead><tr><th>成员</th><th>身份</th><th>签署</th><th>时间</th><th>不同意见</th></tr></thead><tbody>
{{#each members}}<tr><td>{{name}}</td><td>{{kind}}</td><td>{{signed}}</td><td>{{#if signedAt}}{{time signedAt}}{{/if}}</td><td>{{dissent}}</td></tr>
{{/each}}</tbody></table>
{{#if silent}}<p>签署期限为 {{time dueAt}}。到期既未签字、又未书面说明不同意见和理由的成员，依照财政部令第87号第六十一条视为同意评审报告。</p>
{{/if}}{{#if withdrawn}}<h2>签署中撤回的报告</h2>
<table><thead><tr><th>撤回时间</th><th>原因</th><th>摘要值</th></tr></thead><tbody>
{{#each withdrawn}}<tr><td>{{time withdrawnAt}}</td><td>{{reason}}</td><td>{{sha256}}</td></tr>
{{/each}}</tbody></table>
{{/if}}`;

export function signatureData(
  { evaluation, project, seats }: Case,
  { department, withdrawn, at }: { department: string; withdrawn: readonly WithdrawnReport[]; at: Date },
): Record<string, unknown> {
  const members = sitting(seats);
  return {
    title: project.title,
    number: project.number,
    department,
    at,
    sha256: evaluation.reportSha256,
    dueAt: evaluation.signDueAt,
    silent: members.some(({ state }) => state === 'agreed'),
    members: members.map(({ name, kind, state, signedAt, dissent }) => ({
      name,
      kind: kind === 'expert' ? '评审专家' : '采购人代表',
      signed: state === 'agreed' ? '未签字，视为同意' : '已签字',
      signedAt,
      dissent: dissent ?? '',
    })),
    withdrawn,
  };
}
