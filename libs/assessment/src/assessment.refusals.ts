import type { RefusalCatalogue } from '#kernel';

/** Sentences of the refusals of this room. */
export const assessmentRefusals: RefusalCatalogue = {
  'assessment.score-duty': { zh: '评分由合同写明的采购单位负责人办理。', en: 'The manager named in the contract scores.' },
  'assessment.score-unknown': {
    zh: '有 {count} 项评分不在合同指标里或重复了。',
    en: '{count} scores are not of this contract or appear twice.',
  },
  'assessment.score-range': { zh: '填写 0 到 100 的得分，最多两位小数。', en: 'Enter a score from 0 to 100 with at most two decimals.' },
  'assessment.reason-unmeasured': {
    zh: '这项指标不能直接计算得分，写明评分理由。',
    en: 'This indicator cannot be measured; say why you give this score.',
  },
  'assessment.reason-adjusted': {
    zh: '得分与按完成值计算的不同，写明调整理由。',
    en: 'The score differs from what was measured; say why.',
  },
  'assessment.scores-incomplete': { zh: '有 {count} 项评分需要补充。', en: '{count} scores need attention.' },
  'assessment.sheet-open': {
    zh: '还有 {missing} 项指标没有评分，不能结束评分。',
    en: '{missing} indicators have no score yet, so the sheet cannot be closed.',
  },
  'assessment.post-duty': {
    zh: '评估结果由评分人以外的审核人或验收人公示。',
    en: 'An approver or acceptor other than the person who scored posts the result.',
  },
  'assessment.provider-only': {
    zh: '确认结果或提出异议由承接方的机构管理员或项目负责人办理。',
    en: 'The administrator or project lead of the provider agrees or objects.',
  },
  'assessment.objected-already': { zh: '对这次公示已经提出过异议。', en: 'An objection to this posting was raised already.' },
  'assessment.posting-over': {
    zh: '公示已于 {endedAt} 结束，不能再提异议。',
    en: 'The posting ended on {endedAt}; objections are closed.',
  },
  'assessment.decide-duty': {
    zh: '异议由评分人以外的审核人答复。',
    en: 'An approver other than the person who scored answers the objection.',
  },
  'assessment.act-not-now': {
    zh: '这一步现在不能做。回到评估页看最新的状态。',
    en: 'This step is not open now. Go back to the assessment to see where it stands.',
  },
};
