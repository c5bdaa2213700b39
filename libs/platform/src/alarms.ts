import { Injectable } from '@nestjs/common';
import { Database, type Tx } from './database.js';
import { uuidv7 } from './ids.js';

/** Something that has to be done about a subject when its time has come. */
export interface Alarm {
  readonly kind: string;
  readonly subject: string;
  readonly dueAt: Date;
}

/** What is done then; it checks the time itself, under its own lock, so an alarm may ring late or twice. */
export type Ring = (tx: Tx, alarm: Alarm) => Promise<void>;

/** Sets the alarm of a kind for a subject, or moves it. */
export async function setAlarm(tx: Tx, { kind, subject, dueAt }: Alarm): Promise<void> {
  await tx.query(
    `insert into platform.alarm (id, kind, subject, due_at) values ($1, $2, $3, $4)
     on conflict (kind, subject) do update set due_at = excluded.due_at, failure = null, tries = 0`,
    [uuidv7(), kind, subject, dueAt],
  );
}

export async function dropAlarm(tx: Tx, kind: string, subject: string): Promise<void> {
  await tx.query('delete from platform.alarm where kind = $1 and subject = $2', [kind, subject]);
}

/** The clock's book: rooms say what each kind does, the worker knocks, one transaction an alarm. */
@Injectable()
export class Alarms {
  private readonly rings = new Map<string, Ring>();

  constructor(private readonly database: Database) {}

  on(kind: string, ring: Ring): void {
    if (this.rings.has(kind)) throw new Error(`two rings for the alarm ${kind}`);
    this.rings.set(kind, ring);
  }

  /** Rings the alarms that are due; answers how many. A failing one is put off and does not hold up the others. */
  async ringDue(limit = 100): Promise<number> {
    let rung = 0;
    while (rung < limit && (await this.ringOne())) rung += 1;
    return rung;
  }

  private async ringOne(): Promise<boolean> {
    let alarm: (Alarm & { id: string }) | undefined;
    try {
      return await this.database.transaction(async (tx) => {
        const [due] = (await tx.query(
          `select id, kind, subject, due_at as "dueAt" from platform.alarm
           where due_at <= clock_timestamp() and kind = any($1) order by due_at limit 1 for update skip locked`,
          [[...this.rings.keys()]],
        )) as (Alarm & { id: string })[];
        if (!due) return false;
        alarm = due;
        await tx.query('delete from platform.alarm where id = $1', [due.id]);
        await this.rings.get(due.kind)!(tx, due);
        return true;
      });
    } catch (error) {
      if (!alarm) throw error;
      await this.putOff(alarm.id, error);
      return true;
    }
  }

  private async putOff(id: string, error: unknown): Promise<void> {
    await this.database.transaction((tx) =>
      tx.query(
        `update platform.alarm set tries = tries + 1, failure = $2,
           due_at = clock_timestamp() + least(interval '5 minutes', interval '2 seconds' * power(2, least(tries, 10)))
         where id = $1`,
        [id, error instanceof Error ? error.message.slice(0, 500) : String(error)],
      ),
    );
  }
}
