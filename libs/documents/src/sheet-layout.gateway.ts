import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Sheet, SheetPart, SheetSignature } from './sheet.rules.js';

const ink = '#1B1F24';
const muted = '#5A6068';
const line = '#DAD5CB';
const ground = '#FAF8F4';

/** Millimetres in points. */
const mm = (millimetres: number): number => (millimetres * 72) / 25.4;
const width = mm(210 - 2 * 22);

/** An A4 sheet as pdfmake wants it described. */
export function definitionOf(sheet: Sheet): TDocumentDefinitions {
  return {
    pageSize: 'A4',
    pageMargins: [mm(22), mm(24), mm(22), mm(24)],
    language: 'zh-CN',
    info: { title: sheet.title, author: sheet.issuer, creator: 'Qiyue', producer: 'Qiyue', creationDate: sheet.at, modDate: sheet.at },
    defaultStyle: { font: 'Noto', fontSize: 10.5, lineHeight: 1.15, color: ink },
    content: [
      { text: sheet.title, bold: true, fontSize: 18, alignment: 'center', margin: [0, 0, 0, 4] },
      ...(sheet.number ? [{ text: sheet.number, alignment: 'center' as const, color: muted, margin: [0, 0, 0, 4] as Sides }] : []),
      { text: '', margin: [0, 0, 0, 10] },
      ...sheet.parts.map(blockOf),
      proofOf(sheet),
    ],
    footer: (page, pages) => ({
      margin: [mm(22), mm(8), mm(22), 0],
      fontSize: 7,
      color: muted,
      columns: [
        { text: `SHA-256 ${sheet.digest}`, width: '*' },
        { text: `第 ${page} 页，共 ${pages} 页`, width: 'auto', alignment: 'right' },
      ],
    }),
  };
}

type Sides = [number, number, number, number];

function blockOf(part: SheetPart): Content {
  if ('heading' in part) return { text: part.heading, bold: true, fontSize: 12, margin: [0, 10, 0, 4], headlineLevel: 1 };
  if ('text' in part) return { text: part.text, margin: [0, 0, 0, 6], ...breaking(part.text) };
  if ('list' in part) return { ul: part.list.map((text) => ({ text, ...breaking(text) })), margin: [0, 0, 0, 6] };
  if ('facts' in part) return factsOf(part.facts);
  if ('signatures' in part) return signaturesOf(part.signatures);
  return tableOf(part.table);
}

function factsOf(facts: readonly (readonly [string, string])[]): Content {
  const body = facts.map(([label, value]) => [
    { text: label, color: muted },
    { text: value, ...breaking(value) },
  ]);
  return { table: { widths: [mm(36), '*'], body, dontBreakRows: true }, layout: ruled, margin: [0, 2, 0, 8] };
}

function tableOf({ head, rows }: { head: readonly string[]; rows: readonly (readonly string[])[] }): Content {
  const wide = Math.max(head.length, ...rows.map((row) => row.length), 1);
  const filled = (row: readonly string[]): string[] => Array.from({ length: wide }, (_, at) => row[at] ?? '');
  const cell = (text: string): TableCell => ({ text, fontSize: 9, ...breaking(text) });
  const top = head.length > 0 ? [filled(head).map((text) => ({ text, bold: true, fontSize: 9, fillColor: ground }))] : [];
  const body = [...top, ...rows.map((row) => filled(row).map(cell))];
  if (body.length === 0) return { text: '' };
  const widths = shares([head, ...rows], wide).map((share) => share * width - padding * 2 - 1);
  return { table: { widths, body, headerRows: top.length, dontBreakRows: true }, layout: boxed, margin: [0, 2, 0, 8] };
}

function signaturesOf(signatures: readonly SheetSignature[]): Content {
  const one = ({ role, name, at }: SheetSignature): Content => ({
    stack: [
      { text: role, color: muted, fontSize: 9 },
      { text: name ?? ' ', margin: [0, 4, 0, 2] },
      { canvas: [{ type: 'line', x1: 0, y1: 0, x2: width / 2 - 12, y2: 0, lineWidth: 0.5, lineColor: line }] },
      { text: at ?? ' ', color: muted, fontSize: 8, margin: [0, 2, 0, 10] },
    ],
  });
  const pairs = signatures.flatMap((_, at) => (at % 2 === 0 ? [signatures.slice(at, at + 2)] : []));
  return { stack: pairs.map((pair) => ({ columns: pair.map(one), columnGap: 24, unbreakable: true })), margin: [0, 8, 0, 4] };
}

const ways = {
  digest: '扫码核验，或在平台“验证回执与文件”页输入下面的校验值，或提交本文件。',
  statement: '扫码核验，或在平台“验证回执与文件”页提交签名的 JSON 文件，其校验值为：',
} as const;

/** How anybody checks the print: by camera, or by the digest at the foot. */
function proofOf({ verify, issuer, digest, proof }: Sheet): Content {
  return {
    unbreakable: true,
    margin: [0, 16, 0, 0],
    columnGap: 14,
    columns: [
      { qr: verify, fit: verify.length > 200 ? mm(46) : mm(26), eccLevel: 'L', width: 'auto', foreground: ink },
      {
        width: '*',
        fontSize: 8,
        color: muted,
        stack: [
          { text: issuer, color: ink, fontSize: 9 },
          { text: ways[proof], margin: [0, 4, 0, 2] },
          { text: digest, wordBreak: 'break-all' },
        ],
      },
    ],
  };
}

const padding = 4;
const thin = (): number => 0.5;
const colour = (): string => line;
const pad = (): number => padding;
const ruled = {
  hLineWidth: thin,
  vLineWidth: () => 0,
  hLineColor: colour,
  paddingLeft: () => 0,
  paddingRight: pad,
  paddingTop: pad,
  paddingBottom: pad,
};
const boxed = { ...ruled, vLineWidth: thin, vLineColor: colour, paddingLeft: pad, paddingTop: () => 3, paddingBottom: () => 3 };

/** How much of the width each column gets: by its longest text, none less than a word, none more than a paragraph. */
function shares(rows: readonly (readonly string[])[], wide: number): number[] {
  const weights = Array.from({ length: wide }, (_, at) => {
    const longest = Math.max(...rows.map((row) => breadth(row[at] ?? '')));
    return Math.min(Math.max(longest, 6), 32);
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** Width in half characters: a Chinese one counts two. */
const breadth = (text: string): number => [...text].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0x2e7f ? 2 : 1), 0);

/** A digest or an address has no place to break; it may then break anywhere. */
const breaking = (text: string): { wordBreak?: 'break-all' } => (/[\x21-\x7e]{24}/.test(text) ? { wordBreak: 'break-all' } : {});
