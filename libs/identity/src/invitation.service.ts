import { Injectable } from '@nestjs/common';
import { absent, type Actor, authorize, ensure, found, refuse, Refused, type Role } from '#kernel';
import { Database, record, type Tx, uuidv7 } from '#platform';
import { type Organization, OrganizationQueries } from '#organizations';
import { isPlatform, mayLeadTeam, mayReset } from './identity.policy.js';
import { rolesFit } from './role.rules.js';
import { digest, Secrets } from './secret.gateway.js';
import { invitationDays } from './session.rules.js';

export interface InvitationRow {
  readonly id: string;
  readonly kind: 'join' | 'reset';
  readonly organization_id: string;
  readonly person_id: string | null;
  readonly name: string;
  readonly roles: Role[];
  readonly invited_by: string;
  readonly expires_at: Date;
}

/** One-time links by which a person joins a team or sets a new password. Taking one up is in {@link Joining}. */
@Injectable()
export class Invitations {
  constructor(
    private readonly database: Database,
    private readonly organizations: OrganizationQueries,
    private readonly secrets: Secrets,
  ) {}

  /** Invites somebody to a team; answers the path of the link, valid seven days. */
  async invite(
    actor: Actor,
    organizationId: string,
    input: { name: string; roles: readonly Role[] },
  ): Promise<{ id: string; link: string }> {
    const organization = found(await this.organizations.byId(organizationId), 'organization');
    authorize(mayLeadTeam, actor, organization);
    ensure(rolesFit(organization.kind, input.roles));
    return this.database.transaction((tx) => this.send(tx, actor, { kind: 'join', organizationId, personId: null, ...input }));
  }

  /** A link by which a member sets a new password and enrols anew; who may send it, `mayReset` says. */
  async resetMember(actor: Actor, membershipId: string): Promise<{ id: string; link: string }> {
    const [member] = await this.database.query<{ person_id: string; organization_id: string; roles: Role[] }>(
      'select person_id, organization_id from identity.membership where id = $1 and valid_to is null',
      [membershipId],
    );
    const organization = found(member && (await this.organizations.byId(member.organization_id)), 'membership');
    authorize(mayReset, actor, organization, 'identity.reset-by-operator');
    ensure(member!.person_id === actor.personId ? refuse('conflict', 'identity.reset-own') : undefined);
    return this.database.transaction((tx) => this.reset(tx, actor, member!.person_id, organization.id));
  }

  /** The same for a person by login, for the command line. Refuses `identity.no-such-login`. */
  async resetByLogin(actor: Actor, login: string): Promise<string> {
    ensure(isPlatform(actor) ? undefined : refuse('forbidden', 'identity.reset-by-operator'));
    const [person] = await this.database.query<{ person_id: string; organization_id: string }>(
      `select a.person_id, m.organization_id from identity.account a
       join identity.membership m on m.person_id = a.person_id and m.valid_to is null
       where a.login = $1 and a.closed_at is null order by m.valid_from limit 1`,
      [login],
    );
    if (!person) throw new Refused(refuse('absent', 'identity.no-such-login', { login }));
    return this.database.transaction(async (tx) => (await this.reset(tx, actor, person.person_id, person.organization_id)).link);
  }

  /** The same within a command. */
  async reset(tx: Tx, actor: Actor, personId: string, organizationId: string): Promise<{ id: string; link: string }> {
    const [person] = await tx.query<{ name: string }[]>('select name from identity.person where id = $1', [personId]);
    await tx.query(
      `update identity.invitation set withdrawn_at = clock_timestamp()
       where kind = 'reset' and person_id = $1 and used_at is null and withdrawn_at is null`,
      [personId],
    );
    return this.send(tx, actor, { kind: 'reset', organizationId, personId, name: person!.name, roles: [] });
  }

  /** Takes an invitation back; the link leads nowhere any more. */
  withdraw(actor: Actor, id: string): Promise<void> {
    return this.database.transaction(async (tx) => {
      const organization = await this.teamOf(tx, id);
      authorize(mayLeadTeam, actor, organization);
      const [withdrawn] = await tx.query<[unknown[], number]>(
        'update identity.invitation set withdrawn_at = clock_timestamp() where id = $1 and used_at is null and withdrawn_at is null returning 1',
        [id],
      );
      ensure(withdrawn.length ? undefined : refuse('conflict', 'identity.invitation-over'));
      await record(tx, actor, { type: 'invitation.withdrawn', subject: id });
    });
  }

  /** The link again, for those who may send it. */
  async link(actor: Actor, id: string): Promise<string> {
    const organization = await this.teamOf(this.database, id);
    authorize(mayLeadTeam, actor, organization);
    return `/join/${this.secrets.invitationToken(id)}`;
  }

  /** What a link leads to while it counts; refuses `identity.invitation-over` as gone. */
  async open(token: string): Promise<InvitationRow & { organization: Organization }> {
    const [row] = await this.database.query<InvitationRow>(openRow, [digest(token)]);
    const organization = row && (await this.organizations.byId(row.organization_id));
    if (!row || !organization) throw new Refused(refuse('gone', 'identity.invitation-over'));
    return { ...row, organization };
  }

  /** Takes the link, once, within the command that uses it. */
  async take(tx: Tx, token: string): Promise<InvitationRow> {
    const [row] = await tx.query<InvitationRow[]>(`${openRow} for update`, [digest(token)]);
    if (!row) throw new Refused(refuse('gone', 'identity.invitation-over'));
    await tx.query('update identity.invitation set used_at = clock_timestamp() where id = $1', [row.id]);
    return row;
  }

  private async send(
    tx: Tx,
    actor: Actor,
    invitation: {
      kind: 'join' | 'reset';
      organizationId: string;
      personId: string | null;
      name: string;
      roles: readonly Role[];
    },
  ): Promise<{ id: string; link: string }> {
    const { kind, organizationId, personId, name, roles } = invitation;
    const id = uuidv7();
    const token = this.secrets.invitationToken(id);
    await tx.query(
      `insert into identity.invitation (id, kind, token_hash, organization_id, person_id, name, roles, invited_by, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp() + make_interval(days => $9))`,
      [id, kind, digest(token), organizationId, personId, name, [...roles], actor.personId, invitationDays],
    );
    await record(tx, actor, {
      type: 'invitation.sent',
      subject: id,
      facts: { kind, organization: organizationId, roles },
    });
    return { id, link: `/join/${token}` };
  }

  private async teamOf(from: Pick<Database, 'query'> | Tx, id: string): Promise<Organization> {
    const [row] = (await from.query('select organization_id from identity.invitation where id = $1', [id])) as {
      organization_id: string;
    }[];
    const organization = row && (await this.organizations.byId(row.organization_id));
    if (!organization) throw absent('invitation');
    return organization;
  }
}

const openRow = `select id, kind, organization_id, person_id, name, roles, invited_by, expires_at from identity.invitation
  where token_hash = $1 and used_at is null and withdrawn_at is null and expires_at > clock_timestamp()`;
