import { type DraftContent, requirementOf } from '#tendering';

type Values = [string, string | string[]][];
type Rows = readonly Readonly<Record<string, unknown>>[];

const rowsOf = (name: string, rows: Rows): Values =>
  rows.flatMap((row, place) => Object.entries(row).map(([key, value]): [string, string] => [`${name}.${place}.${key}`, String(value)]));

/** What the forms of the requirement's tasks show of a draft. */
export const requirementValues = {
  need: (draft: DraftContent): Values => {
    const { survey, comment, legal } = requirementOf(draft);
    return [
      ['kind', survey.kind ?? ''],
      ...rowsOf('subjects', survey.subjects as unknown as Rows),
      ['heldOn', survey.heldOn ?? ''],
      ['summary', survey.summary],
      ['commentUrl', comment.url ?? ''],
      ['commentFrom', comment.from ?? ''],
      ['commentUntil', comment.until ?? ''],
      ['commentSummary', comment.summary],
      ['legalName', legal.name],
      ['legalUnit', legal.unit],
      ['legalOn', legal.on ?? ''],
      ['legalOpinion', legal.opinion],
    ];
  },
  policy: (draft: DraftContent): Values => {
    const { sme, statements } = requirementOf(draft);
    return [
      ['smeReserve', sme.reserve ?? ''],
      ['smeBasis', sme.basis],
      ['statements', [...statements]],
      ['bidBond', draft.bonds?.bid ?? ''],
      ['performanceBond', draft.bonds?.performancePercent?.toString() ?? ''],
    ];
  },
  method: (draft: DraftContent): Values => {
    const { ground, argument, approval, pool, single } = requirementOf(draft);
    return [
      ['ground', ground ?? ''],
      ['argument', argument],
      ['approvalNumber', approval?.number ?? ''],
      ['approvalAuthority', approval?.authority ?? ''],
      ['approvalDate', approval?.date ?? ''],
      ['source', pool.source ?? ''],
      ['draw', pool.draw?.toString() ?? ''],
      ['noticeUrl', pool.noticeUrl ?? ''],
      ['noticeFrom', pool.noticeFrom ?? ''],
      ['noticeUntil', pool.noticeUntil ?? ''],
      ...rowsOf('candidates', pool.candidates as unknown as Rows),
      ['singleUscc', single.uscc],
      ['singleName', single.name],
      ['originalNumber', single.original?.number ?? ''],
      ['originalPrice', single.original?.price ?? ''],
      ['originalAdded', single.original?.added ?? ''],
      ...rowsOf('experts', single.experts as unknown as Rows),
    ];
  },
  lots: ({ lots = [] }: DraftContent): Values => rowsOf('lots', lots as unknown as Rows),
} as const;
