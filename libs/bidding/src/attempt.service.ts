import { AsyncResource } from 'node:async_hooks';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { refuse, Refused } from '#kernel';
import { Database, type Tx, uuidv7 } from '#platform';
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

/** How many tries may wait to be written; whoever comes beyond that is told that nothing was recorded. */
const mostWaiting = 10_000;

interface Waiting {
  readonly attempt: LateAttempt;
  readonly told: (written: boolean) => void;
}

/**
 * Writes down tries that came too late. The command that refuses them is undone with its door; then the try is written
 * in a transaction of its own, and only when it stands is the refusal answered. Many are written at once and none waits
 * for a connection while it holds another: at a deadline there are hundreds.
 */
@Injectable()
export class LateAttempts implements OnModuleDestroy {
  private waiting: Waiting[] = [];
  private work: Promise<void> = Promise.resolve();
  /** Bound here, outside of any request, so that it never joins the transaction of another command. */
  private readonly flush = AsyncResource.bind(() => this.write());

  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
  ) {}

  /** Notes a try whose command is about to be refused. When it cannot be written the refusal says so: `bid.late-unrecorded`. */
  note(tx: Tx, attempt: LateAttempt): void {
    this.database.afterUndoing(tx, async () => {
      const { closedAt, triedAt } = attempt;
      if (!(await this.written(attempt))) throw new Refused(refuse('conflict', 'bid.late-unrecorded', { closedAt, triedAt }));
    });
  }

  onModuleDestroy(): Promise<void> {
    return this.work;
  }

  private written(attempt: LateAttempt): Promise<boolean> {
    if (this.waiting.length >= mostWaiting) return Promise.resolve(false);
    return new Promise((told) => {
      this.waiting.push({ attempt, told });
      this.work = this.work.then(this.flush);
    });
  }

  private async write(): Promise<void> {
    const batch = this.waiting;
    if (batch.length === 0) return;
    this.waiting = [];
    const done = await this.stored(batch.map(({ attempt }) => attempt));
    for (const { told } of batch) told(done);
  }

  /** Whether they stand; the bidder is told either way, so a failure is not hidden here. */
  private stored(attempts: readonly LateAttempt[]): Promise<boolean> {
    return this.database
      .transaction((tx) =>
        tx.query(
          `insert into bidding.attempt (id, bid, tried_at, closed_at, detail)
           select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::bytea[])`,
          columns(attempts.map((attempt) => this.row(attempt))),
        ),
      )
      .then(
        () => true,
        () => false,
      );
  }

  private row({ bidId, triedAt, closedAt, act, by, digest }: LateAttempt): Row {
    const id = uuidv7();
    return [id, bidId, triedAt, closedAt, this.vault.close(contextOf.attempt(id), { act, by, digest })];
  }
}

type Row = readonly [string, string, Date, Date, Buffer];

const columns = (rows: readonly Row[]): unknown[][] => [0, 1, 2, 3, 4].map((place) => rows.map((row) => row[place]));
