import { toYuan } from '#kernel';
import type { Outcome } from './outcome.view.js';
import type { Project } from './project.queries.js';
import { showPoints } from './score.rules.js';

const head = `<p>{{addressee}}：</p>
<p>你单位参加了“{{title}}”({{number}})采购活动。现将结果告知如下。</p>`;
const remedy = `<p>对结果有异议的，可以在 {{time challengeEndsAt}} 前在本平台提出质疑。</p>
<p>{{department}}</p><p>{{date announcedAt}}</p>`;

/** Letters to the bidders. Papers are in Chinese; the page of the outcome says the same in both languages. */
export const letterTemplates = {
  'award-letter': `<h1>成交通知书</h1>
${head}
<p>你单位综合得分 {{total}}，排名第 {{rank}}，被确定为成交单位，成交金额 {{yuan price}}（{{words price}}）。</p>
<p>按采购文件和响应文件，在 {{date signBy}} 前签订合同。</p>
<p>{{department}}</p><p>{{date announcedAt}}</p>`,
  'result-letter': `<h1>结果告知书</h1>
${head}
<p>成交单位：{{winner}}，成交金额 {{yuan winnerPrice}}，综合得分 {{winnerTotal}}。</p>
{{#if passed}}<p>你单位综合得分 {{total}}，排名第 {{rank}}（共 {{ranked}} 家）。各评审因素得分：</p>
<table><thead><tr><th>评审因素</th><th>满分</th><th>得分</th><th>评审意见</th></tr></thead><tbody>
{{#each parts}}<tr><td>{{name}}</td><td>{{max}}</td><td>{{points}}</td><td>{{reasons}}</td></tr>
{{/each}}</tbody></table>
{{else}}<p>你单位未通过资格审查。不符合的条件：</p>
<ul>
{{#each unmet}}<li>{{this}}</li>
{{/each}}</ul>
{{/if}}<p>原因：{{reason}}</p>
${remedy}`,
} as const;

export function letterData(
  project: Project,
  outcome: Outcome,
  nameOf: (organizationId: string) => string,
  addressee: string,
  signBy: Date,
) {
  return {
    addressee,
    signBy,
    title: project.title,
    number: project.number,
    department: nameOf(project.departmentId),
    passed: outcome.passed,
    unmet: outcome.unmet,
    total: outcome.total === null ? '' : showPoints(outcome.total),
    rank: outcome.rank ?? '',
    ranked: outcome.ranked,
    price: toYuan(outcome.price),
    reason: outcome.reason,
    winner: outcome.winner.name,
    winnerPrice: toYuan(outcome.winner.price),
    winnerTotal: showPoints(outcome.winner.total),
    parts: outcome.parts.map(({ name, max, points, reasons }) => ({
      name,
      max: showPoints(max),
      points: showPoints(points),
      reasons: reasons.join('；'),
    })),
    announcedAt: outcome.announcedAt,
    challengeEndsAt: outcome.challengeEndsAt,
  };
}
