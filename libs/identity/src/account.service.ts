import { Injectable } from '@nestjs/common';
import { type Actor, authorize, ensure, found, refuse, type Refusal, type Role } from '#kernel';
import { Database, record, type Tx, uuidv7 } from '#platform';
import { OrganizationQueries } from '#organizations';
import { mayLeadTeam } from './identity.policy.js';
import { Invitations } from './invitation.service.js';
import { joinOrganization } from './membership.service.js';
import { Passwords } from './password.gateway.js';
import { goodPassword } from './password.rules.js';
import { rolesFit } from './role.rules.js';
import { endSessions, Sessions } from './session.service.js';

export interface NewAccount {
  readonly login: string;
  readonly name: string;
  readonly organizationId: string;
  readonly roles: readonly Role[];
  /** Without one the answer carries a link by which the person sets it. */
  readonly password?: string;
}

/** Accounts and their passwords. */
@Injectable()
export class Accounts {
  constructor(
    private readonly database: Database,
    private readonly organizations: OrganizationQueries,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly invitations: Invitations,
  ) {}

  /** Makes a person with an account and a membership. `link` is the path of a one-time link, when there is no password. */
  async create(actor: Actor, account: NewAccount): Promise<{ personId: string; link: string | null }> {
    const organization = found(await this.organizations.byId(account.organizationId), 'organization');
    authorize(mayLeadTeam, actor, organization);
    const login = account.login.trim().toLowerCase();
    ensure(loginForm(login), rolesFit(organization.kind, account.roles));
    if (account.password !== undefined) ensure(goodPassword(account.password, login));
    const passwordHash = account.password === undefined ? null : await this.passwords.hash(account.password);
    return this.database.transaction(async (tx) => {
      const personId = await makePerson(tx, actor, { ...account, login, passwordHash, by: 'account' });
      const link = passwordHash ? null : (await this.invitations.reset(tx, actor, personId, organization.id)).link;
      return { personId, link };
    });
  }

  /** Changes the actor's own password; every other session of theirs ends. */
  async changePassword(actor: Actor, currentSession: string, input: { current: string; password: string }): Promise<void> {
    const [account] = await this.database.query<{ login: string }>('select login from identity.account where person_id = $1', [
      actor.personId,
    ]);
    ensure(goodPassword(input.password, found(account, 'account').login));
    await this.sessions.proveOwnPassword(actor, input.current);
    const passwordHash = await this.passwords.hash(input.password);
    await this.database.transaction(async (tx) => {
      await setPassword(tx, actor.personId, passwordHash);
      await record(tx, actor, { type: 'password.changed', subject: actor.personId, facts: { by: 'owner' } });
      for (const id of await endSessions(tx, 'person_id = $1 and id <> $2', [actor.personId, currentSession]))
        await record(tx, actor, { type: 'session.ended', subject: id, facts: { why: 'password-changed' } });
    });
  }
}

/** A person with an account and a first membership, within a command. Refuses `identity.login-taken`. */
export async function makePerson(
  tx: Tx,
  actor: Actor,
  person: {
    login: string;
    name: string;
    organizationId: string;
    roles: readonly Role[];
    passwordHash: string | null;
    by: 'registration' | 'account' | 'invitation';
  },
): Promise<string> {
  const personId = uuidv7();
  await tx.query('insert into identity.person (id, name) values ($1, $2)', [personId, person.name]);
  const made = await tx.query<unknown[]>(
    `insert into identity.account (person_id, login, password_hash, password_changed_at)
     values ($1, $2, $3, case when $3::text is null then null else clock_timestamp() end) on conflict (login) do nothing returning 1`,
    [personId, person.login, person.passwordHash],
  );
  ensure(made.length ? undefined : refuse('conflict', 'identity.login-taken', {}, [{ field: 'login', code: 'identity.login-taken' }]));
  await joinOrganization(tx, actor, { personId, organizationId: person.organizationId, roles: person.roles });
  await record(tx, actor, {
    type: 'person.registered',
    subject: personId,
    facts: { organization: person.organizationId, roles: person.roles, by: person.by },
  });
  return personId;
}

export async function setPassword(tx: Tx, personId: string, passwordHash: string): Promise<void> {
  await tx.query('update identity.account set password_hash = $2, password_changed_at = clock_timestamp() where person_id = $1', [
    personId,
    passwordHash,
  ]);
}

/** Refuses `identity.login-form`. */
export function loginForm(login: string): Refusal | undefined {
  if (/^[a-z0-9][a-z0-9._@-]{2,63}$/.test(login)) return undefined;
  return refuse('invalid', 'identity.login-form', {}, [{ field: 'login', code: 'identity.login-form' }]);
}
