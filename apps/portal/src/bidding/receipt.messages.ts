import type { Messages } from '../kit/messages.js';

/** The words of receipts and of tries that came too late. */
export const receiptMessages: Messages = {
  'bidding.receipts': ['回执', 'Receipts'],
  'bidding.noReceipts': ['还没有提交过。', 'Nothing was handed in yet.'],
  'bidding.replacedBy': ['已被后来的操作取代', 'followed by a later act'],
  'bidding.receiptTitle': ['回执 {number}', 'Receipt {number}'],
  'bidding.kind.submitted': ['提交', 'Handed in'],
  'bidding.kind.replaced': ['替换', 'Replaced'],
  'bidding.kind.withdrawn': ['撤回', 'Withdrawn'],
  'bidding.notCurrent': ['这张回执之后又有新的操作。', 'There was a later act after this receipt.'],
  'bidding.seeNewest': ['看最新的回执', 'See the newest receipt'],
  'bidding.nextOpening': [
    '{at} 截止并封存，随后由采购单位、财政、监督中任意两家的密钥保管人共同开启。',
    'Closed and sealed at {at}, then opened by the key holders of any two of purchaser, finance and supervisor.',
  ],
  'bidding.nextWithdrawn': ['{at} 前可以再次提交。', 'It can be handed in again until {at}.'],
  'bidding.exactTime': ['到毫秒（北京时间）', 'To the millisecond (Beijing)'],
  'bidding.versionLine': ['版本', 'Version'],
  'bidding.versionOf': ['第 {version} 版', 'Version {version}'],
  'bidding.entryNumber': ['日志编号', 'Entry in the journal'],
  'bidding.handedInBy': ['办理人', 'By'],
  'bidding.signature': ['平台签名', "The platform's signature"],
  'bidding.qr': [
    '扫码查验这张回执；PDF 上的二维码带有完整回执，不联网也能核对',
    'Scan to check this receipt; the code on the PDF carries all of it and can be checked offline',
  ],
  'bidding.downloadPdf': ['下载回执（PDF）', 'Download the receipt (PDF)'],
  'bidding.attemptsPdf': ['下载记录（PDF）', 'Download the record (PDF)'],
  'bidding.keepReceipt': [
    '保存好回执。它证明平台在这一刻收到了这份密封件；如果开启时不在其中，回执就是证据。',
    'Keep the receipt. It proves that the platform received this envelope at that moment; if it were missing at the opening, the receipt is the evidence.',
  ],
  'bidding.downloadJson': ['下载回执（JSON）', 'Download the receipt (JSON)'],
  'done.bidHandedIn': ['已提交。下面是回执。', 'Handed in. Here is the receipt.'],
  'done.bidWithdrawn': ['已撤回。下面是回执。', 'Withdrawn. Here is the receipt.'],

  'bidding.attempts': ['未接收的尝试', 'Tries not received'],
  'bidding.attemptsCount': ['未接收的尝试：{count} 次', 'Tries not received: {count}'],
  'bidding.seeAttempts': ['查看未接收的尝试', 'See the tries that were not received'],
  'bidding.attemptsLead': [
    '下列操作到达服务器时已经截止，没有被接收，也没有改变任何内容。',
    'These reached the server after the deadline. They were not received and changed nothing.',
  ],
  'bidding.act.submit': ['提交', 'Handing in'],
  'bidding.act.withdraw': ['撤回', 'Withdrawing'],
  'bidding.triedAt': ['到达服务器', 'Reached the server'],
  'bidding.closedAt': ['截止时间', 'Deadline'],
  'bidding.by': ['办理人', 'By'],
  'bidding.remedy': [
    '因平台故障未能按时提交的，可以凭这份记录提出质疑。',
    'If a fault of the platform kept you from being in time, this record supports a challenge.',
  ],
  'bidding.downloadAttempts': ['下载记录（签名的 JSON）', 'Download the record (signed JSON)'],
  'bidding.noAttempts': ['没有未接收的尝试。', 'There were no such tries.'],
};
