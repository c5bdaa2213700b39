import type { RefusalCatalogue } from '#kernel';

/** Sentences about who may take part, about reviews and about notices of a single source. */
export const admissionRefusals: RefusalCatalogue = {
  'admission.refused-before': {
    zh: '本单位在 {number} 成交后没有签订合同，不能参加这个项目重新开展的采购。',
    en: 'You won {number} and signed no contract; you cannot take part when the same item is bought again.',
  },
  'admission.not-invited': {
    zh: '这次采购只有受邀的供应商可以参加（财政部令第87号第14条）。公开的采购公告里可以找到其他机会。',
    en: 'Only invited providers may take part in this procurement (MOF Order 87 Art. 14). Other notices are open to everybody.',
  },
  'admission.apply-instead': {
    zh: '开放式框架协议不递交密封响应文件（财政部令第110号第39条）。框架协议开放后，在“框架协议”页面申请加入，随时可以申请。',
    en: 'An open framework takes no sealed bids (MOF Order 110 Art. 39). Once it is open, apply for entry on its page under framework agreements, at any time.',
  },
  'admission.class-one': {
    zh: '“{name}”是公益一类事业单位，不能作为承接主体（102号令第8条）。',
    en: '“{name}” is a public institution of class one and cannot provide services (MOF Order 102 Art. 8).',
  },
  'admission.not-registered': {
    zh: '统一社会信用代码 {uscc} 还没有登记。先登记这家供应商，再发布公告。',
    en: 'Nobody is registered under the credit code {uscc}. Register this provider, then publish.',
  },
  'candidate.uscc': { zh: '统一社会信用代码是 18 位数字和大写字母。', en: 'A credit code has 18 digits and capital letters.' },
  'field.day': { zh: '日期要写成 2026-03-02 的样式。', en: 'Write the day like 2026-03-02.' },
  'draw.missing': {
    zh: '还没有抽取受邀供应商。在审核页面办理随机抽取，再发布。',
    en: 'The invited have not been drawn. Hold the draw on the review page, then publish.',
  },
  'draw.differs': {
    zh: '草稿和抽取时的不一样。改回抽取时的内容再发布；确需改变的，终止这份草稿后重新起草。',
    en: 'The draft is not what it was when the draw was held. Put it back, or abandon this draft and write it anew.',
  },
  'draw.differs.source': { zh: '备选供应商的来源改了。', en: 'The candidates come from elsewhere now.' },
  'draw.differs.candidates': { zh: '候选名单改了。', en: 'The candidates have changed.' },
  'draw.differs.draw': { zh: '抽取家数改了。', en: 'Another number is to be drawn now.' },
  'draw.not-now': {
    zh: '草稿提交审核、候选名单完整以后才能抽取。',
    en: 'The draw is held once the draft is in review and its candidates are complete.',
  },
  'draw.done': { zh: '已经抽取过了，结果不能更改。', en: 'The draw has been held; its result stays.' },
  'draw.witnesses': {
    zh: '抽取要有 {least} 名以上见证人在场（财政部令第87号第14条）。填写他们的姓名。',
    en: 'At least {least} people watch the draw (MOF Order 87 Art. 14). Enter their names.',
  },
  'review.own-work': {
    zh: '编写采购需求的人不能审查它（财库〔2021〕22号第32条）。由本单位没有参与编写的人审查。',
    en: 'Whoever wrote the requirement does not review it (MOF notice 2021-22 Art. 32). Somebody else of the department does.',
  },
  'review.not-now': { zh: '草稿提交以后才能审查。', en: 'A draft is reviewed once it is submitted.' },
  'review.not-needed': { zh: '这次采购不需要采购需求审查。', en: 'This purchase needs no review of its requirement.' },
  'review.reason-missing': { zh: '写明不通过的理由。', en: 'Say why this does not pass.' },
  'review.missing': {
    zh: '还差采购需求审查意见：至少 {least} 人（财库〔2021〕22号第29条）。在审核页面填写审查意见，再发布。',
    en: 'The requirement has not been reviewed: {least} person or more (MOF notice 2021-22 Art. 29). Give an opinion on the review page, then publish.',
  },
  'review.against': {
    zh: '审查意见是不通过。退回经办人修改后重新提交。',
    en: 'An opinion is against this requirement. Return it to its handler.',
  },
  'prior.missing': {
    zh: '单一来源采购要先公示（财政部令第74号第38条）。在审核页面发布公示，期满再发布公告。',
    en: 'A single source is made public first (MOF Order 74 Art. 38). Publish it on the review page and wait until its period is over.',
  },
  'prior.not-now': { zh: '单一来源的草稿提交审核以后才能公示。', en: 'A single source is made public once its draft is in review.' },
  'prior.published': { zh: '已经公示：{number}。', en: 'It is already public: {number}.' },
  'prior.differs': {
    zh: '草稿和公示 {number} 的内容不一样。改回公示的内容，或者重新公示。',
    en: 'The draft is not what {number} told the public. Put it back, or announce it anew.',
  },
  'prior.differs.title': { zh: '项目名称和公示的不一样。', en: 'The title is not the one announced.' },
  'prior.differs.budget': { zh: '预算和公示的不一样。', en: 'The budget is not the one announced.' },
  'prior.differs.service': { zh: '采购内容和公示的不一样。', en: 'What is bought is not what was announced.' },
  'prior.differs.ground': { zh: '适用情形和公示的不一样。', en: 'The case of the law is not the one announced.' },
  'prior.differs.argument': { zh: '理由和公示的不一样。', en: 'The reason is not the one announced.' },
  'prior.differs.provider': { zh: '拟邀请的供应商和公示的不一样。', en: 'The provider is not the one announced.' },
  'prior.differs.experts': { zh: '专家论证和公示的不一样。', en: 'The experts’ arguments are not those announced.' },
  'prior.too-short': {
    zh: '公示期太短，最早可以到 {earliest}。',
    en: 'The notice stands too short; it may end at {earliest} at the earliest.',
  },
  'prior.still-stands': {
    zh: '公示还没有结束，{until} 以后可以继续。',
    en: 'The public notice still stands; go on after {until}.',
  },
  'prior.objections-open': {
    zh: '还有 {count} 份异议没有重新论证。答复以后再发布。',
    en: 'Objections not argued anew yet: {count}. Answer them, then publish.',
  },
  'prior.upheld': {
    zh: '公示 {number} 的异议成立，不能再采用单一来源（财政部令第74号第40条）。终止这份草稿，再从计划按其他采购方式重新起草。',
    en: 'An objection to {number} was upheld: a single source is not possible (MOF Order 74 Art. 40). Abandon this draft and start again from the plan by another method.',
  },
  'prior.over': { zh: '公示已于 {until} 结束，不再接受异议。', en: 'The public notice ended at {until} and takes no more objections.' },
  'prior.answered': { zh: '这份异议已经答复。', en: 'This objection was answered.' },
  'prior.not-yours': {
    zh: '登录其他单位的账号后可以提出异议。',
    en: 'Sign in for another organization to object.',
  },
  'question.merge': {
    zh: '只能并入本公告中另一个独立的问题。核对问题编号。',
    en: 'A question can only be merged into another one of this notice that stands for itself. Check the number.',
  },
};
