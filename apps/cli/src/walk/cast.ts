import { demoPassword } from '#identity';
import { Person, type Story } from './client.js';

export const walkMethods = ['open_tender', 'competitive_consultation', 'local_small_purchase'] as const;
export type WalkMethod = (typeof walkMethods)[number];

/** The people of one walk, each signed in on first use. */
export class Cast {
  private readonly people = new Map<string, Promise<Person>>();

  constructor(
    private readonly base: string,
    /** Short code of the buying department: "mz". */
    readonly buyer: string,
  ) {}

  as(login: string): Promise<Person> {
    const known = this.people.get(login);
    if (known) return known;
    const person = new Person(this.base, login, demoPassword).signIn();
    this.people.set(login, person);
    return person;
  }

  handler = (): Promise<Person> => this.as(`${this.buyer}-handler`);
  approver = (): Promise<Person> => this.as(`${this.buyer}-approver`);
  acceptor = (): Promise<Person> => this.as(`${this.buyer}-acceptor`);
}

/** What the walk carries from step to step. */
export interface Walk {
  readonly base: string;
  readonly method: WalkMethod;
  readonly cast: Cast;
  readonly story: Story;
  /** Extra seconds the notice stays open beyond the earliest legal deadline: none but in tests of very fast sandboxes. */
  readonly grace: number;
  /** Folder of the demo's key holders' secret keys. */
  readonly keys: string;
}
