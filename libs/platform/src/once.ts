import { Injectable } from '@nestjs/common';
import { refuse, Refused } from '#kernel';
import { Cipher } from './cipher.js';
import { Config } from './config.js';
import { Database } from './database.js';
import { toJson } from './json.js';

/** One wish of one caller: the key, where it was sent, and what came with it. */
export interface Wish {
  readonly principal: string;
  readonly route: string;
  readonly key: string;
  readonly input: unknown;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Idempotency: the same key with the same input gets the stored answer, with another input it is refused. Key, act and
 * answer commit in one transaction; a refusal rolls all of it back, so the same key may be used again after it. The table
 * shows neither who wished nor what nor the answer: a reader of it must not learn who has handed in a bid.
 */
@Injectable()
export class Once {
  private readonly cipher: Cipher;

  constructor(
    private readonly database: Database,
    config: Config,
  ) {
    this.cipher = new Cipher(config.sealKey, 'wish');
  }

  run({ principal, route, key, input }: Wish, work: () => Promise<Answer>): Promise<Answer & { replayed: boolean }> {
    const wish = this.cipher.mark('wish', principal, route, key);
    const hash = this.cipher.mark('input', wish, toJson(input ?? null));
    return this.database.atDoor(async (tx) => {
      const taken = (await tx.query(
        'insert into platform.idempotency (wish, input_hash) values ($1, $2) on conflict do nothing returning 1',
        [wish, hash],
      )) as unknown[];
      if (taken.length === 0) return this.stored(wish, hash, key);
      const answer = await work();
      await tx.query('update platform.idempotency set status = $2, answer = $3 where wish = $1', [
        wish,
        answer.status,
        this.cipher.close(toJson(answer.body ?? null), wish),
      ]);
      return { ...answer, replayed: false };
    });
  }

  private async stored(wish: Buffer, hash: Buffer, key: string): Promise<Answer & { replayed: boolean }> {
    const [row] = await this.database.query<{ input_hash: Buffer; status: number; answer: Buffer }>(
      'select input_hash, status, answer from platform.idempotency where wish = $1',
      [wish],
    );
    if (!row!.input_hash.equals(hash)) throw new Refused(refuse('invalid', 'idempotency.other-input', { key }));
    return { status: row!.status, body: JSON.parse(this.cipher.open(row!.answer, wish)) as unknown, replayed: true };
  }
}
