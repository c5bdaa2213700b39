import type { RefusalCatalogue } from '#kernel';

/** Sentences of the refusals of complaints. */
export const complaintRefusals: RefusalCatalogue = {
  'complaint.challenger-only': {
    zh: '由提出质疑的机构的管理员或项目负责人办理投诉。',
    en: 'The administrator or a project lead of the organization that challenged handles the complaint.',
  },
  'complaint.answer-first': {
    zh: '质疑还在答复期内（{answerDueAt} 前）。收到答复，或期满没有答复后，可以投诉。',
    en: 'The challenge is still to be answered (until {answerDueAt}). Complain after the answer, or when none came in time.',
  },
  'complaint.window-closed': {
    zh: '投诉期已于 {closedAt} 届满，现在是 {now}。',
    en: 'The time to complain ended on {closedAt}; it is now {now}.',
  },
  'complaint.challenge-withdrawn': { zh: '质疑已经撤回，不能投诉。', en: 'The challenge was withdrawn and cannot be complained of.' },
  'complaint.filed-already': { zh: '您已就这项质疑提出投诉。', en: 'You have complained about this challenge already.' },
  'complaint.not-challenged': {
    zh: '投诉限于质疑过的事项：从第 1 项到第 {count} 项，每项一次。',
    en: 'Only points that were challenged may be complained of: 1 to {count}, each once.',
  },
  'complaint.points-missing': { zh: '写明至少一项投诉事项。', en: 'Name at least one point.' },
  'complaint.objection-missing': { zh: '写明对答复不满意的原因和事实。', en: 'Say why the answer does not settle it.' },
  'complaint.bureau-only': {
    zh: '这一步由财政部门的初审或复核人员做。',
    en: 'This step belongs to the finance bureau’s checker or approver.',
  },
  'complaint.decided-by-another': {
    zh: '由财政部门的复核人员决定，审查这项投诉的人不作决定。',
    en: 'An approver of the finance bureau decides, and not the person who examined it.',
  },
  'complaint.reason-missing': { zh: '写明原因。', en: 'Give the reason.' },
  'complaint.response-missing': { zh: '写明答复内容。', en: 'Write the response.' },
  'complaint.responded-already': { zh: '已经答复过这项投诉。', en: 'This was responded to already.' },
  'complaint.response-late': {
    zh: '这项投诉已经处理完，不再接收答复。',
    en: 'This complaint is settled; responses are not taken any more.',
  },
  'complaint.decision-missing': { zh: '写明决定的内容、依据和理由。', en: 'Write the decision with its grounds.' },
  'complaint.ground-missing': {
    zh: '驳回的，选择驳回的原因；其他情形不选。',
    en: 'Choose the ground when it is dismissed, and only then.',
  },
  'complaint.pause-not-now': {
    zh: '受理以后、决定以前可以通知暂停采购活动。',
    en: 'A purchase can be stopped after the complaint is taken up and before it is decided.',
  },
  'complaint.responses-awaited': {
    zh: '还有 {count} 家没有说明，{dueAt} 前不作决定。全部说明后，或者到期后可以决定。',
    en: '{count} of those it was sent to have not responded. It can be decided when all have, or after {dueAt}.',
  },
  'complaint.paused-once': { zh: '已经通知暂停过一次，不再暂停。', en: 'The purchase was stopped once already.' },
  'complaint.pause-too-long': { zh: '暂停最长 {most} 日。', en: 'At most {most} days.' },
  'complaint.not-paused': { zh: '采购活动没有被暂停。', en: 'The purchase is not stopped.' },
  'complaint.in-the-way': {
    zh: '财政部门因投诉 {number} 通知暂停采购活动，暂停期间不能继续。',
    en: 'The finance bureau has stopped this purchase because of complaint {number}.',
  },
};
