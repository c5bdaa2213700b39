import { Injectable } from '@nestjs/common';
import type { Actor } from '#kernel';
import { type Organization, OrganizationQueries } from '#organizations';
import {
  AdmissionQueries,
  type EligibilityResult,
  eligibilityLines,
  isEnterprise,
  type Method,
  methodRules,
  type NoticeFilter,
  type NoticeView,
  maySupply,
} from '#tendering';

const lights: Readonly<Record<EligibilityResult, string>> = { yes: 'green', no: 'red', declare: 'grey' };

/** What a signed-in provider may take part in, line by line and as a filter of lists. */
@Injectable()
export class EligibilityView {
  constructor(
    private readonly organizations: OrganizationQueries,
    private readonly admissions: AdmissionQueries,
  ) {}

  /** Nothing for those who are no providers. */
  async of(actor: Actor, { id, method, content }: NoticeView): Promise<object[]> {
    const provider = await this.provider(actor);
    if (!provider) return [];
    const byInvitation = methodRules[method as Method].admission !== 'announcement';
    const invited = byInvitation && (await this.admissions.invited(id, provider.id));
    return eligibilityLines(provider, content, { byInvitation, invited }).map(({ text, line, result, why }) => ({
      text,
      line: line && { key: `tendering.eligibleLine.${line}` },
      light: lights[result],
      word: { key: `tendering.eligibleResult.${result}` },
      why: { key: `tendering.eligibleWhy.${why}`, facts: { classification: provider.classification } },
    }));
  }

  async filter(actor: Actor): Promise<NoticeFilter['eligible']> {
    const provider = await this.provider(actor);
    return provider ? { id: provider.id, enterprise: isEnterprise(provider.uscc), maySupply: maySupply(provider) } : undefined;
  }

  private async provider({ organizationId }: Actor): Promise<Organization | null> {
    const organization = await this.organizations.byId(organizationId);
    return organization?.kind === 'provider' ? organization : null;
  }
}
