import { type CheckCode, checkSentences, faultSaid, type Said, skippedSentences, unprovedSentences } from './report.words.js';

/**
 * One thing that was looked at. `skipped`: it could not be looked at with what was given. `unproved`: the record claims
 * it, and nothing that was given shows it or denies it.
 */
export interface Check {
  readonly code: CheckCode;
  readonly result: 'ok' | 'failed' | 'skipped' | 'unproved';
  /** Whose bid it is about, when it is about one. */
  readonly about?: string;
  readonly facts?: Readonly<Record<string, string | number>>;
}

/**
 * `failed`: something does not fit. `unsigned`: it fits together, but nobody looked at who signed it. `unproved`: it fits
 * and was signed by whom it should be, but something in it is only claimed. `fits`: everything was looked at and fits.
 */
export type Conclusion = 'fits' | 'unproved' | 'unsigned' | 'failed';

/** What a verification found; sound when everything fits. */
export interface Report {
  readonly sound: boolean;
  readonly conclusion: Conclusion;
  readonly checks: readonly Check[];
}

export function reportOf(checks: readonly Check[]): Report {
  const conclusion = conclusionOf(checks);
  return { sound: conclusion === 'fits', conclusion, checks };
}

function conclusionOf(checks: readonly Check[]): Conclusion {
  if (checks.some(({ result }) => result === 'failed')) return 'failed';
  if (checks.some(({ code, result }) => (code === 'key' || code === 'signature') && result === 'skipped')) return 'unsigned';
  return checks.some(({ result }) => result === 'unproved') ? 'unproved' : 'fits';
}

export const checkOf = (code: CheckCode, ok: boolean, facts?: Check['facts'], about?: string): Check =>
  found(code, ok ? 'ok' : 'failed', facts, about);

export const found = (code: CheckCode, result: Check['result'], facts?: Check['facts'], about?: string): Check => ({
  code,
  result,
  ...(facts ? { facts } : {}),
  ...(about === undefined ? {} : { about }),
});

/** A check in words. */
export function checkSaid({ code, result, about, facts = {} }: Check, language: 'zh' | 'en'): string {
  const sentence = sentenceOf(code, result)[language].replace(/\{(\w+)\}/g, (_, name: string) => faultSaid(facts[name] ?? '—', language));
  if (about === undefined) return sentence;
  return language === 'zh' ? `${about}：${sentence}` : `${about}: ${sentence}`;
}

function sentenceOf(code: CheckCode, result: Check['result']): Said {
  if (result === 'skipped') return skippedSentences[code] ?? skippedSentences.other!;
  if (result === 'unproved') return unprovedSentences[code] ?? unprovedSentences.other!;
  return checkSentences[code][result];
}
