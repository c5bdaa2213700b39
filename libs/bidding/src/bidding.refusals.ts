import type { RefusalCatalogue } from '#kernel';

/** Sentences of the refusals of this room. */
export const biddingRefusals: RefusalCatalogue = {
  'bid.own-procedure': {
    zh: '采购单位不能响应自己的项目。',
    en: 'A department cannot bid for its own procedure.',
  },
  'bid.class-one': {
    zh: '公益一类事业单位不能作为承接主体(财政部令第102号第八条)。',
    en: 'A public institution of the first class cannot be a provider (Order 102, Art. 8).',
  },
  'bid.not-a-provider': {
    zh: '只有依法登记的承接主体可以响应。用承接主体的账号登录。',
    en: 'Only providers may bid. Sign in for an organization that provides services.',
  },
  'bid.banned': {
    zh: '本机构在严重违法失信名单中,期满或移出后才能响应。对名单有异议的,向作出决定的机关申诉。',
    en: 'This organization is on the list of serious offenders and may bid again once removed. Objections go to the authority that decided it.',
  },
  'bid.role': {
    zh: '响应由机构管理员、项目负责人或财务填写。向本机构管理员申请角色。',
    en: 'Bids are written by the administrator, a project lead or the finance person. Ask your administrator for the role.',
  },
  'bid.submit-role': {
    zh: '提交和撤回由机构管理员或项目负责人办理。',
    en: 'Handing in and withdrawing is for the administrator or a project lead.',
  },
  'bid.late': {
    zh: '响应已于 {closedAt} 截止,本次操作到达服务器的时间是 {triedAt},没有被接收。这次尝试已记录,可在“未接收的尝试”中查看并下载。因平台故障未能按时提交的,可凭记录提出质疑。',
    en: 'Bids closed at {closedAt}; this reached the server at {triedAt} and was not received. The try is on record under "Tries not received", where you can download it. If a fault of the platform kept you from being in time, use the record for a challenge.',
  },
  'bid.suspended': {
    zh: '项目暂停中,恢复后才能提交。草稿仍可填写,内容不会丢失。',
    en: 'The procedure is suspended; bids can be handed in when it resumes. Your draft is kept and can still be edited.',
  },
  'bid.not-open': { zh: '这个项目现在不接收响应。', en: 'This procedure does not take bids now.' },
  'bid.changed-meanwhile': {
    zh: '在您编辑期间,{name} 于 {at} 修改了这一部分。对照下面两份内容后再保存。',
    en: '{name} changed this part at {at} while you were editing. Compare the two texts below and save again.',
  },
  'bid.checked-another-version': {
    zh: '检查之后内容又有改动。回到检查页核对最新内容,再提交。',
    en: 'The offer was changed after you checked it. Check the newest version and hand it in again.',
  },
  'bid.incomplete': { zh: '还差 {count} 项。', en: '{count} parts are missing.' },
  'bid.commitment-missing': {
    zh: '确认符合公告的各项条件。',
    en: 'Confirm that you meet each condition of the notice.',
  },
  'bid.plan-missing': { zh: '填写服务方案。', en: 'Write the service plan.' },
  'bid.staffing-missing': { zh: '填写项目人员。', en: 'Write who will do the work.' },
  'bid.experience-missing': {
    zh: '填写同类服务业绩;没有的,写明“无”。',
    en: 'Write your experience with such services; if there is none, say so.',
  },
  'bid.price-missing': { zh: '填写报价。', en: 'Enter the price.' },
  'bid.price-not-positive': {
    zh: '报价按元填写,须大于零,最多两位小数,例如 850000.00。',
    en: 'Enter the price in yuan, above zero and with at most two decimals, for example 850000.00.',
  },
  'bid.price-above-limit': {
    zh: '报价 {price} 高于最高限价 {limit}。',
    en: 'The price {price} is above the limit of {limit}.',
  },
  'bid.declaration-missing': { zh: '勾选声明后才能提交。', en: 'Tick the declaration to hand in the bid.' },
  'bid.withdrawal-unconfirmed': { zh: '勾选确认后才能撤回。', en: 'Tick the box to withdraw the bid.' },
  'bid.too-many-files': {
    zh: '最多 {limit} 个附件。合并或删去一些后再上传。',
    en: 'At most {limit} files. Merge or remove some first.',
  },
  'bid.file-twice': { zh: '“{name}”已经在附件里了。', en: '"{name}" is already among the files.' },
  'bid.file-damaged': {
    zh: '附件“{name}”重读时与上传时不一致,没有提交。删去后重新上传。',
    en: 'The file "{name}" could not be read again as it was uploaded, so nothing was handed in. Remove it and upload it again.',
  },
  'bid.busy': {
    zh: '同事正在提交这份响应。刷新页面看最新状态。',
    en: 'A colleague is handing in this bid just now. Reload to see where it stands.',
  },
  'opening.not-your-part': {
    zh: '开启由采购单位经办或审核、财政或监督人员共同办理。',
    en: 'A box is opened by the buyer (handler or approver) together with finance or the supervisor.',
  },
  'opening.not-sealed': {
    zh: '响应截止并封存后才能开启。',
    en: 'A box can be opened once it was sealed at the deadline.',
  },
  'opening.over': {
    zh: '这个项目的响应已经开启或作废。',
    en: 'The box of this procedure was already opened or is void.',
  },
  'opening.side-taken': {
    zh: '{name} 已代表这一方确认。还需要另一方的人员确认。',
    en: '{name} has already stood for this side. A person of the other side is needed.',
  },
  'opening.same-person': {
    zh: '两方须由两个不同的人确认。',
    en: 'The two sides need two different persons.',
  },
  'opening.unconfirmed': { zh: '勾选确认后才能继续。', en: 'Tick the box to go on.' },
};
