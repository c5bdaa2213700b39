import { type Fact, type Facts, type RefusalCatalogue, type RefusalKind, type Sentence, showYuan } from '#kernel';
import { platformRefusals } from './platform.refusals.js';

export type Language = 'zh' | 'en';

const status: Readonly<Record<RefusalKind, number>> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  absent: 404,
  conflict: 409,
  gone: 410,
  stale: 412,
  'too-many': 429,
};
export const statusOf = (kind: RefusalKind): number => status[kind];

const catalogue = new Map<string, Sentence>(Object.entries(platformRefusals));

/** Rooms add the sentences of their refusals when their module is loaded. */
export function addRefusals(refusals: RefusalCatalogue): void {
  for (const [code, sentence] of Object.entries(refusals)) catalogue.set(code, sentence);
}

/** Every code with its sentences, for `docs/refusals.md` and the problem pages. */
export const allRefusals = (): [string, Sentence][] => [...catalogue].sort(([a], [b]) => (a < b ? -1 : 1));

/** The sentence people read for a code, filled with its facts. */
export function sentence(code: string, facts: Facts, language: Language): string {
  const text = (catalogue.get(code) ?? catalogue.get('unknown')!)[language];
  return text.replace(/\{(\w+)\}/g, (place, name: string) => (name in facts ? shown(facts[name]!, language) : place));
}

const beijing = {
  zh: new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeStyle: 'medium', timeZone: 'Asia/Shanghai' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'medium', timeZone: 'Asia/Shanghai' }),
};

function shown(fact: Fact, language: Language): string {
  if (fact instanceof Date) return beijing[language].format(fact);
  if (typeof fact === 'bigint') return showYuan(fact);
  return fact === null ? '' : String(fact);
}
