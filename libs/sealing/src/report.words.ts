export interface Said {
  readonly zh: string;
  readonly en: string;
}

/** What each check says when it passes and when it fails; `{name}` stands for a fact. */
export const checkSentences = {
  readable: {
    ok: { zh: '文件可以读取。', en: 'The file can be read.' },
    failed: { zh: '文件不完整，或不是平台出具的文件（{fault}）。', en: 'The file is incomplete or no paper of the platform ({fault}).' },
  },
  signature: {
    ok: { zh: '签名有效，签名后没有改动（密钥 {keyId}）。', en: 'The signature holds; nothing was changed after it (key {keyId}).' },
    failed: {
      zh: '签名无效：文件被改动，或不是平台的密钥签的。',
      en: "The signature does not hold: the file was changed, or signed with a key that is not the platform's.",
    },
  },
  key: {
    ok: {
      zh: '签名用的是平台的公钥，公钥不取自这个文件。',
      en: "It was signed with the platform's key, and that key did not come with the file.",
    },
    failed: {
      zh: '签名的公钥（{keyId}）不是平台的：是谁签的，不知道。',
      en: "The key it was signed with ({keyId}) is not the platform's: nobody knows who signed it.",
    },
  },
  root: {
    ok: { zh: '封存根与全部 {count} 份响应文件一致。', en: 'The root of the sealed box covers exactly these bids: {count}.' },
    failed: { zh: '封存根与列出的响应文件不一致。', en: 'The root of the sealed box does not cover the bids listed.' },
  },
  journal: {
    ok: {
      zh: '封存时写入日志的根与记录一致，日志条目与其承诺值相符。',
      en: 'The journal was told the same root when the box was sealed, and its entries match their commitments.',
    },
    failed: {
      zh: '日志中的根与记录不一致，或条目与承诺值不符。',
      en: 'The journal tells another root, or its entries do not match their commitments.',
    },
  },
  notice: {
    ok: {
      zh: '记录的收件公钥和最高限价与公告发布、更正时写入日志的一致（{count} 次）。',
      en: 'The keys and price limits of the record are those the journal was told when the notice was published and corrected ({count} times).',
    },
    failed: {
      zh: '记录的收件公钥或最高限价与公告写入日志的不一致（{fault}）。',
      en: 'The keys or price limits of the record are not those the journal was told with the notice ({fault}).',
    },
  },
  minutes: {
    ok: { zh: '开启记录的文本与开启时写入日志的摘要一致。', en: 'The minutes are those whose digest the journal was told at the opening.' },
    failed: {
      zh: '开启记录的文本缺失，或与写入日志的摘要不一致。',
      en: 'The minutes are missing, or not those whose digest the journal was told.',
    },
  },
  signers: {
    ok: { zh: '开启记录由 {names} 签署，与日志一致。', en: 'The minutes were signed by {names}, as the journal says.' },
    failed: {
      zh: '列出的签署人（{names}）与日志不一致。',
      en: 'Those listed as signers of the minutes ({names}) are not those of the journal.',
    },
  },
  refused: {
    ok: { zh: '{count} 个未通过校验的密钥片段确实是假的。', en: 'The key shares that were refused are indeed false: {count}.' },
    failed: { zh: '{office} 交出的密钥片段被拒收，但它是真的。', en: 'A key share of {office} was refused although it is true.' },
  },
  complete: {
    ok: { zh: '每份列出的响应文件都在包里，没有多余的。', en: 'Every bid listed is in the package, and no other.' },
    failed: { zh: '包里的响应文件与记录不一致。', en: 'The bids in the package are not those of the record.' },
  },
  minimum: {
    ok: { zh: '响应数量达到法定最少 {minimum} 家。', en: 'There are at least {minimum} bids, as the law asks.' },
    failed: { zh: '响应不足 {minimum} 家，不应开启。', en: 'There are fewer than {minimum} bids; the box should not have been opened.' },
  },
  envelopes: {
    ok: {
      zh: '各信封与封存时的摘要一致，封给公告载明的收件公钥。',
      en: 'The envelopes are those that were sealed, closed to keys that the notice named.',
    },
    failed: {
      zh: '信封与封存时的摘要不一致，或不是封给公告载明的公钥（{fault}）。',
      en: 'The envelopes are not those that were sealed, or closed to keys the notice never named ({fault}).',
    },
  },
  contributions: {
    ok: { zh: '{count} 位保管人交出的密钥份额是真的。', en: 'What {count} key holders gave is true.' },
    failed: { zh: '{office} 交出的密钥份额是假的。', en: 'What the key holder of {office} gave is false.' },
  },
  secret: {
    ok: { zh: '公布的密钥正是这个信封的密钥。', en: 'The published key is the key of this envelope.' },
    failed: { zh: '公布的密钥不是这个信封的密钥。', en: 'The published key is not the key of this envelope.' },
  },
  opens: {
    ok: { zh: '报价可以打开。', en: 'The price opens.' },
    failed: { zh: '记录为有效，但报价打不开（{fault}）。', en: 'It is recorded as valid and yet its price does not open ({fault}).' },
  },
  price: {
    ok: { zh: '解密得到的报价与记录一致：{price} 元。', en: 'The decrypted price is that of the record: {price} yuan.' },
    failed: { zh: '解密得到的报价与记录不一致（{fault}）。', en: 'The decrypted price is not that of the record ({fault}).' },
  },
  counts: {
    ok: { zh: '报价合乎公告。', en: 'The price is as the notice asks.' },
    failed: {
      zh: '记录为有效，但报价不合公告（{fault}）。',
      en: 'It is recorded as valid, but its price is not as the notice asks ({fault}).',
    },
  },
  blame: {
    ok: {
      zh: '记录为无效，责任在响应人，可以验证（{fault}）。',
      en: 'It is recorded as invalid by the fault of the bidder, and that can be seen ({fault}).',
    },
    failed: {
      zh: '记录为无效，但公布的内容不支持这个理由（{fault}）。',
      en: 'It is recorded as invalid, but what is published does not bear that out ({fault}).',
    },
  },
  bid: {
    ok: { zh: '其中的摘要就是这份响应文件的摘要。', en: 'The digest in it is that of this bid.' },
    failed: { zh: '其中的摘要不是这份响应文件的摘要。', en: 'The digest in it is not that of this bid.' },
  },
} as const satisfies Record<string, { readonly ok: Said; readonly failed: Said }>;
export type CheckCode = keyof typeof checkSentences;

