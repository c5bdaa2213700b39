import { digestOf } from './bytes.rules.js';
import { isFields, parsed } from './canonical.rules.js';
import { bidStatement } from './envelope.js';
import { unpackBid } from './packed-bid.js';
import { type Check, checkOf, type Report, reportOf } from './report.rules.js';
import { isSignedBy, keyIdOf, signatureIn } from './signature.js';
import { envelopeKinds } from './suite.rules.js';

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
  given: { readonly platformKey?: string; readonly packedBid?: Uint8Array } = {},
): Promise<ReceiptReport> {
  const value = parsed(bytes);
  const signature = isFields(value) ? signatureIn(value) : undefined;
  const known = isFields(value) && (value['type'] === 'bid-receipt' || value['type'] === 'bid-attempt');
  if (!isFields(value) || !signature || !known)
    return { ...reportOf([checkOf('readable', false, { fault: 'receipt' })]), receipt: null, keyId: null };
  const { platformKey, packedBid } = given;
  const { keyId } = signature;
  const checks: Check[] = [checkOf('readable', true)];
  if (platformKey === undefined) checks.push({ code: 'signature', result: 'skipped' });
  else checks.push(checkOf('signature', (await isSignedBy(value, platformKey)) && (await keyIdOf(platformKey)) === keyId, { keyId }));
  if (packedBid) checks.push(checkOf('bid', (await digestOfPacked(packedBid)) === digestIn(value)));
  return { ...reportOf(checks), receipt: value, keyId };
}

function digestIn(receipt: { readonly [name: string]: unknown }): unknown {
  const envelope = receipt['envelope'];
  return envelope !== null && typeof envelope === 'object' ? (envelope as { sha256?: unknown }).sha256 : receipt['digest'];
}

async function digestOfPacked(zip: Uint8Array): Promise<string | undefined> {
  const read = await unpackBid(zip, { bytes: zip.length });
  if ('fault' in read) return undefined;
  const { procedure, envelopes } = read.bid;
  const digests: Record<string, string> = {};
  for (const kind of envelopeKinds) if (envelopes[kind]) digests[kind] = await digestOf(envelopes[kind]);
  return digestOf(bidStatement({ procedure, envelopes: digests }));
}
