import type { RefusalCatalogue } from '#kernel';

/** Sentences of the refusals of this room. */
export const objectionsRefusals: RefusalCatalogue = {
  'challenge.not-announced': {
    zh: '结果还没有公告，公告后可以提出质疑。',
    en: 'The result has not been announced; it can be challenged once it is.',
  },
  'challenge.window-closed': {
    zh: '对这个结果的质疑已于 {closedAt} 截止，现在是 {now}。仍有问题的，可以向采购单位询问，或向财政部门反映。',
    en: 'The time to challenge this result ended on {closedAt}; it is now {now}. You can still ask the buyer or turn to the finance bureau.',
  },
  'challenge.award-withdrawn': {
    zh: '这个结果已经撤销，不再受理对它的质疑。新的结果公告后可以提出。',
    en: 'This result was withdrawn and is challenged no more. The next one can be, once announced.',
  },
  'challenge.filed-already': {
    zh: '您已对这个结果提出质疑。对同一结果的意见须一次提出。',
    en: 'You have challenged this result already; all points against one result are made at once.',
  },
  'challenge.speaker-only': {
    zh: '由机构管理员或项目负责人提出质疑。',
    en: 'The administrator or a project lead of the organization files challenges.',
  },
  'challenge.buyer-only': { zh: '这一步由采购单位的经办人或审核人做。', en: 'This step belongs to the buyer’s handler or approver.' },
  'challenge.answered-by-another': {
    zh: '由采购单位的审核人答复，受理的人不答复同一质疑。',
    en: 'An approver of the buyer answers, and not the person who took the challenge up.',
  },
  'challenge.in-the-way': {
    zh: '质疑 {number} 还没有处理完，可能影响结果，暂不能签订合同。',
    en: 'Challenge {number} is not settled and may change the result; nothing is signed until then.',
  },
  'challenge.facts-missing': { zh: '写明事实：哪一步、哪一处有问题。', en: 'Say what happened: which step, which point.' },
  'challenge.request-missing': { zh: '写明请求：希望怎样处理。', en: 'Say what you ask for.' },
  'challenge.basis-missing': { zh: '写明依据的规定。', en: 'Name the rules it rests on.' },
  'challenge.reason-missing': { zh: '写明不予受理的原因。', en: 'Say why it is turned away.' },
  'challenge.answer-missing': { zh: '写明答复内容。', en: 'Write the answer.' },
};
