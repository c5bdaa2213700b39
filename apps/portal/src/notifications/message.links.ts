import type { Message, Side } from '#notifications';

const areas: Readonly<Record<Side, string>> = {
  department: '/buy',
  provider: '/org',
  finance: '/finance',
  supervisor: '/oversight',
};

/** Where a message leads: to the thing it tells of, in the reader's own workspace. */
export function linkOf({ type, side, subject, project, facts }: Message): string | null {
  const [thing] = type.split('.', 1);
  const area = areas[side];
  const number = typeof facts['number'] === 'string' ? encodeURIComponent(facts['number']) : null;
  switch (thing) {
    case 'plan-item':
      return number && `${area}/plans/${number}`;
    case 'contract':
      return `${area}/contracts/${subject}`;
    case 'framework':
      return `${area}/frameworks/${subject}`;
    case 'entrant':
      return typeof facts['agreementId'] === 'string' ? `${area}/frameworks/${facts['agreementId']}` : null;
    case 'order':
      return `${area}/orders/${subject}`;
    case 'milestone':
      return `${area}/milestones/${subject}`;
    case 'assessment':
      return `${area}/assessments/${subject}`;
    case 'enquiry':
      return `${area}/enquiries/${subject}`;
    case 'challenge':
      return `${area}/challenges/${subject}`;
    case 'complaint':
      return type.startsWith('complaint.pause') ? project && projectLink(side, project) : `${area}/complaints/${subject}`;
    case 'payment':
      return number && (side === 'supervisor' ? `/finance/payments/${number}` : `${area}/payments/${number}`);
    case 'treasury-exception':
      return '/finance/reconcile';
    case 'clarification':
      return '/org/bids';
    case 'last-price':
      return `/org/bids/${subject}/last-price`;
    case 'award':
      return side === 'provider' ? '/org/bids' : project && `/buy/projects/${project}/evaluation`;
    default:
      return project && projectLink(side, project);
  }
}

function projectLink(side: Side, project: string): string | null {
  if (side === 'department') return `/buy/projects/${project}`;
  if (side === 'supervisor') return `/oversight/projects/${project}`;
  return side === 'finance' ? `/oversight/openings/${project}` : null;
}
