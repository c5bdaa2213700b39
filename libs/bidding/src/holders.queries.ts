import { Injectable } from '@nestjs/common';
import type { Actor } from '#kernel';
import { KeyHolderQueries } from '#custody';
import type { Office } from '#sealing';
import { type Holder, officeOf } from './opening.policy.js';
import { TermsOfNotices } from './terms.queries.js';

/** Who holds the keys of a box: those the newest version of its notice names. */
@Injectable()
export class Holders {
  constructor(
    private readonly terms: TermsOfNotices,
    private readonly keyHolders: KeyHolderQueries,
  ) {}

  async of(procedureId: string): Promise<Holder[]> {
    const { keyHolders } = await this.terms.newest(procedureId);
    const known = await this.keyHolders.byIds(keyHolders.map(({ holderId }) => holderId));
    return keyHolders.flatMap(({ office, unit, recipient, holderId }) => {
      const organizationId = known.get(holderId)?.organizationId;
      return organizationId ? [{ office, unit, recipient, organizationId }] : [];
    });
  }

  /** The office for which the actor may come to the opening of a box. */
  async officeOf(actor: Actor, procedureId: string): Promise<Office | undefined> {
    return officeOf(actor, await this.of(procedureId));
  }
}
