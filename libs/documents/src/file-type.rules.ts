import { type Refusal, refuse } from '#kernel';

/** 20 MB: what one file may weigh. */
export const largestFile = 20 * 1024 * 1024;

/** What may be stored, by what the bytes are; the endings a name may then have. */
export const fileTypes = {
  'application/pdf': ['pdf'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'application/zip': ['zip'],
  'text/csv': ['csv'],
  'application/xml': ['xml'],
} as const;
export type FileType = keyof typeof fileTypes;

/** What a browser's file chooser should offer. */
export const acceptedEndings = Object.values(fileTypes)
  .flat()
  .map((ending) => `.${ending}`)
  .join(',');

/** Why a file cannot be stored, in the order a person would want to hear it. */
export function fileFault(name: string, bytes: Buffer): Refusal | undefined {
  if (bytes.length === 0) return fault('file.empty', { name });
  if (bytes.length > largestFile) return fault('file.too-large', { name, limit: largestFile / 1024 / 1024 });
  if (isLocked(bytes)) return fault('file.password', { name });
  const type = fileTypeOf(name, bytes);
  if (!type) return fault('file.type', { name });
  if (!(fileTypes[type] as readonly string[]).includes(endingOf(name)))
    return fault('file.name-differs', { name, ending: fileTypes[type][0] });
  return undefined;
}

function fault(code: string, facts: Record<string, string | number>): Refusal {
  return refuse('invalid', code, facts, [{ field: 'file', code, facts }]);
}

/** What the bytes are. The sender's claim counts for nothing; a name only tells two kinds of plain text apart. */
export function fileTypeOf(name: string, bytes: Buffer): FileType | undefined {
  if (starts(bytes, '%PDF-')) return 'application/pdf';
  if (bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))) return 'image/png';
  if (bytes.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex'))) return 'image/jpeg';
  if (starts(bytes, 'PK\x03\x04')) return packed(bytes);
  const text = asText(bytes);
  if (text === undefined) return undefined;
  if (/^\s*<\?xml[\s?]/.test(text)) return 'application/xml';
  return endingOf(name) === 'csv' && !/^\s*</.test(text) ? 'text/csv' : undefined;
}

/** Office files are ZIP archives with a table of contents of their own. */
function packed(bytes: Buffer): FileType {
  if (bytes.includes('[Content_Types].xml')) {
    if (bytes.includes('word/document.xml')) return 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
    if (bytes.includes('xl/workbook.xml')) return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  }
  return 'application/zip';
}

/** Text in UTF-8 or, as office programs still write it, GB 18030; undefined when it is neither. */
function asText(bytes: Buffer): string | undefined {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);

      return /[\x00-\x08\x0e-\x1f]/.test(text) ? undefined : text;
    } catch {
      continue;
    }
  }
  return undefined;
}

/** An encrypted PDF says so in its trailer; an encrypted office file is an OLE container with a package inside. */
function isLocked(bytes: Buffer): boolean {
  if (starts(bytes, '%PDF-')) return /\/Encrypt\s+\d+\s+\d+\s+R/.test(bytes.toString('latin1'));
  const ole = bytes.subarray(0, 8).equals(Buffer.from('d0cf11e0a1b11ae1', 'hex'));
  return ole && bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'));
}

const starts = (bytes: Buffer, magic: string): boolean => bytes.subarray(0, magic.length).toString('latin1') === magic;

const endingOf = (name: string): string => (/\.([a-z0-9]{1,8})$/i.exec(name)?.[1] ?? '').toLowerCase();

/** A name safe to store, print and save: no folders, no control or direction marks, at most 120 characters. */
export function cleanName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? '';

  const plain = last.replace(/[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069<>:"|?*]/g, '').trim();
  const [, body = plain, ending = ''] = /^(.*?)(\.[A-Za-z0-9]{1,8})?$/s.exec(plain) ?? [];
  return `${body.slice(0, 120 - ending.length) || 'file'}${ending}`;
}
