import { type Fen, toYuan } from '#kernel';

/** Everything an order file says. Made of stored values only, so that writing it twice gives the same bytes. */
export interface TreasuryOrder {
  readonly id: string;
  readonly paymentNumber: string;
  readonly amount: Fen;
  readonly orderedAt: Date;
  /** Civil date. */
  readonly executeOn: string;
  readonly payer: { readonly name: string; readonly uscc: string; readonly account: string };
  readonly payee: { readonly name: string; readonly bank: string; readonly account: string };
  readonly contractNumber: string;
  readonly line: string | null;
}

/** The key of an order as ISO 20022 carries it: its id without hyphens, since Max35Text has no room for them. */
export const endToEndId = (orderId: string): string => orderId.replaceAll('-', '');

/** The order an answer speaks of, with or without hyphens; null when it is no id. */
export function orderIdOf(reference: string): string | null {
  const plain = reference.trim().toLowerCase().replaceAll('-', '');
  if (!/^[0-9a-f]{32}$/.test(plain)) return null;
  return plain.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
/** Text of an element: marked characters escaped, control characters gone, cut to what the schema allows. */
function text(value: string, longest: number): string {
  const clean = [...value.normalize('NFC').replaceAll(/[\u0000-\u001f\u007f\ufffe\uffff]/g, ' ')].slice(0, longest).join('');
  return clean.replaceAll(/[&<>"']/g, (sign) => entities[sign]!);
}

/** An order as ISO 20022 pain.001.001.09: one message, one payment, one transaction. */
export function orderXml(order: TreasuryOrder): string {
  const id = endToEndId(order.id);
  const sum = toYuan(order.amount);
  const totals = `<NbOfTxs>1</NbOfTxs><CtrlSum>${sum}</CtrlSum>`;
  const purpose = `${order.paymentNumber} ${order.contractNumber}${order.line ? ` ${order.line}` : ''}`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09">',
    '<CstmrCdtTrfInitn>',
    `<GrpHdr><MsgId>${id}</MsgId><CreDtTm>${order.orderedAt.toISOString()}</CreDtTm>${totals}<InitgPty><Nm>${text(order.payer.name, 140)}</Nm></InitgPty></GrpHdr>`,
    `<PmtInf><PmtInfId>${id}</PmtInfId><PmtMtd>TRF</PmtMtd>${totals}<ReqdExctnDt><Dt>${order.executeOn}</Dt></ReqdExctnDt>`,
    `<Dbtr><Nm>${text(order.payer.name, 140)}</Nm><Id><OrgId><Othr><Id>${text(order.payer.uscc, 35)}</Id></Othr></OrgId></Id></Dbtr>`,
    `<DbtrAcct><Id><Othr><Id>${text(order.payer.account, 34)}</Id></Othr></Id><Ccy>CNY</Ccy></DbtrAcct>`,
    '<DbtrAgt><FinInstnId><Nm>国库</Nm></FinInstnId></DbtrAgt>',
    `<CdtTrfTxInf><PmtId><InstrId>${id}</InstrId><EndToEndId>${id}</EndToEndId></PmtId><Amt><InstdAmt Ccy="CNY">${sum}</InstdAmt></Amt>`,
    `<CdtrAgt><FinInstnId><Nm>${text(order.payee.bank, 140)}</Nm></FinInstnId></CdtrAgt><Cdtr><Nm>${text(order.payee.name, 140)}</Nm></Cdtr>`,
    `<CdtrAcct><Id><Othr><Id>${text(order.payee.account, 34)}</Id></Othr></Id></CdtrAcct>`,
    `<RmtInf><Ustrd>${text(purpose, 140)}</Ustrd></RmtInf></CdtTrfTxInf></PmtInf>`,
    '</CstmrCdtTrfInitn>',
    '</Document>',
    '',
  ].join('\n');
}

export const orderColumns = [
  '支付指令号',
  '付款编号',
  '金额(元)',
  '收款单位',
  '开户银行',
  '账号',
  '合同编号',
  '预算编号',
  '付款单位',
] as const;

/** The same order as a row for those whose bank takes no XML; with BOM and CRLF, as Excel reads it. */
export function orderCsv(order: TreasuryOrder): string {
  const row = [
    order.id,
    order.paymentNumber,
    toYuan(order.amount),
    order.payee.name,
    order.payee.bank,
    order.payee.account,
    order.contractNumber,
    order.line ?? '',
    order.payer.name,
  ];
  return `\ufeff${[orderColumns, row].map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

/** Quoted; a tab before what a spreadsheet would take for a formula or a long number. */
const csvCell = (cell: string): string => `"${(/^[=+@-]|^\d{12,}$/.test(cell) ? `\t${cell}` : cell).replaceAll('"', '""')}"`;
