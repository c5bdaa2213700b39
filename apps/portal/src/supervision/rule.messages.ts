import type { Messages } from '../kit/messages.js';

/** Names of the duties that have a clock. */
const rules: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  'official_site.publish': ['在指定媒体发布', 'publish in the official medium'],
  'question.answer': ['答复提问', 'answer a question'],
  'report.to_buyer': ['送交评审报告', 'send the evaluation report'],
  'buyer.decide': ['确定中选单位', 'decide the award'],
  'award.announce_and_notify': ['公告结果并通知', 'announce the result and tell all'],
  'challenge.answer': ['答复质疑', 'answer a challenge'],
  'contract.sign': ['签订合同', 'sign the contract'],
  'contract.announce': ['公开合同', 'publish the contract'],
  'contract.file_copy': ['合同备案', 'file a copy of the contract'],
  'delivery.submission': ['提交成果', 'show the work'],
  'delivery.acceptance': ['验收', 'accept the work'],
  'delivery.rectify': ['整改后再提交', 'correct and show again'],
  'assessment.posting': ['考核结果公示', 'posting of a result'],
  'assessment.objection.answer': ['答复考核异议', 'answer an objection to a result'],
  'pay.after_invoice': ['收到发票后付款', 'pay after the invoice'],
  'payment.confirm': ['确认付款申请', 'confirm a payment request'],
  'payment.check': ['财政初审', 'check a payment'],
  'payment.approve': ['财政复核', 'release a payment'],
  'payment.instruct': ['发出支付指令', 'send the payment order'],
  'payment.settle': ['国库回单', 'answer of the treasury'],
};

const named = (prefix: string, word: (pair: readonly [string, string]) => readonly [string, string]): Messages =>
  Object.fromEntries(Object.entries(rules).map(([key, pair]) => [`${prefix}.${key}`, word(pair)]));

export const ruleMessages: Messages = {
  ...named('supervision.rule', ([zh, en]) => [zh, `${en[0]!.toUpperCase()}${en.slice(1)}`]),
  ...named('supervision.late', ([zh, en]) => [`{holder}：${zh}`, `{holder}: ${en}`]),
  'supervision.unit.cd': ['{value} 日', '{value} calendar days'],
  'supervision.unit.wd': ['{value} 个工作日', '{value} working days'],
  'supervision.unit.year': ['{value} 年', '{value} years'],
  'supervision.unit.%': ['{value}%', '{value}%'],
  'supervision.unit.yuan': ['{value} 元', '{value} yuan'],
  'supervision.unit.n': ['{value}', '{value}'],
  'supervision.unit.x': ['{value} 倍', '{value} times'],
  'supervision.unit.bool': ['{value}', '{value}'],
  'supervision.unit.date': ['每年 {value}', 'every {value}'],
  'supervision.stage.notice': ['公告', 'Notice'],
  'supervision.stage.question': ['提问答复', 'Questions'],
  'supervision.stage.evaluation': ['评审', 'Evaluation'],
  'supervision.stage.award': ['结果', 'Award'],
  'supervision.stage.challenge': ['质疑', 'Challenges'],
  'supervision.stage.contract': ['合同', 'Contract'],
  'supervision.stage.milestone': ['履约验收', 'Delivery'],
  'supervision.stage.assessment': ['考核', 'Assessment'],
  'supervision.stage.payment': ['付款', 'Payment'],
};
