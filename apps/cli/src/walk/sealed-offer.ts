import {
  digestOf,
  type EnvelopeKind,
  envelopeKinds,
  newIdentity,
  recipientOf,
  type Recipients,
  sealEnvelope,
  sealFile,
  toBase64,
} from '#sealing';
import type { Json, Person } from './client.js';

/** What a bidder offers in the walk: a price for each lot, words, a paper. */
export interface WalkOffer {
  /** Yuan by lot. */
  readonly prices: Readonly<Record<string, string>>;
  readonly plan: string;
  readonly staffing: string;
  readonly experience: string;
  readonly paper?: Buffer;
}

/** An offer that is sealed and uploaded: what is handed in. */
export interface SealedOffer {
  readonly bidId: string;
  readonly envelopes: Readonly<Record<EnvelopeKind, string>>;
}

interface Desk extends Json {
  readonly number: string;
  readonly procedureId: string;
  readonly provider: { readonly uscc: string };
  readonly recipients: Recipients;
}

interface Standing extends Json {
  readonly id: string;
  readonly offset: number;
  readonly complete: boolean;
}

/** Begins a bid, seals an offer as a bidder's browser does and uploads the ciphertext; nothing is handed in yet. */
export async function sealOffer(person: Person, procedureId: string, offer: WalkOffer): Promise<SealedOffer> {
  const { id: bidId } = await person.post<{ id: string }>('/api/v1/bids', { procedureId });
  const desk = await person.get<Desk>(`/api/v1/bids/${bidId}`);
  const { prices, plan, staffing, experience, paper } = offer;
  const answers = {
    qualification: { commitment: true, lots: Object.keys(prices) },
    technical: { plan, staffing, experience },
    price: { prices },
  };
  const statements: Partial<Record<EnvelopeKind, string>> = {};
  for (const kind of envelopeKinds) {
    const secret = await newIdentity();
    const file = { name: '服务方案.pdf', mediaType: 'application/pdf', bytes: new Uint8Array(paper ?? []) };
    const files = kind === 'technical' && paper ? [await sealFile(await recipientOf(secret), file)] : [];
    const { procedureId: procedure, number, provider, recipients } = desk;
    const sealed = await sealEnvelope({
      procedure,
      number,
      provider: provider.uscc,
      kind,
      answers: answers[kind],
      files,
      secret,
      recipients,
    });
    for (const bytes of [sealed.content, ...files.map((one) => one.bytes)]) await upload(person, bidId, bytes);
    statements[kind] = toBase64(sealed.statement);
  }
  return { bidId, envelopes: statements as SealedOffer['envelopes'] };
}

/** Seals a last price with a key of its own and uploads its content. Answers the statement to hand in. */
export async function sealLastPrice(person: Person, bidId: string, prices: Readonly<Record<string, string>>): Promise<string> {
  const { procedureId: procedure, number, provider, recipients } = await person.get<Desk>(`/api/v1/bids/${bidId}`);
  const sealed = await sealEnvelope({ procedure, number, provider: provider.uscc, kind: 'price', answers: { prices }, recipients });
  await upload(person, bidId, sealed.content);
  return toBase64(sealed.statement);
}

/** Sends ciphertext piece by piece, from where the server has got to. */
async function upload(person: Person, bidId: string, bytes: Uint8Array): Promise<void> {
  const path = `/api/v1/bids/${bidId}/uploads`;
  let standing = await person.post<Standing>(path, { size: bytes.length, sha256: await digestOf(bytes) });
  while (!standing.complete)
    standing = await person.patch<Standing>(
      `${path}/${standing.id}`,
      bytes.subarray(standing.offset, standing.offset + piece),
      standing.offset,
    );
}

const piece = 4 * 1024 * 1024;
