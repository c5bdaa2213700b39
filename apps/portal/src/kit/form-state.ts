import { randomUUID } from 'node:crypto';
import type { Facts, Refusal } from '#kernel';
import { statusOf } from '#platform';
import type { FlatBody } from './form-body.js';
import type { Lang } from './messages.js';

/** The sentence people read for a refusal's code; the platform's catalogue stands behind it. */
export type SentenceOf = (code: string, facts: Facts, lang: Lang) => string;
export const SENTENCE_OF = Symbol('SENTENCE_OF');

/** What a form shows again: `form` in the template. */
export interface FormState {
  readonly key: string;
  readonly values: FlatBody;
  readonly faults: Readonly<Record<string, string>>;
  readonly summary: readonly SummaryLine[];
  readonly refusal: Refusal | null;
  readonly status: number;
}

export interface SummaryLine {
  readonly text: string;
  /** The control it speaks of, or null when it speaks of the whole. */
  readonly href: string | null;
}

/** A form not yet answered; `values` fills it from a draft. */
export function openForm(values: FlatBody = {}): FormState {
  return { key: randomUUID(), values, faults: {}, summary: [], refusal: null, status: 200 };
}

/** A form refused: every answer kept, each fault at its field and in the summary. */
export function refusedForm(refusal: Refusal, values: FlatBody, sentence: SentenceOf, lang: Lang): FormState {
  const faults: Record<string, string> = {};
  for (const fault of refusal.fields) faults[fault.field] ??= sentence(fault.code, fault.facts ?? {}, lang);
  const lines = Object.entries(faults).map(([field, text]) => ({ text, href: `#${controlId(field)}` }));
  const whole = { text: sentence(refusal.code, refusal.facts, lang), href: null };
  const summary = lines.length ? lines : [whole];
  return { key: randomUUID(), values, faults, summary, refusal, status: statusOf(refusal.kind) };
}

/** The id of a field's control: what the error summary links to. */
export const controlId = (field: string): string => `f-${field.replace(/[^\w-]+/g, '-')}`;
