import { AsyncResource } from 'node:async_hooks';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Database, uuidv7 } from '#platform';
import { contextOf, Vault } from './vault.gateway.js';

export interface LateAttempt {
  readonly bidId: string;
  readonly triedAt: Date;
  readonly closedAt: Date;
  readonly act: 'submit' | 'withdraw';
  readonly by: string;
  /** Hex, of the bid that was to be handed in; null for a withdrawal. */
  readonly digest: string | null;
}

/** How many tries may wait to be written; beyond that the database is away and the log has other worries. */
const mostWaiting = 10_000;

/**
 * Writes down tries that came too late. The command that refuses them is rolled back with its door, so they are written
 * after it, many at once and never waiting for a connection while another is held: at a deadline there are hundreds.
 */
@Injectable()
export class LateAttempts implements OnModuleDestroy {
  private waiting: LateAttempt[] = [];
  private work: Promise<void> = Promise.resolve();
  /** Bound here, outside of any request, so that it never joins the transaction of the refused command. */
  private readonly flush = AsyncResource.bind(() => this.write());

  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
  ) {}

  note(attempt: LateAttempt): void {
    if (this.waiting.length >= mostWaiting) return;
    this.waiting.push(attempt);
    this.work = this.work.then(this.flush);
  }

  /** When everything noted so far is written. */
  written(): Promise<void> {
    return this.work;
  }

  onModuleDestroy(): Promise<void> {
    return this.work;
  }

  private async write(): Promise<void> {
    const batch = this.waiting;
    if (batch.length === 0) return;
    this.waiting = [];
    try {
      await this.database.transaction((tx) =>
        tx.query(
          `insert into bidding.attempt (id, bid, tried_at, closed_at, detail)
           select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::bytea[])`,
          columns(batch.map((attempt) => this.row(attempt))),
        ),
      );
    } catch {
      this.waiting = [...batch, ...this.waiting];
    }
  }

  private row({ bidId, triedAt, closedAt, act, by, digest }: LateAttempt): Row {
    const id = uuidv7();
    return [id, bidId, triedAt, closedAt, this.vault.close(contextOf.attempt(id), { act, by, digest })];
  }
}

type Row = readonly [string, string, Date, Date, Buffer];

const columns = (rows: readonly Row[]): unknown[][] => [0, 1, 2, 3, 4].map((place) => rows.map((row) => row[place]));
