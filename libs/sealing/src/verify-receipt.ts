import { digestOf } from './bytes.rules.js';
import { type Fields, isFields, type Json, parsed } from './canonical.rules.js';
import { bidStatement } from './envelope.js';
import { unpackBid } from './packed-bid.js';
import { type Check, checkOf, found, type Report, reportOf } from './report.rules.js';
import { isSignedBy, keyIdOf, signatureIn } from './signature.js';
import { envelopeKinds } from './suite.rules.js';

/** Papers a bidder may hold: a receipt, one try that came too late, and the log of all such tries. */
const kinds: readonly unknown[] = ['bid-receipt', 'bid-attempt', 'late-tries'];

/** What a receipt says, for people. */
export interface ReceiptReport extends Report {
  readonly receipt: { readonly [name: string]: unknown } | null;
  readonly keyId: string | null;
}

/**
 * Checks a receipt: our signature by a key that the reader has, and, when the packed bid is at hand, that it is the one
 * the receipt speaks of.
 */
export async function verifyReceipt(
  bytes: Uint8Array,
  given: { readonly platformKeys?: readonly string[]; readonly packedBid?: Uint8Array } = {},
): Promise<ReceiptReport> {
  const value = parsed(bytes);
  const signature = isFields(value) ? signatureIn(value) : undefined;
  if (!isFields(value) || !signature || !kinds.includes(value['type']))
    return { ...reportOf([checkOf('readable', false, { fault: 'receipt' })]), receipt: null, keyId: null };
  const { platformKeys, packedBid } = given;
  const { keyId } = signature;
  const checks: Check[] = [checkOf('readable', true)];
  if (platformKeys === undefined) checks.push(found('signature', 'skipped'));
  else checks.push(checkOf('signature', await isSignedByOne(value, keyId, platformKeys), { keyId }));
  if (packedBid) {
    const digest = await digestOfPacked(packedBid);
    checks.push(checkOf('bid', digest !== undefined && digestsIn(value).includes(digest)));
  }
  return { ...reportOf(checks), receipt: value, keyId };
}

async function isSignedByOne(paper: Fields, keyId: string, keys: readonly string[]): Promise<boolean> {
  for (const key of keys) if ((await keyIdOf(key)) === keyId) return isSignedBy(paper, key);
  return false;
}

/** The bids a paper speaks of: a receipt of one, a log of as many as were tried. */
function digestsIn({ envelope, digest, tries }: Fields): unknown[] {
  const several = Array.isArray(tries) ? (tries as Json[]).map((one) => isFields(one) && one['digest']) : [];
  return [isFields(envelope) ? envelope['sha256'] : digest, ...several];
}

async function digestOfPacked(zip: Uint8Array): Promise<string | undefined> {
  const read = await unpackBid(zip, { bytes: zip.length });
  if ('fault' in read) return undefined;
  const { procedure, envelopes } = read.bid;
  const digests: Record<string, string> = {};
  for (const kind of envelopeKinds) if (envelopes[kind]) digests[kind] = await digestOf(envelopes[kind]);
  return digestOf(bidStatement({ procedure, envelopes: digests }));
}
