import { newIdentity, recipientOf } from './age.js';
import { digestOf } from './bytes.rules.js';
import type { Json } from './canonical.rules.js';
import { bidStatement, sealEnvelope, sealFile } from './envelope.js';
import { packBid } from './packed-bid.js';
import { type AnswersByKind, type PackingSlip, type RecoveryEnvelope, recoveryFile } from './papers.rules.js';
import type { EnvelopeKind } from './suite.rules.js';

/** A file of an offer and the envelope it goes into. */
export interface OfferFile {
  readonly kind: EnvelopeKind;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

export interface PackedOffer {
  /** The `*.qybid` file. */
  readonly packed: Uint8Array;
  /** The recovery file: whoever has it can open the bid. */
  readonly recovery: Uint8Array;
  /** Hex, of the bid: what the receipt will name. */
  readonly digest: string;
}

/** Seals a whole offer as the packing slip asks, without any network. */
export async function packOffer(
  slip: PackingSlip,
  offer: { readonly provider: string; readonly answers: Readonly<Partial<AnswersByKind>>; readonly files: readonly OfferFile[] },
): Promise<PackedOffer> {
  const { procedure, number, title, recipients } = slip;
  const envelopes: Partial<Record<EnvelopeKind, Uint8Array>> = {};
  const digests: Partial<Record<EnvelopeKind, string>> = {};
  const files = new Map<string, Uint8Array>();
  const kept: RecoveryEnvelope[] = [];
  for (const kind of slip.envelopes) {
    const secret = await newIdentity();
    const pk = await recipientOf(secret);
    const sealed = await Promise.all(offer.files.filter((file) => file.kind === kind).map((file) => sealFile(pk, file)));
    const answers = (offer.answers[kind] ?? {}) as unknown as Json;
    const envelope = await sealEnvelope({ procedure, number, provider: offer.provider, kind, answers, files: sealed, secret, recipients });
    envelopes[kind] = envelope.statement;
    digests[kind] = envelope.sha256;
    files.set(await digestOf(envelope.content), envelope.content);
    for (const { entry, bytes } of sealed) files.set(entry.sealed, bytes);
    kept.push({ kind, pk, secret, sha256: envelope.sha256 });
  }
  return {
    packed: await packBid({ procedure, envelopes, files }),
    recovery: recoveryFile({ procedure, number, title, envelopes: kept }),
    digest: await digestOf(bidStatement({ procedure, envelopes: digests })),
  };
}
