import { Injectable } from '@nestjs/common';
import { refuse, Refused } from '#kernel';
import { Database } from '#platform';
import { digest } from './secret.gateway.js';
import { tries } from './session.rules.js';

/**
 * Counts tries to sign in per account and per address, in the database so that every process counts together. A try is
 * counted before the password is looked at, so many tries at once do not slip through; a success is taken off again.
 */
@Injectable()
export class SignInLimit {
  constructor(private readonly database: Database) {}

  /** Counts a try; refuses `too-many` with the seconds to wait. */
  async enter(login: string, address: string | null): Promise<void> {
    await this.count(keyOf('account', login), tries.account);
    if (address) await this.count(keyOf('address', address), tries.address);
  }

  /** The try was right: the account starts afresh and the address gets its try back. */
  async leave(login: string, address: string | null): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.query('delete from identity.sign_in_try where key = $1', [keyOf('account', login)]);
      if (address)
        await tx.query('update identity.sign_in_try set tries = greatest(tries - 1, 0) where key = $1', [keyOf('address', address)]);
      await tx.query(
        `delete from identity.sign_in_try where key in
           (select key from identity.sign_in_try where window_start < clock_timestamp() - interval '1 day' limit 100 for update skip locked)`,
      );
    });
  }

  private async count(key: Buffer, limit: number): Promise<void> {
    const counted = await this.database.transaction(async (tx) => {
      const rows = await tx.query<{ tries: number; seconds: number }[]>(
        `insert into identity.sign_in_try as t (key, tries) values ($1, 1)
         on conflict (key) do update set
           tries = case when t.window_start < clock_timestamp() - make_interval(secs => $2) then 1 else least(t.tries + 1, 1000000) end,
           window_start = case when t.window_start < clock_timestamp() - make_interval(secs => $2) then clock_timestamp() else t.window_start end
         returning tries, ceil(extract(epoch from t.window_start - clock_timestamp()) + $2)::int as seconds`,
        [key, tries.window],
      );
      return rows[0]!;
    });
    if (counted.tries > limit) throw new Refused(refuse('too-many', 'too-many', { seconds: Math.max(counted.seconds, 1) }));
  }
}

const keyOf = (kind: 'account' | 'address', name: string): Buffer => digest(`${kind}:${name.toLowerCase()}`);
