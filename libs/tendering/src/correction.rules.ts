import { refuse, type Refusal } from '#kernel';
import type { Attachment, Contact, NoticeContent } from './content.view.js';
import { type Change, changesBetween } from './diff.rules.js';

/** What a correction may touch. The object and the conditions of taking part are not among it (Order 87 Art. 27). */
export interface CorrectedParts {
  readonly contact?: Contact;
  readonly openingPlace?: string;
  readonly clarification?: string;
  /** New texts by the id of the criterion; names, kinds and weights stay. */
  readonly yardsticks?: ReadonlyMap<string, string>;
  readonly addedAttachments?: readonly Attachment[];
  readonly questionsUntil?: Date;
  readonly closesAt?: Date;
}

/** The next version of a notice. */
export function corrected(content: NoticeContent, version: number, parts: CorrectedParts): NoticeContent {
  return {
    ...content,
    contact: parts.contact ?? content.contact,
    criteria: content.criteria.map((row) => ({
      ...row,
      yardstick: parts.yardsticks?.get(row.id) ?? row.yardstick,
    })),
    attachments: [...content.attachments, ...(parts.addedAttachments ?? [])],
    clarifications: parts.clarification ? [...content.clarifications, { version, text: parts.clarification }] : content.clarifications,
    schedule: {
      ...content.schedule,
      questionsUntil: parts.questionsUntil?.toISOString() ?? content.schedule.questionsUntil,
      closesAt: parts.closesAt?.toISOString() ?? content.schedule.closesAt,
      openingPlace: parts.openingPlace ?? content.schedule.openingPlace,
    },
  };
}

/** The parts that stay as first published. */
export const fixedParts = [
  'title',
  'category',
  'months',
  'service',
  'lots',
  'indicators',
  'evaluation',
  'budget',
  'instalments',
  'eligibility',
  'policy',
] as const;

/** Order 87 Art. 27: a correction changes neither the object nor who may take part. The database says so as well. */
export function keepsObject(before: NoticeContent, after: NoticeContent): Refusal | undefined {
  const touched = fixedParts.find((part) => changesBetween(before[part], after[part]).length > 0);
  if (touched) return refuse('conflict', 'correction.object-fixed', { part: touched });
}

export function changesSomething(changes: readonly Change[]): Refusal | undefined {
  if (changes.length === 0) return refuse('invalid', 'correction.nothing-changed');
}

/** Who prepares an offer must rework it when criteria or documents changed; a new phone number asks for no time. */
export function affectsOffers(changes: readonly Change[]): boolean {
  return changes.some(({ path }) => !/^(?:contact|official)\b/.test(path));
}

/** While a procedure is suspended its times stand still; going on sets them. */
export function timesRest({ deadline }: { readonly deadline: string }): Refusal | undefined {
  const code = 'correction.times-rest';
  return deadline === 'fixed' ? refuse('conflict', code, {}, [{ field: 'closesAt', code }]) : undefined;
}
