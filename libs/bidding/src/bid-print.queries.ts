import { Injectable } from '@nestjs/common';
import { absent, type Actor, found } from '#kernel';
import { type Print, Prints, Signer } from '#documents';
import { NoticeQueries } from '#tendering';
import { BidQueries } from './bid.queries.js';
import { attemptsSheet, openingSheet, receiptSheet } from './bid.sheet.view.js';
import type { Round } from './box-contents.queries.js';
import { OpeningQueries } from './opening.queries.js';
import { beijingTime } from './receipt.view.js';

export type NamedPrint = Print & { readonly name: string };

/** PDFs around a bid. */
@Injectable()
export class BidPrints {
  constructor(
    private readonly bids: BidQueries,
    private readonly openings: OpeningQueries,
    private readonly notices: NoticeQueries,
    private readonly signer: Signer,
    private readonly prints: Prints,
  ) {}

  async receipt(actor: Actor, number: string): Promise<NamedPrint> {
    const kept = await this.bids.receipt(actor, number);
    return { ...(await this.prints.ofStatement(kept.receipt, receiptSheet(kept), { secret: true })), name: `${number}.pdf` };
  }

  /** Refuses `absent` when there were none. */
  async attempts(actor: Actor, bid: string): Promise<NamedPrint> {
    const attempts = await this.bids.attempts(actor, bid);
    const [newest] = attempts;
    if (!newest) throw absent('attempt');
    const { number, title } = found(await this.notices.byId((await this.bids.ownBid(actor, bid)).procedureId), 'procedure');
    const tries = attempts.map(({ triedAt, closedAt, act, by }) => ({
      triedAt: beijingTime(triedAt),
      closedAt: beijingTime(closedAt),
      act,
      by,
    }));
    const signed = this.signer.signed({ type: 'late-tries', procedure: number, title, bid, tries });
    const print = await this.prints.ofStatement(signed, attemptsSheet({ number, title }, attempts, newest.triedAt), { secret: true });
    return { ...print, name: `attempts-${number}.pdf` };
  }

  async opening(actor: Actor, procedureId: string, round?: Round): Promise<NamedPrint> {
    const opening = await this.openings.show(actor, procedureId, round);
    const record = found(opening.record, 'opening');
    const { title } = found(await this.notices.byId(procedureId), 'procedure');
    return {
      ...(await this.prints.ofStatement(record, openingSheet(record, title, opening.minutes), { secret: false })),
      name: `opening-${record.procedure}${record.round === 2 ? '-last-prices' : ''}.pdf`,
    };
  }
}
