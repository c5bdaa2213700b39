import type { RefusalCatalogue } from '#kernel';

/** Sentences of the refusals of this room. */
export const supervisionRefusals: RefusalCatalogue = {
  'supervision.not-yours': {
    zh: '监督工作台供监督人员查看。本单位的期限在“待我处理”和项目页上。',
    en: 'The oversight board is for supervisors. Your own deadlines stand on your workspace and on each project.',
  },
};
