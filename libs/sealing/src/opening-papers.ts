import { isIdentity } from './age.js';
import { canonical, hasExactly, isDigest, isFields, type Json, parsed } from './canonical.rules.js';
import { contributionFor } from './shares.js';
import { isOffice, type Office, suite } from './suite.rules.js';

/** What a holder is handed at an opening: the own office's share of every envelope. */
export interface OpeningShares {
  readonly type: 'qiyue-opening-shares';
  readonly suite: typeof suite;
  readonly procedure: string;
  readonly number: string;
  readonly title: string;
  readonly office: Office;
  readonly shares: readonly { readonly envelope: string; readonly share: string }[];
}

/** What the holder gives back: a file key for every share, null for one that is not closed to the holder's key. */
export interface OpeningContributions {
  readonly type: 'qiyue-opening-contributions';
  readonly suite: typeof suite;
  readonly procedure: string;
  readonly office: Office;
  readonly contributions: readonly { readonly envelope: string; readonly fileKey: string | null }[];
}

/** Undefined for anything else than the shares of an office. */
export function readShares(bytes: Uint8Array): OpeningShares | undefined {
  const value = parsed(bytes);
  if (!isFields(value) || value['type'] !== 'qiyue-opening-shares' || value['suite'] !== suite || !isOffice(value['office']))
    return undefined;
  const { procedure, number, title, shares } = value;
  const fits =
    [procedure, number, title].every((text) => typeof text === 'string') &&
    Array.isArray(shares) &&
    shares.every((one: Json) => hasExactly(one, ['envelope', 'share']) && isDigest(one['envelope']) && typeof one['share'] === 'string');
  return fits ? (value as unknown as OpeningShares) : undefined;
}

/** Opens the headers of one's own shares; the identity does not leave the place where this runs. */
export async function contribute(identity: string, { procedure, office, shares }: OpeningShares): Promise<OpeningContributions> {
  if (!isIdentity(identity)) throw new RangeError('not an identity');
  const contributions = [];
  for (const { envelope, share } of shares)
    contributions.push({ envelope, fileKey: (await contributionFor(identity, share, procedure)) ?? null });
  return { type: 'qiyue-opening-contributions', suite, procedure, office, contributions };
}

/** The contributions as a file. */
export const contributionsFile = (contributions: OpeningContributions): Uint8Array => canonical(contributions as unknown as Json);
