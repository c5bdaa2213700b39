import { isIdentity } from './age.js';
import { isDigest, isFields, type Json, parsed } from './canonical.rules.js';
import { contributionFor } from './shares.js';
import { isOffice, type Office } from './suite.rules.js';

/** What a holder is handed at an opening, as the API answers it: the own office's share of every envelope. */
export interface OpeningShares {
  readonly procedureId: string;
  readonly office: Office;
  readonly recipient: string;
  readonly envelopes: readonly { readonly sha256: string; readonly share: string }[];
}

/** What the holder gives back, as the API takes it: a file key a share, null for one that is not closed to the holder's key. */
export interface OpeningContributions {
  readonly contributions: readonly { readonly envelope: string; readonly fileKey: string | null }[];
}

/** Undefined for anything else than the shares of an office. */
export function readShares(bytes: Uint8Array): OpeningShares | undefined {
  const value = parsed(bytes);
  if (!isFields(value) || !isOffice(value['office'])) return undefined;
  const { procedureId, recipient, envelopes } = value;
  const fits =
    typeof procedureId === 'string' &&
    typeof recipient === 'string' &&
    Array.isArray(envelopes) &&
    envelopes.every((one: Json) => isFields(one) && isDigest(one['sha256']) && typeof one['share'] === 'string');
  return fits ? (value as unknown as OpeningShares) : undefined;
}

/** Opens the headers of one's own shares; the identity does not leave the place where this runs. */
export async function contribute(
  identity: string,
  { procedureId, envelopes }: Pick<OpeningShares, 'procedureId' | 'envelopes'>,
): Promise<OpeningContributions> {
  if (!isIdentity(identity)) throw new RangeError('not an identity');
  const contributions = [];
  for (const { sha256, share } of envelopes)
    contributions.push({ envelope: sha256, fileKey: (await contributionFor(identity, share, procedureId)) ?? null });
  return { contributions };
}
