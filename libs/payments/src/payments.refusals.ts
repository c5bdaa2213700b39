import type { RefusalCatalogue } from '#kernel';

/** Sentences of the refusals of this room. */
export const paymentsRefusals: RefusalCatalogue = {
  'invoice.number': {
    zh: '数电发票号码是 20 位数字，没有发票代码。核对发票右上角后重填。',
    en: 'The number of an e-invoice has 20 digits and no separate code. Check the top right corner of the invoice.',
  },
  'invoice.region': {
    zh: '发票号码第 3–4 位({region})不是税务地区代码。核对号码。',
    en: 'Places 3 and 4 of the number ({region}) are no tax region. Check the number.',
  },
  'invoice.year': {
    zh: '号码的前两位说它是 {year} 年开具的，与开票日期 {date} 不一致。',
    en: 'The first two places say it was issued in {year}, which does not fit the date {date}.',
  },
  'invoice.future': {
    zh: '开票日期 {date} 还没有到。核对发票上的日期。',
    en: 'The invoice date {date} is yet to come. Check the date on the invoice.',
  },
  'invoice.used': {
    zh: '这张发票已登记在另一笔付款上。一张发票只能用一次，开具新发票后再申请。',
    en: 'This invoice is registered for another payment. An invoice is used once; issue a new one.',
  },
  'payment.amount-above': {
    zh: '发票 {invoice} 比应付金额多 {difference}。合同分期 {instalment}，验收考核后应付 {payable}，三者以应付为准。',
    en: 'The invoice of {invoice} is {difference} more than what is payable. The instalment is {instalment}; after assessment {payable} is payable.',
  },
  'payment.amount-below': {
    zh: '发票 {invoice} 比应付金额少 {difference}。合同分期 {instalment}，验收考核后应付 {payable}，三者以应付为准。',
    en: 'The invoice of {invoice} is {difference} less than what is payable. The instalment is {instalment}; after assessment {payable} is payable.',
  },
  'payment.account': {
    zh: '账号是 8 到 30 位数字，可以带空格。',
    en: 'An account number has 8 to 30 digits; spaces are fine.',
  },
  'payment.file': {
    zh: '上传的发票文件没有找到。重新选择文件。',
    en: 'The uploaded invoice was not found. Choose the file again.',
  },
  'payment.not-yours': {
    zh: '这一步不由您办理：每一步由规定的岗位、不同的人办理。',
    en: 'This step is not yours: each step has its office and its own person.',
  },
  'payment.second-person': {
    zh: '同一笔付款的申请、确认、初审和复核由不同的人办理。请另一位复核人员放行。',
    en: 'Request, confirmation, check and release are done by different persons. Ask another approver to release it.',
  },
  'payment.mismatch': {
    zh: '合同、验收和发票有 {count} 处不一致，这笔付款不能通过。核对后退回。',
    en: 'Contract, acceptance and invoice differ in {count} places, so this payment cannot pass. Check and return it.',
  },
  'match.payee': {
    zh: '发票的收款单位与合同的承接方不是同一名称。',
    en: 'The payee of the invoice is not the provider of the contract.',
  },
  'match.instalment': {
    zh: '验收考核的分期与合同的分期金额不一致。',
    en: 'The instalment assessed is not that of the contract.',
  },
  'match.acceptance': {
    zh: '还没有验收，或考核结果还没有生效。',
    en: 'The work is not accepted yet, or its result is not final.',
  },
  'match.amount': { zh: '应付金额与发票金额不一致。', en: 'What is payable and the invoice differ.' },
  'match.invoice': { zh: '发票登记在另一笔付款上。', en: 'The invoice is registered for another payment.' },
  'match.total': {
    zh: '累计付款将超过合同价款。',
    en: 'All payments together would come to more than the price.',
  },
  'payment.reason-short': {
    zh: '用几个字写明原因，对方要据此更正。',
    en: 'Say why in a few words: the other side corrects it by this.',
  },
  'payment.reminded-already': {
    zh: '这一步已在 {at} 催办过，办理方已经收到。进入下一步后可以再次催办。',
    en: 'You asked about this step at {at} and those who hold it were told. You may ask again in the next step.',
  },
  'payment.nobody-to-remind': {
    zh: '这一步在您手里，或款项已到账，没有要催办的。',
    en: 'This step is yours or the money has arrived; there is nobody to remind.',
  },
  'treasury-answer.not-readable': {
    zh: '这个文件不是能读懂的回单：收 pain.002 XML，或带 {columns} 列的 CSV。',
    en: 'This is no answer we can read: send a pain.002 XML, or a CSV with the columns {columns}.',
  },
  'treasury-answer.doctype': {
    zh: '回单里带有 DOCTYPE 声明，出于安全不读取。请国库重新导出。',
    en: 'The file carries a DOCTYPE, which is not read for safety. Ask the treasury to export it again.',
  },
  'treasury-answer.empty': {
    zh: '回单里没有任何一笔。核对是否选对了文件。',
    en: 'There is not one payment in this file. Check that it is the right one.',
  },
  'treasury-answer.too-large': {
    zh: '回单超过 5 MB。分成几个文件导入。',
    en: 'The file is larger than 5 MB. Import it in parts.',
  },
  'treasury-answer.no-file': { zh: '选择国库发回的文件。', en: 'Choose the file the treasury sent.' },
  'treasury-order.gone': {
    zh: '这笔支付指令的文件还没有写出。稍后再下载。',
    en: 'The file of this order has not been written yet. Try again shortly.',
  },
  'treasury-order.differs': {
    zh: '支付指令文件与账上不一致，没有写出。',
    en: 'The order file does not agree with the books and was not written.',
  },
};
