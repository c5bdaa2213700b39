import { Injectable } from '@nestjs/common';
import { absent, found } from '#kernel';
import { type AwardBasis, AwardQueries, type NoticeContent } from '#evaluation';
import { type Organization, OrganizationQueries } from '#organizations';
import { PlanQueries } from '#planning';
import { ProcedureQueries } from '#tendering';
import type { Party } from './contract.entity.js';
import type { DraftPapers } from './contract-content.rules.js';

/** Gathers what a contract is generated from at the doors of the rooms that hold it. */
@Injectable()
export class DraftingQueries {
  constructor(
    private readonly procedures: ProcedureQueries,
    private readonly awards: AwardQueries,
    private readonly plans: PlanQueries,
    private readonly organizations: OrganizationQueries,
  ) {}

  /** Notice, award, winning offer and both parties; undefined while no award stands. */
  async papersOf(procedureId: string, lot?: string): Promise<(DraftPapers & { readonly departmentId: string }) | undefined> {
    const procedure = found(await this.procedures.byId(procedureId), 'procedure');
    const award = await this.awards.byProcedure(procedureId, lot);
    const basis = award && (await this.awards.basis(award.id));
    if (!basis) return undefined;
    const { id, number, planItemId, ruleDay, departmentId, version } = procedure;
    const [item, parties] = await Promise.all([
      this.plans.item(planItemId),
      this.organizations.byIds([departmentId, basis.award.providerId]),
    ]);
    return {
      departmentId,
      procedure: { id, number, planItemId, ruleDay },
      termStatements: item?.termStatements ?? [],
      notice: { ...noticeOf(basis), version },
      award: basis.award,
      offer: basis.offer,
      buyer: party(parties.get(departmentId)),
      provider: party(parties.get(basis.award.providerId)),
    };
  }
}

/** The notice as far as it is about one lot: its name, its quantity, its limit. */
function noticeOf({ content, lot, project }: AwardBasis): NoticeContent {
  if (project.lots.length === 1) return content;
  return {
    ...content,
    title: `${content.title}（第 ${lot.id} 包 ${lot.name}）`,
    service: { ...content.service, quantity: lot.quantity, unit: lot.unit },
    budget: { ...content.budget, maxPrice: lot.maxPrice },
  };
}

function party(organization: Organization | undefined): Party {
  if (!organization) throw absent('organization');
  const { id, name, uscc } = organization;
  return { id, name, uscc };
}
