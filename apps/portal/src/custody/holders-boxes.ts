import { Injectable } from '@nestjs/common';
import type { Actor } from '#kernel';
import { NoticeQueries } from '#tendering';
import { OpeningQueries } from '#bidding';

/** A sealed box that a holder's unit may come to. */
export interface WaitingForKey {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly sealedAt: Date;
  /** Who has come already. */
  readonly given: string;
}

/** The boxes for which a holder's key is wanted. */
@Injectable()
export class HoldersBoxes {
  constructor(
    private readonly openings: OpeningQueries,
    private readonly notices: NoticeQueries,
  ) {}

  async waiting(actor: Actor): Promise<WaitingForKey[]> {
    const boxes = await this.openings.waiting(actor);
    const wanted = boxes.filter(({ office, attended }) => office !== null && !attended.some((one) => one.office === office));
    const notices = await this.notices.summaries(wanted.map(({ procedureId }) => procedureId));
    return wanted.flatMap(({ procedureId, sealedAt, attended }) => {
      const notice = notices.get(procedureId);
      const given = attended.map(({ name }) => name).join('、');
      return notice ? [{ id: procedureId, number: notice.number, title: notice.title, sealedAt, given }] : [];
    });
  }
}
