import { unzipSync, type Zippable, zipSync } from 'fflate';
import { digestOf } from './bytes.rules.js';
import { hasExactly, isDigest, type Json, parsed } from './canonical.rules.js';
import { bidStatement } from './envelope.js';
import { readStatement } from './statement.rules.js';
import { type EnvelopeKind, envelopeKinds, type Fault, fault, isEnvelopeKind, suite } from './suite.rules.js';

/** All of a bid as it is handed in: statements by kind and age files by their SHA-256. */
export interface PackedBid {
  readonly procedure: string;
  readonly envelopes: Readonly<Partial<Record<EnvelopeKind, Uint8Array>>>;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** What a packed bid is called: "*.qybid". */
export const packedExtension = '.qybid';

/** A bid in one file: a plain ZIP without compression, the same bytes for the same bid. */
export async function packBid({ procedure, envelopes, files }: PackedBid): Promise<Uint8Array> {
  const digests = await digestsOf(envelopes);
  const entries: [string, Uint8Array][] = [
    ['bid.json', bidStatement({ procedure, envelopes: digests })],
    ...envelopeKinds.flatMap((kind): [string, Uint8Array][] => (envelopes[kind] ? [[`${kind}.json`, envelopes[kind]]] : [])),
    ...[...files].sort(([one], [other]) => (one < other ? -1 : 1)).map(([sha256, bytes]): [string, Uint8Array] => [`${sha256}.age`, bytes]),
  ];
  return stored(entries);
}

/** A ZIP of entries as they are, dated the same always. */
export function stored(entries: readonly (readonly [string, Uint8Array])[]): Uint8Array {
  const zippable: Zippable = Object.fromEntries(
    entries.map(([name, bytes]) => [name, [bytes, { level: 0, mtime: '1980-01-01T12:00:00' }]]),
  );
  return zipSync(zippable);
}

/** Reads a packed bid; every file is there, is what it is called, and belongs to it. Its statements are not checked here. */
export async function unpackBid(
  bytes: Uint8Array,
  limits: { readonly bytes: number },
): Promise<{ readonly bid: PackedBid } | { readonly fault: Fault }> {
  const entries = unstored(bytes, limits.bytes, /^(bid|qualification|technical|price)\.json$|^[0-9a-f]{64}\.age$/);
  if ('fault' in entries) return entries;
  const { found } = entries;
  const procedure = procedureIn(parsed(found.get('bid.json') ?? new Uint8Array(0)));
  if (procedure === undefined) return { fault: fault('packed.unreadable') };
  const envelopes: Partial<Record<EnvelopeKind, Uint8Array>> = {};
  const named = new Set<string>();
  for (const kind of envelopeKinds) {
    const statement = found.get(`${kind}.json`);
    if (!statement) continue;
    const read = readStatement(statement);
    if (!read) return { fault: fault('statement.unreadable', { kind }) };
    read.files.forEach(({ sha256 }) => named.add(sha256));
    envelopes[kind] = statement;
  }
  const whole = bidStatement({ procedure, envelopes: await digestsOf(envelopes) });
  if ((await digestOf(whole)) !== (await digestOf(found.get('bid.json')!))) return { fault: fault('packed.altered', { name: 'bid.json' }) };
  const files = new Map([...found].filter(([name]) => name.endsWith('.age')).map(([name, file]) => [name.slice(0, 64), file]));
  for (const [sha256, file] of files) {
    if (!named.has(sha256)) return { fault: fault('packed.foreign', { name: `${sha256}.age` }) };
    if ((await digestOf(file)) !== sha256) return { fault: fault('packed.altered', { name: `${sha256}.age` }) };
  }
  const missing = [...named].find((sha256) => !files.has(sha256));
  return missing ? { fault: fault('packed.missing', { name: `${missing}.age` }) } : { bid: { procedure, envelopes, files } };
}

/** The entries of a ZIP without compression; nothing is unfolded, so no small file can become a large one. */
export function unstored(
  bytes: Uint8Array,
  limit: number,
  names: RegExp,
): { readonly found: ReadonlyMap<string, Uint8Array> } | { readonly fault: Fault } {
  if (bytes.length > limit) return { fault: fault('packed.too-large', { limit }) };
  let odd: string | undefined;
  try {
    const found = unzipSync(bytes, {
      filter: ({ name, compression, size, originalSize }) => {
        const fine = compression === 0 && size === originalSize && size <= bytes.length && names.test(name);
        if (!fine) odd ??= name;
        return fine;
      },
    });
    return odd === undefined ? { found: new Map(Object.entries(found)) } : { fault: fault('packed.foreign', { name: odd.slice(0, 100) }) };
  } catch {
    return { fault: fault('packed.unreadable') };
  }
}

async function digestsOf(envelopes: PackedBid['envelopes']): Promise<Partial<Record<EnvelopeKind, string>>> {
  const digests: Partial<Record<EnvelopeKind, string>> = {};
  for (const kind of envelopeKinds) if (envelopes[kind]) digests[kind] = await digestOf(envelopes[kind]);
  return digests;
}

function procedureIn(value: Json | undefined): string | undefined {
  if (!hasExactly(value, ['type', 'suite', 'procedure', 'envelopes'])) return undefined;
  const { type, procedure, envelopes } = value;
  const fits =
    type === 'qiyue-bid' &&
    value['suite'] === suite &&
    typeof procedure === 'string' &&
    envelopes !== null &&
    typeof envelopes === 'object' &&
    Object.entries(envelopes).every(([kind, digest]) => isEnvelopeKind(kind) && isDigest(digest));
  return fits ? procedure : undefined;
}
