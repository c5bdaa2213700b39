import { decryptWith, encryptShare, encryptTo, newIdentity, recipientOf } from './age.js';
import { digestOf, toBase64 } from './bytes.rules.js';
import { canonical, hasExactly, isCount, isDigest, type Json, parsed } from './canonical.rules.js';
import { contentFloor, padded, padme } from './padding.rules.js';
import { splitSecret } from './shares.js';
import type { Statement } from './statement.rules.js';
import { type EnvelopeKind, type Fault, fault, offices, type Recipients, suite } from './suite.rules.js';

/** A file as the content of an envelope names it. */
export interface FileEntry {
  readonly name: string;
  readonly mediaType: string;
  /** Bytes of the file itself. */
  readonly size: number;
  /** Hex, of the file itself; it stands inside the envelope only. */
  readonly sha256: string;
  /** Hex, of its age file. */
  readonly sealed: string;
}

/** What is inside an envelope: its first file. */
export interface Content {
  readonly type: 'qiyue-envelope';
  readonly suite: typeof suite;
  readonly procedure: string;
  readonly number: string;
  /** Unified social credit code: whose envelope it is, so that a copied one is found out. */
  readonly provider: string;
  readonly kind: EnvelopeKind;
  readonly answers: Json;
  readonly files: readonly FileEntry[];
}

/** A file closed to an envelope's key, padded behind its end with zero bytes. */
export async function sealFile(
  pk: string,
  file: { readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array },
): Promise<{ readonly entry: FileEntry; readonly bytes: Uint8Array }> {
  const { name, mediaType, bytes } = file;
  const sealed = await encryptTo(pk, padded(bytes, padme(bytes.length)));
  const entry = { name, mediaType, size: bytes.length, sha256: await digestOf(bytes), sealed: await digestOf(sealed) };
  return { entry, bytes: sealed };
}

export interface SealInput {
  readonly procedure: string;
  readonly number: string;
  readonly provider: string;
  readonly kind: EnvelopeKind;
  readonly answers: Json;
  readonly files?: readonly { readonly entry: FileEntry; readonly bytes: { readonly length: number } }[];
  /** The envelope's own key when files were closed to it before; a fresh one otherwise. Never used for two envelopes. */
  readonly secret?: string;
  readonly recipients: Recipients;
}

export interface SealedEnvelope {
  readonly statement: Uint8Array;
  /** Hex, of the statement: the digest of the envelope. */
  readonly sha256: string;
  /** The age file of the content; the first file of the statement. */
  readonly content: Uint8Array;
  readonly secret: string;
  readonly pk: string;
}

/** Closes an envelope: any two of the three holders open it, one alone sees nothing. */
export async function sealEnvelope(input: SealInput): Promise<SealedEnvelope> {
  const { procedure, number, provider, kind, answers, files = [], recipients } = input;
  const secret = input.secret ?? (await newIdentity());
  const pk = await recipientOf(secret);
  const entries = files.map(({ entry }) => entry);
  const inside: Content = { type: 'qiyue-envelope', suite, procedure, number, provider, kind, answers, files: entries };
  const content = await encryptTo(pk, paddedContent(kind, canonical(inside as unknown as Json)));
  const parts = await splitSecret(secret);
  const statement: Statement = {
    type: 'qiyue-envelope-statement',
    suite,
    procedure,
    kind,
    pk,
    shares: await Promise.all(
      offices.map(async (office, at) => ({
        office,
        recipient: recipients[office],
        share: toBase64(await encryptShare(recipients[office], procedure, parts[at]!)),
      })),
    ),
    files: [
      { sha256: await digestOf(content), size: content.length },
      ...files.map(({ entry, bytes }) => ({ sha256: entry.sealed, size: bytes.length })),
    ],
  };
  const bytes = canonical(statement as unknown as Json);
  return { statement: bytes, sha256: await digestOf(bytes), content, secret, pk };
}

/** Spaces behind JSON change nothing: a price has one size, other contents few. */
function paddedContent(kind: EnvelopeKind, json: Uint8Array): Uint8Array {
  const size = kind === 'price' ? contentFloor : padme(Math.max(json.length, contentFloor));
  if (json.length > size) throw new RangeError('the content of a price envelope is too long');
  return padded(json, size, 0x20);
}

/** Opens the content of an envelope with its secret; every fault is the bidder's, since the secret fits `pk`. */
export async function openContent(
  statement: Statement,
  secret: string,
  contentAge: Uint8Array,
  provider?: string,
): Promise<{ readonly content: Content } | { readonly fault: Fault }> {
  if (!(await fits(statement, secret))) return { fault: fault('secret.foreign') };
  if ((await digestOf(contentAge)) !== statement.files[0]?.sha256) return { fault: fault('content.digest') };
  const plain = await decryptWith(secret, contentAge);
  const value = plain && parsed(plain);
  if (!isContent(value)) return { fault: fault('content.unreadable') };
  const content = value as unknown as Content;
  if (content.procedure !== statement.procedure) return { fault: fault('content.procedure') };
  if (content.kind !== statement.kind) return { fault: fault('content.kind', { kind: content.kind }) };
  if (provider !== undefined && content.provider !== provider) return { fault: fault('content.provider', { provider: content.provider }) };
  const named = content.files.map(({ sealed }) => sealed).join();
  const there = statement.files.slice(1).map(({ sha256 }) => sha256);
  return named === there.join() ? { content } : { fault: fault('content.files') };
}

/** Does the secret belong to the envelope? */
export async function fits(statement: Pick<Statement, 'pk'>, secret: string): Promise<boolean> {
  try {
    return (await recipientOf(secret)) === statement.pk;
  } catch {
    return false;
  }
}

function isContent(value: Json | undefined): boolean {
  if (!hasExactly(value, ['type', 'suite', 'procedure', 'number', 'provider', 'kind', 'answers', 'files'])) return false;
  const { type, files } = value;
  const texts = [value['procedure'], value['number'], value['provider'], value['kind']];
  return (
    type === 'qiyue-envelope' &&
    value['suite'] === suite &&
    texts.every((text) => typeof text === 'string') &&
    Array.isArray(files) &&
    files.every(
      (file: Json) =>
        hasExactly(file, ['name', 'mediaType', 'size', 'sha256', 'sealed']) &&
        typeof file['name'] === 'string' &&
        typeof file['mediaType'] === 'string' &&
        isCount(file['size']) &&
        isDigest(file['sha256']) &&
        isDigest(file['sealed']),
    )
  );
}

/** Opens a file of an opened envelope and cuts the padding off. */
export async function openFile(
  entry: FileEntry,
  secret: string,
  age: Uint8Array,
): Promise<{ readonly bytes: Uint8Array } | { readonly fault: Fault }> {
  const { name } = entry;
  if ((await digestOf(age)) !== entry.sealed) return { fault: fault('file.digest', { name }) };
  const plain = await decryptWith(secret, age);
  if (!plain) return { fault: fault('file.unreadable', { name }) };
  const bytes = plain.slice(0, entry.size);
  return (await digestOf(bytes)) === entry.sha256 ? { bytes } : { fault: fault('file.altered', { name }) };
}

/** The paper that ties the envelopes of a bid together; its SHA-256 is the digest of the bid and a leaf of the box. */
export function bidStatement(bid: {
  readonly procedure: string;
  readonly envelopes: Readonly<Partial<Record<EnvelopeKind, string>>>;
}): Uint8Array {
  const envelopes = Object.fromEntries(Object.entries(bid.envelopes).filter(([, digest]) => digest !== undefined));
  return canonical({ type: 'qiyue-bid', suite, procedure: bid.procedure, envelopes });
}
