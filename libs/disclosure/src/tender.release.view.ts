import { yuan } from '#kernel';
import { lotsOf, type NoticeContent, type VersionView } from '#tendering';
import { valueOf } from './amount.rules.js';
import { stamp, tenderOcid } from './ids.rules.js';
import type { JsonObject } from './json.view.js';
import { asciiUrl, budgetOf, itemOf, methodDetails } from './planning.release.view.js';
import { type Body, reference, type ReleaseTag, type Story } from './release.view.js';

/** The procedure a story is about: what its first notice fixed. */
export interface Process {
  readonly prefix: string;
  readonly publicUrl: string;
  readonly procedureId: string;
  readonly number: string;
  readonly title: string;
  readonly category: string;
  readonly method: string;
  readonly year: number;
  readonly department: Body;
}

export interface Related {
  readonly relationship: 'planning' | 'unsuccessfulProcess';
  readonly ocid: string;
  readonly title: string;
}

/** A story of a contracting process; the buyer takes part in every one. */
export function told(process: Process, tags: readonly ReleaseTag[], content: JsonObject, parties: Story['parties'] = []): Story {
  const { prefix, procedureId, number, title, category, year, department } = process;
  return {
    ocid: tenderOcid(prefix, number),
    heading: { kind: 'contracting', subject: procedureId, number, title, department, category, year },
    tags,
    parties: [[department, ['buyer', 'procuringEntity']], ...parties],
    content: { ...content, buyer: reference(department) },
  };
}

/** The notice: tender whole, the money held for it, the plan item it comes from. */
export function noticeStory(process: Process, notice: VersionView, line: string, related: readonly Related[]): Story {
  return told(process, ['planning', 'tender'], {
    relatedProcesses: related.map(({ relationship, ocid, title }, place) => ({
      id: String(place + 1),
      relationship: [relationship],
      title,
      scheme: 'ocid',
      identifier: ocid,
      uri: `${process.publicUrl}/ocds/records/${ocid}`,
    })),
    planning: { budget: budgetOf(line, yuan(notice.content.budget.amount)) },
    tender: { ...tenderOf(process, notice), suspended: false },
  });
}

/** A new version: the new values stand in the fields, the amendment says why and between which releases. */
export function amendmentStory(process: Process, notice: VersionView, releases: { amends: string; is: string }): Story {
  return told(process, ['tenderAmendment'], {
    tender: {
      ...tenderOf(process, notice),
      suspended: false,
      amendments: [
        {
          id: `v${notice.version}`,
          date: seconds(notice.publishedAt),
          rationale: notice.reason,
          description: {
            correction: '更正公告',
            extension: '延期公告',
            resumption: '恢复采购公告',
            rekeying: '更换开标密钥并延期公告',
            original: '',
          }[notice.kind],
          amendsReleaseID: releases.amends,
          releaseID: releases.is,
        },
      ],
    },
  });
}

/** Question and answer; who asked is never told. */
export function answerStory(
  process: Process,
  question: { no: number; text: string; askedAt: string; answer: string | null; answeredAt: string | null },
): Story {
  const enquiry = {
    id: String(question.no),
    date: seconds(question.askedAt),
    description: question.text,
    answer: question.answer,
    dateAnswered: question.answeredAt && seconds(question.answeredAt),
  };
  return told(process, ['tenderUpdate'], {
    tender: { id: process.number, hasEnquiries: true, enquiries: [enquiry] },
  });
}

/** The official medium's address of a version, once that was recorded. */
export function officialStory(process: Process, official: { version: number; url: string; publishedAt: string }): Story {
  const document = {
    id: `official-v${official.version}`,
    documentType: 'tenderNotice',
    title: '官方媒介公告',
    url: asciiUrl(official.url),
    datePublished: seconds(official.publishedAt),
    language: 'zh',
  };
  return told(process, ['tenderUpdate'], { tender: { id: process.number, documents: [document] } });
}

