import { localized, type PageContext } from './page-context.js';

/** The same page in the other language and in the other size. */
export interface Switches {
  readonly language: string;
  readonly care: string;
}

export function switches(page: PageContext): Switches {
  const query = new URLSearchParams(page.query);
  for (const passing of ['mode', 'done']) query.delete(passing);
  const here = query.size ? `${page.path}?${query.toString()}` : page.path;
  query.set('mode', page.care ? 'standard' : 'care');
  return {
    language: localized(page.lang === 'en' ? 'zh' : 'en', here),
    care: localized(page.lang, `${page.path}?${query.toString()}`),
  };
}
