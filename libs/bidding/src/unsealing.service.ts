import { Injectable } from '@nestjs/common';
import type { FieldFault } from '#kernel';
import { OrganizationQueries } from '#organizations';
import {
  bidStatement,
  combine,
  type Content,
  digestOf,
  type EnvelopeKind,
  type FileEntry,
  fits,
  type Office,
  openContent,
  type Statement,
} from '#sealing';
import { type BoxedBid, type BoxedEnvelope, BoxContents, type Round } from './box-contents.queries.js';
import { answersIn, lastPriceFaults, type OfferedLot, offerFaults, type Offer, offerOf, pricesOf } from './offer.rules.js';

/** Why a bid does not count, provable by whoever has the record. */
export interface BidFault {
  readonly code: string;
  readonly kind: EnvelopeKind | null;
}

/** An envelope whose key was found. */
export interface OpenedEnvelope {
  readonly sha256: string;
  readonly kind: EnvelopeKind;
  readonly secret: string;
}

/** What came out of a bid: an offer, or what is wrong with it. */
export interface Unsealed {
  readonly bid: BoxedBid;
  readonly envelopes: readonly OpenedEnvelope[];
  readonly fault: BidFault | null;
  readonly offer: Offer | null;
  /** Fen by lot. */
  readonly prices: ReadonlyMap<string, bigint>;
}

interface Keys {
  readonly contributions: ReadonlyMap<string, Readonly<Partial<Record<Office, string | null>>>>;
  readonly handed: ReadonlyMap<string, string>;
}

/** Combines what holders gave and reads the bids, without a lock: nothing in a sealed box changes meanwhile. */
@Injectable()
export class Unsealing {
  constructor(
    private readonly contents: BoxContents,
    private readonly organizations: OrganizationQueries,
  ) {}

  /** `priced`: in a last round, the lots that each bid had priced before; it prices them again and no others. */
  async read(
    procedureId: string,
    round: Round,
    bids: readonly BoxedBid[],
    lots: readonly OfferedLot[],
    priced: ReadonlyMap<string, readonly string[]>,
  ): Promise<Unsealed[]> {
    const envelopes = await this.contents.envelopes(bids);
    const keys = {
      contributions: await this.contents.contributions(envelopes),
      handed: await this.contents.handed(envelopes),
    };
    const providers = await this.organizations.byIds(bids.map(({ provider }) => provider));
    const byDigest = new Map(envelopes.map((envelope) => [envelope.sha256, envelope]));
    const read: Unsealed[] = [];
    for (const bid of bids) {
      const own = Object.values(bid.envelopes).map((digest) => byDigest.get(digest));
      const whole = await isWhole(procedureId, bid, own);
      const provider = providers.get(bid.provider)?.uscc ?? '';
      const asked = round === 1 ? lots : lots.filter(({ id }) => priced.get(bid.bid)?.includes(id));
      read.push(
        whole ? await this.one(bid, own as BoxedEnvelope[], keys, provider, round, asked) : invalid(bid, [], 'envelope.altered', null),
      );
    }
    return read;
  }

  private async one(
    bid: BoxedBid,
    envelopes: readonly BoxedEnvelope[],
    keys: Keys,
    provider: string,
    round: Round,
    lots: readonly OfferedLot[],
  ): Promise<Unsealed> {
    const opened: OpenedEnvelope[] = [];
    const inside: Content[] = [];
    let fault: BidFault | null = null;
    for (const { sha256, kind, statement } of envelopes) {
      await breath();
      const found = await secretOf(statement!, keys.handed.get(sha256), keys.contributions.get(sha256) ?? {});
      if ('code' in found) {
        fault ??= { code: found.code, kind };
        continue;
      }
      opened.push({ sha256, kind, secret: found.secret });
      const bytes = await this.contents.file(bid.bid, statement!.files[0]!.sha256);
      const content = bytes ? await openContent(statement!, found.secret, bytes, provider) : { fault: { code: 'content.missing' } };
      if ('fault' in content) fault ??= { code: content.fault.code, kind };
      else inside.push(content.content);
    }
    if (fault) return invalid(bid, opened, fault.code, fault.kind);
    return offered(bid, opened, inside, round, lots);
  }
}

/** The envelopes give the digest that lies in the box, and all are there. */
async function isWhole(procedure: string, bid: BoxedBid, envelopes: readonly (BoxedEnvelope | undefined)[]): Promise<boolean> {
  if ((await digestOf(bidStatement({ procedure, envelopes: bid.envelopes }))) !== bid.digest) return false;
  for (const envelope of envelopes) if (!envelope?.statement || (await digestOf(envelope.bytes)) !== envelope.sha256) return false;
  return envelopes.length > 0;
}

/** Two true shares decide; what they leave closed the bidder's own key opens, which the envelope proves. */
async function secretOf(
  statement: Statement,
  handed: string | undefined,
  given: Readonly<Partial<Record<Office, string | null>>>,
): Promise<{ secret: string } | { code: string }> {
  const combined = await combine(statement, given);
  if ('secret' in combined) return combined;
  if (combined.fault === 'bidder') return { code: 'share.false' };
  if (handed !== undefined && (await fits(statement, handed))) return { secret: handed };
  if (combined.fault === 'contribution') return { code: 'share.refused' };
  return { code: combined.offices.length ? 'share.closed' : 'secret.missing' };
}

function offered(
  bid: BoxedBid,
  envelopes: readonly OpenedEnvelope[],
  inside: readonly Content[],
  round: Round,
  lots: readonly OfferedLot[],
): Unsealed {
  const answers = answersIn(inside);
  const faults = round === 1 ? offerFaults(answers, lots) : lastPriceFaults(answers.prices, lots);
  if (faults.length) return invalid(bid, envelopes, faults[0]!.code, kindOf(faults[0]!));
  const prices = pricesOf(answers.prices);
  const files = inside.flatMap((content) => content.files).map(offerFile);
  return { bid, envelopes, fault: null, offer: round === 1 ? offerOf(answers, files).offer : null, prices };
}

const invalid = (bid: BoxedBid, envelopes: readonly OpenedEnvelope[], code: string, kind: EnvelopeKind | null): Unsealed => ({
  bid,
  envelopes,
  fault: { code, kind },
  offer: null,
  prices: new Map(),
});

/** Names and kinds are the bidder's words: cut down to what a header and a page can bear. */
const offerFile = ({ name, mediaType, size, sha256, sealed }: FileEntry): Offer['files'][number] => ({
  name: name.replace(/[\p{C}/\\]/gu, '').slice(0, 160) || 'file',
  mediaType: /^[a-z]+\/[a-z0-9.+-]{1,100}$/.test(mediaType) ? mediaType : 'application/octet-stream',
  size,
  sha256,
  sealed,
});

function kindOf({ field }: FieldFault): EnvelopeKind {
  if (field.startsWith('prices')) return 'price';
  return field === 'commitment' || field === 'lots' ? 'qualification' : 'technical';
}

/** Lets others do their work between two envelopes. */
const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
