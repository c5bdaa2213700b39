import { Injectable } from '@nestjs/common';
import { absent, type Actor, ensure, found, refuse, Refused, type Role } from '#kernel';
import { Config, Database, record, type Tx, uuidv7 } from '#platform';
import { type OrganizationKind, OrganizationQueries } from '#organizations';
import { digest, newToken, tokenPrefix } from './secret.gateway.js';
import { SignInLimit } from './sign-in-limit.service.js';
import { Passwords } from './password.gateway.js';
import { sessionLimits } from './session.rules.js';
import type { CurrentSession } from './session.view.js';
import { TotpService } from './totp.service.js';

export type Door = 'page' | 'api';
export interface SessionStart {
  readonly door: Door;
  /** Kind of the organization acted for; it decides how long the session lives. */
  readonly kind: OrganizationKind;
  readonly secondFactor: boolean;
  readonly agent: string | null;
}
export interface Presence {
  readonly actor: Actor;
  readonly session: CurrentSession;
}

interface Row {
  id: string;
  door: Door;
  person_id: string;
  organization_id: string;
  name: string;
  roles: Role[];
  confirmed_at: Date | null;
  enrolled: boolean;
  expires_at: Date;
  stale: boolean;
}

/** Opaque sessions and API tokens: what the guard asks, and what their owner may do with them. */
@Injectable()
export class Sessions {
  constructor(
    private readonly database: Database,
    private readonly organizations: OrganizationQueries,
    private readonly passwords: Passwords,
    private readonly totp: TotpService,
    private readonly limit: SignInLimit,
    private readonly config: Config,
  ) {}

  /** Who a token stands for, or null. */
  async actorOf(token: string): Promise<Actor | null> {
    return (await this.present(token))?.actor ?? null;
  }

  /** The same with the session; a session of one door is nobody at the other. */
  async present(token: string, door?: Door): Promise<Presence | null> {
    const isToken = token.startsWith(tokenPrefix);
    if (isToken && door === 'page') return null;
    const [row] = await this.database.query<Row>(isToken ? tokenRow : sessionRow, [digest(token)]);
    if (!row || (door && row.door !== door)) return null;
    if (row.stale) await this.touch(row.id, isToken);
    const { id, person_id: personId, organization_id: organizationId, roles, name } = row;
    return {
      actor: { personId, organizationId, roles, name, confirmedAt: row.confirmed_at },
      session: {
        id,
        kind: isToken ? 'token' : 'session',
        door: row.door,
        personId,
        enrolled: row.enrolled,
        expiresAt: row.expires_at,
      },
    };
  }

  /** Begins a session for a person who has just proved who they are. */
  async start(tx: Tx, actor: Actor, how: SessionStart): Promise<{ token: string; expiresAt: Date }> {
    const { idle, absolute } = sessionLimits(how.kind);
    const [id, token] = [uuidv7(), newToken()];
    const [row] = await tx.query<{ expires_at: Date }[]>(
      `insert into identity.session (id, token_hash, door, person_id, organization_id, second_factor, agent, idle_seconds, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp() + make_interval(secs => $9)) returning expires_at`,
      [
        id,
        digest(token),
        how.door,
        actor.personId,
        actor.organizationId,
        how.secondFactor,
        how.agent?.slice(0, 200) ?? null,
        idle,
        absolute,
      ],
    );
    await record(tx, actor, {
      type: 'session.started',
      subject: id,
      facts: { door: how.door, secondFactor: how.secondFactor },
    });
    return { token, expiresAt: row!.expires_at };
  }

  /** Signs out. */
  async end(token: string): Promise<void> {
    const presence = await this.present(token);
    if (presence?.session.kind === 'session') await this.endOwn(presence.actor, presence.session.id, 'signed-out');
  }

  /** Ends one of the actor's own sessions; another's is absent. */
  endOwn(actor: Actor, id: string, why: 'signed-out' | 'by-owner' = 'by-owner'): Promise<void> {
    return this.database.transaction(async (tx) => {
      const ended = await endSessions(tx, 'id = $1 and person_id = $2', [id, actor.personId]);
      if (ended.length === 0) throw absent('session');
      await record(tx, actor, { type: 'session.ended', subject: id, facts: { why } });
    });
  }

  /** Ends every session of the actor but the one in use. */
  endOthers(actor: Actor, current: string): Promise<number> {
    return this.database.transaction(async (tx) => {
      const ended = await endSessions(tx, 'id <> $1 and person_id = $2', [current, actor.personId]);
      for (const id of ended) await record(tx, actor, { type: 'session.ended', subject: id, facts: { why: 'by-owner' } });
      return ended.length;
    });
  }

