import { fromBase64, sameBytes } from './bytes.rules.js';
import { canonical, hasExactly, isCount, isDigest, type Json, parsed } from './canonical.rules.js';
import { checkShareHeader, isRecipient, shareHeaderSize } from './age.js';
import { ageHeaderSize, ageSize, contentFloor, padme, plainSize } from './padding.rules.js';
import {
  type EnvelopeKind,
  type Fault,
  fault,
  isEnvelopeKind,
  isOffice,
  type Office,
  offices,
  type Recipients,
  suite,
} from './suite.rules.js';

/** One holder's part of the key of an envelope. */
export interface SealedShare {
  readonly office: Office;
  readonly recipient: string;
  /** Base64 of an age file to the recipient, whose header names the procedure. */
  readonly share: string;
}

/** What an envelope says on its outside; its SHA-256 is the digest of the envelope. */
export interface Statement {
  readonly type: 'qiyue-envelope-statement';
  readonly suite: typeof suite;
  readonly procedure: string;
  readonly kind: EnvelopeKind;
  /** `age1…`: only one secret key belongs to it, so it binds the bidder. */
  readonly pk: string;
  readonly shares: readonly SealedShare[];
  /** The age files of the envelope, as they lie in the store; the first is its content. */
  readonly files: readonly { readonly sha256: string; readonly size: number }[];
}

/** 32 bytes of key and the place of the share, behind a header that names the procedure. */
export const shareSize = (procedure: string): number => ageSize(33) - ageHeaderSize + shareHeaderSize(procedure);
/** The most files an envelope may have, its content among them. */
export const mostFiles = 101;
/** The longest statement, in bytes. */
export const longestStatement = 65_536;

/** Reads a statement; undefined when the bytes are none. Whether it may be taken is `checkStatement`'s to say. */
export function readStatement(bytes: Uint8Array): Statement | undefined {
  const value = bytes.length <= longestStatement ? parsed(bytes) : undefined;
  return isStatement(value) ? (value as unknown as Statement) : undefined;
}

function isStatement(value: Json | undefined): boolean {
  if (!hasExactly(value, ['type', 'suite', 'procedure', 'kind', 'pk', 'shares', 'files'])) return false;
  const { type, procedure, kind, pk, shares, files } = value;
  return (
    type === 'qiyue-envelope-statement' &&
    typeof value['suite'] === 'string' &&
    typeof procedure === 'string' &&
    isEnvelopeKind(kind) &&
    typeof pk === 'string' &&
    Array.isArray(shares) &&
    shares.every((share: Json) => hasExactly(share, ['office', 'recipient', 'share']) && isOffice(share['office']) && isTexts(share)) &&
    Array.isArray(files) &&
    files.every((file: Json) => hasExactly(file, ['sha256', 'size']) && isDigest(file['sha256']) && isCount(file['size']))
  );
}

const isTexts = (fields: { readonly [name: string]: Json }): boolean => Object.values(fields).every((value) => typeof value === 'string');

/** The first thing wrong with a statement, as far as anybody can see without a key. */
export function checkStatement(
  bytes: Uint8Array,
  expected: { readonly procedure: string; readonly kind: EnvelopeKind; readonly recipients: Recipients },
): Fault | undefined {
  const statement = readStatement(bytes);
  if (!statement) return fault('statement.unreadable');
  if (!sameBytes(canonical(statement as unknown as Json), bytes)) return fault('statement.not-canonical');
  if (statement.suite !== suite) return fault('statement.suite', { suite: statement.suite });
  if (statement.procedure !== expected.procedure) return fault('statement.procedure');
  if (statement.kind !== expected.kind) return fault('statement.kind', { kind: statement.kind });
  if (!isRecipient(statement.pk)) return fault('statement.key');
  return checkShares(statement, expected.recipients) ?? checkFiles(statement);
}

function checkShares({ procedure, shares }: Statement, recipients: Recipients): Fault | undefined {
  if (shares.map(({ office }) => office).join() !== offices.join()) return fault('statement.share');
  for (const { office, recipient, share } of shares) {
    if (recipient !== recipients[office]) return fault('statement.recipients', { office });
    const bytes = fromBase64(share);
    if (!bytes || bytes.length !== shareSize(procedure) || checkShareHeader(bytes, procedure)) return fault('statement.share', { office });
  }
  return undefined;
}

/** Sizes are padded as agreed, so that they tell as little as they can. */
function checkFiles({ kind, files }: Statement): Fault | undefined {
  const [content, ...others] = files;
  if (!content || files.length > mostFiles) return fault('statement.files', { count: files.length });
  if (new Set(files.map(({ sha256 }) => sha256)).size !== files.length) return fault('statement.files', { count: files.length });
  const inside = plainSize(content.size);
  const fits = kind === 'price' ? inside === contentFloor : inside !== undefined && inside >= contentFloor && padme(inside) === inside;
  if (!fits) return fault('statement.size', { sha256: content.sha256 });
  const odd = others.find(({ size }) => {
    const plain = plainSize(size);
    return plain === undefined || padme(plain) !== plain;
  });
  return odd && fault('statement.size', { sha256: odd.sha256 });
}

export const shareFor = (statement: Statement, office: Office): Uint8Array | undefined =>
  fromBase64(statement.shares.find((share) => share.office === office)?.share);
