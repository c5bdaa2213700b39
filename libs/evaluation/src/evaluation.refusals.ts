import type { RefusalCatalogue } from '#kernel';

/** Sentences of the refusals of this room. */
export const evaluationRefusals: RefusalCatalogue = {
  'evaluation.not-yours': {
    zh: '这一步由采购单位的经办人或审核人做，并且本人不在评审小组中。',
    en: 'This step belongs to the buyer’s handler or approver who does not sit on the panel.',
  },
  'evaluation.no-such-bid': { zh: '这个项目没有这份响应。', en: 'There is no such bid in this procedure.' },
  'evaluation.qualification-over': {
    zh: '资格审查已经结束，结论不再更改。',
    en: 'The qualification check is over; its conclusions stay.',
  },
  'evaluation.too-few-qualified': {
    zh: '合格的响应只有 {qualified} 家，不足法定的 {min} 家，不再评审。项目终止，可以重新采购。',
    en: '{qualified} bids qualify and {min} are needed, so nothing is evaluated. The procedure ends and may be tendered again.',
  },
  'qualification.no-such-condition': { zh: '公告中没有这项条件。', en: 'The notice has no such condition.' },
  'qualification.condition-missing': {
    zh: '选出不符合的资格条件。',
    en: 'Choose the conditions that are not met.',
  },
  'qualification.reason-missing': {
    zh: '写明不合格的原因，响应单位会看到这段话。',
    en: 'Say why it does not qualify; the bidder will read this.',
  },
  'qualification.unsettled': {
    zh: '还有 {open} 份响应没有作出资格审查结论。',
    en: '{open} bids still need a conclusion on their qualification.',
  },
  'panel.too-small': {
    zh: '这个项目的评审小组至少 {min} 人，现在是 {size} 人。',
    en: 'This panel needs at least {min} members; {size} were given.',
  },
  'panel.even': { zh: '评审小组须为单数，现在是 {size} 人。', en: 'A panel has an odd number of members; {size} were given.' },
  'panel.too-few-experts': {
    zh: '{size} 人的评审小组至少 {least} 名评审专家，现在是 {experts} 名。',
    en: 'A panel of {size} needs at least {least} experts; there are {experts}.',
  },
  'panel.register-too-small': {
    zh: '专家库中可抽取的有 {available} 人，还需要 {needed} 人。增补专家后再抽取。',
    en: '{available} people on the register can be drawn and {needed} are needed. Add experts, then draw.',
  },
  'panel.complete': {
    zh: '评审小组的 {members} 个席位都有人，不需要再抽取。',
    en: 'All {members} seats are taken; nothing is left to draw.',
  },
  'panel.not-a-representative': {
    zh: '采购人代表须是本单位登记在库的人员，并且没有经办、审核过这个项目。',
    en: 'A representative is on the register for the buyer and has neither handled nor published this procedure.',
  },
  'panel.not-forming': {
    zh: '评审已经进入下一步（{state}）,不再接受这项操作。',
    en: 'The evaluation has moved on ({state}); this is closed.',
  },
  'panel.chair-only': { zh: '这一步由评审小组组长做。', en: 'Only the chair of the panel does this.' },
  'panel.report-drafted': {
    zh: '评审报告已经生成，评分和说明不再更改。',
    en: 'The report has been drawn up; scores and explanations stay.',
  },
  'seat.reason-missing': { zh: '写明原因。', en: 'Say why.' },
  'score.no-such-bid': { zh: '这份响应不在评分范围内。', en: 'This bid is not to be scored.' },
  'score.no-such-criterion': { zh: '这项因素不由成员打分。', en: 'Members do not score this criterion.' },
  'score.not-points': { zh: '填写 0 到 {max} 之间的分数，最多两位小数。', en: 'Enter points from 0 to {max}, with at most two decimals.' },
  'score.out-of-range': {
    zh: '“{criterion}”的分数在 0 到 {max} 之间，现在是 {points}。',
    en: '“{criterion}” takes 0 to {max} points; {points} were entered.',
  },
  'score.reason-missing': {
    zh: '这个分数明显偏高或偏低，写明理由。',
    en: 'This score is clearly high or low; say why.',
  },
  'score.incomplete': { zh: '还有 {missing} 格没有打分。', en: '{missing} cells have no score yet.' },
  'score.locked': {
    zh: '您的评分已经锁定。需要更改时由组长退回。',
    en: 'Your scores are locked. The chair can give them back to be changed.',
  },
  'score.objective-differs': {
    zh: '客观因素“{criterion}”的评分在成员之间不一致（共 {count} 处）。由组长退回更正后再生成报告。',
    en: 'Members differ on the objective criterion “{criterion}” ({count} in all). The chair gives the scores back to be corrected first.',
  },
  'report.price-not-low': { zh: '这份报价没有低价提示，不需要说明。', en: 'This price was not flagged as low; no explanation is needed.' },
  'report.low-price-unexplained': {
    zh: '有 {count} 份报价偏低，还没有写明处理意见。',
    en: '{count} low prices have no explanation yet.',
  },
  'report.not-to-sign': { zh: '评审报告现在不在签署中（{state}）。', en: 'The report is not up for signing now ({state}).' },
  'award.not-to-decide': { zh: '现在（{state}）没有等待确认的评审结果。', en: 'There is no result to decide now ({state}).' },
  'award.not-a-candidate': {
    zh: '这份响应不是候选单位：资格审查未通过，或原结果已撤销。',
    en: 'This bid is not a candidate: it did not qualify, or its award was withdrawn.',
  },
  'award.not-in-order': {
    zh: '按评审报告的顺序确定结果：先确认第 {first} 名，不能直接确认第 {rank} 名（财政部令第87号第六十八条）。',
    en: 'The winner follows the ranking: place {first} comes before place {rank} (MOF Order 87 Art. 68).',
  },
  'award.reason-missing': { zh: '写明未成交的原因。', en: 'Say why this bid did not win.' },
  'award.reasons-missing': {
    zh: '还有 {count} 家未成交单位没有写明原因，写完后再公告。',
    en: '{count} bidders who did not win have no reason yet. Write them before the announcement.',
  },
  'award.reasons-closed': { zh: '结果已经公告，原因不再更改。', en: 'The result has been announced; the reasons stay.' },
  'award.announcer-decided': {
    zh: '确认结果的人不能发布同一结果的公告，由本单位另一人发布。',
    en: 'Whoever decided does not announce; another person of the department does.',
  },
  'expert.operators-only': { zh: '专家库由平台运维人员维护。', en: 'The register of experts is kept by the operators.' },
};
