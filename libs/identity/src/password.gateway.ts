import { hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { refuse, Refused } from '#kernel';

/** argon2id (the package's default kind), 19 MiB, two rounds. */
const settings = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const atOnce = 2;
const waitingAtMost = 100;

/** Hashes passwords, two at a time: hashing is heavy on purpose and must not become a way to stop the platform. */
@Injectable()
export class Passwords {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private decoy: Promise<string> | undefined;

  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(password, settings));
  }

  /** Without a hash it works just as long and says no: an account that does not exist looks like a wrong password. */
  async matches(passwordHash: string | null | undefined, password: string): Promise<boolean> {
    this.decoy ??= hash('nobody has this password', settings);
    const against = passwordHash ?? (await this.decoy);
    const same = await this.inTurn(() => verify(against, password));
    return same && typeof passwordHash === 'string';
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= atOnce) {
      if (this.waiting.length >= waitingAtMost) throw new Refused(refuse('too-many', 'too-many', { seconds: 5 }));
      await new Promise<void>((go) => this.waiting.push(go));
    } else this.running += 1;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
