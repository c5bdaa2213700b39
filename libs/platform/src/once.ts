import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse, Refused } from '#kernel';
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
 * answer commit in one transaction; a refusal rolls all of it back, so the same key may be used again after it.
 */
@Injectable()
export class Once {
  constructor(private readonly database: Database) {}

  run(wish: Wish, work: () => Promise<Answer>): Promise<Answer & { replayed: boolean }> {
    const hash = hashOf(wish.input);
    return this.database.atDoor(async (tx) => {
      const taken = (await tx.query(
        `insert into platform.idempotency (principal, route, key, input_hash) values ($1, $2, $3, $4)
         on conflict do nothing returning 1`,
        [wish.principal, wish.route, wish.key, hash],
      )) as unknown[];
      if (taken.length === 0) return this.stored(wish, hash);
      const answer = await work();
      await tx.query(
        'update platform.idempotency set status = $4, answer = $5 where principal = $1 and route = $2 and key = $3',
        [wish.principal, wish.route, wish.key, answer.status, toJson(answer.body ?? null)],
      );
      return { ...answer, replayed: false };
    });
  }

  private async stored(wish: Wish, hash: Buffer): Promise<Answer & { replayed: boolean }> {
    const [row] = await this.database.query<{ input_hash: Buffer; status: number; answer: string }>(
      'select input_hash, status, answer from platform.idempotency where principal = $1 and route = $2 and key = $3',
      [wish.principal, wish.route, wish.key],
    );
    if (!row!.input_hash.equals(hash)) throw new Refused(refuse('invalid', 'idempotency.other-input', { key: wish.key }));
    return { status: row!.status, body: JSON.parse(row!.answer) as unknown, replayed: true };
  }
}

function hashOf(input: unknown): Buffer {
  return createHash('sha256').update(toJson(input ?? null)).digest();
}
