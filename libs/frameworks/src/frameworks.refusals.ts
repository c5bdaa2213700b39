import type { RefusalCatalogue } from '#kernel';

/** Sentences of the refusals of this room. */
export const frameworksRefusals: RefusalCatalogue = {
  'framework.other-method': {
    zh: '这个项目不是框架协议采购，不能确定入围供应商。',
    en: 'This project is not a framework agreement, so nobody can enter it.',
  },
  'framework.conclude-role': {
    zh: '入围结果由采购单位的审核人确定。',
    en: 'Who enters is decided by an approver of the buying department.',
  },
  'framework.not-reported': {
    zh: '评审报告还没有全部签署。报告提交之后再确定入围供应商。',
    en: 'The evaluation report is not signed by all yet. Decide who enters once it has been handed over.',
  },
  'framework.nobody-enters': {
    zh: '按淘汰比例没有供应商可以入围：每个采购包至少要有两家合格供应商。重新征集。',
    en: 'Nobody may enter after elimination: each lot needs at least two qualified providers. Call for entries again.',
  },
  'framework.order-too-long': {
    zh: '框架协议下的单次服务最长 {most} 个月，填写的是 {months} 个月。缩短后再发起。',
    en: 'A single order under a framework agreement lasts {most} months at most; this one says {months}. Shorten it.',
  },
  'framework.term-too-long': {
    zh: '服务类框架协议最长 {years} 年，公告写的是 {months} 个月。',
    en: 'A framework agreement for services lasts {years} years at most; the notice says {months} months.',
  },
  'framework.enough-entrants': {
    zh: '最初入围 {named} 家，现在还有 {left} 家，不低于 {percent}%，不能补充征集。',
    en: '{left} of the first {named} entrants are left, which is not below {percent}%: no new entrants are let in.',
  },
  'framework.open-needs-none': {
    zh: '开放式框架协议随时可以申请加入，不需要补充征集。',
    en: 'An open agreement takes applications at any time and needs no supplementary entry.',
  },
  'framework.act-not-now': { zh: '这一步现在不能做，或者不由您办理。', en: 'This step cannot be taken now, or not by you.' },
  'framework.sign-role': {
    zh: '框架协议由采购单位的审核人和入围供应商的机构管理员签署。',
    en: 'An agreement is signed by an approver of the department and by an administrator of each entrant.',
  },
  'framework.side-signed': { zh: '本单位已经签署。', en: 'Your side has signed already.' },
  'framework.desk-role': {
    zh: '这件事由采购单位的经办人或审核人办理。',
    en: 'This is for the department’s handler or approver.',
  },
  'framework.told-already': { zh: '入围信息已经公布。', en: 'The entrants have been made known already.' },
  'framework.filed-already': { zh: '协议副本已经报送。', en: 'A copy has been filed already.' },
  'framework.not-a-fund': {
    zh: '选定的采购计划不能用于这份框架协议。选择本单位框架协议采购方式的计划项目。',
    en: 'The chosen plan item cannot pay for this agreement. Choose one of the department’s own for framework purchasing.',
  },
  'framework.orders-open': {
    zh: '还有 {count} 笔订单没有办完。办完或者取消之后再汇总。',
    en: '{count} orders are still open. Finish or cancel them before summing up.',
  },
  'framework.apply-role': { zh: '申请由供应商的机构管理员提交。', en: 'Applications are sent by a provider’s administrator.' },
  'framework.closed-to-entry': {
    zh: '封闭式框架协议不接受申请；入围供应商由征集程序确定。',
    en: 'A closed agreement takes no applications; entrants come from its entry procedure.',
  },
  'framework.not-in-force': { zh: '这份框架协议现在不在有效期内。', en: 'This framework agreement is not in force now.' },
  'framework.was-removed': {
    zh: '被解除协议的供应商不能重新申请加入同一份框架协议。',
    en: 'A provider that was put out may not apply to the same agreement again.',
  },
  'framework.applied-already': { zh: '本单位已经申请或者已经入围。', en: 'Your organization has applied or is in already.' },
  'framework.reason-missing': { zh: '写明不通过的理由。', en: 'Give the reason for refusing.' },
  'framework.leave-role': { zh: '退出由供应商的机构管理员办理。', en: 'Leaving is for the provider’s administrator.' },
  'framework.closed-no-leave': {
    zh: '封闭式框架协议不能自行退出。有正当理由的，联系采购单位办理。',
    en: 'An entrant does not leave a closed agreement by itself. With a good reason, ask the department.',
  },
  'framework.end-announced-already': {
    zh: '没有需要公告的退出，或者已经公告。',
    en: 'There is no leaving to announce, or it has been announced.',
  },
  'framework.order-role': { zh: '订单由采购单位的经办人办理。', en: 'Orders are made by the department’s handler.' },
  'framework.nobody-for-lot': { zh: '这个采购包没有可以选择的入围供应商。', en: 'There is no entrant to choose for this lot.' },
  'framework.not-an-entrant': { zh: '选择一家这个采购包的入围供应商。', en: 'Choose an entrant of this lot.' },
  'framework.way-not-agreed': { zh: '框架协议没有约定这种确定方式。', en: 'The agreement does not provide for this way of choosing.' },
  'framework.users-choose-directly': {
    zh: '服务对象选定的，用直接选定方式。',
    en: 'What users choose is a direct choice.',
  },
  'framework.order-of-nothing': { zh: '按这个数量金额不足一分钱。', en: 'At this quantity the amount is less than a fen.' },
  'framework.over-budget': {
    zh: '订单 {amount}，超过计划还可以使用的 {left}。减少数量，或者先增加资金来源。',
    en: 'The order of {amount} is more than the {left} left of the plan item. Order less, or add money first.',
  },
  'framework.closing-missing': { zh: '写明报价截止时间。', en: 'Say until when quotes come in.' },
  'framework.contest-too-short': {
    zh: '报价截止时间最早可以是 {earliest}。',
    en: 'Quotes may close at {earliest} at the earliest.',
  },
  'framework.second-person': { zh: '下单的人不能审核同一笔订单。', en: 'Whoever placed an order does not approve it.' },
  'framework.no-turns': { zh: '只有顺序轮候的订单可以跳过。', en: 'Only an order by turns can be passed on.' },
  'framework.no-turn-left': { zh: '没有下一家可以轮到的供应商。', en: 'There is nobody left whose turn it could be.' },
  'framework.take-role': {
    zh: '订单由供应商的机构管理员确认或报价。',
    en: 'Orders are taken on and quoted by the provider’s administrator.',
  },
  'framework.quote-over-price': {
    zh: '报价 {price} 高于协议价格 {agreed}。',
    en: 'The quote of {price} is above your agreed price of {agreed}.',
  },
  'framework.quotes-closed': { zh: '报价已于 {closedAt} 截止。', en: 'Quotes closed at {closedAt}.' },
  'framework.quotes-running': {
    zh: '报价到 {closesAt} 截止，之后才能开启。',
    en: 'Quotes come in until {closesAt}; they are opened after that.',
  },
  'framework.order-announced-already': { zh: '这笔成交结果已经公告。', en: 'This result has been announced already.' },
  'framework.announce-first': {
    zh: '先公告这笔成交结果，再起草合同。',
    en: 'Announce the result of this order first, then draft the contract.',
  },
  'framework.contract-drafted': {
    zh: '这笔订单已经起草合同。先退回合同，再取消订单。',
    en: 'A contract has been drafted for this order. Reject it first, then cancel the order.',
  },
  'framework.record-role': {
    zh: '数量由承接订单的供应商的项目人员登记。',
    en: 'Quantities are put down by people of the provider that has the order.',
  },
  'framework.confirm-role': { zh: '数量和评价由采购单位的经办人或验收人登记。', en: 'This is for the department’s handler or acceptor.' },
  'framework.order-not-bound': { zh: '合同生效之后才能登记。', en: 'This can be put down once the contract binds.' },
  'framework.day-to-come': { zh: '日期不能晚于今天。', en: 'The day cannot be later than today.' },
  'framework.more-than-ordered': {
    zh: '登记 {quantity}，订单只剩 {left}。',
    en: '{quantity} is more than the {left} left of the order.',
  },
  'framework.confirmed-already': { zh: '这条数量已经确认。', en: 'This quantity has been confirmed already.' },
};
