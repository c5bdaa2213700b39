import { Injectable } from '@nestjs/common';
import { ensure, refuse, type Refusal, system } from '#kernel';
import { Database, record } from '#platform';
import {
  classificationOf,
  isGovernment,
  normalUscc,
  type Organization,
  OrganizationQueries,
  OrganizationService,
  usccFault,
} from '#organizations';
import type { RegisterProvider } from './account.input.js';
import { loginForm, makePerson } from './account.service.js';
import { Passwords } from './password.gateway.js';
import { goodPassword } from './password.rules.js';

/** A provider enters by itself, at once: identity is asked for, nobody's approval (财库〔2019〕38号 一(二)(三)). */
@Injectable()
export class Registration {
  constructor(
    private readonly database: Database,
    private readonly organizations: OrganizationQueries,
    private readonly register: OrganizationService,
    private readonly passwords: Passwords,
  ) {}

  /**
   * Makes the organization and the account of its first administrator. An organization that the register's file brought
   * and that has nobody yet is taken up by the first who knows its code and exact name. Refuses the credit code by the
   * place that is wrong, `organization.not-a-provider`, `identity.organization-has-people`, `identity.name-differs`,
   * `identity.login-taken`.
   */
  async provider(input: RegisterProvider): Promise<{ organizationId: string; personId: string; uscc: string }> {
    const uscc = normalUscc(input.uscc);
    const login = input.login.trim().toLowerCase();
    const known = await this.organizations.byUscc(uscc);
    // A code the register accepted with a documented override is in use already; it is not tested again here.
    ensure(
      known ? undefined : onField('uscc', usccFault(uscc)),
      onField('uscc', government(uscc, known)),
      loginForm(login),
      goodPassword(input.password, login),
    );
    ensure(
      known && sameName(known.name, input.organization)
        ? undefined
        : known
          ? onField('organization', refuse('conflict', 'identity.name-differs'))
          : undefined,
    );
    const passwordHash = await this.passwords.hash(input.password);
    const by = system('registration');
    return this.database.transaction(async (tx) => {
      const organizationId =
        known?.id ??
        (await this.register.register(tx, by, {
          uscc,
          name: input.organization,
          kind: 'provider',
          classification: classificationOf(uscc),
          region: uscc.slice(2, 8),
          contact: input.contact,
          source: 'registration',
        }));
      await tx.query('select pg_advisory_xact_lock(hashtext($1))', [`identity.first:${organizationId}`]);
      const people = await tx.query<unknown[]>(
        'select 1 from identity.membership where organization_id = $1 and valid_to is null limit 1',
        [organizationId],
      );
      ensure(
        people.length
          ? onField(
              'uscc',
              refuse('conflict', 'identity.organization-has-people', {
                name: known?.name ?? input.organization,
              }),
            )
          : undefined,
      );

      const personId = await makePerson(tx, by, {
        login,
        name: input.name,
        organizationId,
        roles: ['provider_admin'],
        passwordHash,
        by: 'registration',
      });
      if (known) await record(tx, by, { type: 'organization.taken-up', subject: organizationId, facts: { uscc } });
      return { organizationId, personId, uscc };
    });
  }
}

function government(uscc: string, known: Organization | null): Refusal | undefined {
  return (known ? known.kind !== 'provider' : isGovernment(uscc))
    ? refuse('invalid', 'organization.not-a-provider', { prefix: uscc.slice(0, 2) })
    : undefined;
}

/** The refusal, said at a field as well. */
function onField(field: string, refusal: Refusal | undefined): Refusal | undefined {
  return refusal && { ...refusal, fields: [{ field, code: refusal.code, facts: refusal.facts }] };
}

const sameName = (one: string, other: string): boolean => one.replace(/\s/g, '') === other.replace(/\s/g, '');