  /**
   * Proves again who is there, for grave acts. Counts as a try to sign in. Refuses `identity.confirmation-failed`, and
   * `identity.token-cannot-confirm` for API tokens: no program releases money by itself.
   */
  async confirm(token: string, password: string, totp?: string): Promise<Date> {
    const presence = await this.present(token);
    if (!presence) throw new Refused(refuse('unauthenticated', 'unauthenticated'));
    const { actor, session } = presence;
    ensure(session.kind === 'token' ? refuse('forbidden', 'identity.token-cannot-confirm') : undefined);
    await this.proveAgain(actor, password, totp);
    return this.database.transaction(async (tx) => {
      const [rows] = await tx.query<[{ confirmed_at: Date }[], number]>(
        'update identity.session set confirmed_at = clock_timestamp(), used_at = clock_timestamp() where id = $1 and ended_at is null returning confirmed_at',
        [session.id],
      );
      await record(tx, actor, { type: 'session.confirmed', subject: session.id });
      return rows[0]!.confirmed_at;
    });
  }

  /** The actor's password once more, for a change of it; a wrong one counts as a try. */
  async proveOwnPassword(actor: Actor, password: string): Promise<void> {
    await this.prove(actor, password, 'current', () => Promise.resolve(true));
  }

  /** Password and, when enrolled, second factor of somebody who is signed in; a wrong one counts as a try. */
  private async proveAgain(actor: Actor, password: string, totp?: string): Promise<void> {
    await this.prove(actor, password, 'password', async () =>
      ['none', 'right'].includes(await this.totp.check(actor.personId, totp || undefined)),
    );
  }

  private async prove(actor: Actor, password: string, field: string, second: () => Promise<boolean>): Promise<void> {
    const [account] = await this.database.query<{ login: string; password_hash: string | null }>(
      'select login, password_hash from identity.account where person_id = $1 and closed_at is null',
      [actor.personId],
    );
    if (!account) throw new Refused(refuse('unauthenticated', 'unauthenticated'));
    await this.limit.enter(account.login, null);
    if (!(await this.passwords.matches(account.password_hash, password))) throw wrong(field, 'identity.password-wrong');
    if (!(await second())) throw wrong('totp', 'identity.totp-wrong');
    await this.limit.leave(account.login, null);
  }

  /** Acts for another of the person's organizations from now on; the session is asked to confirm anew for grave acts. */
  async choose(actor: Actor, sessionId: string, organizationId: string): Promise<void> {
    const { idle } = sessionLimits(found(await this.organizations.byId(organizationId), 'organization').kind);
    await this.database.transaction(async (tx) => {
      const [moved] = await tx.query<[unknown[], number]>(
        `update identity.session s set organization_id = $3, idle_seconds = $4 where id = $1 and person_id = $2 and ended_at is null
           and exists (select from identity.membership m where m.person_id = $2 and m.organization_id = $3 and m.valid_to is null) returning 1`,
        [sessionId, actor.personId, organizationId, idle],
      );
      if (moved.length === 0) throw absent('membership');
      await record(tx, actor, {
        type: 'session.moved',
        subject: sessionId,
        facts: { organization: organizationId },
      });
    });
  }

  /** Does this installation ask everybody for a second factor before anything else? */
  get secondFactorNeeded(): boolean {
    return !this.config.sandbox;
  }

  /** Written at most once a minute; reading a page must not cost a write. */
  private async touch(id: string, isToken: boolean): Promise<void> {
    await this.database.transaction((tx) =>
      tx.query(`update identity.${isToken ? 'api_token' : 'session'} set used_at = clock_timestamp() where id = $1`, [id]),
    );
  }
}

/** Ends the open sessions a condition names; answers their ids. */
export async function endSessions(tx: Tx, condition: string, values: readonly unknown[]): Promise<string[]> {
  const [rows] = await tx.query<[{ id: string }[], number]>(
    `update identity.session set ended_at = clock_timestamp() where ended_at is null and ${condition} returning id`,
    [...values],
  );
  return rows.map(({ id }) => id);
}

const wrong = (field: string, code: string): Refused =>
  new Refused(refuse('invalid', 'identity.confirmation-failed', {}, [{ field, code }]));

const sessionRow = `
  select s.id, s.door, s.person_id, s.organization_id, p.name, m.roles, s.confirmed_at, a.totp_secret is not null as enrolled,
         s.expires_at, s.used_at < clock_timestamp() - interval '1 minute' as stale
  from identity.session s
  join identity.person p on p.id = s.person_id
  join identity.account a on a.person_id = s.person_id and a.closed_at is null
  join identity.membership m on m.person_id = s.person_id and m.organization_id = s.organization_id and m.valid_to is null
  where s.token_hash = $1 and s.ended_at is null and s.expires_at > clock_timestamp()
    and s.used_at > clock_timestamp() - make_interval(secs => s.idle_seconds)`;

const tokenRow = `
  select t.id, 'api' as door, t.person_id, t.organization_id, p.name, m.roles, null::timestamptz as confirmed_at,
         a.totp_secret is not null as enrolled, t.expires_at,
         coalesce(t.used_at < clock_timestamp() - interval '1 minute', true) as stale
  from identity.api_token t
  join identity.person p on p.id = t.person_id
  join identity.account a on a.person_id = t.person_id and a.closed_at is null
  join identity.membership m on m.person_id = t.person_id and m.organization_id = t.organization_id and m.valid_to is null
  where t.token_hash = $1 and t.revoked_at is null and t.expires_at > clock_timestamp()`;
