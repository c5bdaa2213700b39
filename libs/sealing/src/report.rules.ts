/** One thing that was looked at. `skipped`: it could not be looked at with what was given. */
export interface Check {
  readonly code: CheckCode;
  readonly result: 'ok' | 'failed' | 'skipped';
  /** Whose bid it is about, when it is about one. */
  readonly about?: string;
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** What a verification found; sound when nothing failed. */
export interface Report {
  readonly sound: boolean;
  readonly checks: readonly Check[];
}

export const reportOf = (checks: readonly Check[]): Report => ({ sound: checks.every(({ result }) => result !== 'failed'), checks });

export const checkOf = (code: CheckCode, ok: boolean, facts?: Check['facts'], about?: string): Check => ({
  code,
  result: ok ? 'ok' : 'failed',
  ...(facts ? { facts } : {}),
  ...(about === undefined ? {} : { about }),
});

interface Said {
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
    ok: {
      zh: '平台签名有效，签名后没有改动（密钥 {keyId}）。',
      en: "The platform's signature holds; nothing was changed after it (key {keyId}).",
    },
    failed: {
      zh: '平台签名无效：文件被改动，或不是这把密钥签的。',
      en: "The platform's signature does not hold: the file was changed or another key signed it.",
    },
  },
  key: {
    ok: { zh: '签名用的是您提供的平台公钥。', en: 'The signing key is the one you gave.' },
    failed: { zh: '文件里的公钥不是您提供的平台公钥。', en: 'The key in the file is not the one you gave.' },
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
      zh: '各信封与封存时的摘要一致，收件公钥与公告一致。',
      en: 'The envelopes are those that were sealed, closed to the keys of the notice.',
    },
    failed: {
      zh: '信封与封存时的摘要或公告的公钥不一致（{fault}）。',
      en: 'The envelopes are not those that were sealed, or closed to other keys ({fault}).',
    },
  },
  contributions: {
    ok: { zh: '{count} 位保管人交出的密钥份额是真的。', en: 'What {count} key holders gave is true.' },
    failed: { zh: '{office} 交出的密钥份额是假的。', en: 'What the key holder of {office} gave is false.' },
  },
  secret: {
    ok: { zh: '合成的密钥正是这个信封的密钥。', en: 'The combined key is the key of this envelope.' },
    failed: { zh: '公布的密钥不是这个信封的密钥。', en: 'The published key is not the key of this envelope.' },
  },
  price: {
    ok: { zh: '解密得到的报价与记录一致：{price} 元。', en: 'The decrypted price is that of the record: {price} yuan.' },
    failed: { zh: '解密得到的报价与记录不一致（{fault}）。', en: 'The decrypted price is not that of the record ({fault}).' },
  },
  blame: {
    ok: {
      zh: '记录为无效，责任在响应人，可以验证（{fault}）。',
      en: 'It is recorded as invalid by the fault of the bidder, and that can be seen ({fault}).',
    },
    failed: { zh: '记录为有效，但无法开启（{fault}）。', en: 'It is recorded as valid and yet cannot be opened ({fault}).' },
  },
  bid: {
    ok: { zh: '回执里的摘要就是这份响应文件的摘要。', en: 'The digest in the receipt is that of this bid.' },
    failed: { zh: '回执里的摘要不是这份响应文件的摘要。', en: 'The digest in the receipt is not that of this bid.' },
  },
} as const satisfies Record<string, { readonly ok: Said; readonly failed: Said }>;
export type CheckCode = keyof typeof checkSentences;

const unseen: Said = { zh: '没有提供所需的文件，未检查。', en: 'Not looked at: what it takes was not given.' };

/** A check in words. */
export function checkSaid({ code, result, about, facts = {} }: Check, language: 'zh' | 'en'): string {
  const said: Said = result === 'skipped' ? unseen : checkSentences[code][result];
  const sentence = said[language].replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? '—'));
  if (about === undefined) return result === 'skipped' ? `${code}: ${sentence}` : sentence;
  return language === 'zh' ? `${about}：${sentence}` : `${about}: ${sentence}`;
}
