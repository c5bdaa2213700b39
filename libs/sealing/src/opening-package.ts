import { identityFile } from './age.js';
import { utf8 } from './bytes.rules.js';
import { canonical, type Json } from './canonical.rules.js';
import { stored } from './packed-bid.js';
import type { Contributions } from './shares.js';
import { envelopeKinds, type EnvelopeKind, type Office, type Recipients, type suite } from './suite.rules.js';
import type { PaperSignature } from './signature.js';

/** One bid as the record of an opening names it. */
export interface RecordedBid {
  readonly bid: string;
  readonly version: number;
  readonly provider: { readonly name: string; readonly uscc: string };
  /** Hex, of the bid's statement: a leaf of the root. */
  readonly digest: string;
  readonly receivedAt: string;
  readonly state: 'opened' | 'invalid';
  /** Why it is invalid. */
  readonly fault: string | null;
  /** The same as a code, and the envelope it lies in; absent in packages from before it was written. */
  readonly cause?: { readonly code: string; readonly kind: EnvelopeKind | null } | null;
  /** Yuan by lot; null when the price could not be read. */
  readonly prices: Readonly<Record<string, string>> | null;
}

/** A lot and what may be asked for it, in yuan. */
export interface RecordedLot {
  readonly id: string;
  readonly name: string;
  readonly maxPrice: string;
}

/** The public keys a version of the notice named first. */
export interface RecordedNotice {
  readonly version: number;
  readonly recipients: Recipients;
}

/** The minutes that go along, and who had signed them by then. */
export interface RecordedMinutes {
  readonly sha256: string;
  readonly signatures: readonly { readonly office: Office; readonly name: string; readonly at: string }[];
}

/** A key share that was not taken because it is false; null when it cannot be shown, being the key of something closed. */
export interface RefusedShare {
  readonly office: Office;
  readonly envelope: string;
  readonly fileKey: string | null;
  readonly at: string;
}

/** What an opening found, before it is signed. What may be absent was not written at first. */
export interface OpeningStatement {
  readonly type: 'qiyue-opening';
  readonly suite: typeof suite;
  /** Id of the procedure. */
  readonly procedure: string;
  readonly number: string;
  readonly title: string;
  readonly root: string;
  readonly filler: string;
  readonly minimum: number;
  readonly sealedAt: string;
  readonly openedAt: string;
  /** The holders the notice named. */
  readonly holders: readonly { readonly office: Office; readonly unit: string; readonly recipient: string }[];
  readonly bids: readonly RecordedBid[];
  /** 2: last prices. */
  readonly round?: number;
  readonly lots?: readonly RecordedLot[];
  readonly notices?: readonly RecordedNotice[];
  readonly minutes?: RecordedMinutes;
  readonly refused?: readonly RefusedShare[];
}
export type OpeningPaper = OpeningStatement & { readonly signature: PaperSignature };

/** What of a bid goes into the package: everything sealed, and of what is inside the price alone. */
export interface PackagedBid {
  readonly digest: string;
  /** The bid's statement. */
  readonly bid: Uint8Array;
  /** The statements of its envelopes. */
  readonly envelopes: Readonly<Partial<Record<EnvelopeKind, Uint8Array>>>;
  /** The age file of the price and what opens it; the secret lacks when nothing did. */
  readonly price?: { readonly content: Uint8Array; readonly secret?: string; readonly contributions?: Contributions };
  /** What holders gave for an envelope that it did not open: the only part of what is not a price that is shown. */
  readonly faulty?: { readonly kind: EnvelopeKind; readonly contributions: Contributions };
}

/** Where what holders gave for an envelope stands in the folder of its bid. */
export const contributionsFile = (kind: EnvelopeKind): string => (kind === 'price' ? 'contributions.json' : `${kind}.contributions.json`);

/**
 * Everything an outsider needs to open the prices again, as a plain ZIP. `more` are papers that go along, by name.
 */
export async function packOpening(opening: {
  readonly record: OpeningPaper;
  /** SPKI in PEM. */
  readonly platformKey: string;
  readonly bids: readonly PackagedBid[];
  readonly journal?: Json;
  readonly minutes?: string;
}): Promise<Uint8Array> {
  const { record, platformKey, bids, journal, minutes } = opening;
  const entries: [string, Uint8Array][] = [
    ['README.txt', utf8(readme(record))],
    ['opening.json', canonical(record as unknown as Json)],
    ['platform-key.pem', utf8(platformKey)],
    ...(journal === undefined ? [] : ([['journal.json', canonical(journal)]] as [string, Uint8Array][])),
    ...(minutes === undefined ? [] : ([['minutes.txt', utf8(minutes)]] as [string, Uint8Array][])),
  ];
  for (const { digest, bid, envelopes, price, faulty } of bids) {
    const folder = `bids/${digest}`;
    entries.push([`${folder}/bid.json`, bid]);
    for (const kind of envelopeKinds) if (envelopes[kind]) entries.push([`${folder}/${kind}.json`, envelopes[kind]]);
    if (faulty && faulty.kind !== 'price')
      entries.push([`${folder}/${contributionsFile(faulty.kind)}`, canonical(faulty.contributions as unknown as Json)]);
    if (!price) continue;
    entries.push([`${folder}/price.age`, price.content]);
    if (price.secret) entries.push([`${folder}/price.key`, utf8(await identityFile(price.secret))]);
    if (price.contributions) entries.push([`${folder}/${contributionsFile('price')}`, canonical(price.contributions as unknown as Json)]);
  }
  return stored(entries);
}

const readme = ({ number, title }: OpeningStatement): string => `${number} ${title}

用通用工具重新开启报价 / Opening the prices again with common tools

  unzip package.zip -d opening && cd opening
  for b in bids/*/; do
    sha256sum "$b"bid.json                       # 等于目录名 / equals the name of the folder
    sha256sum "$b"*.json                         # 与 bid.json 所列一致 / as bid.json lists them
    sha256sum "$b"price.age                      # 与 price.json 的第一个文件一致 / the first file of price.json
    age-keygen -y "$b"price.key                  # 等于 price.json 的 pk / equals pk in price.json
    age -d -i "$b"price.key "$b"price.age; echo  # 报价与 opening.json 一致 / the price, as in opening.json
  done

  qiyue verify opening package.zip --key keys.json   # 全部检查 / all of it at once

keys.json 或 PEM 是平台的公钥，从别处取：平台公布公钥的网页（/verify，/api/v1/signing-keys），或他人早先保存的副本。
包里的 platform-key.pem 只能说明包没有损坏，不能说明是谁签的：伪造的包里放着伪造者自己的公钥。
Take the platform's key (keys.json, or a PEM file) from somewhere else: from the page where the platform publishes it
(/verify, /api/v1/signing-keys), or from a copy that somebody else kept. The platform-key.pem in this package shows that
it is undamaged, not who signed it: whoever forges a package puts a key of their own into it.

对照自己的回执：回执 envelope.sha256 就是目录名。 / Your receipt: its envelope.sha256 is the name of a folder.
`;
