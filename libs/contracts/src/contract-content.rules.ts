import { type Fen, toYuan } from '#kernel';
import type { ContractContent, Evaluation, Indicator, Party } from './contract.entity.js';
import { deviationsBetween, instalmentsOf, type PlannedShare } from './contract.rules.js';

/** The notice as far as a contract is made of it; amounts in written yuan. */
export interface NoticeForContract {
  readonly version: number;
  readonly title: string;
  readonly months: number;
  readonly service: { beneficiaries: string; quantity: number | string; unit: string; quality: string; description: string };
  readonly indicators: readonly Indicator[];
  readonly evaluation: Evaluation;
  readonly budget: { readonly maxPrice: string };
  readonly instalments: readonly PlannedShare[];
  readonly official: { readonly url: string | null; readonly publishedAt: string | null };
}

/** Everything a contract is generated from; nothing of it is typed again. */
export interface DraftPapers {
  readonly procedure: { readonly id: string; readonly number: string; readonly planItemId: string; readonly ruleDay: string };
  readonly termStatements: readonly string[];
  readonly notice: NoticeForContract;
  readonly award: { readonly id: string; readonly state: string; readonly price: Fen; readonly announcedAt: Date | null };
  readonly offer: { readonly price: string; readonly plan: string; readonly staffing: string; readonly commitment: boolean };
  readonly buyer: Party;
  readonly provider: Party;
}

export interface Choices {
  readonly manager: { readonly personId: string; readonly name: string };
  readonly periods: ContractContent['periods'];
}

/** The contract as data: the notice's words, the offer's way of doing it, the award's price split to the fen. */
export function contentOf(papers: DraftPapers, { manager, periods }: Choices): ContractContent {
  const { procedure, notice, award, offer, buyer, provider } = papers;
  return {
    title: notice.title,
    buyer,
    provider,
    manager,
    procedure: {
      number: procedure.number,
      noticeVersion: notice.version,
      officialUrl: notice.official.url,
      officialAt: notice.official.publishedAt,
      awardAnnouncedAt: award.announcedAt?.toISOString() ?? null,
    },
    beneficiaries: notice.service.beneficiaries,
    method: { notice: notice.service.description, plan: offer.plan, staffing: offer.staffing },
    quantity: { amount: String(notice.service.quantity), unit: notice.service.unit },
    quality: notice.service.quality,
    indicators: notice.indicators.map(({ id, name, weight, target, source }) => ({ id, name, weight, target: String(target), source })),
    evaluation: {
      passMark: notice.evaluation.passMark,
      tiers: notice.evaluation.tiers.map(({ minScore, payPercent }) => ({ minScore, payPercent })),
    },
    months: notice.months,
    termStatements: papers.termStatements,
    price: toYuan(award.price),
    instalments: instalmentsOf(award.price, notice.instalments),
    deviations: deviationsBetween({
      notice: { maxPrice: notice.budget.maxPrice, description: notice.service.description },
      offer: { price: offer.price, plan: offer.plan, commitment: offer.commitment },
    }),
    periods,
  };
}

/** "10 个工作日", as clauses say it. */
export function periodInWords({ value, unit }: { value: number; unit: 'cd' | 'wd' | 'year' }): string {
  return `${value} ${{ cd: '日', wd: '个工作日', year: '年' }[unit]}`;
}
