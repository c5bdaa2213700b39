import { unzlibSync } from 'fflate';
import { latin } from './file-check.js';

/**
 * How many pages a PDF has, or null when that cannot be told. Page objects stand in the open or, in newer files, inside
 * compressed object streams; both are counted, and older revisions of the same object only once.
 */
export function pagesOf(bytes: Uint8Array): number | null {
  const text = latin(bytes);
  if (!text.startsWith('%PDF-')) return null;
  const pages = new Set<string>();
  for (const [, number = '', body = ''] of text.matchAll(/(\d+)\s+\d+\s+obj\b([\s\S]*?)(?:endobj|stream\r?\n)/g)) {
    if (isPage(body)) pages.add(number);
    else pages.delete(number);
  }
  for (const [number, body] of packedObjects(bytes, text)) if (isPage(body)) pages.add(number);
  return pages.size || null;
}

const isPage = (body: string): boolean => /\/Type\s*\/Page(?![A-Za-z])/.test(body);

function* packedObjects(bytes: Uint8Array, text: string): Generator<readonly [string, string]> {
  for (const match of text.matchAll(/<<[^]{0,400}?\/Type\s*\/ObjStm[^]{0,400}?>>\s*stream\r?\n/g)) {
    const from = match.index + match[0].length;
    const first = Number(/\/First\s+(\d+)/.exec(match[0])?.[1] ?? 0);
    const to = text.indexOf('endstream', from);
    const inner = inflated(bytes.subarray(from, to < 0 ? undefined : to));
    if (inner === undefined) continue;
    const places = (inner.slice(0, first).match(/\d+/g) ?? []).map(Number);
    for (let place = 0; place + 1 < places.length; place += 2)
      yield [String(places[place]), inner.slice(first + places[place + 1]!, first + (places[place + 3] ?? inner.length))];
  }
}

function inflated(packed: Uint8Array): string | undefined {
  try {
    return latin(unzlibSync(packed));
  } catch {
    return undefined;
  }
}
