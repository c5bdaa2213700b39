import { Injectable } from '@nestjs/common';
import type { Actor } from '#kernel';
import { Database } from '#platform';
import { bidPolicy } from './bid.policy.js';
import { type BoxedBid, type BoxedEnvelope, BoxContents, type Round } from './box-contents.queries.js';
import { stillClosed } from './opening.rules.js';
import { type BoxAtOpening, OpeningState } from './opening.state.queries.js';

/** A bid whose own bidder is asked to open it. */
export interface AskedKeys {
  readonly bidId: string;
  readonly procedureId: string;
  readonly until: Date;
}

/** What of a sealed box its bidders have to open themselves, and until when. Which bids these are only their own bidders learn. */
@Injectable()
export class OwnKeys {
  constructor(
    private readonly database: Database,
    private readonly state: OpeningState,
    private readonly contents: BoxContents,
  ) {}

  /** Until when bidders may hand in keys; null while nobody may. The later one, where two ways lead there. */
  async until({ procedureId, round, ownKeysUntil }: BoxAtOpening): Promise<Date | null> {
    const agreed = await this.agreed(procedureId, round);
    return [agreed, ownKeysUntil].reduce((last, one) => (one && (!last || one > last) ? one : last), null);
  }

  /** The end of the time on which two persons agreed that all bidders open their envelopes. */
  async agreed(procedureId: string, round: Round): Promise<Date | null> {
    return (await this.state.fallback(procedureId, round)).find((one) => one.until)?.until ?? null;
  }

  /** Envelopes of these bids that neither two holders nor their bidders have opened. */
  async closed(procedureId: string, round: Round, bids: readonly BoxedBid[]): Promise<BoxedEnvelope[]> {
    const envelopes = await this.contents.envelopes(bids);
    const offices = (await this.state.attended(procedureId, round)).map(({ office }) => office);
    const digests = stillClosed(
      offices,
      envelopes.map(({ sha256 }) => sha256),
      await this.contents.contributions(envelopes),
      await this.contents.handed(envelopes),
    );
    return envelopes.filter(({ sha256 }) => digests.includes(sha256));
  }

  /** The bid that this provider has to open, when its time runs. */
  async askedOf(providerId: string, procedureId: string): Promise<AskedKeys | null> {
    const box = await this.state.current(procedureId);
    const until = await this.until(box);
    if (box.state !== 'sealed' || !until || (await this.database.now()) >= until) return null;
    const own = (await this.contents.bids(procedureId, box.round)).filter(({ provider }) => provider === providerId);
    const closed = await this.closed(procedureId, box.round, own);
    return closed.length ? { bidId: own[0]!.bid, procedureId, until } : null;
  }

  /** All such bids of the actor's organization, the most urgent first. */
  async asked(actor: Actor): Promise<AskedKeys[]> {
    if (!bidPolicy.read(actor)) return [];
    const boxes = await this.database.query<{ procedureId: string }>(
      `select x.procedure as "procedureId" from bidding.box x
       where x.state = 'sealed' and (x.own_keys_until > clock_timestamp() or exists (
         select from bidding.fallback f where f.procedure = x.procedure and f.round = x.round and f.until > clock_timestamp()))
       order by x.sealed_at limit 100`,
    );
    const asked: AskedKeys[] = [];
    for (const { procedureId } of boxes) {
      const one = await this.askedOf(actor.organizationId, procedureId);
      if (one) asked.push(one);
    }
    return asked.sort((a, b) => a.until.getTime() - b.until.getTime());
  }
}
