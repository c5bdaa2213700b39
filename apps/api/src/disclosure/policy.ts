import type { Config } from '#platform';

export type PolicyLanguage = 'zh' | 'en';
type Part = readonly [title: string, ...paragraphs: string[]];

/** The publication policy that every package names: what is published, when, under which ids and terms. */
export function policyPage(
  language: PolicyLanguage,
  config: Pick<Config, 'districtName' | 'ocidPrefix' | 'publicUrl' | 'sandbox'>,
): string {
  const parts = language === 'en' ? english(config) : chinese(config);
  const [title, other] =
    language === 'en'
      ? ['Publication policy', '<a href="/ocds/policy?lang=zh" lang="zh-CN">中文</a>']
      : ['开放数据发布政策', '<a href="/ocds/policy?lang=en" lang="en">English</a>'];
  const body = parts.map(
    ([heading, ...paragraphs]) =>
      `<h2 class="qy-h2">${escaped(heading)}</h2>${paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('')}`,
  );
  return `<!doctype html>
<html lang="${language === 'en' ? 'en' : 'zh-CN'}" class="govuk-template qy"><head><meta charset="utf-8"><title>${title} · 契约 Qiyue</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/assets/qiyue.css"></head>
<body class="govuk-template__body"><div class="govuk-width-container qy-frame"><main class="qy-main"><p>${other} · <a href="${language === 'en' ? '/en/open-data' : '/open-data'}">${language === 'en' ? 'Open data' : '开放数据'}</a></p>
<h1 class="qy-h1">${title}</h1>${body.join('')}</main></div></body></html>`;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

type Shown = Parameters<typeof policyPage>[1];

const english = ({ districtName, ocidPrefix, publicUrl, sandbox }: Shown): Part[] => [
  [
    'Scope',
    `All purchases of services from social organizations by departments of ${districtName} that are carried out in this system, from the announcement of the plan item on. Drafts and plan items that were not announced are not published.`,
    sandbox
      ? 'This installation is a demonstration. Its organizations and amounts are not real, and its prefix is the one the standard keeps for examples.'
      : `The prefix ${ocidPrefix} is registered with the Open Contracting Partnership.`,
  ],
  [
    'Events',
    'One immutable release for each public event, written by a reader of the journal within seconds: plan item announced, given up or settled (planning, planningUpdate); notice published (planning and tender); question answered, suspended, official medium recorded, opened, failed (tenderUpdate); corrected, extended or resumed (tenderAmendment); cancelled (tenderCancellation); award announced (award), held, released, final, challenge taken up or decided (awardUpdate), withdrawn (awardCancellation); contract published (contract); milestone accepted, assessment posted or final, payment arrived (implementation, implementationUpdate); contract completed or terminated (contractTermination).',
    'Work and payments of a contract whose text is not public yet are told right after its publication.',
  ],
  [
    'Bids',
    'Nothing about bids is published before the box is opened after the deadline: no bid, bidder, number of bids or party with the role of tenderer. Every release is checked for this before it is stored. Who asked a question or filed a challenge is never published.',
  ],
  [
    'Ids',
    `A plan item is a process of its own: ${ocidPrefix}-PLAN-year-number. A procedure is ${ocidPrefix}-number of the procedure and names its plan item in relatedProcesses (planning), an earlier failed round too (unsuccessfulProcess). Release ids are the ocid, "-r" and the place in the process. Organizations are CN-USCC and their unified social credit code. Contracts, payments and challenges keep their official numbers; milestones are instalment-1, instalment-2 and so on.`,
    'Services are classified by the scheme QIYUE, whose codes are the categories of the annual plan. All methods are open by OCDS, because each notice is public to all; procurementMethodDetails holds the local name.',
  ],
  [
    'Dates and amounts',
    'Dates are UTC in whole seconds and rise strictly within a process; when two events fall into one second the later release is dated one second later. Amounts are yuan (CNY), written exactly from whole fen.',
  ],
  [
    'Extensions',
    `Registered: bids, enquiries, metrics (1.1), transaction milestones, pagination. Our own, with standstill, suspension, challenges, scores of bids, evaluation method and assessments: ${publicUrl}/ocds/extensions/qiyue/v1/extension.json. No field stands outside the standard and these.`,
  ],
  [
    'Addresses and limits',
    `${publicUrl}/ocds/releases and ${publicUrl}/ocds/records, at most 100 a page, parameters since, cursor, limit and project. links.next always leads on; at the end of the feed it answers an empty page until something new is published. ${publicUrl}/ocds/releases/ID and ${publicUrl}/ocds/records/OCID. No key is needed; any site may call. A 429 names in Retry-After when to come back.`,
    'Not offered yet: the versioned release, bulk files by year, and spreadsheets of releases.',
  ],
  [
    'History and corrections',
    'A release is never changed or removed; a correction is a new release. Each stored release carries a SHA-256 over itself and the one before. The compiled release of a record is the merge of its releases by the rules of the standard and is kept nowhere else.',
  ],
  [
    'Licence',
    'Creative Commons Attribution 4.0 (CC BY 4.0): use it for anything, name the source. Attached documents may be under the terms of their authors.',
  ],
];

const chinese = ({ districtName, ocidPrefix, publicUrl, sandbox }: Shown): Part[] => [
  [
    '范围',
    `${districtName}各部门在本系统办理的、向社会组织购买服务的全部项目,自采购意向公开起。草稿和尚未公开的计划不发布。`,
    sandbox ? '这里是演示环境:机构和金额不是真的,编号前缀是标准留作示例用的。' : `编号前缀 ${ocidPrefix} 已在开放合约伙伴组织登记。`,
  ],
  [
    '哪些事件会发布',
    '每个公开事件发布一份不可更改的数据,由日志读者在数秒内写出:采购意向公开、放弃、落实(planning、planningUpdate);采购公告(planning 与 tender);答疑、暂停、官方媒介登记、开启、采购失败(tenderUpdate);更正、延期、恢复(tenderAmendment);终止(tenderCancellation);结果公告(award)、暂停签约、恢复、确定、质疑受理与答复(awardUpdate)、撤销(awardCancellation);合同公告(contract);验收、考核公示与确定、付款到账(implementation、implementationUpdate);合同完成或终止(contractTermination)。',
    '合同文本公开之前的验收、考核与付款,在合同公开后随即补发。',
  ],
  [
    '响应文件',
    '截止并开启之前,不发布任何与响应有关的内容:没有响应、没有响应方、没有数量,也没有响应人角色。每份数据入库前都检查这一点。提问人和质疑人始终不公开。',
  ],
  [
    '编号',
    `每个计划项目自成一个流程:${ocidPrefix}-PLAN-年度-序号。采购项目为 ${ocidPrefix}-项目编号,在 relatedProcesses 中指明计划项目(planning)和失败的前一轮(unsuccessfulProcess)。每份数据的编号是 ocid 加 “-r” 和在流程中的次序。机构用 CN-USCC 加统一社会信用代码。合同、付款、质疑沿用正式编号;阶段为 instalment-1、instalment-2,依次类推。`,
    '服务分类体系为 QIYUE,代码就是年度计划中的服务类别。各种采购方式都公开发布公告,按 OCDS 归为 open,本地名称在 procurementMethodDetails 中。',
  ],
  ['时间与金额', '时间为 UTC、精确到秒,在一个流程内严格递增;同一秒内的后一事件顺延一秒。金额单位为元(CNY),由整数“分”精确写出。'],
  [
    '扩展',
    `已登记的扩展:bids、enquiries、metrics(1.1)、transaction_milestones、pagination。自有扩展(静默期、暂停、质疑、评分、考核办法与考核结果):${publicUrl}/ocds/extensions/qiyue/v1/extension.json。除标准和这些扩展外没有其他字段。`,
  ],
  [
    '地址与限制',
    `${publicUrl}/ocds/releases 与 ${publicUrl}/ocds/records,每页最多 100 份,参数 since、cursor、limit、project。links.next 总能继续;到末尾时是空页,有新数据后再读即可。另有 ${publicUrl}/ocds/releases/编号 与 ${publicUrl}/ocds/records/OCID。不需要密钥,任何网站都可调用。遇到 429 时按 Retry-After 稍后再读。`,
    '暂未提供:版本化数据、按年打包文件、电子表格形式的发布数据。',
  ],
  [
    '历史与更正',
    '已发布的数据不修改、不删除,更正是一份新数据。每份数据带有与前一份相连的 SHA-256。记录中的汇编数据由标准的合并规则从各份数据算出,别无来源。',
  ],
  ['许可', '知识共享署名 4.0(CC BY 4.0):可用于任何用途,注明来源即可。所附文件以其作者的条件为准。'],
];
