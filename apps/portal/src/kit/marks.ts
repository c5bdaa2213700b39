import type { Lang } from './messages.js';

/** The four lights; a light is never colour alone. */
export type Light = 'green' | 'amber' | 'red' | 'grey';

/** What becomes final gets a seal of one character. */
export type Act = 'published' | 'sealed' | 'opened' | 'signed' | 'accepted' | 'paid';

/** Colours of a status tag. */
export type TagColour = 'grey' | 'blue' | 'turquoise' | 'green' | 'yellow' | 'purple' | 'orange' | 'red' | 'none';

type Pair = readonly [zh: string, en: string];

export const lights: Readonly<Record<Light, { readonly shape: string; readonly word: Pair }>> = {
  green: { shape: '●', word: ['正常', 'On track'] },
  amber: { shape: '▲', word: ['临期', 'Due soon'] },
  red: { shape: '■', word: ['逾期', 'Overdue'] },
  grey: { shape: '○', word: ['未开始', 'Not started'] },
};

export const seals: Readonly<Record<Act, { readonly character: string; readonly word: Pair }>> = {
  published: { character: '发', word: ['已发布', 'Published'] },
  sealed: { character: '封', word: ['已封存', 'Sealed'] },
  opened: { character: '启', word: ['已开启', 'Opened'] },
  signed: { character: '签', word: ['已签署', 'Signed'] },
  accepted: { character: '验', word: ['已验收', 'Accepted'] },
  paid: { character: '付', word: ['已付款', 'Paid'] },
};

export const inLanguage = (pair: Pair, lang: Lang): string => pair[lang === 'en' ? 1 : 0];
