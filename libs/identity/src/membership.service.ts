import { Injectable } from '@nestjs/common';
import { type Actor, authorize, ensure, found, refuse, type Role } from '#kernel';
import { Database, record, type Tx, uuidv7 } from '#platform';
import { OrganizationQueries } from '#organizations';
import { mayLeadTeam, maySeeTeam } from './identity.policy.js';
import { dutiesApart, keepsLead, rolesFit } from './role.rules.js';
import { endSessions } from './session.service.js';

interface Row {
  id: string;
  person_id: string;
  organization_id: string;
  roles: Role[];
}

/** A team: who belongs to an organization and what they may do there. */
@Injectable()
export class Memberships {
  constructor(
    private readonly database: Database,
    private readonly organizations: OrganizationQueries,
  ) {}

  /** Gives a member other roles; at once, in every session of theirs. */
  change(actor: Actor, id: string, roles: readonly Role[]): Promise<void> {
    return this.withTeam(actor, id, async (tx, { membership, team, kind }) => {
      ensure(rolesFit(kind, roles));
      const after = team.map((member) => (member.id === id ? roles : member.roles));
      ensure(
        keepsLead(
          kind,
          team.map((member) => member.roles),
          after,
        ),
        dutiesApart([...(await heldElsewhere(tx, membership.person_id, id)), ...roles]),
      );

      await tx.query('update identity.membership set roles = $2 where id = $1', [id, [...roles]]);
      const { person_id: person, organization_id: organization } = membership;
      await record(tx, actor, {
        type: 'membership.changed',
        subject: id,
        facts: { person, organization, from: membership.roles, to: roles },
      });
    });
  }

  /** Ends a membership; the person's sessions and tokens for this organization end with it. */
  end(actor: Actor, id: string): Promise<void> {
    return this.withTeam(actor, id, async (tx, { membership, team, kind }) => {
      const left = team.filter((member) => member.id !== id);
      ensure(
        keepsLead(
          kind,
          team.map(({ roles }) => roles),
          left.map(({ roles }) => roles),
        ),
      );

      await tx.query('update identity.membership set valid_to = clock_timestamp() where id = $1', [id]);
      const { person_id: person, organization_id: organization } = membership;
      await record(tx, actor, { type: 'membership.ended', subject: id, facts: { person, organization } });
      for (const session of await endSessions(tx, 'person_id = $1 and organization_id = $2', [person, organization]))
        await record(tx, actor, {
          type: 'session.ended',
          subject: session,
          facts: { why: 'membership-ended' },
        });
      await tx.query(
        'update identity.api_token set revoked_at = clock_timestamp() where person_id = $1 and organization_id = $2 and revoked_at is null',
        [person, organization],
      );
    });
  }

  /** The team is locked whole, in id order: two leads who remove each other at once meet here. */
  private async withTeam(
    actor: Actor,
    id: string,
    work: (tx: Tx, at: { membership: Row; team: Row[]; kind: Parameters<typeof rolesFit>[0] }) => Promise<void>,
  ): Promise<void> {
    const [known] = await this.database.query<Row>('select organization_id from identity.membership where id = $1 and valid_to is null', [
      id,
    ]);
    const organization = found(known && (await this.organizations.byId(known.organization_id)), 'membership');
    found(maySeeTeam(actor, organization) || null, 'membership');
    await this.database.transaction(async (tx) => {
      const team = await tx.query<Row[]>(
        'select id, person_id, organization_id, roles from identity.membership where organization_id = $1 and valid_to is null order by id for update',
        [organization.id],
      );
      const membership = found(
        team.find((member) => member.id === id),
        'membership',
      );
      authorize(mayLeadTeam, actor, organization);
      await work(tx, { membership, team, kind: organization.kind });
    });
  }
}

/** Makes a person a member, within a command. Refuses `identity.member-already` and incompatible duties. */
export async function joinOrganization(
  tx: Tx,
  actor: Actor,
  { personId, organizationId, roles }: { personId: string; organizationId: string; roles: readonly Role[] },
): Promise<void> {
  await tx.query('select 1 from identity.person where id = $1 for update', [personId]);
  ensure(dutiesApart([...(await heldElsewhere(tx, personId, null)), ...roles]));
  const id = uuidv7();
  const joined = await tx.query<unknown[]>(
    `insert into identity.membership (id, person_id, organization_id, roles) values ($1, $2, $3, $4)
     on conflict (person_id, organization_id) where valid_to is null do nothing returning 1`,
    [id, personId, organizationId, [...roles]],
  );
  ensure(joined.length ? undefined : refuse('conflict', 'identity.member-already'));
  await record(tx, actor, {
    type: 'membership.begun',
    subject: id,
    facts: { person: personId, organization: organizationId, roles },
  });
}

/** Roles a person holds now, in all organizations but one membership. */
async function heldElsewhere(tx: Tx, personId: string, except: string | null): Promise<Role[]> {
  const rows = await tx.query<{ roles: Role[] }[]>(
    'select roles from identity.membership where person_id = $1 and valid_to is null and ($2::uuid is null or id <> $2)',
    [personId, except],
  );
  return rows.flatMap(({ roles }) => roles);
}
