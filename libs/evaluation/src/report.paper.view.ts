import { createHash } from 'node:crypto';
import { toYuan } from '#kernel';
import { bidsOf, type Case } from './case.queries.js';
import type { Clarification } from './clarification.queries.js';
import { failureText } from './lot.service.js';
import type { Explanation, SeatCell } from './outlier.rules.js';
import { type LowPriceWarning, type Hundredths } from './price.rules.js';
import { contribution } from './ranking.rules.js';
import { mostPoints, offerKey, showPoints } from './score.rules.js';
import type { Standing } from './standing.rules.js';
import { tieDraws } from './tie.rules.js';

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
<h2>三、符合性审查</h2>
{{#if excluded}}<ul>
{{#each excluded}}<li>{{bidder}}：{{reason}}</li>
{{/each}}</ul>
{{else}}<p>进入评审的响应均符合采购文件的实质性要求。</p>
{{/if}}{{#if clarifications}}<h2>澄清和说明</h2>
<table><thead><tr><th>响应单位</th><th>问题</th><th>答复</th></tr></thead><tbody>
{{#each clarifications}}<tr><td>{{bidder}}</td><td>{{question}}</td><td>{{answer}}</td></tr>
{{/each}}</tbody></table>
{{/if}}{{#if lastRound}}<h2>最后报价</h2>
<p>评审小组要求各供应商在 {{time lastRound.closesAt}} 前提交最后报价；由密钥保管人开启后计算价格得分。</p>
{{#if lastRound.left}}<ul>
{{#each lastRound.left}}<li>{{bidder}}：{{reason}}</li>
{{/each}}</ul>
{{/if}}{{/if}}{{#each lots}}<h2>{{heading}}</h2>
{{#if failure}}<p>{{failure}}</p>
{{else}}{{#if criteria}}<table><thead><tr><th>评审因素</th><th>满分</th>{{#each ranked}}<th>{{name}}</th>{{/each}}</tr></thead><tbody>
{{#each criteria}}<tr><td>{{name}}</td><td>{{max}}</td>{{#each scores}}<td>{{this}}</td>{{/each}}</tr>
{{/each}}</tbody></table>
<table><thead><tr><th>名次</th><th>响应单位</th>{{#if lastRound}}<th>首次报价</th><th>最后报价</th>{{else}}<th>报价</th>{{/if}}<th>评审价</th><th>价格得分（百分制）</th><th>总分</th></tr></thead><tbody>
{{#each ranked}}<tr><td>{{rank}}</td><td>{{name}}</td>{{#if ../lastRound}}<td>{{yuan first}}</td>{{/if}}<td>{{yuan price}}</td><td>{{yuan compared}}</td><td>{{priceScore}}</td><td>{{total}}</td></tr>
{{/each}}</tbody></table>
{{else}}<table><thead><tr><th>名次</th><th>响应单位</th>{{#if lastRound}}<th>首次报价</th><th>最后报价</th>{{else}}<th>报价</th>{{/if}}<th>评审价</th></tr></thead><tbody>
{{#each ranked}}<tr><td>{{rank}}</td><td>{{name}}</td>{{#if ../lastRound}}<td>{{yuan first}}</td>{{/if}}<td>{{yuan price}}</td><td>{{yuan compared}}</td></tr>
{{/each}}</tbody></table>
{{/if}}{{#if ties}}<p>不能按规定分出先后的，按随机抽取确定名次；抽取种子 {{tieSeed}}，按“种子:响应编号”的 SHA-256 值由小到大排列。</p>
{{#each ties}}<table><thead><tr><th>名次</th><th>响应单位</th><th>响应编号</th><th>SHA-256</th></tr></thead><tbody>
{{#each this}}<tr><td>{{rank}}</td><td>{{name}}</td><td>{{bidId}}</td><td>{{digest}}</td></tr>
{{/each}}</tbody></table>
{{/each}}{{/if}}{{#if lowPrices}}<p>低价说明：</p>
<ul>
{{#each lowPrices}}<li>{{name}}：{{reason}}</li>
{{/each}}</ul>
{{/if}}{{/if}}{{/each}}
{{#if cells}}<h2>各成员评分</h2>
<table><thead><tr><th>成员</th><th>响应单位</th><th>评审因素</th><th>得分</th><th>理由</th></tr></thead><tbody>
{{#each cells}}<tr><td>{{member}}</td><td>{{bidder}}</td><td>{{criterion}}</td><td>{{points}}</td><td>{{reason}}</td></tr>
{{/each}}</tbody></table>
{{/if}}{{#if outliers}}<h2>明显偏离的评分及说明</h2>
<ul>
{{#each outliers}}<li>{{member}}，{{bidder}}，{{criterion}}，{{points}} 分：{{explanation}}</li>
{{/each}}</ul>
{{/if}}<p>成员的签名和不同意见随本报告的摘要值一并保存。</p>`;

/** What the paper tells besides the file itself. */
export interface ReportPapers {
  readonly cells: readonly SeatCell[];
  /** By lot. */
  readonly ranked: ReadonlyMap<string, readonly Standing[]>;
  /** By offer. */
  readonly warnings: ReadonlyMap<string, readonly LowPriceWarning[]>;
  readonly clarifications: readonly Clarification[];
  readonly outliers: readonly Explanation[];
  readonly ranking: 'score' | 'lowest';
  /** Equal totals were ordered by the compared price. */
  readonly byEvaluated: boolean;
}

/** What the paper is filled with. */
export function paperData(file: Case, papers: ReportPapers, nameOf: (organizationId: string) => string, at: Date): Record<string, unknown> {
  const { evaluation, project, candidates, seats, lots } = file;
  const { cells, clarifications, outliers } = papers;
  const several = lots.length > 1;
  const bidder = (bidId: string): string => nameOf(candidates.find((one) => one.bidId === bidId)!.providerId);
  const offer = ({ bidId, lot }: { bidId: string; lot: string }): string => (several ? `${bidder(bidId)}（第 ${lot} 包）` : bidder(bidId));
  const scorers = new Set(cells.map(({ seatId }) => seatId));
  const members = seats.filter(({ id, state }) => scorers.has(id) || state === 'locked');
  const criterion = (id: string): string => project.content.criteria.find((one) => one.id === id)?.name ?? id;
  const member = (id: string): string => seats.find((one) => one.id === id)!.name;
  return {
    title: project.title,
    number: project.number,
    department: nameOf(project.departmentId),
    at,
    bidders: bidsOf(candidates).map(({ bidId, passed, judgement }) => ({
      name: bidder(bidId),
      verdict: passed ? '合格' : '不合格',
      judgement: judgement ?? '',
    })),
    experts: members.filter(({ kind }) => kind === 'expert').length,
    members: members.map(({ name, kind }) => ({ name, kind: kind === 'expert' ? '评审专家' : '采购人代表' })),
    excluded: candidates
      .filter(({ excluded }) => excluded && excluded !== 'no-last-price')
      .map((one) => ({ bidder: offer(one), reason: one.exclusion })),
    lastRound: evaluation.lastTakenAt && {
      closesAt: evaluation.lastClosesAt,
      left: candidates.filter(({ excluded }) => excluded === 'no-last-price').map((one) => ({ bidder: offer(one), reason: one.exclusion })),
    },
    clarifications: clarifications.map((one) => ({
      bidder: offer(one),
      question: one.question,
      answer: one.answer ?? '未在规定时间内答复',
    })),
    lots: lots.map((lot, place) =>
      lotData(file, papers, place, { nameOf, heading: several ? `第 ${lot.lot} 包 ${lot.name}` : '综合得分与排序' }),
    ),
    cells: cells.map((cell) => ({
      member: member(cell.seatId),
      bidder: offer(cell),
      criterion: criterion(cell.criterionId),
      points: showPoints(cell.points),
      reason: cell.reason,
    })),
    outliers: outliers.map((one) => ({
      member: member(one.seatId),
      bidder: offer(one),
      criterion: criterion(one.criterionId),
      points: showPoints(one.points),
      explanation: one.explanation,
    })),
  };
}

function lotData(
  { evaluation, project, candidates, lots }: Case,
  { ranked: byLot, warnings, ranking, byEvaluated }: ReportPapers,
  place: number,
  { nameOf, heading }: { nameOf: (organizationId: string) => string; heading: string },
): Record<string, unknown> {
  const lot = lots[place]!;
  const own = candidates.filter((one) => one.lot === lot.lot);
  const of = (bidId: string) => own.find((one) => one.bidId === bidId)!;
  const ranked = byLot.get(lot.lot) ?? [];
  const placeOf = (bidId: string) => ({ rank: of(bidId).rank, name: nameOf(of(bidId).providerId) });
  const ties = tieDraws(lot.tieSeed, own, byEvaluated);
  const shown = (points: Hundredths): string => showPoints(points);
  return {
    heading,
    failure: lot.failure && failureText([lot]),
    tieSeed: lot.tieSeed,
    ties: ties.map(({ order }) => order.map((bidId) => ({ ...placeOf(bidId), bidId, digest: sha256(`${lot.tieSeed}:${bidId}`) }))),
    lastRound: evaluation.lastTakenAt !== null,
    criteria:
      ranking === 'lowest'
        ? null
        : project.content.criteria.map((criterion, at) => ({
            name: criterion.name,
            max: shown(mostPoints(criterion)),
            scores: ranked.map(({ parts }) => shown(contribution(parts[at]!.factor))),
          })),
    ranked: ranked.map(({ bidId, rank, price, priceScore, total }) => ({
      rank,
      name: nameOf(of(bidId).providerId),
      first: toYuan(of(bidId).firstPrice ?? of(bidId).price),
      price: toYuan(of(bidId).price),
      compared: toYuan(price),
      priceScore: shown(priceScore),
      total: shown(total),
    })),
    lowPrices: own
      .filter((one) => warnings.has(offerKey(one)) && !one.excluded)
      .map(({ providerId, lowPriceReason }) => ({ name: nameOf(providerId), reason: lowPriceReason ?? '' })),
  };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
