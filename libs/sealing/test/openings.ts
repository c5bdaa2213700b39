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
  type RecordedBid,
  sealEnvelope,
  toBase64,
} from '#sealing';

export const procedure = '01890000-0000-7000-8000-000000000001';
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
export const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
export const otherPem = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();

export async function signed<T extends object>(statement: T, key: KeyObject = privateKey) {
  const keyId = (await digestOf(publicKey.export({ type: 'spki', format: 'der' }))).slice(0, 16);
  const signature = toBase64(Uint8Array.from(sign(null, canonical(statement as unknown as Json), key)));
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
}

export async function aBid({ uscc, price, inside = uscc, bogus }: Wish): Promise<{ recorded: RecordedBid; packaged: PackagedBid }> {
  const sealed = await sealEnvelope({
    procedure,
    number: 'CG-1',
    provider: inside,
    kind: 'price',
    answers: { prices: { '1': price } },
    recipients,
  });
  const read = readStatement(sealed.statement)!;
  const broken = { ...read, shares: read.shares.map((one, at) => (at === 1 ? { ...one, share: brokenBody(one.share) } : one)) };
  const statement = bogus ? broken : read;
  const bytes = canonical(statement as unknown as Json);
  const bid = bidStatement({ procedure, envelopes: { price: await digestOf(bytes) } });
  const contributions: Contributions = {
    purchaser: (await contributionOf(identities.purchaser, statement, 'purchaser'))!,
    finance: (await contributionOf(identities.finance, statement, 'finance'))!,
  };
  const opened = await combine(statement, contributions);
  const secret = 'secret' in opened ? opened.secret : undefined;
  const invalid = secret === undefined || inside !== uscc;
  const digest = await digestOf(bid);
  return {
    recorded: {
      bid: `bid ${uscc}`,
      version: 1,
      provider: { name: `机构${uscc}`, uscc },
      digest,
      receivedAt: '2026-11-30T16:00:00.000+08:00',
      state: invalid ? 'invalid' : 'opened',
      fault: invalid ? 'envelope' : null,
      prices: invalid ? null : { '1': price },
    },
    packaged: {
      digest,
      bid,
      envelopes: { price: bytes },
      price: { content: sealed.content, ...(secret ? { secret } : {}), contributions },
    },
  };
}

function brokenBody(share: string): string {
  const bytes = Buffer.from(share, 'base64');
  bytes[bytes.length - 1]! ^= 1;
  return bytes.toString('base64');
}

/** An entry of the journal as the platform keeps it: its payload, a salt, and the commitment of both. */
async function anEntry(happening: Json): Promise<Json> {
  const [payload, salt] = [canonical(happening), 'ab'.repeat(32)];
  const commitment = await digestOf(Uint8Array.from([...fromHex(salt), ...payload]));
  return { seq: '7', type: 'box.sealed', payload: toBase64(payload), salt, commitment };
}

export async function anOpening(wishes: readonly Wish[], change: (statement: OpeningStatement) => OpeningStatement = (same) => same) {
  const bids = await Promise.all(wishes.map(aBid));
  const filler = 'f'.repeat(64);
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
  };
  const journal = [await anEntry({ type: 'box.sealed', subject: procedure, facts: { root: statement.root } })];
  return packOpening({ record: await signed(change(statement)), platformKey: pem, bids: bids.map(({ packaged }) => packaged), journal });
}

export const two: readonly Wish[] = [
  { uscc: 'A', price: '398000.00' },
  { uscc: 'B', price: '402000.00' },
];
