import { Injectable } from '@nestjs/common';
import type { Actor } from '#kernel';
import { officeOf } from '#custody';
import { OrganizationQueries } from '#organizations';
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
    private readonly organizations: OrganizationQueries,
  ) {}

  async waiting(actor: Actor): Promise<WaitingForKey[]> {
    const boxes = await this.openings.waiting(actor);
    const unit = await this.organizations.byId(actor.organizationId);
    const own = unit && officeOf(unit.kind);
    const wanted = boxes.filter(({ attended }) => !attended.some(({ office }) => office === own));
    const notices = await this.notices.summaries(wanted.map(({ procedureId }) => procedureId));
    return wanted.flatMap(({ procedureId, sealedAt, attended }) => {
      const notice = notices.get(procedureId);
      const given = attended.map(({ name }) => name).join('、');
      return notice ? [{ id: procedureId, number: notice.number, title: notice.title, sealedAt, given }] : [];
    });
  }
}
