import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import {
  bidStatement,
  boxRoot,
  canonical,
  combine,
  type Contributions,
  contributionOf,
  digestOf,
  fromHex,
  type Json,
  newIdentity,
  type Office,
  offices,
  type OpeningStatement,
  packOpening,
  type PackagedBid,
  readStatement,
  recipientOf,
  type Recipients,
  type RecordedBid,
  sealEnvelope,
  toBase64,
  utf8,
} from '#sealing';

export const procedure = '01890000-0000-7000-8000-000000000001';

interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}
const platform: KeyPair = generateKeyPairSync('ed25519');
/** Somebody who is not the platform. */
export const stranger: KeyPair = generateKeyPairSync('ed25519');
export const pemOf = ({ publicKey }: KeyPair): string => publicKey.export({ type: 'spki', format: 'pem' }).toString();
export const pem = pemOf(platform);
export const otherPem = pemOf(stranger);

export async function signed<T extends object>(statement: T, { privateKey, publicKey }: KeyPair = platform) {
  const keyId = (await digestOf(publicKey.export({ type: 'spki', format: 'der' }))).slice(0, 16);
  const signature = toBase64(Uint8Array.from(sign(null, canonical(statement as unknown as Json), privateKey)));
  return { ...statement, signature: { algorithm: 'Ed25519' as const, keyId, signature } };
}

export const identities = {} as Record<Office, string>;
export const recipients = {} as Record<Office, string>;

/** Makes the keys of the three holders; once a spec. */
export async function makeHolders(): Promise<void> {
  for (const office of offices) {
    identities[office] = await newIdentity();
    recipients[office] = await recipientOf(identities[office]);
  }
}

export interface Wish {
  readonly uscc: string;
  readonly price: string;
  /** The provider the envelope itself names. */
  readonly inside?: string;
  /** Breaks the share of finance. */
  readonly bogus?: boolean;
  /** Closes the envelope to other keys than the holders'. */
  readonly closedTo?: Recipients;
  /** The holders and the bidder give nothing. */
  readonly silent?: boolean;
  /** The holders say that they cannot open it. */
  readonly denied?: boolean;
  /** What the opening says is wrong with it. */
  readonly cause?: RecordedBid['cause'];
}

export async function aBid({
  uscc,
  price,
  inside = uscc,
  bogus,
  closedTo = recipients,
  silent,
  denied,
  cause: said,
}: Wish): Promise<{ recorded: RecordedBid; packaged: PackagedBid }> {
  const sealed = await sealEnvelope({
    procedure,
    number: 'CG-1',
    provider: inside,
    kind: 'price',
    answers: { prices: { '1': price } },
    recipients: closedTo,
  });
  const read = readStatement(sealed.statement)!;
  const broken = { ...read, shares: read.shares.map((one, at) => (at === 1 ? { ...one, share: brokenBody(one.share) } : one)) };
  const statement = bogus ? broken : read;
  const bytes = canonical(statement as unknown as Json);
  const bid = bidStatement({ procedure, envelopes: { price: await digestOf(bytes) } });
  const given = async (office: Office): Promise<string | null> =>
    denied ? null : ((await contributionOf(identities[office], statement, office)) ?? null);
  const contributions: Contributions = silent ? {} : { purchaser: await given('purchaser'), finance: await given('finance') };
  const opened = await combine(statement, contributions);
  const secret = 'secret' in opened ? opened.secret : undefined;
  const wrong = secret === undefined ? 'share.false' : inside === uscc ? undefined : 'content.provider';
  const cause = said ?? (wrong ? { code: wrong, kind: 'price' as const } : null);
  const digest = await digestOf(bid);
  return {
    recorded: {
      bid: `bid ${uscc}`,
      version: 1,
      provider: { name: `机构${uscc}`, uscc },
      digest,
      receivedAt: '2026-11-30T16:00:00.000+08:00',
      state: cause ? 'invalid' : 'opened',
      fault: cause ? cause.code : null,
      cause,
      prices: wrong ? null : { '1': price },
    },
    packaged: {
      digest,
      bid,
      envelopes: { price: bytes },
      price: { content: sealed.content, ...(secret ? { secret } : {}), ...(silent ? {} : { contributions }) },
    },
  };
}

