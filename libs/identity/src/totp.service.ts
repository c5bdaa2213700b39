import { Injectable } from '@nestjs/common';
import { type Actor, ensure, refuse, type Refusal } from '#kernel';
import { Database, now, record, type Tx } from '#platform';
import { Secrets } from './secret.gateway.js';
import { newTotpSecret, totpStep, totpUri } from './totp.gateway.js';

interface Row {
  login: string;
  totp_secret: Buffer | null;
  totp_pending: Buffer | null;
  totp_step: string | null;
}

/** The second factor: enrolling it, and taking its codes, each once. */
@Injectable()
export class TotpService {
  constructor(
    private readonly database: Database,
    private readonly secrets: Secrets,
  ) {}

  async enrolled(personId: string): Promise<boolean> {
    const [row] = await this.database.query<Row>('select totp_secret from identity.account where person_id = $1', [personId]);
    return Boolean(row?.totp_secret);
  }

  /** Makes a secret that counts once a code of it was given; answers what an authenticator app takes. */
  begin(actor: Actor): Promise<{ secret: string; uri: string }> {
    return this.database.transaction(async (tx) => {
      const account = await locked(tx, actor.personId);
      ensure(account.totp_secret ? refuse('conflict', 'identity.totp-enrolled') : undefined);
      const secret = newTotpSecret();
      await tx.query('update identity.account set totp_pending = $2 where person_id = $1', [
        actor.personId,
        this.secrets.seal(secret, actor.personId),
      ]);
      return { secret, uri: totpUri(account.login, secret) };
    });
  }

  /** The secret begun and not yet finished, to show its picture; null when there is none. */
  async pending(actor: Actor): Promise<{ secret: string; uri: string } | null> {
    const [row] = await this.database.query<Row>('select login, totp_pending from identity.account where person_id = $1', [actor.personId]);
    if (!row?.totp_pending) return null;
    const secret = this.secrets.open(row.totp_pending, actor.personId);
    return { secret, uri: totpUri(row.login, secret) };
  }

  /** Finishes enrolment with the first code; refuses `identity.totp-wrong`. */
  finish(actor: Actor, code: string): Promise<void> {
    return this.database.transaction(async (tx) => {
      const account = await locked(tx, actor.personId);
      ensure(account.totp_pending ? undefined : refuse('conflict', 'identity.totp-not-begun'));
      const secret = this.secrets.open(account.totp_pending!, actor.personId);
      const step = await totpStep(secret, code, await now(tx), null);
      ensure(step === undefined ? wrongCode('code') : undefined);

      await tx.query('update identity.account set totp_secret = totp_pending, totp_pending = null, totp_step = $2 where person_id = $1', [
        actor.personId,
        step!.toString(),
      ]);
      await record(tx, actor, { type: 'totp.enrolled', subject: actor.personId });
    });
  }

  /** Takes a code once: `none` when nothing is enrolled, `missing`, `wrong` or `right`. */
  check(personId: string, code: string | undefined): Promise<'none' | 'missing' | 'wrong' | 'right'> {
    return this.database.transaction(async (tx) => {
      const account = await locked(tx, personId);
      if (!account.totp_secret) return 'none';
      if (!code) return 'missing';
      const secret = this.secrets.open(account.totp_secret, personId);
      const last = account.totp_step === null ? null : BigInt(account.totp_step);
      const step = await totpStep(secret, code, await now(tx), last);
      if (step === undefined) return 'wrong';
      await tx.query('update identity.account set totp_step = $2 where person_id = $1', [personId, step.toString()]);
      return 'right';
    });
  }

  /** Takes the second factor off, in sandbox only: elsewhere it can be replaced by a reset, never left out. */
  remove(actor: Actor): Promise<void> {
    return this.database.transaction(async (tx) => {
      const account = await locked(tx, actor.personId);
      ensure(account.totp_secret ? undefined : refuse('conflict', 'identity.totp-not-begun'));
      await clearTotp(tx, actor.personId);
      await record(tx, actor, { type: 'totp.removed', subject: actor.personId, facts: { by: 'owner' } });
    });
  }
}

/** Forgets the second factor, within somebody else's command. */
export async function clearTotp(tx: Tx, personId: string): Promise<void> {
  await tx.query('update identity.account set totp_secret = null, totp_pending = null, totp_step = null where person_id = $1', [personId]);
}

async function locked(tx: Tx, personId: string): Promise<Row> {
  const [row] = await tx.query<Row[]>(
    'select login, totp_secret, totp_pending, totp_step from identity.account where person_id = $1 and closed_at is null for update',
    [personId],
  );
  ensure(row ? undefined : refuse('unauthenticated', 'unauthenticated'));
  return row!;
}

const wrongCode = (field: string): Refusal => refuse('invalid', 'identity.totp-wrong', {}, [{ field, code: 'identity.totp-wrong' }]);
