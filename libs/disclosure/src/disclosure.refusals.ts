import type { RefusalCatalogue } from '#kernel';

/** Sentences of the refusals of this room. */
export const disclosureRefusals: RefusalCatalogue = {
  'disclosure.since': {
    zh: '“{since}”不是时间。按 2026-11-30T00:00:00Z 的样式填写 since。',
    en: '"{since}" is not a time. Write since like 2026-11-30T00:00:00Z.',
  },
};