type Some = Readonly<Partial<Record<CheckCode | 'other', Said>>>;

/** What is said of a check that could not be made. */
export const skippedSentences: Some = {
  signature: {
    zh: '没有给出平台的公钥：签名没有核验。',
    en: 'No key of the platform was given: the signature was not checked.',
  },
  key: {
    zh: '没有给出平台的公钥：是谁签的，没有核对。',
    en: 'No key of the platform was given: who signed it was not checked.',
  },
  signers: { zh: '下载时开启记录还没有人签署。', en: 'Nobody had signed the minutes yet when this was downloaded.' },
  other: { zh: '没有提供所需的文件，未检查。', en: 'Not looked at: what it takes was not given.' },
};

/** What is said of a claim that is neither shown nor denied. */
export const unprovedSentences: Some = {
  journal: {
    zh: '包里没有日志条目：封存根没有旁证，请与封存后公布的根核对。',
    en: 'There are no entries of the journal: compare the root with the one that was published when the box was sealed.',
  },
  notice: {
    zh: '包里没有公告的日志条目：收件公钥和最高限价请与公告核对。',
    en: 'There are no entries about the notice: compare keys and price limits with the notice itself.',
  },
  minutes: {
    zh: '包里没有可以核对开启记录文本的摘要。',
    en: 'There is no digest to compare the minutes with.',
  },
  refused: {
    zh: '{office} 交出的密钥片段被拒收，片段没有公布，无从核对。',
    en: 'A key share of {office} was refused; it is not published, so nobody can see why.',
  },
  blame: {
    zh: '记录为无效，理由只是平台的说法，公布的内容不能证明，也不能否定（{fault}）。',
    en: "It is recorded as invalid on the platform's word alone: what is published neither shows nor denies it ({fault}).",
  },
  other: { zh: '只是记录的说法，没有证明。', en: 'The record claims it; nothing shows it.' },
};

