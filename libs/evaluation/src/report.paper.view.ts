import { toYuan } from '#kernel';
import type { Case } from './case.queries.js';
import { type LowPriceWarning, type Hundredths } from './price.rules.js';
import { contribution } from './ranking.rules.js';
import { type Cell, mostPoints, showPoints } from './score.rules.js';
import type { Standing } from './standing.rules.js';

/** The panel's report as a paper. Papers are in Chinese; pages show the same figures in both languages. */
export const reportTemplate = `<h1>评审报告</h1>
<p>{{title}}（{{number}}）</p>
<p>采购单位：{{department}} 评审时间：{{time at}}</p>
<h2>一、资格审查</h2>
<table><thead><tr><th>响应单位</th><th>结论</th><th>说明</th></tr></thead><tbody>
{{#each bidders}}<tr><td>{{name}}</td><td>{{verdict}}</td><td>{{judgement}}</td></tr>
{{/each}}</tbody></table>
<h2>二、评审小组</h2>
<p>共 {{members.length}} 人，其中评审专家 {{experts}} 人。</p>
<ul>
{{#each members}}<li>{{name}}（{{kind}}）</li>
{{/each}}</ul>
<h2>三、评审因素得分（成员评分的平均值）</h2>
<table><thead><tr><th>评审因素</th><th>满分</th>{{#each ranked}}<th>{{name}}</th>{{/each}}</tr></thead><tbody>
{{#each criteria}}<tr><td>{{name}}</td><td>{{max}}</td>{{#each scores}}<td>{{this}}</td>{{/each}}</tr>
{{/each}}</tbody></table>
<h2>四、各成员评分</h2>
<table><thead><tr><th>成员</th><th>响应单位</th><th>评审因素</th><th>得分</th><th>理由</th></tr></thead><tbody>
{{#each cells}}<tr><td>{{member}}</td><td>{{bidder}}</td><td>{{criterion}}</td><td>{{points}}</td><td>{{reason}}</td></tr>
{{/each}}</tbody></table>
<h2>五、综合得分与排序</h2>
<table><thead><tr><th>名次</th><th>响应单位</th><th>报价</th><th>评审价</th><th>价格得分（百分制）</th><th>总分</th></tr></thead><tbody>
{{#each ranked}}<tr><td>{{rank}}</td><td>{{name}}</td><td>{{yuan price}}</td><td>{{yuan compared}}</td><td>{{priceScore}}</td><td>{{total}}</td></tr>
{{/each}}</tbody></table>
{{#if tieSeed}}<p>总分与评审价均相同的，按随机抽取确定名次；抽取种子 {{tieSeed}}，按“种子:响应编号”的 SHA-256 值由小到大排列。</p>
{{/if}}{{#if lowPrices}}<h2>六、低价说明</h2>
<ul>
{{#each lowPrices}}<li>{{name}}：{{reason}}</li>
{{/each}}</ul>
{{/if}}<p>成员的签名和不同意见随本报告的摘要值一并保存。</p>`;

/** What the paper is filled with. */
export function paperData(
  { evaluation, project, candidates, seats }: Case,
  ranked: readonly Standing[],
  cells: readonly (Cell & { readonly seatId: string })[],
  warnings: ReadonlyMap<string, readonly LowPriceWarning[]>,
  nameOf: (organizationId: string) => string,
  at: Date,
): Record<string, unknown> {
  const bidder = (bidId: string): string => nameOf(candidates.find((one) => one.bidId === bidId)!.providerId);
  const scorers = new Set(cells.map(({ seatId }) => seatId));
  const members = seats.filter(({ id }) => scorers.has(id));
  const { criteria } = project.content;
  const shown = (points: Hundredths): string => showPoints(points);
  return {
    title: project.title,
    number: project.number,
    department: nameOf(project.departmentId),
    at,
    tieSeed: evaluation.tieSeed,
    bidders: candidates.map(({ bidId, passed, judgement }) => ({
      name: bidder(bidId),
      verdict: passed ? '合格' : '不合格',
      judgement: judgement ?? '',
    })),
    experts: members.filter(({ kind }) => kind === 'expert').length,
    members: members.map(({ name, kind }) => ({ name, kind: kind === 'expert' ? '评审专家' : '采购人代表' })),
    criteria: criteria.map((criterion, place) => ({
      name: criterion.name,
      max: shown(mostPoints(criterion)),
      scores: ranked.map(({ parts }) => shown(contribution(parts[place]!.factor))),
    })),
    cells: cells.map(({ seatId, bidId, criterionId, points, reason }) => ({
      member: members.find(({ id }) => id === seatId)!.name,
      bidder: bidder(bidId),
      criterion: criteria.find(({ id }) => id === criterionId)?.name ?? criterionId,
      points: shown(points),
      reason,
    })),
    ranked: ranked.map(({ bidId, rank, price, priceScore, total }) => ({
      rank,
      name: bidder(bidId),
      price: toYuan(candidates.find((one) => one.bidId === bidId)!.price),
      compared: toYuan(price),
      priceScore: shown(priceScore),
      total: shown(total),
    })),
    lowPrices: candidates
      .filter(({ bidId }) => warnings.has(bidId))
      .map(({ bidId, lowPriceReason }) => ({ name: bidder(bidId), reason: lowPriceReason ?? '' })),
  };
}
