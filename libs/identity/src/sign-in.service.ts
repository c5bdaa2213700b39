import { Injectable } from '@nestjs/common';
import { type Actor, refuse, Refused, type Role, system } from '#kernel';
import { Database, now, record } from '#platform';
import { type Organization, OrganizationQueries } from '#organizations';
import { Passwords } from './password.gateway.js';
import { type Door, Sessions } from './session.service.js';
import { SignInLimit } from './sign-in-limit.service.js';
import { TotpService } from './totp.service.js';

/** Where somebody signs in from; an address is counted, never kept. */
export interface SignInPlace {
  readonly door?: Door;
  readonly address?: string | null;
  readonly agent?: string | null;
  /** Which of the person's organizations to act for; otherwise the first joined. */
  readonly organizationId?: string | null;
}

export interface SignedIn {
  readonly token: string;
  readonly expiresAt: Date;
  readonly actor: Actor;
  readonly organization: Organization;
  /** All organizations this person may act for. */
  readonly choices: readonly Organization[];
  readonly enrolled: boolean;
}

interface Known {
  person_id: string;
  name: string;
  password_hash: string | null;
  memberships: { organization: string; roles: Role[] }[] | null;
}

@Injectable()
export class SignIn {
  constructor(
    private readonly database: Database,
    private readonly organizations: OrganizationQueries,
    private readonly passwords: Passwords,
    private readonly totp: TotpService,
    private readonly limit: SignInLimit,
    private readonly sessions: Sessions,
  ) {}

  /**
   * Begins a session. Refuses `too-many`, `identity.sign-in-failed` (the same answer, after the same time, whether the
   * login is unknown, the password wrong or the person without organization) and, once the password was right,
   * `identity.totp-needed` or `identity.totp-wrong`. A door must not call it inside a transaction that a refusal rolls
   * back: tries have to stay counted.
   */
  async withPassword(login: string, password: string, totp?: string, place: SignInPlace = {}): Promise<SignedIn> {
    const name = login.trim().toLowerCase();
    const address = place.address ?? null;
    await this.limit.enter(name, address);
    const known = await this.known(name);
    const right = await this.passwords.matches(known?.password_hash, password);
    const memberships = known?.memberships ?? [];
    if (!known || !right || memberships.length === 0) return this.failed(known?.person_id);
    const factor = await this.totp.check(known.person_id, totp || undefined);
    if (factor === 'missing') throw totpRefused('identity.totp-needed');
    if (factor === 'wrong') return this.failed(known.person_id, totpRefused('identity.totp-wrong'));

    const organizations = await this.organizations.byIds(memberships.map(({ organization }) => organization));
    const chosen = memberships.find(({ organization }) => organization === place.organizationId) ?? memberships[0]!;
    const organization = organizations.get(chosen.organization)!;
    const session = await this.database.transaction(async (tx) => {
      const actor: Actor = {
        personId: known.person_id,
        organizationId: chosen.organization,
        roles: chosen.roles,
        name: known.name,
        confirmedAt: await now(tx),
      };
      const started = await this.sessions.start(tx, actor, {
        door: place.door ?? 'api',
        kind: organization.kind,
        secondFactor: factor === 'right',
        agent: place.agent ?? null,
      });
      return { ...started, actor };
    });
    await this.limit.leave(name, address);
    const choices = memberships.map((membership) => organizations.get(membership.organization)!);
    return { ...session, organization, choices, enrolled: factor === 'right' };
  }

  private async known(login: string): Promise<Known | undefined> {
    const [row] = await this.database.query<Known>(
      `select a.person_id, p.name, a.password_hash,
              (select json_agg(json_build_object('organization', m.organization_id, 'roles', m.roles) order by m.valid_from, m.id)
               from identity.membership m where m.person_id = a.person_id and m.valid_to is null) as memberships
       from identity.account a join identity.person p on p.id = a.person_id
       where a.login = $1 and a.closed_at is null`,
      [login],
    );
    return row;
  }

  /** A wrong try at an account that exists is written down; the answer is the same for one that does not. */
  private async failed(
    personId: string | undefined,
    why = new Refused(refuse('unauthenticated', 'identity.sign-in-failed')),
  ): Promise<never> {
    if (personId) {
      await this.database.transaction((tx) =>
        record(tx, { ...system('sign-in'), personId }, { type: 'sign-in.failed', subject: personId }),
      );
    }
    throw why;
  }
}

const totpRefused = (code: string): Refused => new Refused(refuse('invalid', code, {}, [{ field: 'totp', code }]));
