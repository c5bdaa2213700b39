import {
  digestOf,
  type EnvelopeKind,
  envelopeKinds,
  type FileEntry,
  type Json,
  newIdentity,
  packBid,
  type PackingSlip,
  recipientOf,
  recoveryFile,
  sealEnvelope,
  sealFile,
} from '#sealing';

/** An offer as it was filled in. */
export interface Filled {
  readonly provider: string;
  readonly plan: string;
  readonly staffing: string;
  readonly experience: string;
  /** Yuan with two decimals, by lot. */
  readonly prices: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<EnvelopeKind, readonly { readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array }[]>>;
}

export interface Packed {
  readonly bid: Uint8Array;
  readonly key: Uint8Array;
  readonly digests: readonly { readonly kind: EnvelopeKind; readonly sha256: string }[];
}

/** Seals the three envelopes, each under a fresh key, and packs them into one file. */
export async function packed(slip: PackingSlip, filled: Filled): Promise<Packed> {
  const { procedure, number, title, recipients } = slip;
  const envelopes: Partial<Record<EnvelopeKind, Uint8Array>> = {};
  const files = new Map<string, Uint8Array>();
  const keys: { kind: EnvelopeKind; pk: string; secret: string; sha256: string }[] = [];
  for (const kind of envelopeKinds) {
    const secret = await newIdentity();
    const pk = await recipientOf(secret);
    const sealed: { entry: FileEntry; bytes: Uint8Array }[] = [];
    for (const file of filled.files[kind]) sealed.push(await sealFile(pk, file));
    const envelope = await sealEnvelope({ procedure, number, provider: filled.provider, kind, answers: answersOf(kind, filled), files: sealed, secret, recipients });
    envelopes[kind] = envelope.statement;
    files.set(await digestOf(envelope.content), envelope.content);
    for (const { entry, bytes } of sealed) files.set(entry.sealed, bytes);
    keys.push({ kind, pk, secret, sha256: envelope.sha256 });
  }
  return {
    bid: await packBid({ procedure, envelopes, files }),
    key: recoveryFile({ procedure, number, title, envelopes: keys }),
    digests: keys.map(({ kind, sha256 }) => ({ kind, sha256 })),
  };
}

function answersOf(kind: EnvelopeKind, { plan, staffing, experience, prices }: Filled): Json {
  if (kind === 'qualification') return { commitment: true, lots: Object.keys(prices) };
  return kind === 'price' ? { prices } : { plan, staffing, experience };
}
