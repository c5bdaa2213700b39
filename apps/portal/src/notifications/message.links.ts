import type { Message, Side } from '#notifications';

const areas: Readonly<Record<Side, string>> = {
  department: '/buy',
  provider: '/org',
  finance: '/finance',
  supervisor: '/oversight',
  panel: '/panel',
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
      if (type === 'complaint.sent' && side === 'provider') return `/org/complaints/${subject}/sent`;
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
      return side === 'provider'
        ? outcomeLink(facts)
        : project && (side === 'department' ? `/buy/projects/${project}/evaluation` : `/oversight/projects/${project}`);
    case 'remedy':
      return project && (side === 'finance' ? '/finance/complaints' : `/oversight/projects/${project}`);
    case 'prior':
      return project && `/buy/projects/${project}/review`;
    case 'box':
      if (side === 'provider') return typeof facts['bid'] === 'string' ? `/org/bids/${facts['bid']}/opening` : '/org/bids';
      return project && projectLink(side, project);
    case 'seat':
      return project && `/panel/${project}`;
    case 'invitation':
      return number && `/notices/${number}`;
    default:
      if (side === 'provider') return typeof facts['bid'] === 'string' ? outcomeLink(facts) : number && `/notices/${number}`;
      return project && projectLink(side, project);
  }
}

/** A bidder's own outcome; all its bids where the message names none. */
const outcomeLink = ({ bid }: Message['facts']): string => (typeof bid === 'string' ? `/org/bids/${bid}/outcome` : '/org/bids');

function projectLink(side: Side, project: string): string | null {
  if (side === 'department') return `/buy/projects/${project}`;
  if (side === 'supervisor') return `/oversight/projects/${project}`;
  return side === 'finance' ? `/oversight/openings/${project}` : null;
}
