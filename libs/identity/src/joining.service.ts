import { Injectable } from '@nestjs/common';
import { type Actor, ensure, refuse, system } from '#kernel';
import { Database, record } from '#platform';
import { loginForm, makePerson, setPassword } from './account.service.js';
import { Invitations } from './invitation.service.js';
import { joinOrganization } from './membership.service.js';
import { Passwords } from './password.gateway.js';
import { goodPassword } from './password.rules.js';
import { endSessions } from './session.service.js';
import { clearTotp } from './totp.service.js';

/** Taking up one-time links. Who holds the link is taken for whom it was sent to. */
@Injectable()
export class Joining {
  constructor(
    private readonly database: Database,
    private readonly passwords: Passwords,
    private readonly invitations: Invitations,
  ) {}

  /** Joins with a new account of one's own; answers its login. */
  async asNewPerson(token: string, input: { login?: string; password: string }): Promise<string> {
    await this.opened(token, 'join');
    const login = (input.login ?? '').trim().toLowerCase();
    ensure(loginForm(login), goodPassword(input.password, login));
    const passwordHash = await this.passwords.hash(input.password);
    return this.database.transaction(async (tx) => {
      const invitation = await this.invitations.take(tx, token);
      const { name, roles, organization_id: organizationId } = invitation;
      const by = system('invitation');
      const personId = await makePerson(tx, by, {
        login,
        name,
        organizationId,
        roles,
        passwordHash,
        by: 'invitation',
      });
      await record(tx, by, {
        type: 'invitation.taken',
        subject: invitation.id,
        facts: { kind: 'join', person: personId },
      });
      return login;
    });
  }

  /** Joins one more organization with the account that is signed in. */
  async asMember(actor: Actor, token: string): Promise<string> {
    await this.opened(token, 'join');
    return this.database.transaction(async (tx) => {
      const invitation = await this.invitations.take(tx, token);
      await joinOrganization(tx, actor, {
        personId: actor.personId,
        organizationId: invitation.organization_id,
        roles: invitation.roles,
      });
      await record(tx, actor, {
        type: 'invitation.taken',
        subject: invitation.id,
        facts: { kind: 'join', person: actor.personId },
      });
      return invitation.organization_id;
    });
  }

  /** Sets a new password; the second factor is enrolled anew and every session ends. Answers the login. */
  async withNewPassword(token: string, password: string): Promise<string> {
    const { person_id: personId } = await this.opened(token, 'reset');
    const [account] = await this.database.query<{ login: string }>(
      'select login from identity.account where person_id = $1 and closed_at is null',
      [personId],
    );
    ensure(account ? goodPassword(password, account.login) : refuse('gone', 'identity.invitation-over'));
    const passwordHash = await this.passwords.hash(password);
    await this.database.transaction(async (tx) => {
      const invitation = await this.invitations.take(tx, token);
      const by = system('reset');
      await setPassword(tx, personId!, passwordHash);
      await clearTotp(tx, personId!);
      await record(tx, by, { type: 'password.changed', subject: personId!, facts: { by: 'reset' } });
      await record(tx, by, {
        type: 'invitation.taken',
        subject: invitation.id,
        facts: { kind: 'reset', person: personId },
      });
      for (const id of await endSessions(tx, 'person_id = $1', [personId]))
        await record(tx, by, { type: 'session.ended', subject: id, facts: { why: 'password-changed' } });
    });
    return account!.login;
  }

  private async opened(token: string, kind: 'join' | 'reset'): ReturnType<Invitations['open']> {
    const invitation = await this.invitations.open(token);
    ensure(invitation.kind === kind ? undefined : refuse('gone', 'identity.invitation-over'));
    return invitation;
  }
}
