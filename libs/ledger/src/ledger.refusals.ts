import type { RefusalCatalogue } from '#kernel';

/** Sentences of the refusals of this room. */
export const ledgerRefusals: RefusalCatalogue = {
  'ledger.over-limit': {
    zh: '余额不够：可用 {free}，这一笔需要 {wanted}。减少金额，或先调整预算。',
    en: 'There is not enough left: {free} is free and this needs {wanted}. Lower the amount or adjust the budget first.',
  },
  'ledger.more-than-held': {
    zh: '只预留了 {held}，不能支用 {wanted}。先办理追加。',
    en: 'Only {held} is reserved, so {wanted} cannot be used. Reserve more first.',
  },
  'ledger.other-content': {
    zh: '这一笔已经按不同的内容记过账。核对账目，不要重复发送改过的内容。',
    en: 'This transfer was already booked with other content. Check the ledger before sending it again.',
  },
  'ledger.booked-already': {
    zh: '这一事项已经记过账，不会再记一次。刷新页面看最新状态。',
    en: 'This was booked already and is not booked twice. Reload to see where things stand.',
  },
  'ledger.resolved-already': {
    zh: '这笔预留已经支用或退回。刷新页面看最新状态。',
    en: 'This reservation was already used or given back. Reload to see where things stand.',
  },
  'ledger.not-pending': { zh: '没有找到要处理的预留。核对账目。', en: 'The reservation was not found. Check the ledger.' },
  'ledger.unknown-account': { zh: '没有找到账户 {account}。核对账目。', en: 'There is no account {account}. Check the ledger.' },
  'ledger.account-differs': {
    zh: '账户 {account} 已按另外的限制开立，不能更改。',
    en: 'Account {account} is open under another limit, which cannot change.',
  },
  'ledger.no-amount': { zh: '记账金额要大于零。', en: 'A transfer needs an amount above zero.' },
  'ledger.not-yours': { zh: '预算台账由财政和监督人员查看。', en: 'The budget ledger is open to finance and supervisors.' },
};
