import type { Messages } from '../kit/messages.js';
import { openingMessages } from './opening.messages.js';
import { receiptMessages } from './receipt.messages.js';
import { bidScriptMessages } from './script.messages.js';
import { workspaceMessages } from './workspace.messages.js';

/** Every word of this room's pages. */
export const biddingMessages: Messages = {
  ...openingMessages,
  ...receiptMessages,
  ...workspaceMessages,
  ...bidScriptMessages,
  'bidding.bids': ['我的响应', 'Our bids'],
  'bidding.bidsHint': ['草稿、已提交的响应和回执', 'Drafts, bids handed in, receipts'],
  'bidding.bidsLead': [
    '本机构参加的项目。开启之前，除了本机构没有任何人能看到这里的内容。',
    'Procedures your organisation takes part in. Before the opening nobody else sees any of this.',
  ],
  'bidding.noBids': ['还没有参加过项目。从公告里找一个，点“参加响应”。', 'No bids yet. Find a notice and begin one there.'],
  'bidding.findNotice': ['去看公告', 'Look at notices'],
  'bidding.procedure': ['项目编号', 'Procedure'],
  'bidding.department': ['采购单位', 'Buyer'],
  'bidding.maxPrice': ['最高限价', 'Price limit'],
  'bidding.closesAt': ['截止时间', 'Deadline'],
  'bidding.notice': ['公告', 'Notice'],
  'bidding.backToNotice': ['回到公告', 'Back to the notice'],
  'bidding.backToTasks': ['回到任务清单', 'Back to the task list'],
  'bidding.backToProject': ['回到项目', 'Back to the project'],

  'bidding.bid.draft': ['草稿', 'Draft'],
  'bidding.bid.missed': ['没有提交', 'Not handed in'],
  'bidding.bid.submitted': ['已提交', 'Handed in'],
  'bidding.bid.withdrawn': ['已撤回', 'Withdrawn'],
  'bidding.bid.opened': ['已开启', 'Opened'],
  'bidding.bid.invalid': ['打不开', 'Could not be opened'],
  'bidding.bid.void': ['未拆封', 'Left unopened'],

  'bidding.new': ['参加响应', 'Begin a bid'],
  'bidding.newFor': ['参加响应', 'Begin a bid'],
  'bidding.notTaking': ['这个项目现在不接收响应。', 'This procedure does not take bids now.'],
  'bidding.cannot': ['本机构不能参加这个项目', 'Your organisation cannot take part'],
  'bidding.conditions': ['参加的条件', 'Conditions'],
  'bidding.whatHappens': ['接下来', 'What happens next'],
  'bidding.happens.receipt': [
    '提交后立即得到签名的回执。截止前可以替换或撤回。',
    'You get a signed receipt at once, and may replace or withdraw until the deadline.',
  ],
  'bidding.start': ['开始填写', 'Start'],

  'bidding.tasks': ['任务清单', 'Tasks'],
  'bidding.task.commitment': ['资格与承诺', 'Conditions and commitment'],
  'bidding.task.plan': ['服务方案', 'Service plan'],
  'bidding.task.staffing': ['项目人员', 'People'],
  'bidding.task.experience': ['同类业绩', 'Experience'],
  'bidding.task.price': ['报价', 'Price'],
  'bidding.task.files': ['附件', 'Files'],
  'bidding.task.check': ['检查并提交', 'Check and hand in'],
  'bidding.submittedNote': [
    '已提交第 {version} 版。您可以继续修改；修改之后要再次提交才会替换已提交的内容。',
    'Version {version} is handed in. You can go on writing; changes count only when you hand in again.',
  ],
  'bidding.withdrawnNote': ['已撤回。截止前可以再次提交。', 'Withdrawn. You can hand it in again until the deadline.'],
  'bidding.voidNote': [
    '这个项目的响应没有被拆封，您的报价没有任何人看过。',
    'The bids of this procedure were left unopened. Nobody has read your price.',
  ],
  'bidding.go.draft': ['检查并提交', 'Check and hand in'],
  'bidding.go.submitted': ['检查并替换', 'Check and replace'],
  'bidding.go.withdrawn': ['检查并再次提交', 'Check and hand in again'],
  'bidding.do.draft': ['提交', 'Hand in'],
  'bidding.do.submitted': ['替换已提交的响应', 'Replace what was handed in'],
  'bidding.do.withdrawn': ['再次提交', 'Hand in again'],
  'bidding.suspendedNote': [
    '项目暂停中，可以继续填写，恢复后才能提交。',
    'The procedure is suspended. You can go on writing and hand in when it resumes.',
  ],
  'bidding.closedNote': ['响应已截止：', 'Closed at'],
  'bidding.readOnly': ['已过截止时间，这里只能查看。', 'The deadline has passed; this is for reading only.'],
  'bidding.secrecy': [
    '开启之前，除了本机构没有任何人能知道这份响应，包括它是否存在。',
    'Before the opening nobody but your organisation can learn of this bid, not even that it exists.',
  ],

  'bidding.commitmentLead': ['公告要求参加者符合下列条件：', 'The notice asks that you meet these conditions:'],
  'bidding.field.commitment': [
    '本机构符合以上各项条件，并按公告履行吗？',
    'Do you meet all of them, and will you do what the notice says?',
  ],
  'bidding.field.enterprise': [
    '本机构声明为（中小企业声明函）',
    'What do you declare to be (declaration for small and medium enterprises)?',
  ],
  'bidding.hint.enterprise': [
    '按《中小企业划型标准规定》。选择中型、小型或微型，即作出中小企业声明，对真实性负责；小微企业的报价按规定扣除后参加评审。',
    'By the standard for small and medium enterprises. Choosing medium, small or micro makes the declaration, for whose truth you answer; prices of small and micro enterprises are compared after the deduction.',
  ],
  'bidding.size.none': ['不是企业，或者不声明', 'No enterprise, or nothing declared'],
  'bidding.size.large': ['大型企业', 'Large enterprise'],
  'bidding.size.medium': ['中型企业', 'Medium enterprise'],
  'bidding.size.small': ['小型企业', 'Small enterprise'],
  'bidding.size.micro': ['微型企业', 'Micro enterprise'],
  'bidding.sizeInVain': [
    '本机构是社会组织，不是企业：声明会被记录，但不产生价格扣除。',
    'You are a social organization, not an enterprise: a declaration is noted and takes nothing off the price.',
  ],
  'bidding.field.plan': ['服务方案', 'Service plan'],
  'bidding.field.staffing': ['项目人员', 'Who will do the work'],
  'bidding.field.experience': ['同类服务业绩', 'Experience with such services'],
  'bidding.hint.commitment': [
    '证明材料放在附件里。作虚假承诺的，响应作废并计入信用记录。',
    'Put the evidence among the files. A false statement voids the bid and goes on record.',
  ],
  'bidding.hint.staffing': [
    '岗位、人数、资格和每周投入的时间。不写身份证号、电话等个人信息。',
    'Posts, numbers, qualifications, hours a week. No identity numbers or phone numbers.',
  ],
  'bidding.hint.experience': [
    '做过的同类服务：给谁做、多长时间、结果如何。没有的，写“无”。',
    'Such services before: for whom, how long, with what result. If none, say so.',
  ],
  'bidding.yes': ['符合，并按公告履行', 'Yes, and we will do what the notice says'],
  'bidding.no': ['现在还不符合', 'Not yet'],
  'bidding.howScored': ['怎样评分', 'How it is scored'],

  'bidding.noFiles': ['还没有附件。', 'No files yet.'],
  'bidding.addFile': ['添加文件', 'Add a file'],
  'bidding.file': ['文件', 'File'],
  'bidding.filesDone': ['完成', 'Done'],

  'bidding.stillMissing': ['还差：', 'Still missing:'],
  'bidding.changeFiles': ['更改附件', 'Change files'],
  'bidding.cannotYet': ['补齐以上内容后才能提交。', 'Complete the above to hand in.'],
  'bidding.declaration': ['声明', 'Declaration'],
  'bidding.declarationText': [
    '以上内容由本机构确认，真实有效；中选后按公告和这份响应签订合同。',
    'Our organisation confirms the above as true; if chosen we will sign the contract along the notice and this bid.',
  ],
  'bidding.declare': ['本机构作此声明', 'We declare this'],
  'bidding.finalNote': [
    '截止前可以替换或撤回；截止后不能再改。',
    'You may replace or withdraw until the deadline; after it nothing can be changed.',
  ],
  'bidding.submit': ['确认提交', 'Hand in'],
  'bidding.withdraw': ['撤回响应', 'Withdraw the bid'],
  'bidding.withdrawLead': [
    '撤回后，已提交的内容不参加开启。草稿会保留，截止前可以再次提交。',
    'What you handed in will not be opened. The draft is kept, and you can hand it in again until the deadline.',
  ],
  'bidding.withdrawSure': ['确定撤回吗？', 'Withdraw it?'],
  'bidding.withdrawYes': ['确定撤回', 'Yes, withdraw'],
  'bidding.nothingToWithdraw': ['现在没有已提交的响应可以撤回。', 'Nothing is handed in that could be withdrawn.'],
  'bidding.lastPrice': ['最后报价', 'Last price'],
  'bidding.lastAsked': ['评审小组要求提交最后报价。', 'The panel asks for your last price.'],
  'bidding.lastWasAsked': ['评审小组要求过最后报价。', 'The panel asked for your last price.'],
  'bidding.lastGo': ['提交最后报价', 'Give the last price'],
  'bidding.lastSee': ['查看最后报价', 'See the last price'],
  'bidding.lastPriceLead': [
    '磋商或谈判已经结束，价格得分按最后报价计算。在截止前提交；没有提交的视为退出。报价在您的浏览器里加密，开启之前没有人能看到。',
    'The talks are over and last prices are what is scored. Hand yours in before the deadline; who gives none leaves. It is sealed in your browser and nobody can read it before the opening.',
  ],
  'bidding.lastPriceIn': [
    '已提交，截止前可以替换或者撤回。回执：',
    'Handed in. You may replace or withdraw it until the deadline. Receipt:',
  ],
  'bidding.lastPriceDeclare': ['确认这是本单位的最后报价', 'This is our last price'],
  'bidding.lastPriceWithdraw': ['撤回最后报价', 'Withdraw the last price'],
  'bidding.lastPriceWithdrawLead': [
    '撤回后截止前可以再次提交；到截止时没有最后报价的，视为退出。',
    'You may hand one in again until the deadline. Who has none by then leaves.',
  ],
  'bidding.lastPriceNothing': ['没有已提交的最后报价可以撤回。', 'There is no last price to withdraw.'],
  'bidding.lastPriceNoScript': [
    '最后报价要在浏览器里加密，需要允许脚本运行，并用 https 打开本页；也可以用程序通过接口提交。',
    'A last price is sealed in the browser: allow scripts and open this page over https, or hand it in by a program through the API.',
  ],
  'bidding.lastPriceClosedIn': [
    '已截止。您提交的最后报价封存在箱里，等待开启。',
    'Closed. Your last price lies sealed and waits for the opening.',
  ],
  'bidding.lastPriceOpened': ['最后报价已经开启，取代首次报价。', 'Last prices were opened; yours took the place of the first one.'],
  'bidding.lastPriceVoid': ['最后报价没有拆封，本次采购终止。', 'Last prices were left unopened; the procedure has ended.'],
  'bidding.lastPriceClosedOut': ['已截止。您没有提交最后报价，视为退出。', 'Closed. You gave no last price, so you have left.'],
  'bidding.lastPriceSecret': [
    '截止并封存后，由采购单位、财政、监督中任意两家的密钥保管人共同开启。',
    'Closed and sealed, then opened by the key holders of any two of purchaser, finance and supervisor.',
  ],
  'bidding.todo.lastPrice': ['提交最后报价：{title}', 'Give the last price: {title}'],
  'bidding.todo.draft': ['提交响应：{title}', 'Hand in the bid: {title}'],
};
