import { Injectable } from '@nestjs/common';
import { type Actor, authorize, found } from '#kernel';
import { Database } from '#platform';
import { OrganizationQueries } from '#organizations';
import { maySeeTeam } from './identity.policy.js';
import type { ApiTokenView, InvitationView, MembershipView, SessionView } from './session.view.js';

export interface OwnAccount {
  readonly login: string;
  readonly name: string;
  readonly enrolled: boolean;
  readonly passwordChangedAt: Date | null;
  readonly organizations: readonly {
    readonly organizationId: string;
    readonly roles: readonly string[];
    readonly since: Date;
  }[];
}

/** What people see of their own account and of their team. */
@Injectable()
export class AccountQueries {
  constructor(
    private readonly database: Database,
    private readonly organizations: OrganizationQueries,
  ) {}

  async own(actor: Actor): Promise<OwnAccount> {
    const [row] = await this.database.query<Omit<OwnAccount, 'organizations'>>(
      `select a.login, p.name, a.totp_secret is not null as enrolled, a.password_changed_at as "passwordChangedAt"
       from identity.account a join identity.person p on p.id = a.person_id where a.person_id = $1`,
      [actor.personId],
    );
    const organizations = await this.database.query<OwnAccount['organizations'][number]>(
      `select organization_id as "organizationId", roles, valid_from as since from identity.membership
       where person_id = $1 and valid_to is null order by valid_from, id`,
      [actor.personId],
    );
    return { ...found(row, 'account'), organizations };
  }

  /** Sessions that still open the door, the one in use first. */
  sessions(actor: Actor, current: string): Promise<SessionView[]> {
    return this.database.query<SessionView>(
      `select id, door, organization_id as "organizationId", agent, second_factor as "secondFactor", started_at as "startedAt",
              used_at as "usedAt", expires_at as "expiresAt", id = $2 as current
       from identity.session
       where person_id = $1 and ended_at is null and expires_at > clock_timestamp()
         and used_at > clock_timestamp() - make_interval(secs => idle_seconds)
       order by current desc, used_at desc limit 100`,
      [actor.personId, current],
    );
  }

  /** Tokens, newest first; those that ended stay visible for a while. */
  tokens(actor: Actor): Promise<ApiTokenView[]> {
    return this.database.query<ApiTokenView>(
      `select id, name, organization_id as "organizationId", created_at as "createdAt", expires_at as "expiresAt",
              used_at as "usedAt", revoked_at as "revokedAt"
       from identity.api_token where person_id = $1 order by created_at desc limit 50`,
      [actor.personId],
    );
  }

  /** The members of a team, for its colleagues. */
  async team(actor: Actor, organizationId: string): Promise<MembershipView[]> {
    authorize(maySeeTeam, actor, found(await this.organizations.byId(organizationId), 'organization'));
    return this.database.query<MembershipView>(
      `select m.id, m.person_id as "personId", p.name as "personName", a.login, m.organization_id as "organizationId", m.roles,
              m.valid_from as since, a.totp_secret is not null as enrolled,
              (select max(s.used_at) from identity.session s where s.person_id = m.person_id) as "lastSeenAt"
       from identity.membership m join identity.person p on p.id = m.person_id join identity.account a on a.person_id = p.id
       where m.organization_id = $1 and m.valid_to is null order by m.valid_from, m.id limit 500`,
      [organizationId],
    );
  }

  /** Invitations that still count. */
  async invitations(actor: Actor, organizationId: string): Promise<InvitationView[]> {
    authorize(maySeeTeam, actor, found(await this.organizations.byId(organizationId), 'organization'));
    return this.database.query<InvitationView>(
      `select id, kind, name, roles, created_at as "createdAt", expires_at as "expiresAt", used_at as "usedAt", withdrawn_at as "withdrawnAt"
       from identity.invitation
       where organization_id = $1 and used_at is null and withdrawn_at is null and expires_at > clock_timestamp()
       order by created_at desc limit 100`,
      [organizationId],
    );
  }
}