/** Facts that are codes, in words. */
const words: Readonly<Record<string, Said>> = {
  purchaser: { zh: '采购单位', en: 'the purchaser' },
  finance: { zh: '财政部门', en: 'finance' },
  supervisor: { zh: '监督部门', en: 'the supervisor' },
  recipients: { zh: '收件公钥', en: 'keys' },
  limits: { zh: '最高限价', en: 'price limits' },
  answers: { zh: '没有报价', en: 'there is no price in it' },
  none: { zh: '没有说明理由', en: 'no reason is given' },
  'no-key': { zh: '没有公布密钥', en: 'no key is published' },
  'envelope.altered': { zh: '信封与封存的摘要不符', en: 'the envelope is not the one that was sealed' },
  'secret.missing': { zh: '未在期限内提交自己的信封密钥', en: 'the keys of its envelopes were not handed in in time' },
  'secret.foreign': { zh: '密钥与信封不符', en: 'the key is not that of the envelope' },
  'share.closed': { zh: '密钥片段不是封给密钥保管人的', en: 'its key shares are not closed to the key holders' },
  'share.earlier': {
    zh: '封给公告更换前的公钥，没有重新加密',
    en: 'it is closed to keys that the notice has replaced, and was not sealed again',
  },
  'share.refused': { zh: '密钥片段未通过校验', en: 'a key share did not stand the check' },
  'share.false': { zh: '两个真实的密钥片段合不成信封的密钥', en: 'two true shares do not give its key' },
  'content.missing': { zh: '信封的内容不在库中', en: 'the content of the envelope is not in the store' },
  'content.digest': { zh: '信封的内容与声明的摘要不符', en: 'the content does not give the digest of the statement' },
  'content.unreadable': { zh: '信封的内容无法读取', en: 'the content cannot be read' },
  'content.procedure': { zh: '内容写明的是另一个项目', en: 'the content speaks of another procedure' },
  'content.kind': { zh: '内容与信封的种类不符', en: 'the content is of another kind than its envelope' },
  'content.provider': { zh: '内容写明的是另一家供应商', en: 'the content names another provider' },
  'content.files': { zh: '内容所列文件与信封不符', en: 'the content lists other files than the envelope holds' },
  'bid.commitment-missing': { zh: '没有承诺符合各项条件', en: 'the commitment to the conditions is missing' },
  'bid.plan-missing': { zh: '没有服务方案', en: 'the service plan is missing' },
  'bid.staffing-missing': { zh: '没有项目人员', en: 'the staffing is missing' },
  'bid.experience-missing': { zh: '没有同类服务业绩的说明', en: 'the experience is missing' },
  'bid.text-too-long': { zh: '文字超出长度', en: 'a text is too long' },
  'bid.price-missing': { zh: '没有报价', en: 'the price is missing' },
  'bid.lot-unknown': { zh: '报价的采购包公告中没有', en: 'it prices a lot the notice does not have' },
  'bid.lots-differ': { zh: '所列采购包与报价不一致', en: 'the lots named are not those that are priced' },
  'bid.price-not-positive': { zh: '报价不成立', en: 'the price is not an amount' },
  'bid.price-above-limit': { zh: '报价高于最高限价', en: 'the price is above the limit' },
  'statement.recipients': { zh: '收件公钥不是公告载明的', en: 'it is closed to other keys' },
};

export function faultSaid(fact: string | number, language: 'zh' | 'en'): string {
  const word = typeof fact === 'string' && Object.hasOwn(words, fact) ? words[fact] : undefined;
  return word ? word[language] : String(fact);
}