function brokenBody(share: string): string {
  const bytes = Buffer.from(share, 'base64');
  bytes[bytes.length - 1]! ^= 1;
  return bytes.toString('base64');
}

/** An entry of the journal as the platform keeps it: its payload, a salt, and the commitment of both. */
async function anEntry(type: string, facts: Json, by = 'box', subject = procedure): Promise<Json> {
  const [payload, salt] = [canonical({ type, subject, facts, by }), 'ab'.repeat(32)];
  const commitment = await digestOf(Uint8Array.from([...fromHex(salt), ...payload]));
  return { seq: '7', at: '2026-11-30T17:03:00.000+08:00', type, payload: toBase64(payload), salt, commitment };
}

export interface Otherwise {
  /** Changes the record before it is signed. */
  readonly record?: (statement: OpeningStatement) => OpeningStatement;
  readonly by?: KeyPair;
  /** The keys the notice named before those of the holders. */
  readonly earlier?: Recipients;
  /** Entries of the journal besides. */
  readonly told?: readonly [type: string, subject?: string][];
  /** Leaves entries of these types out. */
  readonly untold?: readonly string[];
}

export async function anOpening(
  wishes: readonly (Wish | Awaited<ReturnType<typeof aBid>>)[],
  { record: change = (same) => same, by = platform, earlier, told = [], untold = [] }: Otherwise = {},
): Promise<Uint8Array> {
  const bids = await Promise.all(wishes.map(async (wish) => ('packaged' in wish ? wish : aBid(wish))));
  const filler = 'f'.repeat(64);
  const minutes = '开启记录\n';
  const sha256 = await digestOf(utf8(minutes));
  const [first, second] = [earlier ?? recipients, earlier && recipients];
  const signers = [
    { office: 'purchaser' as const, name: '冯保管' },
    { office: 'finance' as const, name: '陈保管' },
  ];
  const statement: OpeningStatement = {
    type: 'qiyue-opening',
    suite: 'age-1',
    procedure,
    number: 'CG-1',
    title: '助老服务',
    root: await boxRoot(
      bids.map(({ recorded }) => recorded.digest),
      filler,
    ),
    filler,
    minimum: 2,
    sealedAt: '2026-11-30T17:00:00.000+08:00',
    openedAt: '2026-11-30T17:05:00.000+08:00',
    holders: offices.map((office) => ({ office, unit: `${office}局`, recipient: recipients[office] })),
    bids: bids.map(({ recorded }) => recorded),
    round: 1,
    lots: [{ id: '1', name: '助老服务', maxPrice: '500000.00' }],
    notices: [{ version: 1, recipients: first }, ...(second ? [{ version: 2, recipients: second }] : [])],
    minutes: { sha256, signatures: signers.map((one) => ({ ...one, at: '2026-11-30T17:06:00.000+08:00' })) },
    refused: [],
  };
  const entries: [string, Json, string?, string?][] = [
    ['notice.published', { version: 1, maxPrice: '500000.00', recipients: first as never }],
    ...(second ? [['notice.corrected', { version: 2, recipients: second as never }] as [string, Json]] : []),
    ['box.sealed', { root: statement.root }],
    ...told.map(([type, subject]): [string, Json, string?, string?] => [type, {}, 'box', subject]),
    ['box.opened', { root: statement.root, minutes: sha256 }],
    ...signers.map(({ office, name }): [string, Json, string] => ['minutes.signed', { office, digest: sha256 }, name]),
  ];
  return packOpening({
    record: await signed(change(statement), by),
    platformKey: pemOf(by),
    bids: bids.map(({ packaged }) => packaged),
    journal: await Promise.all(entries.filter(([type]) => !untold.includes(type)).map((entry) => anEntry(...entry))),
    minutes,
  });
}

export const two: readonly Wish[] = [
  { uscc: 'A', price: '398000.00' },
  { uscc: 'B', price: '402000.00' },
];
