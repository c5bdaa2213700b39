import { refuse, type Refusal } from '#kernel';
import type { DraftContent } from './content.view.js';
import type { PriorContent } from './prior.view.js';
import { requirementOf } from './requirement.answers.rules.js';
import type { SourceExpert } from './requirement.view.js';

/** What a notice of a single source says of a draft. */
export function announcedFrom(draft: DraftContent): PriorContent {
  const { ground, argument, single } = requirementOf(draft);
  return {
    title: draft.title,
    budget: draft.budget.amount,
    service: draft.service.description,
    ground,
    argument,
    provider: { uscc: single.uscc, name: single.name },
    experts: single.experts,
    contact: draft.contact,
  };
}

/** The parts whose change makes another announcement of it; whom to call may change. */
const announcedParts = ['title', 'budget', 'service', 'ground', 'argument', 'provider', 'experts'] as const;

/** What the public read beforehand is what is bought afterwards: refuses with each part that differs. */
export function standsAsAnnounced(announced: PriorContent, draft: DraftContent, number: string): Refusal | undefined {
  const now = announcedFrom(draft);
  const differing = announcedParts.filter((part) => plain(announced, part) !== plain(now, part));
  if (differing.length === 0) return undefined;
  return refuse(
    'conflict',
    'prior.differs',
    { number },
    differing.map((part) => ({ field: part, code: `prior.differs.${part}` })),
  );
}

/** A part as it reads: the order of words and rows counts, the inner numbers of rows do not. */
function plain(content: PriorContent, part: (typeof announcedParts)[number]): string {
  if (part === 'provider') return JSON.stringify([content.provider.uscc, content.provider.name]);
  if (part === 'experts') return JSON.stringify(content.experts.map(asRead));
  return content[part] ?? '';
}

const asRead = ({ name, unit, title, argument }: SourceExpert): string[] => [name, unit, title, argument];
