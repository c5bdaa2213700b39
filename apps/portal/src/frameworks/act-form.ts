import type { Actor } from '#kernel';
import type { Said } from '../kit/index.js';

/** One answer that an act asks for. */
export interface Field {
  readonly name: string;
  readonly kind: 'text' | 'area' | 'number' | 'amount' | 'date' | 'moment' | 'radios' | 'select' | 'checkboxes';
  readonly label: Said;
  readonly hint?: Said;
  readonly optional?: boolean;
  readonly items?: readonly { readonly value: string; readonly text: Said; readonly hint?: Said }[];
}

/** What can be done with a thing on a page of its own: when, with which answers, and what happens. */
export interface ActDoor<Thing> {
  readonly input: new () => object;
  /** Offered to this reader now. */
  readonly open: (actor: Actor, thing: Thing) => boolean;
  readonly fields?: (thing: Thing, actor: Actor) => readonly Field[] | Promise<readonly Field[]>;
  /** Where it leads, when not back to the thing. */
  readonly run: (actor: Actor, thing: Thing, input: never) => Promise<string | void>;
  /** Asks for a fresh proof of person. */
  readonly fresh?: boolean;
  /** Never the page's one suggestion. */
  readonly grave?: boolean;
}
export type ActDoors<Name extends string, Thing> = Readonly<Record<Name, ActDoor<Thing>>>;

/** A field whose words stand under its name. */
export function field(name: string, kind: Field['kind'], more: Partial<Field> & { readonly hinted?: boolean } = {}): Field {
  const { hinted, ...rest } = more;
  const key = `frameworks.field.${name}`;
  return { name, kind, label: { key }, ...(hinted && { hint: { key: `${key}.hint` } }), ...rest };
}

export const choices = (prefix: string, values: readonly string[]): { value: string; text: Said }[] =>
  values.map((value) => ({ value, text: { key: `${prefix}.${value}` } }));

export interface Offered {
  /** The one next act. */
  readonly next: string | null;
  readonly others: readonly string[];
}

/** What this reader may do now: the first act that is not grave is the page's suggestion. */
export function offered<Thing>(doors: ActDoors<string, Thing>, actor: Actor, thing: Thing): Offered {
  const open = Object.keys(doors).filter((act) => doors[act]!.open(actor, thing));
  const next = open.find((act) => !doors[act]!.grave) ?? null;
  return { next, others: open.filter((act) => act !== next) };
}
