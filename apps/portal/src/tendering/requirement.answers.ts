import { type Procedure, requirementOf } from '#tendering';
import type { Said } from '../kit/index.js';

interface Answer {
  readonly label: Said;
  readonly value: Said;
  /** Written by people, in Chinese on both pages. */
  readonly zh?: boolean;
  readonly href?: string;
}

interface Part {
  readonly title: Said;
  readonly answers: readonly Answer[];
}

/** The requirement as whoever judges it reads it: survey, comment, legal opinion, policy, method and who is asked. */
export function requirementAnswers({ draft, method }: Pick<Procedure, 'draft' | 'method'>): Part[] {
  const { survey, comment, legal, sme, statements, ground, argument, approval, pool, single } = requirementOf(draft);
  const parts: [string, (Answer | null)[]][] = [
    [
      'survey',
      [
        survey.kind && said('surveyKind', { key: `tendering.surveyKind.${survey.kind}` }),
        written('subjects', survey.subjects.map(({ name }) => name).join('、')),
        written('heldOn', survey.heldOn),
        written('summary', survey.summary),
      ],
    ],
    [
      'comment',
      [
        comment.url ? { ...written('commentUrl', comment.url)!, href: comment.url } : null,
        written('commentDays', span(comment.from, comment.until)),
        written('commentSummary', comment.summary),
      ],
    ],
    [
      'legal',
      [
        written('legalName', [legal.name, legal.unit].filter(Boolean).join(' · ')),
        written('legalOn', legal.on),
        written('legalOpinion', legal.opinion),
      ],
    ],
    [
      'policy',
      [
        sme.reserve && said('smeReserve', { key: `tendering.sme.${sme.reserve}` }),
        written('smeBasis', sme.basis),
        ...statements.map((each) => said('statement', { key: `tendering.statement.${each}` })),
      ],
    ],
    [
      'method',
      [
        ground ? said('ground', { key: `tendering.ground.${method}.${ground}` }) : null,
        written('argument', argument),
        approval && said('approval', { key: 'tendering.policyApprovalText', facts: { ...approval } }),
      ],
    ],
    [
      'pool',
      [
        pool.source && said('source', { key: `tendering.source.${pool.source}` }),
        written('draw', pool.draw?.toString() ?? ''),
        pool.noticeUrl ? { ...written('noticeUrl', pool.noticeUrl)!, href: pool.noticeUrl } : null,
        written('noticeDays', span(pool.noticeFrom, pool.noticeUntil)),
        ...pool.candidates.map(({ name, uscc, why }) => written('candidate', [name, uscc, why].filter(Boolean).join(' · '))),
      ],
    ],
    [
      'single',
      [
        written('candidate', [single.name, single.uscc].filter(Boolean).join(' · ')),
        written('originalNumber', single.original?.number ?? ''),
        written('originalPrice', single.original?.price ?? ''),
        written('originalAdded', single.original?.added ?? ''),
      ],
    ],
    [
      'experts',
      [
        ...single.experts.map(({ name, unit, title, argument: why }) =>
          written('expert', `${[name, unit, title].filter(Boolean).join(' · ')}：${why}`),
        ),
      ],
    ],
  ];
  return parts
    .map(([part, answers]) => ({ title: { key: `tendering.part.${part}` }, answers: answers.filter((each) => each !== null) }))
    .filter(({ answers }) => answers.length > 0);
}

const labelled = (name: string): Said => ({ key: `tendering.field.${name}` });
const said = (name: string, value: Said): Answer => ({ label: labelled(name), value });
const written = (name: string, value: string | null): Answer | null => (value ? { label: labelled(name), value, zh: true } : null);
const span = (from: string | null, until: string | null): string => (from || until ? `${from ?? '…'} – ${until ?? '…'}` : '');
