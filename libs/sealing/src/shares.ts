import { combine as joinShares, split } from 'shamir-secret-sharing';
import { checkShareHeader, fileKeyOf, identityOfBytes, openByFileKey, recipientOf, secretBytes } from './age.js';
import { fromBase64, toBase64 } from './bytes.rules.js';
import { shareFor, type Statement } from './statement.rules.js';
import { holdersNeeded, type Office, offices } from './suite.rules.js';

/** Splits an envelope's secret for the three offices. */
export const splitSecret = (secret: string): Promise<Uint8Array[]> => split(secretBytes(secret), offices.length, holdersNeeded);

/**
 * What a holder gives for an envelope: the file key of the own share, base64. It opens this one share and nothing else,
 * and only a share whose header names this procedure gets it: nobody is brought to open a share of another box.
 * Undefined when the share is not closed to this identity: the bidder did not seal as the notice asks.
 */
export async function contributionFor(identity: string, share: string, procedure: string): Promise<string | undefined> {
  const bytes = fromBase64(share);
  if (!bytes || checkShareHeader(bytes, procedure)) return undefined;
  const key = await fileKeyOf(identity, bytes);
  return key && toBase64(key);
}

/** The same, from the whole statement. */
export async function contributionOf(identity: string, statement: Statement, office: Office): Promise<string | undefined> {
  const share = statement.shares.find((one) => one.office === office);
  return share && contributionFor(identity, share.share, statement.procedure);
}

/**
 * The share that a contribution opens. Undefined: the contribution is false, which the share's own header proves. A
 * share that is broken behind a true contribution comes back empty and combines with nothing.
 */
export async function shareOf(statement: Statement, office: Office, fileKey: string): Promise<Uint8Array | undefined> {
  const key = fromBase64(fileKey);
  const share = shareFor(statement, office);
  if (!key || key.length !== 16 || !share) return undefined;
  const opened = await openByFileKey(key, share);
  if (opened === 'foreign') return undefined;
  return opened === 'broken' ? new Uint8Array(0) : opened;
}

/** Contributions for one envelope; null: the holder's key does not open the share. */
export type Contributions = Readonly<Partial<Record<Office, string | null>>>;

export type Combined =
  | { readonly secret: string }
  /** The contribution of this office is false. */
  | { readonly fault: 'contribution'; readonly office: Office }
  /** True contributions do not give the key the envelope is bound to: the bidder sealed it wrongly. */
  | { readonly fault: 'bidder' }
  /** Fewer than two shares could be opened; these offices say that theirs is not closed to them. */
  | { readonly fault: 'unopened'; readonly offices: readonly Office[] };

/** The secret of an envelope from two or three contributions, or whose fault it is that there is none. */
export async function combine(statement: Statement, contributions: Contributions): Promise<Combined> {
  const shares: Uint8Array[] = [];
  for (const office of offices) {
    const given = contributions[office];
    if (given === undefined || given === null) continue;
    const share = await shareOf(statement, office, given);
    if (!share) return { fault: 'contribution', office };
    shares.push(share);
  }
  if (shares.length < holdersNeeded) return { fault: 'unopened', offices: offices.filter((office) => contributions[office] === null) };
  for (const pair of pairsOf(shares)) {
    const secret = await joined(pair);
    if (secret && (await recipientOf(secret)) === statement.pk) return { secret };
  }
  return { fault: 'bidder' };
}

/** With three shares of which one is bogus two still open: what can be opened is opened. */
const pairsOf = (shares: readonly Uint8Array[]): Uint8Array[][] =>
  shares.flatMap((one, at) => shares.slice(at + 1).map((other) => [one, other]));

async function joined(shares: readonly Uint8Array[]): Promise<string | undefined> {
  try {
    const bytes = await joinShares(shares.map((share) => Uint8Array.from(share)));
    return bytes.length === 32 ? identityOfBytes(bytes) : undefined;
  } catch {
    return undefined;
  }
}
