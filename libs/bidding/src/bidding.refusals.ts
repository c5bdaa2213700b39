import type { RefusalCatalogue } from '#kernel';

/** Sentences of the refusals of this room. */
export const biddingRefusals: RefusalCatalogue = {
  'bid.own-procedure': {
    zh: '采购单位不能响应自己的项目。',
    en: 'A department cannot bid for its own procedure.',
  },
  'bid.class-one': {
    zh: '公益一类事业单位不能作为承接主体（财政部令第102号第八条）。',
    en: 'A public institution of the first class cannot be a provider (Order 102, Art. 8).',
  },
  'bid.not-a-provider': {
    zh: '只有依法登记的承接主体可以响应。用承接主体的账号登录。',
    en: 'Only providers may bid. Sign in for an organization that provides services.',
  },
  'bid.banned': {
    zh: '本机构在严重违法失信名单中，期满或移出后才能响应。对名单有异议的，向作出决定的机关申诉。',
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
    zh: '响应已于 {closedAt} 截止，本次操作到达服务器的时间是 {triedAt}，没有被接收。截止后的提交和撤回都有记录，可在“未接收的尝试”中查看并下载。因平台故障未能按时提交的，可凭记录提出质疑。',
    en: 'Bids closed at {closedAt}; this reached the server at {triedAt} and was not received. Tries to hand in or to withdraw after the deadline are on record under "Tries not received", where you can download them. If a fault of the platform kept you from being in time, use the record for a challenge.',
  },
  'bid.late-unrecorded': {
    zh: '响应已于 {closedAt} 截止，本次操作到达服务器的时间是 {triedAt}，没有被接收。这次尝试没能写入记录，请保存本页画面，稍后再试一次，以便留下记录。',
    en: 'Bids closed at {closedAt}; this reached the server at {triedAt} and was not received. The try could not be put on record: keep a picture of this page and try once more in a while, so that it is.',
  },
  'bid.suspended': {
    zh: '项目暂停中，恢复后才能提交。草稿仍可填写，内容不会丢失。',
    en: 'The procedure is suspended; bids can be handed in when it resumes. Your draft is kept and can still be edited.',
  },
  'bid.not-open': { zh: '这个项目现在不接收响应。', en: 'This procedure does not take bids now.' },
  'bid.changed-meanwhile': {
    zh: '在您编辑期间，{name} 于 {at} 修改了这一部分。对照两份内容后再保存。',
    en: '{name} changed this part at {at} while you were editing. Compare the two texts and save again.',
  },
  'bid.no-key-holders': {
    zh: '公告没有载明密钥保管人，不能提交加密响应。联系采购单位。',
    en: 'The notice names no key holders, so no sealed bid can be handed in. Contact the buyer.',
  },
  'bid.key-used': {
    zh: '有一把信封密钥已被使用过。每个信封须用新的密钥，重新加密后再提交。',
    en: 'The key of an envelope has been used before. Every envelope needs a fresh key: seal again and hand in.',
  },
  'bid.file-missing': {
    zh: '{kind} 信封的文件 {sha256} 还没有上传完整。上传后再提交。',
    en: 'A file of the {kind} envelope ({sha256}) is not uploaded completely. Upload it and hand in again.',
  },
  'bid.file-damaged': {
    zh: '{kind} 信封的文件 {sha256} 重读时与上传时不一致，没有提交。删去后重新上传。',
    en: 'A file of the {kind} envelope ({sha256}) could not be read again as it was uploaded, so nothing was handed in. Remove it and upload it again.',
  },
  'bid.commitment-missing': {
    zh: '确认符合公告的各项条件。',
    en: 'Confirm that you meet each condition of the notice.',
  },
  'bid.plan-missing': { zh: '填写服务方案。', en: 'Write the service plan.' },
  'bid.staffing-missing': { zh: '填写项目人员。', en: 'Write who will do the work.' },
  'bid.experience-missing': {
    zh: '填写同类服务业绩；没有的，写明“无”。',
    en: 'Write your experience with such services; if there is none, say so.',
  },
  'bid.text-too-long': { zh: '最多 {limit} 个字。', en: 'At most {limit} characters.' },
  'bid.price-missing': { zh: '填写报价。', en: 'Enter the price.' },
  'bid.lot-unknown': { zh: '公告中没有采购包“{lot}”。', en: 'The notice has no lot "{lot}".' },
  'bid.lots-differ': {
    zh: '资格信封所列采购包与报价的采购包不一致。',
    en: 'The lots named in the qualification are not those that are priced.',
  },
  'bid.price-not-positive': {
    zh: '报价按元填写，须大于零，最多两位小数，例如 850000.00。',
    en: 'Enter the price in yuan, above zero and with at most two decimals, for example 850000.00.',
  },
  'bid.declaration-missing': { zh: '勾选声明后才能提交。', en: 'Tick the declaration to hand in the bid.' },
  'bid.withdrawal-unconfirmed': { zh: '勾选确认后才能撤回。', en: 'Tick the box to withdraw the bid.' },
  'last-price.not-asked': { zh: '这种采购方式没有最后报价。', en: 'This method has no last round of prices.' },
  'last-price.not-opened': { zh: '响应开启后才能要求最后报价。', en: 'Last prices are asked once the offers are opened.' },
  'last-price.called': { zh: '已经要求过最后报价。', en: 'Last prices were asked already.' },
  'last-price.nobody': { zh: '没有可以提交最后报价的供应商。', en: 'Nobody is left to give a last price.' },
  'last-price.too-soon': { zh: '截止时间须晚于现在。', en: 'The deadline must lie ahead.' },
  'last-price.not-called': { zh: '没有要求您提交最后报价。', en: 'No last price is asked of you.' },
  'last-price.none': { zh: '您还没有提交最后报价，没有可撤回的。', en: 'You have handed in no last price to withdraw.' },
  'bid.busy': {
    zh: '同事正在提交这份响应。刷新页面看最新状态。',
    en: 'A colleague is handing in this bid just now. Reload to see where it stands.',
  },
};
