import { parseYuan, toYuan } from '#kernel';
import { approvalIn } from '#planning';
import type { DraftContent, Lot } from './content.view.js';
import { named } from './draft.rules.js';
import type { LotsInput, MethodInput, NeedInput, PolicyInput } from './requirement.input.js';
import { emptyRequirement, type OriginalContract, type Requirement } from './requirement.view.js';
import { filledRows } from './row.rules.js';

/** The draft's requirement; a draft of before begins with an empty one. */
export const requirementOf = ({ requirement }: Pick<DraftContent, 'requirement'>): Requirement => requirement ?? emptyRequirement;

/** What saving a task of the requirement changes in the draft. */
export const requirementWritten = {
  need: (content: DraftContent, input: NeedInput): Partial<DraftContent> =>
    also(content, {
      survey: {
        kind: input.kind ?? null,
        subjects: named('s', requirementOf(content).survey.subjects, input.subjects).map(({ id, name }) => ({ id, name })),
        heldOn: input.heldOn ?? null,
        summary: input.summary ?? '',
      },
      comment: {
        url: input.commentUrl ?? null,
        from: input.commentFrom ?? null,
        until: input.commentUntil ?? null,
        summary: input.commentSummary ?? '',
      },
      legal: {
        name: input.legalName ?? '',
        unit: input.legalUnit ?? '',
        on: input.legalOn ?? null,
        opinion: input.legalOpinion ?? '',
      },
    }),
  policy: (content: DraftContent, input: PolicyInput): Partial<DraftContent> => ({
    ...also(content, { sme: { reserve: input.smeReserve ?? null, basis: input.smeBasis ?? '' }, statements: input.statements }),
    bonds: {
      bid: input.bidBond ? toYuan(parseYuan(input.bidBond) ?? 0n) : null,
      performancePercent: input.performanceBond ?? null,
    },
  }),
  method: (content: DraftContent, input: MethodInput): Partial<DraftContent> => {
    const known = requirementOf(content);
    return also(content, {
      ground: input.ground ?? null,
      argument: input.argument ?? '',
      approval: approvalIn({ number: input.approvalNumber, authority: input.approvalAuthority, date: input.approvalDate }),
      pool: {
        source: input.source ?? null,
        draw: input.draw ?? null,
        candidates: named('g', known.pool.candidates, input.candidates).map(({ id, uscc, name, why }) => ({
          id,
          uscc,
          name,
          why: why ?? '',
        })),
        noticeUrl: input.noticeUrl ?? null,
        noticeFrom: input.noticeFrom ?? null,
        noticeUntil: input.noticeUntil ?? null,
      },
      single: {
        uscc: input.singleUscc ?? '',
        name: input.singleName ?? '',
        experts: named('x', known.single.experts, input.experts).map(({ id, name, unit, title, argument }) => ({
          id,
          name,
          unit,
          title,
          argument,
        })),
        original: originalIn(input),
      },
    });
  },
  lots: (_content: DraftContent, input: LotsInput): Partial<DraftContent> => ({
    lots: filledRows(input.lots).map(({ name, quantity, unit, maxPrice }, place): Lot => ({
      id: String(place + 1),
      name,
      quantity,
      unit,
      maxPrice: toYuan(parseYuan(maxPrice) ?? 0n),
    })),
  }),
};

function originalIn({ originalNumber, originalPrice, originalAdded }: MethodInput): OriginalContract | null {
  if (!originalNumber && !originalPrice && !originalAdded) return null;
  const inYuan = (text: string | undefined): string | null => (text ? toYuan(parseYuan(text) ?? 0n) : null);
  return { number: originalNumber ?? '', price: inYuan(originalPrice), added: inYuan(originalAdded) };
}

const also = (content: DraftContent, parts: Partial<Requirement>): Pick<DraftContent, 'requirement'> => ({
  requirement: { ...requirementOf(content), ...parts },
});