/** Stands still for a while; why is public. */
export function suspendedStory(process: Process, reason: string, at: Date): Story {
  const why = {
    id: `suspension-${stamp(at)}`,
    documentType: 'x_suspensionDetails',
    title: '暂停公告',
    description: reason,
    url: `${process.publicUrl}/projects/${process.number}`,
    datePublished: stamp(at),
    language: 'zh',
  };
  return told(process, ['tenderUpdate'], { tender: { id: process.number, suspended: true, documents: [why] } });
}

/** Ended without an award: cancelled by the buyer, or failed by itself. */
export function endedStory(process: Process, how: 'cancelled' | 'unsuccessful', reason: string, at: Date): Story {
  const why = {
    id: how,
    documentType: 'cancellationDetails',
    title: how === 'cancelled' ? '终止公告' : '采购失败公告',
    description: reason,
    url: `${process.publicUrl}/projects/${process.number}`,
    datePublished: stamp(at),
    language: 'zh',
  };
  return told(process, [how === 'cancelled' ? 'tenderCancellation' : 'tenderUpdate'], {
    tender: { id: process.number, status: how, documents: [why] },
  });
}

/** One item for everything, or one for each lot. */
function lotted(content: NoticeContent): JsonObject {
  const lots = lotsOf(content);
  const { category, service } = content;
  if (lots.length === 1) return { items: [itemOf({ category, ...service })] };
  return {
    items: lots.map(({ id, quantity, unit }) => ({ ...itemOf({ category, ...service, quantity, unit }), id, relatedLot: id })),
    lots: lots.map(({ id, name, maxPrice }) => ({ id, title: name, status: 'active', value: valueOf(yuan(maxPrice)) })),
  };
}

/** A lot that failed while others go on. */
export function lotFailedStory(process: Process, lot: { readonly id: string; readonly reason: string }): Story {
  return told(process, ['tenderUpdate'], {
    tender: { id: process.number, lots: [{ id: lot.id, status: 'unsuccessful', description: lot.reason }] },
  });
}

function tenderOf(process: Process, { content, version, publishedAt }: VersionView): JsonObject {
  const { number, department, publicUrl, method } = process;
  return {
    id: number,
    title: content.title,
    description: content.service.description || content.service.quality,
    status: 'active',
    procuringEntity: reference(department),
    value: valueOf(yuan(content.budget.maxPrice)),
    ...lotted(content),
    procurementMethod: 'open',
    procurementMethodDetails: methodDetails(method),
    mainProcurementCategory: 'services',
    awardCriteria: 'ratedCriteria',
    awardCriteriaDetails: content.criteria.map(({ name, weight, yardstick }) => `${name} ${weight} 分:${yardstick}`).join('\n'),
    eligibilityCriteria: content.eligibility.map(({ text }) => text).join('\n'),
    submissionMethod: ['electronicSubmission'],
    // The window opens with the first notice; a new version does not move that.
    tenderPeriod: {
      ...(version === 1 ? { startDate: seconds(publishedAt) } : {}),
      endDate: seconds(content.schedule.closesAt),
    },
    enquiryPeriod: {
      ...(version === 1 ? { startDate: seconds(publishedAt) } : {}),
      endDate: seconds(content.schedule.questionsUntil),
    },
    targets: content.indicators.map(({ id, name, target, source }) => ({
      id,
      title: name,
      description: source,
      observations: [{ id: 'target', measure: target }],
    })),
    documents: documentsOf(content, version, publishedAt, `${publicUrl}/notices/${number}`),
  };
}

function documentsOf(content: NoticeContent, version: number, publishedAt: string, notice: string): JsonObject[] {
  const page = {
    id: `notice-v${version}`,
    documentType: 'tenderNotice',
    title: content.title,
    url: notice,
    datePublished: seconds(publishedAt),
    format: 'text/html',
    language: 'zh',
  };
  return [
    page,
    ...content.attachments.map(({ id, name, mediaType }) => ({
      id,
      documentType: 'biddingDocuments',
      title: name,
      format: mediaType,
      language: 'zh',
    })),
  ];
}

const seconds = (iso: string): string => stamp(new Date(iso));
