import { type Fen, toYuan } from '#kernel';
import type { Outcome } from './outcome.view.js';
import type { Project } from './project.queries.js';
import type { Hundredths } from './price.rules.js';
import { showPoints } from './score.rules.js';

const head = `<p>{{addressee}}：</p>
<p>你单位参加了“{{title}}”（{{number}}）采购活动{{#if lot}}，本函告知{{lot}}的结果{{else}}。现将结果告知如下{{/if}}。</p>`;
const won = `<p>成交单位：{{winner}}，成交金额 {{yuan winnerPrice}}{{#if winnerTotal}}，综合得分 {{winnerTotal}}{{/if}}。</p>`;
const remedy = `<p>认为采购文件、采购过程或者成交结果使自己的权益受到损害的，可以在 {{time challengeEndsAt}} 前在本平台向采购单位提出质疑；对答复不满意的，可以依法投诉。</p>
<p>{{department}}</p><p>{{date announcedAt}}</p>`;

/** Letters to the bidders. Papers are in Chinese; the page of the outcome says the same in both languages. */
export const letterTemplates = {
  'award-letter': `<h1>成交通知书</h1>
${head}
<p>你单位{{#if total}}综合得分 {{total}}，{{/if}}排名第 {{rank}}，被确定为成交单位，成交金额 {{yuan price}}（{{words price}}）。</p>
<p>按采购文件和响应文件，在 {{date signBy}} 前签订合同。</p>
<p>{{department}}</p><p>{{date announcedAt}}</p>`,
  'result-letter': `<h1>结果告知书</h1>
${head}
${won}
{{#if ranks}}<p>你单位{{#if total}}综合得分 {{total}}，{{/if}}排名第 {{rank}}（共 {{ranked}} 家），报价 {{yuan price}}，评审价 {{yuan compared}}。</p>
{{#if parts}}<p>各评审因素得分：</p>
<table><thead><tr><th>评审因素</th><th>满分</th><th>得分</th><th>评分标准和评审意见</th></tr></thead><tbody>
{{#each parts}}<tr><td>{{name}}</td><td>{{max}}</td><td>{{points}}</td><td>{{reasons}}</td></tr>
{{/each}}</tbody></table>
{{/if}}{{else if exclusion}}<p>你单位的响应无效，没有参加排序。</p>
{{else}}<p>你单位未通过资格审查。不符合的条件：</p>
<ul>
{{#each unmet}}<li>{{this}}</li>
{{/each}}</ul>
{{/if}}<p>原因：{{reason}}</p>
${remedy}`,
  'invalid-letter': `<h1>结果告知书</h1>
${head}
${won}
<p>你单位的响应在开启时被认定无效，没有参加评审。</p>
<p>原因：{{reason}}</p>
${remedy}`,
} as const;

/** What the letter to a bidder says whose bid was found invalid at the opening. */
export function invalidLetterData(
  { title, number, departmentId, lots }: Pick<Project, 'title' | 'number' | 'departmentId' | 'lots'>,
  award: { lot: string; providerId: string; price: Fen; announcedAt: Date | null; challengeEndsAt: Date | null },
  nameOf: (organizationId: string) => string,
  addressee: string,
  { reason, lotName, winnerTotal }: { reason: string; lotName: string; winnerTotal: Hundredths | null },
) {
  return {
    addressee,
    title,
    number,
    department: nameOf(departmentId),
    lot: lots.length > 1 ? `第 ${award.lot} 包“${lotName}”` : '',
    winner: nameOf(award.providerId),
    winnerPrice: toYuan(award.price),
    winnerTotal: winnerTotal === null ? '' : showPoints(winnerTotal),
    reason,
    announcedAt: award.announcedAt,
    challengeEndsAt: award.challengeEndsAt,
  };
}

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
    lot: outcome.lot.of > 1 ? `第 ${outcome.lot.id} 包“${outcome.lot.name}”` : '',
    ranks: outcome.rank !== null,
    exclusion: outcome.exclusion,
    compared: toYuan(outcome.compared),
    unmet: outcome.unmet,
    total: outcome.total === null ? '' : showPoints(outcome.total),
    rank: outcome.rank ?? '',
    ranked: outcome.ranked,
    price: toYuan(outcome.price),
    reason: outcome.reason,
    winner: outcome.winner.name,
    winnerPrice: toYuan(outcome.winner.price),
    winnerTotal: outcome.winner.total === null ? '' : showPoints(outcome.winner.total),
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
