import { Injectable } from '@nestjs/common';
import { OpeningQueries } from '#bidding';
import type { Entry } from '#platform';
import { AdmissionQueries, NoticeQueries } from '#tendering';
import type { Heard } from './hearing.rules.js';
import type { Audience } from './matrix.rules.js';

/** An organization to tell, or a whole side, and what its message says besides. */
export interface Reached {
  /** Undefined: everybody who holds the role. */
  readonly organizationId: string | undefined;
  readonly facts: Readonly<Record<string, string>>;
  /** This person alone. */
  readonly personId?: string;
}

/** Whom an audience means: the side an entry names, or those found only when it is told. */
@Injectable()
export class Reaches {
  constructor(
    private readonly openings: OpeningQueries,
    private readonly admissions: AdmissionQueries,
    private readonly notices: NoticeQueries,
  ) {}

  of({ project, facts }: Pick<Entry, 'project' | 'facts'>, { side, reach }: Audience, known: Heard): Promise<readonly Reached[]> {
    if (reach === 'member') return Promise.resolve(memberIn(facts));
    if (reach === 'respondents') return Promise.resolve(respondentsIn(facts, known));
    if (reach && !project) return Promise.resolve([]);
    if (reach === 'bidders') return this.bidders(project!);
    if (reach === 'invited') return this.invited(project!);
    return Promise.resolve(sideOf(side, known));
  }

  private async bidders(procedureId: string): Promise<Reached[]> {
    const found = await this.openings.inBox(procedureId);
    return found.map(({ providerId, bidId }) => ({ organizationId: providerId, facts: { bid: bidId } }));
  }

  private async invited(procedureId: string): Promise<Reached[]> {
    const found = await this.admissions.providers(procedureId);
    const number = (await this.notices.summaries([procedureId])).get(procedureId)?.number;
    const facts: Reached['facts'] = number ? { number } : {};
    return found.map((organizationId) => ({ organizationId, facts }));
  }
}

function sideOf(side: Audience['side'], { departmentId, providerId }: Heard): Reached[] {
  const organizationId = { department: departmentId, provider: providerId, finance: undefined, supervisor: undefined, panel: null }[side];
  return organizationId === null ? [] : [{ organizationId, facts: {} }];
}

function memberIn({ member, employer }: Entry['facts']): Reached[] {
  const known = typeof member === 'string' && typeof employer === 'string';
  return known ? [{ organizationId: employer, facts: {}, personId: member }] : [];
}

function respondentsIn({ respondents }: Entry['facts'], { departmentId }: Heard): Reached[] {
  const ids = Array.isArray(respondents) ? respondents.filter((one): one is string => typeof one === 'string') : [];
  return ids.filter((one) => one !== departmentId).map((organizationId) => ({ organizationId, facts: {} }));
}
