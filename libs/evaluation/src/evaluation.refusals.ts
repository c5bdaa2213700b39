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
  'evaluation.too-few-offers': {
    zh: '只收到 {offers} 份报价，不足法定的 {min} 份，不再评审。',
    en: 'Only {offers} offers came and {min} are needed, so nothing is evaluated.',
  },
  'evaluation.all-over-budget': {
    zh: '全部 {offers} 份报价都超过最高限价，采购人不能支付，依法废标（政府采购法第三十六条）。',
    en: 'All {offers} offers are above the price limit, so there is no award (Procurement Law Art. 36).',
  },
  'evaluation.reserved-too-few': {
    zh: '专门面向中小企业采购，合格的只有 {qualified} 家，不足 {min} 家。本次采购终止，改为非专门面向中小企业后重新采购（财库〔2020〕46号第十条）。',
    en: 'This was reserved for small and medium enterprises; {qualified} qualify and {min} are needed. It stops and is done again unreserved.',
  },
  'evaluation.too-few-compliant': {
    zh: '符合采购文件实质性要求的只有 {left} 家，不足法定的 {min} 家，不再评审。',
    en: '{left} offers answer the notice and {min} are needed, so the evaluation ends.',
  },
  'evaluation.too-few-last-prices': {
    zh: '有效的最后报价只有 {left} 份，不足法定的 {min} 份，不再评审。',
    en: '{left} valid last prices came and {min} are needed, so the evaluation ends.',
  },
  'last-round.first': {
    zh: '先由组长要求各供应商提交最后报价；最后报价开启后才能锁定评分、生成报告。',
    en: 'The chair asks for last prices first. Scores are locked and the report is drawn up once they have been opened.',
  },
  'last-round.out': {
    zh: '正在等待最后报价（{closesAt} 截止，之后由密钥保管人开启）。开启后才能锁定评分、生成报告。',
    en: 'Last prices are awaited (until {closesAt}, then the key holders open them). Scores and report wait for them.',
  },
  'last-round.talks-open': {
    zh: '还有 {open} 个问题在等供应商答复。收到答复或者答复时间截止后再要求最后报价。',
    en: '{open} questions still wait for an answer. Ask for last prices after the answers, or the end of the time for them.',
  },
  'evaluation.abandoned': { zh: '本次采购终止，重新开展采购活动：{reason}。', en: 'This purchase ended and begins anew: {reason}.' },
  'evaluation.nothing-to-redo': {
    zh: '各采购包都已签订合同或者已经终止，没有可以重新评审的内容。',
    en: 'Every lot has its contract or has failed; nothing can be evaluated again.',
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
  'qualification.reserved': {
    zh: '本项目专门面向中小企业采购：合格的须是中型、小型或微型企业，并有声明函。',
    en: 'This is reserved: a qualified bidder is a medium, small or micro enterprise with its declaration.',
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
  'panel.too-many-specialties': {
    zh: '各专业合计 {asked} 人，超过需要抽取的 {needed} 人。',
    en: 'The specialties add up to {asked} people and {needed} are to be drawn.',
  },
  'panel.meets-in-the-past': { zh: '评审时间要晚于现在。', en: 'The panel meets later than now.' },
  'panel.drawn-too-early': {
    zh: '评审专家不能抽取得太早：现在抽取，评审最迟在 {latest} 开始。改早评审时间，或者晚些再抽取。',
    en: 'Experts are not drawn this early: drawn now, the panel meets at {latest} at the latest. Meet earlier or draw later.',
  },
  'panel.not-complete': {
    zh: '已声明回避情况的成员有 {there} 人，小组共 {members} 人。到齐后再审查。',
    en: '{there} of {members} members have declared. The panel begins once all have.',
  },
  'panel.qualification-first': {
    zh: '资格审查还没有结束。先审完全部响应，再抽取评审小组。',
    en: 'The qualification check is not concluded. Judge every bid first, then draw the panel.',
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
    zh: '评审已经进入下一步（{state}），不再接受这项操作。',
    en: 'The evaluation has moved on ({state}); this is closed.',
  },
  'panel.chair-only': { zh: '这一步由评审小组组长做。', en: 'Only the chair of the panel does this.' },
  'panel.report-drafted': {
    zh: '评审报告已经生成，评分和说明不再更改。',
    en: 'The report has been drawn up; scores and explanations stay.',
  },
  'seat.too-late': {
    zh: '邀请已在 {meetsAt} 失效。',
    en: 'The invitation expired at {meetsAt}.',
  },
  'seat.conflict-found': {
    zh: '平台查到您与 {count} 家响应单位有关联，不能声明没有利害关系。选择回避，由下一位接替。',
    en: 'The platform knows of ties between you and {count} bidders, so this cannot be declared. Recuse yourself; the next person comes in.',
  },
  'compliance.first': {
    zh: '组长完成符合性审查后才能打分。',
    en: 'Scoring begins after the chair has put down the check of compliance.',
  },
  'compliance.done': { zh: '符合性审查已经结束。', en: 'The check of compliance is over.' },
  'compliance.unanswered': { zh: '还有 {open} 份响应没有结论。', en: '{open} offers still need a conclusion.' },
  'compliance.reason-missing': {
    zh: '写明哪一项实质性要求不符合，响应单位会看到。',
    en: 'Say which demand is not met; the bidder will read this.',
  },
  'clarification.speaker-only': {
    zh: '由机构管理员或项目负责人答复评审小组。',
    en: 'The organization’s administrator or project lead answers the panel.',
  },
  'clarification.answered': { zh: '这个问题已经答复，不能更改。', en: 'This question has been answered; the answer stays.' },
  'clarification.over': {
    zh: '评审小组已经生成报告或者结束评审，不再接受答复。',
    en: 'The panel has drawn up its report or ended; answers are no longer taken.',
  },
  'clarification.too-late': { zh: '答复时间已在 {dueAt} 截止。', en: 'The time to answer ended at {dueAt}.' },
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
  'score.outlier-unexplained': {
    zh: '有 {count} 处评分明显偏离其他成员，由打分的成员说明理由，或者退回更正后再生成报告。',
    en: '{count} scores are far from the other members’. Whoever gave them explains, or corrects them, before the report.',
  },
  'score.no-outlier': { zh: '这一格没有偏离提示，不需要说明。', en: 'This score does not stand out; no explanation is needed.' },
  'score.not-comparing': {
    zh: '现在（{state}）不在比对评分。',
    en: 'Scores are not being compared now ({state}).',
  },
  'score.objective-differs': {
    zh: '客观因素“{criterion}”的评分在成员之间不一致（共 {count} 处）。由组长退回更正后再生成报告。',
    en: 'Members differ on the objective criterion “{criterion}” ({count} in all). The chair gives the scores back to be corrected first.',
  },
  'report.price-not-low': { zh: '这份报价没有低价提示，不需要说明。', en: 'This price was not flagged as low; no explanation is needed.' },
  'report.low-price-not-asked': {
    zh: '先要求该单位书面说明报价，收到答复或答复时间截止后再写处理意见（财政部令第87号第六十条）。',
    en: 'Ask the bidder to explain the price first; judge it after the answer or the end of the time to answer (Order 87 Art. 60).',
  },
  'report.low-price-unexplained': {
    zh: '有 {count} 份报价偏低，还没有写明处理意见。',
    en: '{count} low prices have no explanation yet.',
  },
  'report.talks-open': {
    zh: '还有 {open} 个问题在等供应商答复。收到答复或者答复时间截止后再生成报告。',
    en: '{open} questions still wait for an answer. Draw up the report after the answers, or the end of the time for them.',
  },
  'report.not-drafted': {
    zh: '现在（{state}）没有在签署中的报告可以撤回。',
    en: 'No report is up for signing now ({state}), so none is withdrawn.',
  },
  'report.not-to-sign': { zh: '评审报告现在不在签署中（{state}）。', en: 'The report is not up for signing now ({state}).' },
  'award.framework': {
    zh: '框架协议不确定单一成交供应商。到“框架协议”里按排名确定入围供应商。',
    en: 'A framework agreement has no single winner. Let the ranked bidders enter under “Framework agreements”.',
  },
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
  'award.cell-reason-missing': {
    zh: '这一项扣了分，没有人写明理由。',
    en: 'Points were lost here and nobody wrote why.',
  },
  'award.reasons-missing': {
    zh: '未成交单位还有 {count} 处没有写明原因，写完后再公告。',
    en: '{count} reasons for bidders who did not win are still missing. Write them before the announcement.',
  },
  'award.reasons-closed': { zh: '结果已经公告，原因不再更改。', en: 'The result has been announced; the reasons stay.' },
  'award.announcer-decided': {
    zh: '确认结果的人不能发布同一结果的公告，由本单位另一人发布。',
    en: 'Whoever decided does not announce; another person of the department does.',
  },
  'expert.keepers-only': {
    zh: '专家库由财政部门和平台运维人员维护。',
    en: 'The register of experts is kept by finance and the operators.',
  },
};
