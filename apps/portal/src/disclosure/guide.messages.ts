import type { Messages } from '../kit/messages.js';

/** Words of the guide, help, open data, developers' page, map of the site and codes. */
export const guideMessages: Messages = {
  'disclosure.guide.title': ['办事指南', 'Guide'],
  'disclosure.guide.lead': [
    '一份服务从计划到付款的八步：谁来做，要带什么，多久办完。期限以公告和合同写明的为准。',
    'Eight steps from plan to payment: who acts, what is needed, how long it takes. The times written in notice and contract hold.',
  ],
  'disclosure.guide.1': ['一、看采购意向', '1. See what is planned'],
  'disclosure.guide.1.text': [
    '部门的采购计划批准后公开采购意向，写明服务、数量、质量、预算和季度。有兴趣的机构可以早做准备。',
    'Approved plans are announced with service, quantity, quality, budget and quarter, so that organizations can prepare.',
  ],
  'disclosure.guide.2': ['二、机构注册', '2. Register your organization'],
  'disclosure.guide.2.text': [
    '用统一社会信用代码注册一次，由管理员邀请同事并分配角色。基本材料只交一次。',
    'Register once with the unified social credit code; the administrator invites colleagues and gives them roles. Basic papers are handed in once.',
  ],
  'disclosure.guide.2.link': ['去注册', 'Register'],
  'disclosure.guide.3': ['三、读公告、提问题', '3. Read the notice, ask questions'],
  'disclosure.guide.3.text': [
    '公告写明条件、评审标准、考核指标和分期付款。答疑截止前可以提问，答复对所有人公开，不显示提问人。',
    'The notice names conditions, criteria, indicators and instalments. Until the question deadline you may ask; answers are public, askers are not named.',
  ],
  'disclosure.guide.3.link': ['看公告', 'See notices'],
  'disclosure.guide.4': ['四、递交响应', '4. Hand in your bid'],
  'disclosure.guide.4.text': [
    '登录后按页填写，自动保存；截止前可以替换或撤回。递交后得到带时间和签名的回执。截止时刻以服务器时间为准，到点即止。',
    'Sign in and fill in page by page; it is saved as you go and may be replaced or withdrawn until the deadline. You get a signed receipt with the time. The server time decides; the deadline itself is too late.',
  ],
  'disclosure.guide.5': ['五、开启、评审、结果', '5. Opening, evaluation, result'],
  'disclosure.guide.5.text': [
    '截止后由两人到场开启，随后资格审查、评审小组独立打分、按分数排序。结果公告写明成交机构、价格、名次与评审小组名单；落选的机构能看到自己的得分和理由。',
    'After the deadline two persons open the box; then come qualification, independent scores and the ranking. The result names winner, price, ranks and panel; those who did not win see their scores and reasons.',
  ],
  'disclosure.guide.5.link': ['看结果', 'See results'],
  'disclosure.guide.6': ['六、质疑与签约', '6. Challenge and contract'],
  'disclosure.guide.6.text': [
    '参加响应的机构在公告写明的时间内可以对结果提出质疑，影响结果的质疑会暂停签约。合同由公告和响应自动生成，双方签署后公开。',
    'Bidders may challenge the result within the time the announcement names; a challenge that may change it holds the signing. The contract is generated from notice and bid, signed by both sides and published.',
  ],
  'disclosure.guide.6.link': ['看合同', 'See contracts'],
  'disclosure.guide.7': ['七、服务与验收', '7. Work and acceptance'],
  'disclosure.guide.7.text': [
    '机构记录服务日志并提交报告，由经办人以外的人验收，再按合同指标考核并公示。',
    'The provider keeps a log and hands in a report; somebody other than the handler accepts it, then it is assessed against the contract and posted.',
  ],
  'disclosure.guide.8': ['八、付款', '8. Payment'],
  'disclosure.guide.8.text': [
    '应付金额由合同规则算出。机构凭发票申请，部门确认，财政两人审核，国库付款。七个阶段各方看到的一样，项目页上也能看到停在谁手里。',
    'The payable amount is computed by the rule in the contract. The provider requests with an invoice, the department confirms, two finance persons check, the treasury pays. All sides see the same seven stages, and the project page shows who holds it.',
  ],

  'disclosure.help.title': ['帮助', 'Help'],
  'disclosure.help.lead': ['先试试这些。', 'Try these first.'],
  'disclosure.help.1': ['找一个项目', 'Find a project'],
  'disclosure.help.1.text': [
    '用项目名称里的词、部门、机构或编号搜索。',
    'Search by words of its title, a department, an organization or a number.',
  ],
  'disclosure.help.1.link': ['去搜索', 'Search'],
  'disclosure.help.2': ['第一次办理', 'Doing it for the first time'],
  'disclosure.help.2.text': ['办事指南按步骤写明谁来做、要带什么。', 'The guide says step by step who acts and what is needed.'],
  'disclosure.help.2.link': ['看办事指南', 'Read the guide'],
  'disclosure.help.3': ['核对一份文件或回执', 'Check a paper or a receipt'],
  'disclosure.help.3.text': [
    '验证页只看签名和校验值，不需要登录。',
    'The verification page looks at signature and digest; no sign-in is needed.',
  ],
  'disclosure.help.3.link': ['去验证', 'Verify'],
  'disclosure.help.4': ['登录不了', 'Cannot sign in'],
  'disclosure.help.4.text': [
    '密码连续输错会暂停一会儿再试。仍不行，请本单位管理员重置；管理员自己登录不了时，联系平台运维。',
    'After several wrong passwords you wait a while. If it still fails, the administrator of your organization resets it; administrators turn to the operators of the platform.',
  ],
  'disclosure.help.5': ['问某个项目的事', 'Questions about one project'],
  'disclosure.help.5.text': [
    '公告里有采购单位的联系人和电话；公告的提问功能会公开答复所有人。',
    'The notice names the contact of the department; questions asked there are answered to everybody.',
  ],

  'disclosure.report-error.title': ['我为网站找错', 'Report an error'],
  'disclosure.report-error.lead': [
    '发现内容有误、链接打不开或读不懂，这样告诉我们。',
    'If something is wrong, does not open or cannot be understood, tell us like this.',
  ],
  'disclosure.report-error.1': ['公告、合同或付款内容有误', 'An error in a notice, contract or payment'],
  'disclosure.report-error.1.text': [
    '联系公告中写明的采购单位联系人。更正会作为新版本公开，旧版本保留，差别逐条列出。',
    'Write to the contact in the notice. A correction is published as a new version; the old one stays and every difference is listed.',
  ],
  'disclosure.report-error.2': ['网站本身的问题', 'An error of the site itself'],
  'disclosure.report-error.2.text': [
    '拨打页脚的电话，说明网址和错误页上的编号。网上填报与办理期限将在下一版开通。',
    'Call the number at the foot of the page with the address and the reference on the error page. Reporting online with a due date comes with the next version.',
  ],
  'disclosure.report-error.3': ['投诉与举报', 'Complaints'],
  'disclosure.report-error.3.text': [
    '供应商登录后，可以在项目的公告页询问、质疑，对答复不满意的向财政部门投诉；其他人可以向同级财政部门书面举报。处理决定公开。',
    'Providers sign in and ask or challenge from the page of the notice; what is not settled goes to the finance bureau. Everybody else may write to the finance bureau of the same level. Decisions are public.',
  ],
  'disclosure.report-error.3.link': ['看询问、质疑与投诉', 'See enquiries, challenges and complaints'],

  'disclosure.data.lead': [
    '这里公开的一切都能整批取走：{releases} 份发布数据，{records} 个流程，随事件即时更新，不需要登录和密钥。',
    'Everything public can be taken away whole: {releases} releases of {records} processes, as it happens, without sign-in or key.',
  ],
  'disclosure.data.changed': ['最近更新', 'Last change'],
  'disclosure.data.ocds': ['采购全过程(OCDS 1.1)', 'The whole course of procurement (OCDS 1.1)'],
  'disclosure.data.ocds.text': [
    '每个公开事件一份不可更改的发布数据；每个流程一份记录，含汇编结果。',
    'One immutable release for each public event; one record for each process with what its releases come to.',
  ],
  'disclosure.data.projects': ['项目清单', 'Projects'],
  'disclosure.data.projects.text': [
    '每个项目一行：部门、类别、状态、计划、签约、支付。',
    'One line a project: department, kind, stage, planned, contracted, paid.',
  ],
  'disclosure.data.money': ['钱的流向', 'Where the money goes'],
  'disclosure.data.money.text': [
    '按部门与服务类别，四个环节的金额，与台账一致到分。',
    'By department and kind of service, four steps, equal to the ledger to the fen.',
  ],
  'disclosure.data.notices': ['公告', 'Notices'],
  'disclosure.data.notices.text': ['全部采购公告及其状态。', 'All notices and where they stand.'],
  'disclosure.data.organizations': ['机构', 'Organizations'],
  'disclosure.data.organizations.text': ['登记信息、评估等级、信用状态。', 'Registration, grade, standing.'],
  'disclosure.data.contracts': ['合同', 'Contracts'],
  'disclosure.data.contracts.text': ['已公开的合同及分期。', 'Published contracts with their instalments.'],
  'disclosure.data.feed': ['订阅', 'Feed'],
  'disclosure.data.feed.text': ['最新 50 件公开事件。', 'The newest 50 public events.'],
  'disclosure.data.terms': ['许可与说明', 'Licence and policy'],
  'disclosure.data.terms.text': ['可用于任何用途，注明来源即可。', 'Use it for anything; name the source.'],
  'disclosure.data.extension': ['自有扩展', 'Our extension'],
  'disclosure.data.prefix': ['编号前缀 {prefix}', 'Prefix of ids {prefix}'],

  'disclosure.dev.lead': [
    '公开数据不需要密钥。下面每一行都可以直接在终端里运行。',
    'Open data needs no key. Every line below runs in a terminal as it is.',
  ],
  'disclosure.dev.contracts': ['第一份合同', 'Your first contract'],
  'disclosure.dev.contracts.text': [
    '已公开的合同，最新的在前;page.next 是下一页的游标。',
    'Published contracts, newest first; page.next is the cursor of the next page.',
  ],
  'disclosure.dev.feed': ['跟上每一个变化', 'Follow every change'],
  'disclosure.dev.feed.text': [
    '按发生的次序读发布数据。一直沿 links.next 读下去，不漏也不重。',
    'Read releases in their order. Follow links.next and nothing is missed or doubled.',
  ],
  'disclosure.dev.record': ['一个流程的全貌', 'All of a process'],
  'disclosure.dev.record.text': [
    '记录含全部发布数据和汇编结果；单个流程在 /ocds/records/加上它的 ocid。',
    'A record holds all releases and what they come to; one process is at /ocds/records/ and its ocid.',
  ],
  'disclosure.dev.token': ['代表机构办理', 'Acting for an organization'],
  'disclosure.dev.token.text': [
    '在“我的账号”里生成接口令牌。每个 POST 带一个新的 Idempotency-Key，重试时用同一个值。',
    'Make an API token under your account. Every POST carries a new Idempotency-Key; a retry repeats it.',
  ],
  'disclosure.dev.problems': ['每一种拒绝', 'Every refusal'],
  'disclosure.dev.problems.text': [
    '出错时返回 application/problem+json，type 指向解释它的页面。',
    'Errors are application/problem+json; type leads to the page that explains it.',
  ],
  'disclosure.dev.reference': ['接口说明(OpenAPI)', 'Reference (OpenAPI)'],
  'disclosure.problems': ['全部拒绝代码', 'All refusal codes'],
  'disclosure.problems.lead': [
    '接口和页面不接受一个操作时给出的代码与它的意思。',
    'The codes that API and pages give when something is refused, and what they mean.',
  ],
  'disclosure.problem': ['代码 {code}', 'Code {code}'],
  'disclosure.problem.text': [
    '花括号里的内容在实际返回时填入具体数值。没有任何内容因为这次拒绝而改变。',
    'Places in braces are filled in when it is given. Nothing was changed by the refusal.',
  ],

  'disclosure.sitemap.look': ['看', 'Look'],
  'disclosure.sitemap.data': ['取数据', 'Take the data'],
  'disclosure.sitemap.do': ['办事', 'Get things done'],
  'disclosure.sitemap.about': ['关于', 'About'],
  'disclosure.sitemap.plans': ['采购意向', 'Plans'],
  'disclosure.sitemap.results': ['结果', 'Results'],
  'disclosure.sitemap.contracts': ['合同', 'Contracts'],
  'disclosure.sitemap.policy': ['发布政策', 'Publication policy'],
  'disclosure.sitemap.feed': ['Atom 订阅', 'Atom feed'],
  'disclosure.sitemap.register': ['机构注册', 'Register an organization'],
};
