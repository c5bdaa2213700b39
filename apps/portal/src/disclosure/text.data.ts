/** How many parts each explaining page has; the words stand in the messages. */
export const pageParts: Readonly<Record<string, readonly { readonly no: string; readonly href?: string }[]>> = {
  guide: [
    { no: '1' },
    { no: '2', href: '/register' },
    { no: '3', href: '/notices' },
    { no: '4' },
    { no: '5', href: '/results' },
    { no: '6', href: '/contracts' },
    { no: '7' },
    { no: '8' },
  ],
  help: [{ no: '1', href: '/search' }, { no: '2', href: '/guide' }, { no: '3', href: '/verify' }, { no: '4' }, { no: '5' }],
  accessibility: [{ no: '1' }, { no: '2' }, { no: '3' }],
  privacy: [{ no: '1' }, { no: '2' }, { no: '3' }, { no: '4' }],
  promises: [{ no: '1' }, { no: '2' }, { no: '3' }, { no: '4', href: '/open-data' }, { no: '5' }, { no: '6' }, { no: '7' }],
  'report-error': [{ no: '1' }, { no: '2' }, { no: '3', href: '/objections' }],
};

interface MapGroup {
  readonly name: string;
  readonly links: readonly { readonly href: string; readonly key: string }[];
}

/** Every public page by what people look for. */
export const siteMap: readonly MapGroup[] = [
  {
    name: 'look',
    links: [
      { href: '/', key: 'nav.home' },
      { href: '/notices', key: 'nav.notices' },
      { href: '/plans', key: 'disclosure.sitemap.plans' },
      { href: '/results', key: 'disclosure.sitemap.results' },
      { href: '/frameworks', key: 'frameworks.title' },
      { href: '/contracts', key: 'disclosure.sitemap.contracts' },
      { href: '/objections', key: 'objections.publishedTitle' },
      { href: '/projects', key: 'nav.projects' },
      { href: '/organizations', key: 'nav.organizations' },
      { href: '/departments', key: 'disclosure.departments' },
      { href: '/money', key: 'nav.money' },
      { href: '/search', key: 'disclosure.search.title' },
    ],
  },
  {
    name: 'data',
    links: [
      { href: '/open-data', key: 'nav.open-data' },
      { href: '/developers', key: 'nav.developers' },
      { href: '/ocds/policy', key: 'disclosure.sitemap.policy' },
      { href: '/feed.atom', key: 'disclosure.sitemap.feed' },
      { href: '/problems', key: 'disclosure.problems' },
    ],
  },
  {
    name: 'do',
    links: [
      { href: '/guide', key: 'nav.guide' },
      { href: '/progress', key: 'nav.progress' },
      { href: '/verify', key: 'nav.verify' },
      { href: '/sign-in', key: 'site.signIn' },
      { href: '/register', key: 'disclosure.sitemap.register' },
    ],
  },
  {
    name: 'about',
    links: [
      { href: '/promises', key: 'nav.promises' },
      { href: '/help', key: 'nav.help' },
      { href: '/accessibility', key: 'nav.accessibility' },
      { href: '/privacy', key: 'nav.privacy' },
      { href: '/report-error', key: 'nav.report-error' },
    ],
  },
];
