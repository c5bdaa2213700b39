import { valueOf } from './amount.rules.js';
import { stamp } from './ids.rules.js';
import type { JsonObject } from './json.view.js';
import { type Body, reference, type Story } from './release.view.js';
import { type Process, told } from './tender.release.view.js';

/** A contract as its publication shows it. */
export interface PublicContract {
  readonly number: string;
  readonly awardId: string;
  readonly title: string;
  readonly price: bigint;
  readonly supplier: Body;
  readonly activeAt: Date | null;
  readonly endsAt: Date | null;
  readonly publishedAt: Date;
  readonly beneficiaries: string;
  readonly quantity: { readonly amount: string; readonly unit: string };
  readonly quality: string;
  readonly indicators: readonly {
    id: string;
    name: string;
    weight: number;
    target: string;
    source: string;
  }[];
  readonly evaluation: {
    readonly passMark: number;
    readonly tiers: readonly { minScore: number; payPercent: number }[];
  };
  readonly instalments: readonly { no: number; name: string; amount: bigint; dueAt: Date | null }[];
}

export const milestoneId = (no: number): string => `instalment-${no}`;

/** 合同公告: the text is public, and with it what will be paid for which result and when. */
export function contractStory(process: Process, contract: PublicContract): Story {
  const { number, awardId, title, price, supplier, activeAt, endsAt, quantity, indicators, evaluation } = contract;
  const whole: JsonObject = {
    id: number,
    awardID: awardId,
    title,
    description: contract.quality,
    status: 'active',
    dateSigned: activeAt && stamp(activeAt),
    period: { startDate: activeAt && stamp(activeAt), endDate: endsAt && stamp(endsAt) },
    value: valueOf(price),
    items: [
      {
        id: '1',
        description: contract.beneficiaries,
        quantity: counted(quantity.amount),
        unit: { name: quantity.unit },
      },
    ],
    agreedMetrics: indicators.map(({ id, name, target, source }) => ({
      id,
      title: name,
      description: source,
      observations: [{ id: 'agreed', measure: target }],
    })),
    evaluation: {
      passMark: evaluation.passMark,
      maximumScore: 100,
      tiers: evaluation.tiers.map(({ minScore, payPercent }) => ({
        id: String(minScore),
        minimumScore: minScore,
        payPercent,
      })),
      criteria: indicators.map(({ id, name, weight }) => ({ id, title: name, weight, relatedMetric: id })),
    },
    milestones: contract.instalments.map(plannedMilestone),
    documents: [
      {
        id: 'contract',
        documentType: 'contractSigned',
        title: `${title} 合同`,
        url: `${process.publicUrl}/contracts/${number}`,
        datePublished: stamp(contract.publishedAt),
        format: 'text/html',
        language: 'zh',
      },
    ],
    implementation: { milestones: contract.instalments.map(plannedMilestone) },
  };
  return told(process, ['contract'], { awards: [{ id: awardId, status: 'active' }], contracts: [whole] }, [[supplier, ['supplier']]]);
}

/** Something happened while the contract is carried out; the press makes an update of all but the first. */
export function implementationStory(
  process: Process,
  contract: { number: string; awardId: string },
  implementation: JsonObject,
  parties: Story['parties'] = [],
): Story {
  return told(process, ['implementation'], { contracts: [{ id: contract.number, awardID: contract.awardId, implementation }] }, parties);
}

/** One instalment's work is accepted. */
export const accepted = (no: number, name: string, at: Date): JsonObject => ({
  milestones: [
    {
      id: milestoneId(no),
      title: name,
      type: 'delivery',
      status: 'met',
      dateMet: stamp(at),
      dateModified: stamp(at),
    },
  ],
});

export interface PublicAssessment {
  readonly no: number;
  readonly round: number;
  readonly status: 'posted' | 'final';
  /** Hundredths. */
  readonly score: number;
  readonly grade: string;
  readonly payable: bigint;
  readonly deduction: bigint;
  readonly measured: readonly { id: string; name: string; actual: string }[];
}

/** What the work was found to be worth, and what was measured. */
export const assessed = (result: PublicAssessment, at: Date): JsonObject => ({
  metrics: result.measured.map(({ id, name, actual }) => ({
    id,
    title: name,
    observations: [
      {
        id: milestoneId(result.no),
        measure: actual,
        relatedImplementationMilestone: { id: milestoneId(result.no) },
      },
    ],
  })),
  assessments: [
    {
      id: milestoneId(result.no),
      date: stamp(at),
      status: result.status,
      score: result.score / 100,
      maximumScore: 100,
      result: result.grade,
      relatedImplementationMilestone: { id: milestoneId(result.no) },
      payable: valueOf(result.payable),
      deduction: valueOf(result.deduction),
    },
  ],
});

/** A payment that arrived; never changed afterwards. */
export const paid = (payment: { number: string; amount: bigint; no: number; at: Date; payer: Body; payee: Body }): JsonObject => ({
  transactions: [
    {
      id: payment.number,
      date: stamp(payment.at),
      value: valueOf(payment.amount),
      payer: reference(payment.payer),
      payee: reference(payment.payee),
      relatedImplementationMilestone: { id: milestoneId(payment.no) },
    },
  ],
});

/** Done, or ended before its time. */
export const contractEndedStory = (
  process: Process,
  contract: { number: string; awardId: string },
  at: Date,
  signedAt: Date | null,
): Story =>
  told(process, ['contractTermination'], {
    contracts: [
      {
        id: contract.number,
        awardID: contract.awardId,
        status: 'terminated',
        period: { startDate: signedAt && stamp(signedAt), endDate: stamp(at) },
      },
    ],
  });

const plannedMilestone = ({ no, name, amount, dueAt }: PublicContract['instalments'][number]): JsonObject => ({
  id: milestoneId(no),
  title: name,
  type: 'delivery',
  description: `合同价款 ${valueOf(amount).amount as number} 元`,
  dueDate: dueAt && stamp(dueAt),
  status: 'scheduled',
});

/** "15000" as a number; what is no number is left out. */
const counted = (amount: string): number | undefined => (/^\d{1,12}(\.\d{1,4})?$/.test(amount) ? Number(amount) : undefined);
