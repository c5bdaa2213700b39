import { type Method, methodRules } from '#calendar';
import { valueOf } from './amount.rules.js';
import { planOcid, stamp } from './ids.rules.js';
import type { JsonObject } from './json.view.js';
import { type Body, reference, type Story } from './release.view.js';

/** A plan item as its announcement makes it public. */
export interface PublicItem {
  readonly id: string;
  readonly number: string;
  readonly year: number;
  readonly lineNumber: string;
  readonly title: string;
  readonly category: string;
  readonly beneficiaries: string;
  readonly quantity: number;
  readonly unit: string;
  readonly quality: string;
  readonly amount: bigint;
  readonly quarter: string;
  readonly method: string;
  readonly approvedAt: Date | null;
  readonly announcedAt: Date | null;
  readonly officialUrl: string | null;
}

/** Notices are public to everybody in each of the methods, so all are open by OCDS; the local name says which. */
export const methodDetails = (method: string): string => methodRules[method as Method]?.name.zh ?? method;

const heading = (item: PublicItem, department: Body): Story['heading'] => ({
  kind: 'planning',
  subject: item.id,
  number: item.number,
  title: item.title,
  department,
  category: item.category,
  year: item.year,
});

/** 采购意向公开: the first word the public hears of a purchase. */
export function plannedStory(prefix: string, item: PublicItem, department: Body): Story {
  return {
    ocid: planOcid(prefix, item.number, item.year),
    heading: heading(item, department),
    tags: ['planning'],
    parties: [[department, ['buyer', 'procuringEntity']]],
    content: {
      buyer: reference(department),
      planning: {
        budget: budgetOf(item.lineNumber, item.amount),
        documents: [
          {
            id: 'plan',
            documentType: 'plannedProcurementNotice',
            title: `采购意向:${item.title}`,
            url: asciiUrl(item.officialUrl),
            datePublished: item.announcedAt && stamp(item.announcedAt),
            language: 'zh',
          },
        ],
        milestones: [
          {
            id: 'approval',
            title: '采购计划批准',
            type: 'approval',
            status: 'met',
            dateMet: item.approvedAt && stamp(item.approvedAt),
          },
          {
            id: 'notice',
            title: '计划发布采购公告',
            type: 'preProcurement',
            status: 'scheduled',
            dueDate: quarterEnd(item.quarter),
            description: item.quarter,
          },
        ],
      },
      tender: {
        id: item.number,
        title: item.title,
        description: describes(item),
        status: 'planned',
        procuringEntity: reference(department),
        value: valueOf(item.amount),
        procurementMethod: 'open',
        procurementMethodDetails: methodDetails(item.method),
        mainProcurementCategory: 'services',
        items: [itemOf(item)],
      },
    },
  };
}

/** What became of an announced item: given up, or its money committed by a contract. */
export function planEndedStory(prefix: string, item: PublicItem, department: Body, status: 'withdrawn' | 'complete'): Story {
  return {
    ocid: planOcid(prefix, item.number, item.year),
    heading: heading(item, department),
    tags: ['planningUpdate'],
    parties: [[department, ['buyer', 'procuringEntity']]],
    content: { tender: { id: item.number, status, procuringEntity: reference(department) } },
  };
}

export const budgetOf = (line: string, amount: bigint): JsonObject => ({ id: line, amount: valueOf(amount) });

export const itemOf = ({
  category,
  beneficiaries,
  quantity,
  unit,
}: Pick<PublicItem, 'category' | 'beneficiaries' | 'quantity' | 'unit'>): JsonObject => ({
  id: '1',
  description: beneficiaries,
  classification: { scheme: 'QIYUE', id: category, description: category },
  quantity,
  unit: { name: unit },
});

const describes = ({ beneficiaries, quality }: PublicItem): string => `服务对象:${beneficiaries}。质量要求:${quality}`;

/** "2026Q1" → the last second of March in Beijing. */
function quarterEnd(quarter: string): string | null {
  const [, year, place] = /^(\d{4})-?Q([1-4])$/.exec(quarter) ?? [];
  if (!year) return null;
  return stamp(new Date(Date.UTC(Number(year), Number(place) * 3, 1) - 8 * 3_600_000 - 1000));
}

/** URIs in releases are ASCII; what is no address is left out. */
export function asciiUrl(url: string | null | undefined): string | null {
  try {
    return url ? new URL(url).href : null;
  } catch {
    return null;
  }
}
