import type { Recipients } from '#sealing';
import type { Keys } from './hands.js';
import type { Criterion, Model, SeatState, Who } from './model.js';

/** A "no" as the test expects it: status and code of the problem. */
export type Fault = readonly [status: number, code: string];
/** Faults in the order in which they must be told: of the first group that is not empty any one may be. */
export type Faults = readonly (readonly Fault[])[];

/** Small numbers that decide what an act leaves open: whose bid, which price, right or wrong. */
export interface Dice {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

export interface Ask {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'GET';
  /** Below `/api/v1/`. */
  readonly path: string;
  readonly body?: object;
  /** In place of a body. */
  readonly bytes?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** Needs no key: sending it again changes nothing by itself. */
  readonly repeatable?: boolean;
  /** The body belongs to a shape: an unknown field is refused. */
  readonly shaped?: boolean;
}

/** One thing somebody may try, what must become of it, and what the model makes of an answer that is a yes. */
export interface Act {
  readonly name: string;
  /** Undefined when there is nothing yet that it could be done to. */
  ask(model: Model, who: Who, dice: Dice, world: World): Ask | undefined | Promise<Ask | undefined>;
  faults(model: Model, who: Who, at: number, dice: Dice): Faults;
  /** May be refused for a period the test does not reckon. */
  readonly perhaps?: (model: Model, dice: Dice) => readonly Fault[];
  done(model: Model, who: Who, answer: Answer, dice: Dice, world: World): void | Promise<void>;
}

/** What the test reads of answers. A field that an answer lacks fails where it is compared. */
export interface Answer {
  readonly id: string;
  readonly code: string;
  readonly number: string;
  readonly state: string;
  readonly version: number;
  readonly kind: string;
  readonly closesAt: string;
  readonly decideDueAt: string;
  readonly signDueAt: string;
  readonly challengeEndsAt: string;
  readonly bidId: string;
  readonly bySilence: boolean;
  readonly envelope: { readonly sha256: string };
  readonly content: {
    readonly schedule: { readonly questionsUntil: string };
    readonly criteria: Criterion[];
    readonly eligibility: { readonly id: string }[];
  };
  readonly record: {
    readonly bids: readonly { readonly sha256: string }[];
    readonly rootMatches: boolean;
    readonly invalid: readonly object[];
  };
  readonly minutes: { readonly digest: string };
  readonly provider: { readonly uscc: string };
  readonly recipients: Recipients;
  readonly complete: boolean;
  readonly bids: readonly { readonly bidId: string; readonly price: string }[];
  readonly seats: readonly { readonly id: string; readonly name: string; readonly state: SeatState }[];
  readonly award: Answer | null;
  readonly lots: readonly { readonly decideDueAt: string }[];
  readonly dueAt: string;
  readonly supplementDueAt: string;
  readonly report: { readonly lines: readonly { readonly bidId: string; readonly total: string; readonly rank: number }[] };
}

/** An answer as it came. */
export interface Sent {
  readonly status: number;
  /** Of the problem, if it is one. */
  readonly code: string;
  readonly body: Answer;
  readonly replayed: boolean;
}

/** What acts need of the running house beyond their own answer. */
export interface World {
  readonly keys: Keys;
  send(who: Who, ask: Ask): Promise<Sent>;
  /** Reads as somebody; the answer must be a yes. */
  read(who: Who, path: string): Promise<Answer>;
  /** Reads until what was set going has come about. */
  until(what: string, who: Who, path: string, come: (answer: Answer) => boolean): Promise<Answer>;
}

export const absent: Fault = [404, 'absent'];
export const notNow: Fault = [409, 'lifecycle.not-now'];
export const unconfirmed: Fault = [403, 'confirm-first'];
/** The fault when something is so, else nothing. */
export const when = (so: boolean, ...faults: Fault[]): Fault[] => (so ? faults : []);
export const pick = <T>(list: readonly T[], die: number): T => list[die % list.length]!;
export const token = (): string => Math.random().toString(36).slice(2, 12);
