/** What a file of a bid may be, by its bytes; the server never sees them, so the browser looks. */
const endings: Readonly<Record<string, readonly string[]>> = {
  'application/pdf': ['pdf'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'application/zip': ['zip'],
  'text/csv': ['csv'],
  'application/xml': ['xml'],
};

export interface FileFault {
  readonly code: 'empty' | 'tooLarge' | 'password' | 'type' | 'nameDiffers';
  readonly places: Readonly<Record<string, string | number>>;
}

/** Why a file cannot be taken, in the order a person would want to hear it; or its media type. */
export function checkFile(name: string, bytes: Uint8Array, limit: number): FileFault | { readonly mediaType: string } {
  if (bytes.length === 0) return { code: 'empty', places: { name } };
  if (bytes.length > limit) return { code: 'tooLarge', places: { name, limit: Math.floor(limit / 1_048_576) } };
  if (isLocked(bytes)) return { code: 'password', places: { name } };
  const mediaType = typeOf(name, bytes);
  if (!mediaType) return { code: 'type', places: { name } };
  const known = endings[mediaType]!;
  return known.includes(endingOf(name)) ? { mediaType } : { code: 'nameDiffers', places: { name, ending: known[0]! } };
}

/** What the bytes are; a name only tells two kinds of plain text apart. */
export function typeOf(name: string, bytes: Uint8Array): string | undefined {
  if (begins(bytes, '255044462d')) return 'application/pdf';
  if (begins(bytes, '89504e470d0a1a0a')) return 'image/png';
  if (begins(bytes, 'ffd8ff')) return 'image/jpeg';
  if (begins(bytes, '504b0304')) return packed(latin(bytes));
  const text = asText(bytes);
  if (text === undefined) return undefined;
  if (/^\s*<\?xml[\s?]/.test(text)) return 'application/xml';
  return endingOf(name) === 'csv' && !/^\s*</.test(text) ? 'text/csv' : undefined;
}

/** Office files are ZIP archives with a table of contents of their own. */
function packed(text: string): string {
  const office = 'application/vnd.openxmlformats-officedocument.';
  if (text.includes('[Content_Types].xml')) {
    if (text.includes('word/document.xml')) return `${office}wordprocessingml.document`;
    if (text.includes('xl/workbook.xml')) return `${office}spreadsheetml.sheet`;
  }
  return 'application/zip';
}

/** Text in UTF-8 or, as office programs still write it, GB 18030. */
function asText(bytes: Uint8Array): string | undefined {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      return [...text.slice(0, 65_536)].some((sign) => sign < ' ' && !'\t\n\r\f'.includes(sign)) ? undefined : text;
    } catch {
      continue;
    }
  }
  return undefined;
}

/** An encrypted PDF says so in its trailer; an encrypted office file is an OLE container with a package inside. */
function isLocked(bytes: Uint8Array): boolean {
  if (begins(bytes, '255044462d')) return /\/Encrypt\s*(\d+\s+\d+\s+R|<<)/.test(latin(bytes));
  return begins(bytes, 'd0cf11e0a1b11ae1') && latin(bytes).includes([...'EncryptedPackage'].join('\0'));
}

/** A name safe to keep: no folders, no control or direction marks, at most 120 characters. */
export function cleanName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).pop() ?? '';
  const plain = last.replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '').trim();
  const [, body = plain, ending = ''] = /^(.*?)(\.[A-Za-z0-9]{1,8})?$/s.exec(plain) ?? [];
  return `${body.slice(0, 120 - ending.length) || 'file'}${ending}`;
}

export const acceptedEndings = Object.values(endings)
  .flatMap((list) => list.map((ending) => `.${ending}`))
  .join(',');

const endingOf = (name: string): string => (/\.([a-z0-9]{1,8})$/i.exec(name)?.[1] ?? '').toLowerCase();

const begins = (bytes: Uint8Array, hex: string): boolean => (hex.match(/../g) ?? []).every((pair, at) => bytes[at] === parseInt(pair, 16));

/** One character a byte. */
export const latin = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);
