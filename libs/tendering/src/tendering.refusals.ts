import type { RefusalCatalogue } from '#kernel';

/** Sentences of the refusals of this room. */
export const tenderingRefusals: RefusalCatalogue = {
  'procedure.handler-only': {
    zh: '起草和提交由本单位经办人办理。',
    en: 'Drafts are written and submitted by a handler of the department.',
  },
  'procedure.department-only': {
    zh: '这一步由采购单位的经办人或审核人办理。',
    en: 'This is done by a handler or approver of the department.',
  },
  'procedure.four-eyes': {
    zh: '这一步由本单位审核人办理，且不能是编辑过这份草稿的人，由另一位审核人办理。',
    en: 'An approver of the department who has not written on this draft does this. Ask another approver.',
  },
  'procedure.item-not-announced': {
    zh: '“{title}”还没有公开采购意向。先在年度计划里公开意向，再新建采购项目。',
    en: '“{title}” has not been announced as an intention yet. Announce it in the annual plan first.',
  },
  'procedure.method-after-failure': {
    zh: '上一轮采购失败、或者单一来源的异议成立以后，才能改用计划以外的采购方式，限额以下采购不能改用。',
    en: 'Another method than the plan’s comes only after a failed round or an upheld objection to a single source, and never a purchase below the threshold.',
  },
  'procedure.offers-not-convertible': {
    zh: '上一轮公开招标有 {offers} 家响应；正好 {needed} 家响应的，才能改为谈判继续采购（财政部令第74号第27条）。请重新公开招标；重新招标仍不成立、或者没有供应商响应的，可以按三家以上谈判。符合其他采购方式情形的，也可以经批准后选择。',
    en: 'The last open tender had {offers} offers; only with exactly {needed} does it go on as a negotiation (MOF Order 74 Art. 27). Tender again: after a repeated failure, or when nobody offers, a usual negotiation is open. Another method whose case applies may be chosen with approval.',
  },
  'procedure.offers-not-counted': {
    zh: '上一轮公开招标失败时没有核定响应家数；正好 {needed} 家响应的，才能改为谈判继续采购（财政部令第74号第27条）。请重新公开招标；符合其他采购方式情形的，也可以经批准后选择。',
    en: 'No count of offers was established when the last open tender failed; only with exactly {needed} does it go on as a negotiation (MOF Order 74 Art. 27). Tender again, or choose another method whose case applies, with approval.',
  },
  'procedure.source-refuted': {
    zh: '单一来源的异议已经成立，不能再采用单一来源（财政部令第74号第40条）。选择其他采购方式。',
    en: 'An objection to the single source was upheld (MOF Order 74 Art. 40). Choose another method.',
  },
  'procedure.exists': {
    zh: '这个计划项目已有正在进行的采购，打开它继续办理。',
    en: 'This plan item already has a procurement under way; open that one and go on.',
  },
  'procedure.not-yet': {
    zh: '截止时间 {closesAt} 还没有到。',
    en: 'The deadline, {closesAt}, has not come yet.',
  },
  'draft.stale': {
    zh: '在您编辑期间，{editor} 于 {at} 保存了这一部分。核对两个版本后再保存，您填的内容都在。',
    en: '{editor} saved this part at {at} while you were editing. Compare both versions and save again; nothing you wrote is lost.',
  },
  'criteria.weights': {
    zh: '各项权重合计须为 100，现在是 {total}。',
    en: 'Weights must add up to 100; they add up to {total}.',
  },
  'draft.not-editable': {
    zh: '草稿已经提交，不能再改。由审核人退回后可以修改。',
    en: 'The draft was submitted and cannot be changed. It can be edited once the approver returns it.',
  },
  'notice.not-ready': {
    zh: '还有 {count} 处需要处理，处理完才能继续。',
    en: '{count} points need attention before this can go on.',
  },
  'notice.no-key-holders': {
    zh: '以下单位还没有密钥保管人：{offices}。登记后才能发布，否则响应文件无人能开启。',
    en: 'No key holder yet for: {offices}. The notice can be published once they are enrolled; otherwise nobody could open the box.',
  },
  'notice.keys-in-order': {
    zh: '还有 {left} 把密钥可用，任意两把就能开启，不需要更换。',
    en: '{left} of the keys are in order and any two open the box. Nothing has to be renewed.',
  },
  'notice.rekeying-asked': { zh: '更换密钥已经提出，等待审核人办理。', en: 'New keys were asked for; an approver has to grant it.' },
  'notice.rekeying-not-asked': {
    zh: '没有待办的更换密钥申请。先由经办人提出并写明原因。',
    en: 'Nobody asked for new keys. A handler asks first and gives the reason.',
  },
  'notice.reason-missing': {
    zh: '这一处提醒需要书面理由，不少于 {least} 个字；改了条文要重新说明。',
    en: 'This point needs a written reason of {least} characters or more; a changed wording needs it anew.',
  },
  'notice.window-too-short': {
    zh: '截止时间太早。按采购方式的最短期限，最早可以是 {earliest}。',
    en: 'The deadline is too early. By the shortest period of this method it can be {earliest} at the earliest.',
  },
  'notice.questions-too-late': {
    zh: '提问截止时间要晚于现在、早于响应截止时间 {closesAt}。',
    en: 'Questions must end after now and before the deadline, {closesAt}.',
  },
  'notice.window-closed': {
    zh: '响应已于 {closedAt} 截止，公告不能再更改。',
    en: 'Offers closed at {closedAt}; the notice can no longer be changed.',
  },
  'notice.not-published': { zh: '公告还没有发布。', en: 'The notice has not been published yet.' },
  'notice.official-recorded': {
    zh: '这一版的官方媒介发布信息已经登记：{url}。',
    en: 'The official publication of this version is already recorded: {url}.',
  },
  'notice.official-before': {
    zh: '官方媒介不会早于 {earliest} 发布这一版公告。核对发布时间后重填。',
    en: 'The official medium cannot have shown this version before {earliest}. Check the time and enter it again.',
  },
  'notice.official-in-future': {
    zh: '官方媒介的发布时间不能晚于现在。',
    en: 'The time of official publication cannot lie in the future.',
  },
  'correction.object-fixed': {
    zh: '更正不能改变采购标的和资格条件（财政部令第87号第27条）。需要改变的，终止本次采购后重新发布。',
    en: 'A correction changes neither the object nor who may take part (MOF Order 87 Art. 27). Cancel and publish anew instead.',
  },
  'correction.nothing-changed': {
    zh: '没有任何改动。写明要更正的内容再发布。',
    en: 'Nothing is changed. Enter what is to be corrected.',
  },
  'correction.times-rest': {
    zh: '项目已暂停，截止时间在恢复时一并顺延，更正时不另定时间。',
    en: 'The procedure is suspended: going on moves its times, so a correction sets none.',
  },
  'correction.deadline-too-soon': {
    zh: '更正后留给供应商的时间不够，截止时间最早可以是 {earliest}。',
    en: 'Too little time is left after this change. The deadline can be {earliest} at the earliest.',
  },
  'correction.deadline-earlier': {
    zh: '截止时间不能早于已公布的 {before}。',
    en: 'The deadline cannot move before the published one, {before}.',
  },
  'correction.questions-earlier': {
    zh: '提问截止时间不能早于已公布的 {before}。',
    en: 'The end of questions cannot move before the published one, {before}.',
  },
  'correction.wording': {
    zh: '更正后的评分标准不符合规定。按标出的问题修改。',
    en: 'The new yardsticks are not lawful. Change what is marked.',
  },
  'correction.doubtful': {
    zh: '更正的用语可能造成差别待遇。修改，或者写明理由。',
    en: 'The new wording may treat providers unequally. Change it or give a reason.',
  },
  'extension.not-later': {
    zh: '延期后的截止时间要晚于现在的 {before}。',
    en: 'The new deadline must be later than the present one, {before}.',
  },
  'question.providers-only': { zh: '以供应商身份登录后可以提问。', en: 'Sign in for a provider to ask.' },
  'question.too-late': { zh: '提问已于 {until} 截止。', en: 'Questions closed at {until}.' },
  'question.not-open': { zh: '这份公告现在不接受提问。', en: 'This notice takes no questions now.' },
  'question.answered': {
    zh: '这个问题已经答复，答复公布后不能更改。',
    en: 'This question was answered; a published answer cannot be changed.',
  },
  'attachment.kind': {
    zh: '“{name}”不是公告可用的文件类型。使用 PDF、DOCX、XLSX、PNG、JPG 或 ZIP。',
    en: '“{name}” is not a kind of file a notice may carry. Use PDF, DOCX, XLSX, PNG, JPG or ZIP.',
  },
};
