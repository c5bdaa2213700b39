import type { RefusalCatalogue } from '#kernel';

/** Sentences about openings, minutes and the way around lost keys. */
export const openingRefusals: RefusalCatalogue = {
  'opening.not-your-part': {
    zh: '开启由公告载明的三家单位的密钥保管人办理。',
    en: 'A box is opened by the key holders of the three units its notice names.',
  },
  'opening.not-sealed': {
    zh: '响应截止并封存后才能开启。',
    en: 'A box can be opened once it was sealed at the deadline.',
  },
  'opening.over': {
    zh: '这个项目的响应已经开启或作废。',
    en: 'The box of this procedure was already opened or is void.',
  },
  'opening.office-taken': {
    zh: '{name} 已代表这家单位到场。还需要另一家单位的密钥保管人。',
    en: '{name} has already come for this unit. A key holder of another unit is needed.',
  },
  'opening.same-person': { zh: '须由两个不同的人办理。', en: 'Two different persons are needed.' },
  'opening.contributions-missing': {
    zh: '还差 {count} 个信封的密钥片段。全部算出后一起提交。',
    en: 'Keys for {count} envelopes are missing. Give those of all envelopes together.',
  },
  'opening.contribution-foreign': { zh: '信封 {envelope} 不在这个标箱里。', en: 'The envelope {envelope} does not lie in this box.' },
  'opening.contribution-twice': { zh: '有信封出现了两次。', en: 'An envelope is named twice.' },
  'opening.contribution-false': {
    zh: '信封 {envelope} 的密钥片段未通过校验，已记录，没有采用。确认选择的是本单位的密钥后重试。',
    en: "The key given for the envelope {envelope} does not open its share. This is on record and nothing was taken. Make sure it is your unit's key and try again.",
  },
  'opening.has-come': {
    zh: '本单位已经到场交出份额，不能再表示不予开启。',
    en: 'Your unit has come and given its part; it cannot say any more that it does not open.',
  },
  'opening.declined': {
    zh: '本单位已表示不予开启，已记录。改变主意的，仍可到场。',
    en: 'Your unit has said that it does not open; this is on record. You may still come.',
  },
  'minutes.not-present': { zh: '开启记录由到场的两位签署。', en: 'The minutes are signed by the two who were present.' },
  'minutes.none': { zh: '还没有开启记录。', en: 'There are no minutes yet.' },
  'minutes.other': {
    zh: '您读到的不是这份开启记录。重新打开页面核对后再签署。',
    en: 'These are not the minutes you read. Open the page again and check before you sign.',
  },
  'fallback.not-your-part': {
    zh: '由采购单位审核人和监督人员共同决定。',
    en: "This is decided by the buyer's approver together with the supervisor.",
  },
  'fallback.side-taken': { zh: '这一方已经同意。还需要另一方。', en: 'This side has agreed already. The other one is needed.' },
  'fallback.keys-there': {
    zh: '公告载明的密钥还有两把可用，应由密钥保管人开启。密钥遗失的先报告遗失，不予开启的先在开启页面说明。',
    en: 'Two of the keys the notice names can still be used: the holders open the box. Whose key is lost reports the loss first; who does not open says so on the opening page first.',
  },
  'fallback.not-needed': {
    zh: '您的响应由密钥保管人打开，不需要您的响应钥匙。',
    en: 'The key holders open your bid; your response key is not needed.',
  },
  'fallback.not-open': { zh: '尚未决定由供应商自行解密。', en: 'It has not been decided that bidders open their own envelopes.' },
  'fallback.over': { zh: '自行解密已于 {until} 截止。', en: 'The time to open your own envelopes ended at {until}.' },
  'fallback.not-in-box': { zh: '封存时标箱里没有您的响应。', en: 'No bid of yours lay in the box when it was sealed.' },
  'fallback.secret-foreign': {
    zh: '恢复文件里的密钥不是 {kind} 信封的。选用最后一次提交时下载的恢复文件。',
    en: 'The key in this recovery file is not that of the {kind} envelope. Use the file you downloaded when you last handed in.',
  },
};

/** Why a bid does not count, as minutes and pages say it. */
export const invalidBids: RefusalCatalogue = {
  'bid.invalid.envelope-altered': {
    zh: '信封与封存的摘要不符，平台负责',
    en: 'the envelope is not the one that was sealed; the platform answers for it',
  },
  'bid.invalid.secret-missing': { zh: '未在期限内提交自己的信封密钥', en: 'the keys of the envelopes were not handed in in time' },
  'bid.invalid.share-closed': {
    zh: '到场的密钥保管人打不开密钥片段，响应人也未在期限内用响应钥匙打开',
    en: 'the holders who came could not open its key shares, and its bidder did not open it with the response key in time',
  },
  'bid.invalid.share-refused': { zh: '密钥片段未通过校验', en: 'a key share did not stand the check' },
  'bid.invalid.share-false': {
    zh: '两个真实的密钥片段合不成信封的密钥，未按要求加密',
    en: 'two true shares do not give its key: it was not sealed as required',
  },
  'bid.invalid.content-missing': {
    zh: '信封的内容不在库中，平台负责',
    en: 'the content of the envelope is not in the store; the platform answers for it',
  },
  'bid.invalid.secret-foreign': { zh: '密钥与信封不符', en: 'the key is not that of the envelope' },
  'bid.invalid.content-digest': { zh: '信封的内容与声明的摘要不符', en: 'the content does not give the digest of the statement' },
  'bid.invalid.content-unreadable': { zh: '信封的内容无法读取', en: 'the content cannot be read' },
  'bid.invalid.content-procedure': { zh: '内容写明的是另一个项目', en: 'the content speaks of another procedure' },
  'bid.invalid.content-kind': { zh: '内容与信封的种类不符', en: 'the content is of another kind than its envelope' },
  'bid.invalid.content-provider': { zh: '内容写明的是另一家供应商', en: 'the content names another provider' },
  'bid.invalid.content-files': { zh: '内容所列文件与信封不符', en: 'the content lists other files than the envelope holds' },
  'bid.invalid.bid-commitment-missing': { zh: '没有承诺符合各项条件', en: 'the commitment to the conditions is missing' },
  'bid.invalid.bid-plan-missing': { zh: '没有服务方案', en: 'the service plan is missing' },
  'bid.invalid.bid-staffing-missing': { zh: '没有项目人员', en: 'the staffing is missing' },
  'bid.invalid.bid-experience-missing': { zh: '没有同类服务业绩的说明', en: 'the experience is missing' },
  'bid.invalid.bid-text-too-long': { zh: '文字超出长度', en: 'a text is too long' },
  'bid.invalid.bid-price-missing': { zh: '没有报价', en: 'the price is missing' },
  'bid.invalid.bid-lot-unknown': { zh: '报价的采购包公告中没有', en: 'it prices a lot the notice does not have' },
  'bid.invalid.bid-lots-differ': { zh: '所列采购包与报价不一致', en: 'the lots named are not those that are priced' },
  'bid.invalid.bid-price-not-positive': { zh: '报价不成立', en: 'the price is not an amount' },
  // In records of openings before a price above the limit left only its lot.
  'bid.invalid.bid-price-above-limit': { zh: '报价高于最高限价', en: 'the price is above the limit' },
};
