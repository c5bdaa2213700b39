import type { PageRequest, Step } from '../kit/index.js';

/** The same page stands in two workspaces; its address says in which. */
export const areaOf = (request: PageRequest): 'buy' | 'finance' => (request.url.startsWith('/finance/') ? 'finance' : 'buy');

export const crumbsOf = (area: 'buy' | 'finance'): Step[] => [
  { href: `/${area}`, title: { key: `nav.${area}` } },
  { href: `/${area}/plans`, title: { key: area === 'buy' ? 'planning.ours' : 'planning.queue' } },
];
