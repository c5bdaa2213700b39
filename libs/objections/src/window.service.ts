import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type Actor, found } from '#kernel';
import { CalendarService } from '#calendar';
import { BidQueries, boxedStates, OpeningQueries } from '#bidding';
import { Award, EvaluationQueries } from '#evaluation';
import { Database, type Tx } from '#platform';
import { type Method, methodRules, NoticeQueries, type NoticeView } from '#tendering';
import { EntryResults } from './entry-results.service.js';
import { type TakesPart, type Window, windowsOf } from './stage.rules.js';

/** What may be objected to, by whom and until when. */
@Injectable()
export class Windows {
  constructor(
    private readonly database: Database,
    private readonly calendar: CalendarService,
    private readonly notices: NoticeQueries,
    private readonly bids: BidQueries,
    private readonly openings: OpeningQueries,
    private readonly evaluations: EvaluationQueries,
    private readonly entries: EntryResults,
  ) {}

  /** Every stage of a published procedure that has begun, with its time. */
  of(actor: Actor, procedureId: string): Promise<Window[]> {
    return this.database.transaction((tx) => this.within(tx, actor, procedureId));
  }

  async within(tx: Tx, actor: Actor, procedureId: string): Promise<Window[]> {
    const notice = found(await this.notices.byId(procedureId), 'procedure');
    const results = await tx.find(Award, {
      where: { procedureId, state: In(['announced', 'held', 'final']) },
      order: { lot: 'ASC' },
    });
    const ended = notice.state === 'failed' || notice.state === 'cancelled' ? notice.endedAt : null;
    const { ruleDay } = notice;
    return windowsOf(
      {
        publishedAt: new Date(publicationOf(notice)),
        closedAt: notice.closedAt ? new Date(notice.closedAt) : null,
        openedAt: notice.closedAt ? await this.openedAt(actor, procedureId) : null,
        endedAt: ended ? new Date(ended) : null,
        results,
        told: await this.entries.told(procedureId, actor.organizationId),
      },
      {
        noticeEnds: (from) => this.calendar.dueAt(methodRules[notice.method as Method].noticePeriod, from, ruleDay),
        resultEnds: (from) => this.calendar.dueAt(methodRules[notice.method as Method].resultNotice, from, ruleDay),
        filingEnds: (from) => this.calendar.dueAt('challenge.file', from, ruleDay),
      },
    );
  }

  /** How an organization takes part. */
  async takes(actor: Actor, procedureId: string): Promise<TakesPart> {
    const bid = await this.bids.ownIn(actor, procedureId);
    const lots = bid?.state === 'opened' ? await this.evaluations.lotsOf(procedureId, actor.organizationId) : null;
    const told = (await this.entries.told(procedureId, actor.organizationId)) !== null;
    return {
      begun: bid !== null || (await this.takesNoBids(procedureId)),
      inBox: bid !== null && boxedStates.includes(bid.state),
      lots,
      told,
    };
  }

  /** Whoever may apply later without a bid may object to the documents now. */
  private async takesNoBids(procedureId: string): Promise<boolean> {
    const notice = await this.notices.byId(procedureId);
    return notice !== null && (methodRules[notice.method as Method].framework?.openEntry ?? false);
  }

  /** When the box was opened or found too empty; only those learn it who were in it. */
  private async openedAt(actor: Actor, procedureId: string): Promise<Date | null> {
    const bid = await this.bids.ownIn(actor, procedureId);
    if (!bid || !boxedStates.includes(bid.state)) return null;
    return (await this.openings.show(actor, procedureId)).endedAt;
  }
}

/**
 * The documents that count are those of the newest version: a correction begins their time anew, on the day the official
 * medium shows it (MOF Order 87 Art. 16), and never before we told it.
 */
function publicationOf({ versions, publishedAt }: NoticeView): string {
  const newest = versions.at(-1);
  const [ours, theirs] = [newest?.publishedAt ?? publishedAt, newest?.official?.publishedAt ?? publishedAt];
  return theirs > ours ? theirs : ours;
}
