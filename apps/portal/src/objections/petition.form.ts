import { Refused } from '#kernel';
import { sentence } from '#platform';
import { type UploadedForm, readForm } from '../../../api/src/documents/upload.js';
import { type FormState, languageOf, type PageRequest, refusedForm } from '../kit/index.js';

/** Reads a form that may carry one file; answers nothing after it has shown the page again. */
export async function petitionOf(request: PageRequest, again: (form: FormState) => Promise<void>): Promise<UploadedForm | undefined> {
  try {
    const sent = await readForm(request);
    (request as { body: unknown }).body = sent.fields;
    return sent;
  } catch (caught) {
    if (!(caught instanceof Refused)) throw caught;
    await again(refusedForm(caught.refusal, {}, sentence, languageOf(request)));
    return undefined;
  }
}

export interface Row {
  readonly no: number;
  readonly base: string;
}

/** As many rows as people usually need; `?rows=` asks for more, and what was answered is never cut off. */
export function rowsFor(form: FormState, name: string, asked: unknown, usual: number): Row[] {
  const filled = Object.keys(form.values).flatMap((field) => {
    const [, at] = new RegExp(`^${name}\\.(\\d+)\\.`).exec(field) ?? [];
    return at === undefined ? [] : [Number(at) + 1];
  });
  const count = Math.min(20, Math.max(usual, Number(asked) || 0, ...filled));
  return Array.from({ length: count }, (_, at) => ({ no: at + 1, base: `${name}.${at}` }));
}

/** Answers of a form from what was filed before. */
export function valuesOf(name: string, rows: readonly object[]): Record<string, string> {
  return Object.fromEntries(
    rows.flatMap((row, at) => Object.entries(row).map(([field, value]) => [`${name}.${at}.${field}`, String(value)] as const)),
  );
}

export const confirmItem = (key: string) => [{ value: 'yes', text: { key } }];
