import { createHash, randomBytes } from 'node:crypto';
import { contribute, type EnvelopeKind, envelopeKinds, newIdentity, type OpeningShares, type Recipients, sealEnvelope } from '#sealing';
import type { Answer, Ask, World } from './act.js';
import type { Bid, Model, Who } from './model.js';
import { yuan } from './reckoning.js';

/** How a bid is sealed, handed in and opened over HTTP, as a bidder's browser and a holder's machine do it. */

/** The statements of a bid's envelopes, base64. */
export type Envelopes = Readonly<Record<EnvelopeKind, string>>;

/** What every envelope of a bid is made from, and those that stay the same when only the price is written anew. */
interface Desk {
  readonly number: string;
  readonly uscc: string;
  readonly recipients: Recipients;
  readonly sealed: Partial<Record<EnvelopeKind, string>>;
}
const desks = new WeakMap<Bid, Desk>();

/** Prices a bidder may choose, each an unmistakable row of digits. */
export const prices = ({ maxPrice, id }: Model): number[] => {
  const odd = 1 + (Number.parseInt(id.slice(-4), 16) % 8_999);
  return [40, 55, 72, 85, 93, 99].map((percent) => Math.floor(maxPrice / 100) * percent + odd);
};

/** Saving a part of the draft, closed to the bidder's own key: for the house any bytes are. */
export const writing = (bid: Bid, stale: boolean): Ask => ({
  method: 'PUT',
  path: `bids/${bid.id}/parts/price`,
  bytes: randomBytes(300),
  headers: { 'if-match': `"${stale ? 0 : (bid.written?.version ?? 0)}"` },
  repeatable: true,
});

/** Seals the offer at a price and sends its ciphertext; undefined when the deadline came in between. */
export async function sealed(model: Model, bid: Bid, who: Who, price: number, world: World): Promise<Envelopes | undefined> {
  const desk = desks.get(bid) ?? (await deskOf(bid, who, world));
  const answers = {
    qualification: { commitment: true, lots: ['1'] },
    technical: { plan: `每天两餐送到家 ${bid.marker}`, staffing: '厨师 3 人,送餐员 6 人。', experience: '同类服务两年。' },
    price: { prices: { '1': yuan(price) } },
  };
  for (const kind of envelopeKinds) {
    if (kind !== 'price' && desk.sealed[kind]) continue;
    const { statement, content } = await sealEnvelope({
      procedure: model.id,
      number: desk.number,
      provider: desk.uscc,
      kind,
      answers: answers[kind],
      files: [],
      secret: await newIdentity(),
      recipients: desk.recipients,
    });
    if (!(await sent(bid, who, Buffer.from(content), world))) return undefined;
    desk.sealed[kind] = Buffer.from(statement).toString('base64');
  }
  return { ...desk.sealed } as Envelopes;
}

async function deskOf(bid: Bid, who: Who, world: World): Promise<Desk> {
  const { number, provider, recipients } = await world.read(who, `bids/${bid.id}`);
  const desk = { number, uscc: provider.uscc, recipients, sealed: {} };
  desks.set(bid, desk);
  return desk;
}

async function sent(bid: Bid, who: Who, bytes: Buffer, world: World): Promise<boolean> {
  const body = { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  const begun = await world.send(who, { method: 'POST', path: `bids/${bid.id}/uploads`, body });
  if (begun.code === 'bid.late') return false;
  const path = `bids/${bid.id}/uploads/${begun.body.id}`;
  const done = await world.send(who, { method: 'PATCH', path, bytes, headers: { 'upload-offset': '0' } });
  if (done.code !== 'bid.late' && !done.body.complete) throw new Error(`an upload ends with ${done.status} ${done.code}`);
  return done.status === 200;
}

/** What an outsider finds in the part of the bid that is on its way: nothing but these digests. */
export const submission = (bid: Bid, envelopes: Partial<Envelopes>, declared: boolean): Ask => ({
  method: 'POST',
  path: `bids/${bid.id}/submission`,
  body: { envelopes: { ...nothing, ...envelopes }, declared },
  shaped: true,
});
const nothing: Envelopes = { qualification: 'AAAA', technical: 'AAAA', price: 'AAAA' };

/** The secret keys of the three units, by the person who keeps them. */
export type Keys = Readonly<Partial<Record<Who, string>>>;
/** Keys already found of shares already opened: coming a second time takes no second opening. */
const opened = new WeakMap<Model, Map<Who, Contribution[]>>();

export interface Contribution {
  readonly envelope: string;
  readonly fileKey: string | null;
}

/** What a holder gives: the file keys of the own shares. */
export async function contributionsOf(model: Model, who: Who, keys: Keys, world: World): Promise<Contribution[]> {
  const known = opened.get(model) ?? new Map<Who, Contribution[]>();
  opened.set(model, known);
  const before = known.get(who);
  if (before) return before;
  const shares = await world.send(who, { method: 'GET', path: `procedures/${model.id}/opening/shares` });
  if (shares.status !== 200) return [];
  const { contributions } = await contribute(keys[who]!, shares.body as unknown as OpeningShares);
  known.set(who, [...contributions]);
  return [...contributions];
}

export const contributing = ({ id }: Model, contributions: readonly Contribution[]): Ask => ({
  method: 'POST',
  path: `procedures/${id}/opening/contributions`,
  body: { contributions },
  shaped: true,
  repeatable: true,
});

/** Digests of the bids in the box, as the signed record of the opening names them. */
export const leavesOf = ({ record }: Answer): string[] => record.bids.map(({ sha256 }) => sha256);
