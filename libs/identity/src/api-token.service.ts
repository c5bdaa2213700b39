import { Injectable } from '@nestjs/common';
import { absent, type Actor, ensure, refuse } from '#kernel';
import { Database, record, uuidv7 } from '#platform';
import { digest, newApiToken } from './secret.gateway.js';

/** A person may keep a handful; more is a sign of tokens nobody looks after. */
const atMost = 10;

/** Tokens for programs: what the person may do, for one organization, for at most ninety days, and no grave act. */
@Injectable()
export class ApiTokens {
  constructor(private readonly database: Database) {}

  /** Answers the token this once; only its digest is kept. The same `id` issues one token, however often it is sent. */
  issue(
    actor: Actor,
    input: { name: string; days: number },
    id: string = uuidv7(),
  ): Promise<{ id: string; token: string; expiresAt: Date }> {
    return this.database.transaction(async (tx) => {
      await tx.query('select 1 from identity.person where id = $1 for update', [actor.personId]);
      const [{ count }] = await tx.query<[{ count: number }]>(
        'select count(*)::int as count from identity.api_token where person_id = $1 and revoked_at is null and expires_at > clock_timestamp()',
        [actor.personId],
      );
      ensure(count >= atMost ? refuse('conflict', 'identity.too-many-tokens', { limit: atMost }) : undefined);

      const token = newApiToken();
      const [row] = await tx.query<{ expires_at: Date }[]>(
        `insert into identity.api_token (id, token_hash, person_id, organization_id, name, expires_at)
         values ($1, $2, $3, $4, $5, clock_timestamp() + make_interval(days => $6)) on conflict (id) do nothing returning expires_at`,
        [id, digest(token), actor.personId, actor.organizationId, input.name, input.days],
      );
      ensure(row ? undefined : refuse('conflict', 'identity.token-shown-once'));
      await record(tx, actor, { type: 'api-token.issued', subject: id, facts: { days: input.days } });
      return { id, token, expiresAt: row!.expires_at };
    });
  }

  /** From now on the token is nobody. */
  revoke(actor: Actor, id: string): Promise<void> {
    return this.database.transaction(async (tx) => {
      const [revoked] = await tx.query<[unknown[], number]>(
        'update identity.api_token set revoked_at = clock_timestamp() where id = $1 and person_id = $2 and revoked_at is null returning 1',
        [id, actor.personId],
      );
      if (revoked.length === 0) throw absent('api token');
      await record(tx, actor, { type: 'api-token.revoked', subject: id });
    });
  }
}
