import type { Messages } from '../kit/messages.js';

/** Every word of this room's pages. */
export const notificationsMessages: Messages = {
  'notifications.title': ['消息', 'Messages'],
  'notifications.hint': ['与您有关的每一步', 'Every step that concerns you'],
  'notifications.unread': ['{count} 条未读', '{count} unread'],
  'notifications.allRead': ['全部读过了。', 'You have read everything.'],
  'notifications.showUnread': ['只看未读', 'Only unread'],
  'notifications.showAll': ['看全部', 'All messages'],
  'notifications.readAll': ['全部标为已读', 'Mark all as read'],
  'notifications.markRead': ['标为已读', 'Mark as read'],
  'notifications.open': ['打开', 'Open'],
  'notifications.new': ['未读', 'New'],
  'notifications.empty': [
    '还没有消息。与您有关的事有了进展，会写在这里。',
    'There are no messages yet. When something that concerns you moves on, it is told here.',
  ],
  'notifications.noneUnread': ['没有未读的消息。', 'There is no unread message.'],
  'done.messages-read': ['全部标为已读。', 'All marked as read.'],

  'notifications.told.plan-item.submitted': [
    '采购计划 {number} 等待审核',
    'Plan item {number} waits for your review',
  ],
  'notifications.told.plan-item.endorsed': [
    '采购计划 {number} 等待财政批准',
    'Plan item {number} waits for approval',
  ],
  'notifications.told.plan-item.returned': ['采购计划 {number} 被退回', 'Plan item {number} was returned'],
  'notifications.told.plan-item.approved': [
    '采购计划 {number} 已批准，预算已预留',
    'Plan item {number} was approved and its money reserved',
  ],
  'notifications.told.notice.submitted': ['一份采购公告等待审核发布', 'A notice waits for your review'],
  'notifications.told.notice.returned': ['一份采购公告被退回修改', 'A notice was returned for changes'],
  'notifications.told.notice.published': ['公告 {number} 已发布', 'Notice {number} was published'],
  'notifications.told.notice.corrected': ['公告 {number} 已更正', 'Notice {number} was corrected'],
  'notifications.told.question.asked': [
    '公告 {number} 有新的提问，要按期答复',
    'A new question about {number} waits for an answer',
  ],
  'notifications.told.procedure.suspended': ['项目 {number} 已暂停', 'Project {number} was suspended'],
  'notifications.told.procedure.resumed': ['项目 {number} 已恢复', 'Project {number} goes on'],
  'notifications.told.procedure.closed': [
    '项目 {number} 响应已截止，等待开启',
    'Project {number} has closed and waits for its opening',
  ],
  'notifications.told.procedure.failed': ['项目 {number} 采购失败', 'Project {number} failed'],
  'notifications.told.procedure.cancelled': ['项目 {number} 已终止', 'Project {number} was cancelled'],
  'notifications.told.box.opened': [
    '项目 {number} 已开启，可以审查资格',
    'Project {number} was opened; qualification can begin',
  ],
  'notifications.told.box.void': [
    '项目 {number} 响应不足，没有开启',
    'Project {number} had too few responses and was not opened',
  ],
  'notifications.told.evaluation.failed': [
    '项目 {number} 有效响应不足，评审终止',
    'Project {number} has too few qualified responses',
  ],
  'notifications.told.evaluation.reported': [
    '项目 {number} 的评审报告已出，等待确定结果',
    'The report of project {number} is in; the award waits for a decision',
  ],
  'notifications.told.award.decided': [
    '项目 {number} 的结果已确定，等待公告',
    'The award of project {number} waits to be announced',
  ],
  'notifications.told.award.announced': [
    '项目 {number} 的结果已公告',
    'The result of project {number} was announced',
  ],
  'notifications.told.award.held': [
    '项目 {number} 收到质疑，结果暂停',
    'The result of project {number} is held by a challenge',
  ],
  'notifications.told.award.released': [
    '项目 {number} 的结果恢复',
    'The result of project {number} stands again',
  ],
  'notifications.told.award.finalized': [
    '项目 {number} 的结果生效，可以签订合同',
    'The result of project {number} is final; the contract can be signed',
  ],
  'notifications.told.award.withdrawn': [
    '项目 {number} 的结果已撤销',
    'The result of project {number} was withdrawn',
  ],
  'notifications.told.challenge.filed': [
    '收到质疑 {number}，要按期答复',
    'Challenge {number} was filed and waits for an answer',
  ],
  'notifications.told.challenge.accepted': ['质疑 {number} 已受理', 'Challenge {number} was accepted'],
  'notifications.told.challenge.refused': ['质疑 {number} 未受理', 'Challenge {number} was not accepted'],
  'notifications.told.challenge.answered': ['质疑 {number} 已答复', 'Challenge {number} was answered'],
  'notifications.told.contract.offered': [
    '合同 {number} 等待签署',
    'Contract {number} waits for your signature',
  ],
  'notifications.told.contract.signed': [
    '合同 {number} 有一方已签署',
    'One side has signed contract {number}',
  ],
  'notifications.told.contract.active': [
    '合同 {number} 双方已签署，生效',
    'Contract {number} was signed by both and is in force',
  ],
  'notifications.told.contract.published': ['合同 {number} 已公开', 'Contract {number} was published'],
  'notifications.told.contract.rejected': ['合同 {number} 未签署', 'Contract {number} was not signed'],
  'notifications.told.contract.completed': ['合同 {number} 已履行完毕', 'Contract {number} is completed'],
  'notifications.told.contract.terminated': ['合同 {number} 已提前终止', 'Contract {number} was ended early'],
  'notifications.told.milestone.submitted': [
    '第 {no} 期成果已提交，等待验收',
    'Work of instalment {no} waits for acceptance',
  ],
  'notifications.told.milestone.returned': [
    '第 {no} 期成果被退回修改',
    'Work of instalment {no} was returned',
  ],
  'notifications.told.milestone.accepted': ['第 {no} 期成果已验收', 'Work of instalment {no} was accepted'],
  'notifications.told.milestone.rejected': [
    '第 {no} 期成果未通过验收',
    'Work of instalment {no} was not accepted',
  ],
  'notifications.told.assessment.scored': [
    '一期考核已评分（{score} 分），等待公示',
    'An assessment ({score}) waits to be posted',
  ],
  'notifications.told.assessment.posted': [
    '考核结果已公示：{score} 分，应付 {payable}',
    'A result was posted: {score} points, {payable} payable',
  ],
  'notifications.told.assessment.objected': ['承接方对考核结果提出异议', 'The provider objects to a result'],
  'notifications.told.assessment.upheld': [
    '异议成立，重新考核',
    'The objection was upheld; it is scored anew',
  ],
  'notifications.told.assessment.dismissed': [
    '异议不成立，结果维持',
    'The objection was dismissed; the result stands',
  ],
  'notifications.told.assessment.final': [
    '考核结果生效：{score} 分，应付 {payable}',
    'A result is final: {score} points, {payable} payable',
  ],
  'notifications.told.payment.payable': [
    '付款 {number} 可以申请：{amount}',
    'You may ask for payment {number}: {amount}',
  ],
  'notifications.told.payment.requested': [
    '付款 {number} 已申请（{amount}），等待确认',
    'Payment {number} ({amount}) waits for confirmation',
  ],
  'notifications.told.payment.returned': ['付款 {number} 被退回', 'Payment {number} was returned'],
  'notifications.told.payment.confirmed': [
    '付款 {number} 单位已确认，进入财政审核',
    'Payment {number} was confirmed and is with finance',
  ],
  'notifications.told.payment.checked': [
    '付款 {number} 初审通过，等待复核',
    'Payment {number} was checked and waits for release',
  ],
  'notifications.told.payment.approved': [
    '付款 {number} 已放行（{amount}）',
    'Payment {number} ({amount}) was released',
  ],
  'notifications.told.payment.instructed': [
    '付款 {number} 已送国库',
    'Payment {number} is with the treasury',
  ],
  'notifications.told.payment.unknown': [
    '付款 {number} 国库逾期没有回音',
    'The treasury did not answer about payment {number}',
  ],
  'notifications.told.payment.rejected': [
    '付款 {number} 被国库退回',
    'Payment {number} was rejected by the bank',
  ],
  'notifications.told.payment.paid': [
    '付款 {number} 已到账：{amount}',
    'Payment {number} has arrived: {amount}',
  ],
  'notifications.told.payment.reminded': [
    '承接方催办付款 {number}',
    'The provider asks about payment {number}',
  ],
  'notifications.told.treasury-exception.opened': [
    '国库对账有一件例外要查清',
    'A reconciliation case waits to be cleared up',
  ],
};
