import { Injectable } from '@nestjs/common';
import { absent, found } from '#kernel';
import { BidQueries } from '#bidding';
import { AwardQueries } from '#evaluation';
import { type Organization, OrganizationQueries } from '#organizations';
import { ProcedureQueries } from '#tendering';
import type { Party } from './contract.entity.js';
import type { DraftPapers } from './contract-content.rules.js';

/** Gathers what a contract is generated from at the doors of the rooms that hold it. */
@Injectable()
export class DraftingQueries {
  constructor(
    private readonly procedures: ProcedureQueries,
    private readonly awards: AwardQueries,
    private readonly bids: BidQueries,
    private readonly organizations: OrganizationQueries,
  ) {}

  /** Notice, award, winning offer and both parties; undefined while no award is decided. */
  async papersOf(procedureId: string): Promise<(DraftPapers & { readonly departmentId: string }) | undefined> {
    const procedure = found(await this.procedures.byId(procedureId), 'procedure');
    const award = await this.awards.active(procedureId);
    if (!award || !procedure.number) return undefined;
    const [opened, parties] = await Promise.all([
      this.bids.opened(procedureId),
      this.organizations.byIds([procedure.departmentId, award.providerId]),
    ]);
    const bid = found(opened.find(({ bidId }) => bidId === award.bidId), 'bid');
    return {
      departmentId: procedure.departmentId,
      procedure: { id: procedure.id, number: procedure.number, planItemId: procedure.planItemId, ruleDay: procedure.ruleDay },
      notice: { ...procedure.content, version: procedure.version },
      award: { id: award.id, state: award.state, price: award.price, announcedAt: award.announcedAt },
      offer: bid.offer,
      buyer: party(parties.get(procedure.departmentId)),
      provider: party(parties.get(award.providerId)),
    };
  }
}

function party(organization: Organization | undefined): Party {
  if (!organization) throw absent('organization');
  const { id, name, uscc } = organization;
  return { id, name, uscc };
}
