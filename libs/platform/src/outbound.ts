import { Injectable } from '@nestjs/common';
import { Database, type Tx } from './database.js';

/** Something the outside world has to be told. Its id is the permanent business key the other side sees. */
export interface Outbound {
  readonly id: string;
  readonly kind: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Tells the outside world; must be harmless when called twice with one id. Runs outside any transaction. */
export interface Sender {
  send(message: Outbound): Promise<void>;
  /** Writes down that it was sent, in one transaction with the mark. */
  sent(tx: Tx, message: Outbound): Promise<void>;
}

/** Puts a message in the outbox, in the command's own transaction. */
export async function post(tx: Tx, { id, kind, payload }: Outbound): Promise<void> {
  await tx.query('insert into platform.outbound (id, kind, payload) values ($1, $2, $3)', [id, kind, JSON.stringify(payload)]);
}

/** The outbox: leases a message, calls the outside world without a transaction, then marks it. */
@Injectable()
export class Outbox {
  private readonly senders = new Map<string, Sender>();

  constructor(private readonly database: Database) {}

  on(kind: string, sender: Sender): void {
    this.senders.set(kind, sender);
  }

  /** Sends what waits; answers how many it tried. A lease that ran out (a crash) is taken again, with the same id. */
  async sendWaiting(limit = 50): Promise<number> {
    let tried = 0;
    while (tried < limit && (await this.sendOne())) tried += 1;
    return tried;
  }

  private async sendOne(): Promise<boolean> {
    const [message] = await this.database.transaction(
      async (tx) =>
        (
          (await tx.query(
            `update platform.outbound set leased_until = clock_timestamp() + interval '30 seconds', tries = tries + 1
             where id = (select id from platform.outbound
                         where sent_at is null and leased_until <= clock_timestamp() and kind = any($1)
                         order by leased_until limit 1 for update skip locked)
             returning id, kind, payload`,
            [[...this.senders.keys()]],
          )) as unknown as [Outbound[], number]
        )[0],
    );
    if (!message) return false;
    const sender = this.senders.get(message.kind)!;
    try {
      await sender.send(message);
      await this.database.transaction(async (tx) => {
        await sender.sent(tx, message);
        await tx.query('update platform.outbound set sent_at = clock_timestamp(), failure = null where id = $1', [message.id]);
      });
    } catch (error) {
      await this.noteFailure(message.id, error);
    }
    return true;
  }

  private async noteFailure(id: string, error: unknown): Promise<void> {
    await this.database.transaction((tx) =>
      tx.query(
        `update platform.outbound set failure = $2,
           leased_until = clock_timestamp() + least(interval '10 minutes', interval '5 seconds' * power(2, least(tries, 10)))
         where id = $1`,
        [id, error instanceof Error ? error.message.slice(0, 500) : String(error)],
      ),
    );
  }
}
