import { toYuan } from '#kernel';
import {
  type EnvelopeKind,
  envelopeKinds,
  type Json,
  newIdentity,
  readStatement,
  recipientOf,
  sealEnvelope,
  sealFile,
  toBase64,
} from '#sealing';
import { newKey } from '../kit/http.js';
import { type BidFile, desk, type SealedKey } from './desk.js';
import { openedFile } from './file-reading.js';
import { filesOf, lotPrices, type Values } from './offer.js';
import type { Sent } from './uploads.js';
import type { Workspace } from './workspace.js';

/** An offer closed into its three envelopes, ready to be sent. */
export interface Sealed {
  readonly envelopes: Readonly<Partial<Record<EnvelopeKind, string>>>;
  readonly contents: readonly { readonly sha256: string; readonly bytes: Uint8Array }[];
  /** What each envelope opens with; noted in the workspace before anything is handed in. */
  readonly keys: readonly SealedKey[];
  /** By which the server knows the same sending. */
  readonly key: string;
}

type Enclosures = NonNullable<Parameters<typeof sealEnvelope>[0]['files']>;
interface Enclosed {
  readonly secret: string;
  readonly files: Enclosures;
  /** Files that were closed anew. */
  readonly anew: Sealed['contents'];
}

/**
 * Closes the offer as it stands. The opening publishes the key of every envelope, so each sealing takes a fresh one: what
 * was replaced or withdrawn stays closed for ever. Only files uploaded while writing keep the key they were closed to,
 * and with them their envelope; files of the price are closed again, for a price never shares a key.
 */
export async function sealOffer(
  workspace: Workspace,
  values: Values,
): Promise<{ is: 'done'; sealed: Sealed } | Exclude<Sent, { is: 'done' }>> {
  const { procedure, number, provider, recipients } = desk;
  const envelopes: Partial<Record<EnvelopeKind, string>> = {};
  const contents: Sealed['contents'][number][] = [];
  const keys: SealedKey[] = [];
  for (const kind of envelopeKinds) {
    const enclosed = await encloses(
      workspace,
      kind,
      filesOf(values).filter((file) => file.kind === kind),
    );
    if ('is' in enclosed) return enclosed;
    const { secret, files, anew } = enclosed;
    const answers = answersOf(kind, values);
    const { statement, sha256, content } = await sealEnvelope({ procedure, number, provider, kind, answers, files, secret, recipients });
    envelopes[kind] = toBase64(statement);
    contents.push(...anew, { sha256: readStatement(statement)!.files[0]!.sha256, bytes: content });
    keys.push({ kind, secret, sha256 });
  }
  return { is: 'done', sealed: { envelopes, contents, keys, key: newKey() } };
}

async function encloses(
  workspace: Workspace,
  kind: EnvelopeKind,
  files: readonly BidFile[],
): Promise<Enclosed | Exclude<Sent, { is: 'done' }>> {
  if (kind !== 'price' && files.length > 0) return { secret: workspace.secretOf(kind), files: files.map(asItLies), anew: [] };
  const secret = await newIdentity();
  const pk = await recipientOf(secret);
  const closed: Enclosures[number][] = [];
  const anew: Sealed['contents'][number][] = [];
  for (const file of files) {
    const opened = await openedFile(workspace, file);
    if (opened.is !== 'done') return opened;
    const { entry, bytes } = await sealFile(pk, { name: file.name, mediaType: file.mediaType, bytes: opened.value });
    closed.push({ entry, bytes });
    anew.push({ sha256: entry.sealed, bytes });
  }
  return { secret, files: closed, anew };
}

const asItLies = ({ name, mediaType, size, sha256, sealed, sealedSize }: BidFile): Enclosures[number] => ({
  entry: { name, mediaType, size, sha256, sealed },
  bytes: { length: sealedSize },
});

function answersOf(kind: EnvelopeKind, values: Values): Json {
  const prices = lotPrices(desk.lots, values.price).filter(({ fen }) => fen !== null);
  if (kind === 'qualification')
    return { commitment: true, enterprise: values.commitment?.enterprise ?? 'none', lots: prices.map(({ lot }) => lot.id) };
  if (kind === 'price') return { prices: Object.fromEntries(prices.map(({ lot, fen }) => [lot.id, toYuan(fen!)])) };
  return { plan: values.plan!.text, staffing: values.staffing!.text, experience: values.experience!.text };
}
