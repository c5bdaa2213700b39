import type { RefusalCatalogue } from '#kernel';

/** Sentences of the refusals of this room. */
export const contractsRefusals: RefusalCatalogue = {
  'contract.no-award': {
    zh: '这个项目还没有公告的成交结果，合同还不能生成。先公告结果。',
    en: 'This project has no announced award yet, so no contract can be generated. Announce the award first.',
  },
  'contract.award-not-announced': {
    zh: '成交结果现在的状态是 {state}。结果公告之后、没有暂停时才能起草和签订合同。',
    en: 'The award stands at {state}. A contract is drafted and signed once the award is announced and not held.',
  },
  'contract.exists': {
    zh: '这次成交已有合同 {number}。打开它继续。',
    en: 'This award already has contract {number}. Open it to go on.',
  },
  'award.refusal-role': {
    zh: '放弃成交由成交单位的管理员办理；逾期未签的，由采购单位的审核人办理。',
    en: 'An award is given up by the administrator of the winner, or, after the time to sign, withdrawn by an approver of the buyer.',
  },
  'award.refusal-reason': { zh: '写明原因', en: 'Give the reason' },
  'award.winner-signed': {
    zh: '成交单位已经签署合同，不能再按拒签处理。',
    en: 'The winner has signed the contract; it has not refused.',
  },
  'award.nothing-offered': {
    zh: '还没有向成交单位发出合同文本，不能按逾期未签处理。先起草并发出合同。',
    en: 'No contract was offered to the winner, so it has not let the time pass. Draft and offer it first.',
  },
  'award.time-to-sign': {
    zh: '签订合同的期限未到（{dueAt}），成交单位仍可以签署。',
    en: 'The time to sign runs until {dueAt}; the winner may still sign.',
  },
  'contract.manager-unknown': {
    zh: '选定的负责人不是本单位的工作人员。从名单中选一位。',
    en: 'The chosen manager does not work for your department. Choose a person from the list.',
  },
  'contract.draft-role': {
    zh: '起草和发出合同由采购单位的经办人办理。',
    en: 'Contracts are drafted and offered by the handler of the buying department.',
  },
  'contract.plan-percent': {
    zh: '付款计划的比例合计是 {sum}%,应为 100%。更正采购公告后重新起草。',
    en: 'The shares of the payment plan come to {sum}%, not 100%. Correct the notice and draft again.',
  },
  'contract.plan-empty-share': {
    zh: '付款计划里有一期金额为零。每一期都要有金额。',
    en: 'One instalment of the payment plan is empty. Every instalment needs an amount.',
  },
  'contract.instalments-differ': {
    zh: '各期金额合计 {sum}，合同价 {price}，两者必须相等。',
    en: 'The instalments come to {sum} and the price is {price}; both must be equal.',
  },
  'contract.price-differs': {
    zh: '合同价 {price} 与成交价 {award} 不同。合同价按成交价，不做更改。',
    en: 'The price {price} differs from the award of {award}. The contract keeps the price of the award.',
  },
  'contract.term-too-long': {
    zh: '服务期 {months} 个月超过了三年的上限（财政部令第102号第24条）。缩短服务期后重新采购。',
    en: 'A term of {months} months is longer than the three years allowed (MOF Order 102 Art. 24). Shorten it and buy anew.',
  },
  'contract.term-statements': {
    zh: '服务期 {months} 个月超过一年，需要确认内容固定、连续性强、经费有保障、价格变化小四项（财政部令第102号第24条）。还差 {missing} 项。',
    en: 'A term of {months} months is longer than a year and needs all four statements (MOF Order 102 Art. 24). {missing} missing.',
  },
  'contract.part-missing': {
    zh: '合同缺少必备内容：{part}。采购公告没有写明，更正公告后重新起草。',
    en: 'A required part of the contract is missing: {part}. The notice does not state it; correct the notice and draft again.',
  },
  'contract.weights': { zh: '考核指标权重合计是 {sum}，应为 100。', en: 'The weights of the indicators come to {sum}, not 100.' },
  'contract.sign-duty': {
    zh: '采购单位由审核人签署，起草或发出这份合同的人不能签署；承接方由机构管理员签署（政府采购法第61条）。',
    en: 'An approver signs for the department, never the person who drafted or offered the text; the administrator signs for the provider (Procurement Law Art. 61).',
  },
  'contract.side-signed': { zh: '您这一方已经签署，等待另一方签署。', en: 'Your side has signed; the other side is next.' },
  'contract.text-changed': {
    zh: '存档的合同文本与发出时的摘要不一致，不能签署。联系平台运维人员核对。',
    en: 'The stored text does not match the digest it was offered with and cannot be signed. Ask the operators to check it.',
  },
  'contract.reject-role': {
    zh: '拒绝签署由采购单位审核人或承接方机构管理员办理。',
    en: 'An approver of the department or the administrator of the provider may decline to sign.',
  },
  'contract.publish-role': {
    zh: '公告和备案由采购单位的经办人或审核人办理。',
    en: 'The handler or approver of the department publishes and files the contract.',
  },
  'contract.published-already': { zh: '合同已于 {at} 公告。', en: 'The contract was published on {at}.' },
  'contract.filed-already': { zh: '合同副本已于 {at} 备案。', en: 'The copy was filed on {at}.' },
  'contract.end-role': {
    zh: '完结和终止合同由采购单位的审核人办理。',
    en: 'An approver of the department completes or terminates a contract.',
  },
  'contract.instalments-open': {
    zh: '还有 {open} 期没有形成最终的评估结果，合同还不能完结。',
    en: '{open} instalments have no final result yet, so the contract cannot be completed.',
  },
  'contract.act-not-now': {
    zh: '这一步现在不能做。回到合同页看最新的状态。',
    en: 'This step is not open now. Go back to the contract to see where it stands.',
  },
  'contract.instalment-closed': { zh: '这一期已有最终结果，不能再改。', en: 'This instalment has its final result and does not change.' },
  'contract.stands-still': {
    zh: '合同因 {number} 号质疑、询问或投诉中止履行，这一步现在不能办理。处理期限到 {until}，处理完毕后自动恢复（政府采购法实施条例第五十四条）。',
    en: 'The contract stands still because of objection {number}, so this step is not open. It is to be settled by {until}; the contract then goes on by itself (Implementing Regulation Art. 54).',
  },
  'contract.stands-still-since': {
    zh: '合同因质疑或投诉自 {since} 起中止履行，这一步现在不能办理（政府采购法实施条例第五十四条）。',
    en: 'The contract has stood still since {since} because of an objection, so this step is not open (Implementing Regulation Art. 54).',
  },
};
