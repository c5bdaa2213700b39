import { CsvError, parse } from 'csv-parse/sync';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { parseYuan, refuse, Refused } from '#kernel';
import type { AnswerLine } from './answer.rules.js';

export interface AnswerFile {
  readonly kind: 'pain.002' | 'csv';
  readonly lines: readonly AnswerLine[];
}

/** 5 MB: about ten thousand answers. */
export const largestAnswer = 5_000_000;
const columns = 'order,status,amount,reason';

/** Reads what the treasury or the bank sent. Refuses `treasury-answer.*` when it is no answer at all. */
export function readAnswer(bytes: Buffer): AnswerFile {
  if (bytes.length > largestAnswer) throw no('treasury-answer.too-large');
  const text = utf8(bytes).replace(/^\ufeff/, '');
  const file: AnswerFile = /^\s*</.test(text) ? { kind: 'pain.002', lines: fromXml(text) } : { kind: 'csv', lines: fromCsv(text) };
  if (file.lines.length === 0) throw no('treasury-answer.empty');
  return file;
}

const many = new Set(['OrgnlPmtInfAndSts', 'TxInfAndSts', 'StsRsnInf', 'AddtlInf']);
interface Reason {
  Rsn?: { Cd?: string; Prtry?: string };
  AddtlInf?: string[];
}
interface Transaction {
  OrgnlInstrId?: string;
  OrgnlEndToEndId?: string;
  TxSts?: string;
  StsRsnInf?: Reason[];
  OrgnlTxRef?: { Amt?: { InstdAmt?: string | { '#text'?: string } } };
}
interface Report {
  OrgnlGrpInfAndSts?: { OrgnlMsgId?: string; GrpSts?: string; StsRsnInf?: Reason[] };
  OrgnlPmtInfAndSts?: {
    OrgnlPmtInfId?: string;
    PmtInfSts?: string;
    StsRsnInf?: Reason[];
    TxInfAndSts?: Transaction[];
  }[];
}

/** Each transaction by itself; a status given only to a payment or to the whole message holds for the order of that id. */
function fromXml(text: string): AnswerLine[] {
  if (/<!DOCTYPE/i.test(text)) throw no('treasury-answer.doctype');
  if (XMLValidator.validate(text) !== true) throw no('treasury-answer.not-readable', { columns });
  const parser = new XMLParser({
    removeNSPrefix: true,
    parseTagValue: false,
    ignoreAttributes: false,
    isArray: (name) => many.has(name),
  });
  const read = parser.parse(text) as { Document?: { CstmrPmtStsRpt?: Report } };
  const report = read.Document?.CstmrPmtStsRpt;
  if (!report) throw no('treasury-answer.not-readable', { columns });
  const group = report.OrgnlGrpInfAndSts;
  const payments = report.OrgnlPmtInfAndSts ?? [];
  if (payments.length === 0 && group?.GrpSts) return [line(group.OrgnlMsgId, group.GrpSts, null, group.StsRsnInf)];
  return payments.flatMap((payment) =>
    payment.TxInfAndSts?.length
      ? payment.TxInfAndSts.map((one) =>
          line(one.OrgnlEndToEndId ?? one.OrgnlInstrId, one.TxSts ?? payment.PmtInfSts, amountOf(one), one.StsRsnInf),
        )
      : [line(payment.OrgnlPmtInfId, payment.PmtInfSts, null, payment.StsRsnInf)],
  );
}

const amountOf = ({ OrgnlTxRef: reference }: Transaction): string | null => {
  const amount = reference?.Amt?.InstdAmt;
  return (typeof amount === 'object' ? amount['#text'] : amount) ?? null;
};

function line(reference: string | undefined, status: string | undefined, amount: string | null, reasons: Reason[] = []): AnswerLine {
  const fen = amount === null ? null : (parseYuan(amount) ?? null);
  const reason = reasons
    .flatMap(({ Rsn: rsn, AddtlInf: more = [] }) => [rsn?.Cd ?? rsn?.Prtry ?? '', ...more])
    .filter(Boolean)
    .join(' ');
  return {
    reference: String(reference ?? '').slice(0, 200),
    status: String(status ?? '')
      .trim()
      .toUpperCase()
      .slice(0, 40),
    amount: fen,
    reason: reason.slice(0, 500) || null,
    readable: Boolean(reference) && Boolean(status) && (amount === null || fen !== null),
  };
}

/** Column names without brackets and width. */
const headings: Readonly<Record<string, string>> = {
  支付指令号: 'order',
  order: 'order',
  状态: 'status',
  status: 'status',
  金额: 'amount',
  amount: 'amount',
  原因: 'reason',
  reason: 'reason',
};
const headingOf = (cell: string): string =>
  headings[
    cell
      .normalize('NFKC')
      .replace(/\(.*\)/, '')
      .trim()
      .toLowerCase()
  ] ?? '';
const words: Readonly<Record<string, string>> = {
  成功: 'ACSC',
  已支付: 'ACSC',
  PAID: 'ACSC',
  失败: 'RJCT',
  退回: 'RJCT',
  REJECTED: 'RJCT',
  处理中: 'PDNG',
};

function fromCsv(text: string): AnswerLine[] {
  const rows = table(text);
  const header = (rows[0] ?? []).map(headingOf);
  if (!header.includes('order') || !header.includes('status')) throw no('treasury-answer.not-readable', { columns });
  return rows.slice(1).map((cells) => {
    const cell = (name: string): string => (cells[header.indexOf(name)] ?? '').trim();
    const status = cell('status').toUpperCase();
    const { reason, ...rest } = line(cell('order') || undefined, words[status] ?? status, cell('amount') || null);
    return { ...rest, reason: reason ?? (cell('reason').slice(0, 500) || null) };
  });
}

function table(text: string): string[][] {
  try {
    return parse(text, { skip_empty_lines: true, relax_column_count: true });
  } catch (error) {
    if (error instanceof CsvError) throw no('treasury-answer.not-readable', { columns });
    throw error;
  }
}

function utf8(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw no('treasury-answer.not-readable', { columns });
  }
}

function no(code: string, facts: Record<string, string> = {}): Refused {
  return new Refused(refuse('invalid', code, facts, [{ field: 'file', code, facts }]));
}
