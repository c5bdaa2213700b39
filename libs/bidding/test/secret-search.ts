import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

/** Something that must be found nowhere, by a name for people. */
export interface Needle {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Bytes that somebody could get at, by where they lie. */
export interface Place {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Where something was found: `window` means a piece of seven bytes, as compression leaves them. */
export interface Hit {
  readonly needle: string;
  readonly form: string;
  readonly place: string;
}

const shortest = 6;
const window = 7;

/** All ways in which a text is commonly written into files, logs, tables and addresses. */
export function formsOf(text: string, { windows = true }: { windows?: boolean } = {}): Needle[] {
  const utf8 = Buffer.from(text);
  const wide = Buffer.from(text, 'utf16le');
  const forms: [string, Buffer][] = [
    ['utf-8', utf8],
    ['utf-16le', wide],
    ['utf-16be', Buffer.from(wide).swap16()],
    ['hex', Buffer.from(utf8.toString('hex'))],
    ['HEX', Buffer.from(utf8.toString('hex').toUpperCase())],
    ['escaped', Buffer.from(text.replace(/[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`))],
    ['address', Buffer.from(encodeURIComponent(text))],
    ...[0, 1, 2].flatMap((shift): [string, Buffer][] => {
      const inside = base64At(utf8, shift);
      return [
        [`base64+${shift}`, Buffer.from(inside)],
        [`base64url+${shift}`, Buffer.from(inside.replaceAll('+', '-').replaceAll('/', '_'))],
      ];
    }),
  ];
  const pieces = windows ? Array.from({ length: Math.max(0, utf8.length - window + 1) }, (_, at) => utf8.subarray(at, at + window)) : [];
  return [
    ...forms.map(([name, bytes]) => ({ name, bytes })),
    ...pieces.filter((piece) => new Set(piece).size > 3).map((bytes) => ({ name: 'window', bytes })),
  ].filter(({ bytes }) => bytes.length >= shortest);
}

/** The digits of base64 that depend on these bytes alone, when they begin so many bytes after a boundary. */
function base64At(bytes: Buffer, shift: number): string {
  const text = Buffer.concat([Buffer.alloc(shift), bytes])
    .toString('base64')
    .replace(/=+$/, '');
  const front = [0, 2, 3][shift]!;
  const end = (bytes.length + shift) % 3 === 0 ? 0 : 1;
  return text.slice(front, text.length - end);
}

/** Digests a guesser would compute of what might be inside. */
export const digestForms = (name: string, digest: Buffer): Needle[] =>
  [
    ['raw', digest],
    ['hex', Buffer.from(digest.toString('hex'))],
    ['HEX', Buffer.from(digest.toString('hex').toUpperCase())],
    ['base64', Buffer.from(digest.toString('base64').replace(/=+$/, ''))],
    ['base64url', Buffer.from(digest.toString('base64url'))],
  ].map(([form, bytes]) => ({ name: `${name} ${String(form)}`, bytes: bytes as Buffer }));

interface Wanted {
  readonly needle: string;
  readonly form: string;
  readonly bytes: Buffer;
  /** Where in the bytes the three stand by which they are noticed. */
  readonly mark: number;
}

/** Finds any of many byte strings in one pass: three bytes decide whether a closer look is worth it. */
export class Search {
  private readonly worth = new Uint8Array(1 << 21);
  private readonly by = new Map<number, Wanted[]>();

  add(needle: string, forms: readonly Needle[]): this {
    for (const { name: form, bytes } of forms) {
      const mark = rarest(bytes);
      const key = keyAt(bytes, mark);
      this.worth[key >> 3]! |= 1 << (key & 7);
      this.by.set(key, [...(this.by.get(key) ?? []), { needle, form, bytes, mark }]);
    }
    return this;
  }

  /** Every needle and form at most once a place; compressed streams inside are opened and looked through as well. */
  in(places: readonly Place[]): Hit[] {
    return places.flatMap((place) => [...this.plain(place), ...unfolded(place).flatMap((inner) => this.plain(inner))]);
  }

  private plain({ name: place, bytes }: Place): Hit[] {
    const found = new Map<string, Hit>();
    const { worth, by } = this;
    let key = bytes.length > 2 ? keyAt(bytes, 0) : 0;
    for (let at = 0; at + 2 < bytes.length; at += 1, key = ((key << 8) & 0xffffff) | bytes[at + 2]!) {
      if (!(worth[key >> 3]! & (1 << (key & 7)))) continue;
      for (const { needle, form, bytes: wanted, mark } of by.get(key) ?? []) {
        const start = at - mark;
        const there = start >= 0 && start + wanted.length <= bytes.length;
        if (there && bytes.compare(wanted, 0, wanted.length, start, start + wanted.length) === 0)
          found.set(`${needle} ${form}`, { needle, form, place });
      }
    }
    return [...found.values()];
  }
}

const keyAt = (bytes: Buffer, at: number): number => (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!;

/** Where three bytes stand that are unlike each other and not zero: files are full of zeros. */
function rarest(bytes: Buffer): number {
  const kinds = (at: number): number => new Set([...bytes.subarray(at, at + 3)].filter((byte) => byte !== 0)).size;
  let best = 0;
  for (let at = 1; at + 3 <= bytes.length; at += 1) if (kinds(at) > kinds(best)) best = at;
  return best;
}

/** What gzip and zlib streams anywhere in the bytes hold; ZIP entries are raw streams behind their header. */
function unfolded({ name, bytes }: Place): Place[] {
  const inner: Place[] = [];
  const take = (at: number, open: (part: Buffer) => Buffer): void => {
    try {
      inner.push({ name: `${name} @${at}`, bytes: open(bytes.subarray(at, at + 4_000_000)) });
    } catch {
      // No stream after all.
    }
  };
  const options = { finishFlush: 2, maxOutputLength: 20_000_000 } as const;
  for (let at = bytes.indexOf('1f8b08', 0, 'hex'); at >= 0; at = bytes.indexOf('1f8b08', at + 3, 'hex'))
    take(at, (part) => gunzipSync(part, options));
  for (const mark of ['789c', '78da', '7801'])
    for (let at = bytes.indexOf(mark, 0, 'hex'), tried = 0; at >= 0 && tried < 2_000; at = bytes.indexOf(mark, at + 2, 'hex'), tried += 1)
      if (((bytes[at]! << 8) | bytes[at + 1]!) % 31 === 0) take(at, (part) => inflateSync(part, options));
  for (let at = bytes.indexOf('504b0304', 0, 'hex'); at >= 0; at = bytes.indexOf('504b0304', at + 4, 'hex'))
    if (bytes.readUInt16LE(at + 8) === 8)
      take(at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28), (part) => inflateRawSync(part, options));
  return inner;
}

/** Every file below a folder, as it lies there. */
export function filesBelow(folder: string, called = folder): Place[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    const path = join(folder, name);
    try {
      return statSync(path).isFile() ? [{ name: `${called}/${name}`, bytes: readFileSync(path) }] : [];
    } catch {
      return [];
    }
  });
}

/** Every age file in the bytes, also inside base64: what somebody with a key would try it on. */
export function ageFilesIn(places: readonly Place[]): Buffer[] {
  const files = new Map<string, Buffer>();
  for (const { bytes } of places) {
    for (let at = bytes.indexOf('age-encryption.org/v1'); at >= 0; at = bytes.indexOf('age-encryption.org/v1', at + 1)) {
      const file = bytes.subarray(at, at + 400_000);
      files.set(file.subarray(0, 160).toString('latin1'), file);
    }
    const marked = Buffer.from('age-encryption.org/v1').toString('base64').slice(0, 27);
    for (let at = bytes.indexOf(marked); at >= 0; at = bytes.indexOf(marked, at + 1)) {
      const [text = ''] = /^[A-Za-z0-9+/]+={0,2}/.exec(bytes.subarray(at, at + 400_000).toString('latin1')) ?? [];
      const file = Buffer.from(text, 'base64');
      files.set(file.subarray(0, 160).toString('latin1'), file);
    }
  }
  return [...files.values()];
}
