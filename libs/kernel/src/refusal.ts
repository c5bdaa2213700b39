/** How a refusal reads over HTTP: 422, 401, 403, 404, 409, 410, 412, 429. */
export type RefusalKind = 'invalid' | 'unauthenticated' | 'forbidden' | 'absent' | 'conflict' | 'gone' | 'stale' | 'too-many';

/** What a sentence may be filled with. Dates are shown in Beijing time, bigint as yuan from fen. */
export type Fact = string | number | bigint | boolean | Date | null;
export type Facts = Readonly<Record<string, Fact>>;

/** One field of an input that was not accepted; `field` is its path in the input ("criteria.0.weight"). */
export interface FieldFault {
  readonly field: string;
  readonly code: string;
  readonly facts?: Facts;
}

/** A "no" with the code of its sentence, the facts that fill it, and the fields it concerns. */
export interface Refusal {
  readonly kind: RefusalKind;
  readonly code: string;
  readonly facts: Facts;
  readonly fields: readonly FieldFault[];
}

/** The sentence people read for a code, with `{fact}` places, in both languages. */
export interface Sentence {
  readonly zh: string;
  readonly en: string;
}
export type RefusalCatalogue = Readonly<Record<string, Sentence>>;

export function refuse(kind: RefusalKind, code: string, facts: Facts = {}, fields: readonly FieldFault[] = []): Refusal {
  return { kind, code, facts, fields };
}

/** The only error our own code throws on purpose; a door turns it into an answer. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
    this.name = 'Refused';
  }
}

/** Throws the first refusal among the answers of rules; a rule that has nothing to say answers undefined. */
export function ensure(...answers: (Refusal | undefined)[]): void {
  const refusal = answers.find((answer) => answer !== undefined);
  if (refusal) throw new Refused(refusal);
}

/** For what is not there, or not there for this reader: both look the same. */
export function absent(what: string): Refused {
  return new Refused(refuse('absent', 'absent', { what }));
}

/** The row, or the refusal that it is not there. */
export function found<T>(row: T | null | undefined, what: string): T {
  if (row === null || row === undefined) throw absent(what);
  return row;
}
