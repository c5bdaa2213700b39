import { Injectable } from '@nestjs/common';
import pg from 'pg';
import { Alarms, applicationRole, Config, type Log, makeLog, Outbox, Readers } from '#platform';

/** How long the worker sleeps when nobody calls, in milliseconds. */
const nap = 250;

/**
 * The door of time: numbers the journal, turns its pages for the readers, rings what is due and sends what waits. Any
 * number of workers may run; each piece of work is taken under a lock. No correctness depends on it being punctual.
 */
@Injectable()
export class Worker {
  private readonly log: Log;
  private running = false;
  private rounds: Promise<void>[] = [];
  private wakers: (() => void)[] = [];
  private listener: pg.Client | undefined;

  constructor(
    private readonly config: Config,
    private readonly readers: Readers,
    private readonly alarms: Alarms,
    private readonly outbox: Outbox,
  ) {
    this.log = makeLog(config.logLevel);
  }

  start(): void {
    this.running = true;
    this.rounds = [
      this.loop('journal', async () => (await this.readers.sequence()) > 0 || (await this.readers.turn())),
      this.loop('alarms', async () => (await this.alarms.ringDue()) > 0),
      this.loop('outbox', async () => (await this.outbox.sendWaiting()) > 0),
      this.listen(),
    ];
  }

  /** Finishes what it is doing, then stops. */
  async stop(): Promise<void> {
    this.running = false;
    this.wake();
    await this.listener?.end().catch(() => undefined);
    await Promise.all(this.rounds);
  }

  /** Does the same again at once while there was work; sleeps otherwise, and after a fault. */
  private async loop(name: string, work: () => Promise<boolean>): Promise<void> {
    while (this.running) {
      try {
        if (await work()) continue;
      } catch (error) {
        this.log.warn({ loop: name, err: error }, 'worker round failed');
      }
      await this.sleep();
    }
  }

  private sleep(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, nap);
      this.wakers.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  private wake(): void {
    const waiting = this.wakers;
    this.wakers = [];
    for (const wake of waiting) wake();
  }

  /** The database says when something was written, so that readers act in milliseconds; without it naps are enough. */
  private async listen(): Promise<void> {
    while (this.running) {
      try {
        const client = new pg.Client({ connectionString: this.config.databaseUrl, options: `-c role=${applicationRole}` });
        this.listener = client;
        const ended = new Promise<void>((resolve) => client.once('end', resolve));
        client.on('error', () => undefined);
        client.on('notification', () => this.wake());
        await client.connect();
        await client.query('listen journal');
        await ended;
      } catch {
        await this.sleep();
      }
    }
  }
}
