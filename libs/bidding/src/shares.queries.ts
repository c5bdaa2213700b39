import { Injectable } from '@nestjs/common';
import { type Actor, confirmedWithin, ensure, refuse, Refused } from '#kernel';
import { Database } from '#platform';
import type { EnvelopeKind, Office } from '#sealing';
import { enough } from './bid.rules.js';
import { BoxContents } from './box-contents.queries.js';
import { Holders } from './holders.queries.js';
import { waitsForOpening } from './opening.rules.js';
import { OpeningState } from './opening.state.queries.js';

/** What a holder needs to open the own shares, and nothing of anybody else's. */
export interface OwnShares {
  readonly procedureId: string;
  readonly round: number;
  readonly office: Office;
  /** `age1…`: the key these shares are closed to. */
  readonly recipient: string;
  readonly minimum: number;
  /** Fewer bids than the minimum: nothing is handed out, the holder only states to have come. */
  readonly tooFew: boolean;
  readonly envelopes: readonly {
    readonly sha256: string;
    readonly kind: EnvelopeKind;
    readonly recipient: string;
    /** Base64, an age file. */
    readonly share: string;
  }[];
}

/** Hands out wrapped shares: only of sealed boxes, only to the holder they are closed to, never when too few bids lie there. */
@Injectable()
export class Shares {
  constructor(
    private readonly database: Database,
    private readonly holders: Holders,
    private readonly state: OpeningState,
    private readonly contents: BoxContents,
  ) {}

  async of(actor: Actor, procedureId: string): Promise<OwnShares> {
    const holders = await this.holders.of(procedureId);
    const office = await this.holders.officeOf(actor, procedureId);
    const holder = holders.find((one) => one.office === office);
    if (!office || !holder) throw new Refused(refuse('forbidden', 'opening.not-your-part'));
    ensure(confirmedWithin(actor, await this.database.now()) ? undefined : refuse('forbidden', 'confirm-first'));
    const { round, state } = await this.state.current(procedureId);
    ensure(waitsForOpening(state));
    const minimum = await this.state.minimum(procedureId);
    const bids = await this.contents.bids(procedureId, round);
    const tooFew = !enough(bids.length, minimum);
    const envelopes = tooFew ? [] : await this.contents.envelopes(bids);
    return {
      procedureId,
      round,
      office,
      recipient: holder.recipient,
      minimum,
      tooFew,
      envelopes: envelopes.map(({ sha256, kind, statement }) => {
        const own = statement?.shares.find((share) => share.office === office);
        return { sha256, kind, recipient: own?.recipient ?? '', share: own?.share ?? '' };
      }),
    };
  }
}
