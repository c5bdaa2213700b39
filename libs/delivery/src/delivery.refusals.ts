import type { RefusalCatalogue } from '#kernel';

/** Sentences of the refusals of this room. */
export const deliveryRefusals: RefusalCatalogue = {
  'milestone.submit-role': {
    zh: '履约报告由承接方的机构管理员或项目负责人提交。',
    en: 'The administrator or project lead of the provider submits the report.',
  },
  'milestone.accept-duty': {
    zh: '验收由采购单位的验收人办理，而且不能是起草、签署或管理这份合同的人（政府采购法第61条）。',
    en: 'An acceptor of the department answers, and never a person who drafted, signed or manages the contract (Procurement Law Art. 61).',
  },
  'milestone.not-in-force': { zh: '合同没有在履行中，不能提交。', en: 'The contract is not in force, so nothing can be submitted.' },
  'milestone.submitted-already': {
    zh: '这一期已经提交或已有结论。回到这一期看最新的状态。',
    en: 'This instalment was submitted or answered already. Go back to see where it stands.',
  },
  'milestone.not-submitted': {
    zh: '这一期没有待验收的报告。回到这一期看最新的状态。',
    en: 'There is no report to answer. Go back to see where this instalment stands.',
  },
  'log.role': {
    zh: '服务记录由承接方的机构管理员、项目负责人或现场填报员填写。',
    en: 'The administrator, project lead or field staff of the provider write the log.',
  },
  'log.closed': {
    zh: '这一期已经提交或已有结论，服务记录不能再增减。退回后可以继续。',
    en: 'This milestone was submitted or answered, so its log is closed. It opens again if it is returned.',
  },
  'log.day-ahead': {
    zh: '服务日期 {day} 晚于今天 {today}。服务做完再记录。',
    en: '{day} is later than today, {today}. Log the work once it is done.',
  },
  'log.day-before': { zh: '服务日期 {day} 早于合同生效日 {since}。', en: '{day} is before the contract took effect on {since}.' },
  'log.hours': { zh: '填写服务小时数，最多两位小数，例如 2.5。', en: 'Enter hours with at most two decimals, for example 2.5.' },
  'log.personal-data': {
    zh: '这里只记人数，不记证件号和电话号码。删去后再保存。',
    en: 'Only counts belong here, no identity or phone numbers. Remove them and save again.',
  },
  'log.struck-already': { zh: '这条记录已经划去。', en: 'This line was struck already.' },
  'report.figure-missing': { zh: '填写这项指标的实际完成情况。', en: 'Enter what was reached for this indicator.' },
  'report.figures-missing': { zh: '还有 {count} 项指标没有填写完成情况。', en: '{count} indicators have no figure yet.' },
  'report.figure-unknown': {
    zh: '有 {count} 项指标不在合同里或重复了。按合同的指标逐项填写。',
    en: '{count} figures are not of this contract or appear twice. Give one figure for each indicator.',
  },
};
