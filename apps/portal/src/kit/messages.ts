import type { Facts } from '#kernel';
import { showFact } from './format.js';

export type Lang = 'zh' | 'en';

/** Sentences of the pages by key, Chinese first; `{name}` is a place for a fact. */
export type Messages = Readonly<Record<string, readonly [zh: string, en: string]>>;

/** Something to say in the reader's language: a key with its facts. */
export interface Told {
  readonly key: string;
  readonly facts?: Facts;
}

/** Text that is data already (a notice's title), or something to say. */
export type Said = string | Told;

const catalogue = new Map<string, readonly [zh: string, en: string]>();

/** Each room adds its own catalogue once, under keys that begin with its name; a key has one meaning. */
export function registerMessages(messages: Messages): void {
  for (const [key, pair] of Object.entries(messages)) {
    const known = catalogue.get(key);
    if (known && (known[0] !== pair[0] || known[1] !== pair[1])) throw new Error(`message "${key}" is told twice`);
    catalogue.set(key, pair);
  }
}

type Source = (key: string) => readonly [zh: string, en: string] | undefined;
const sources: Source[] = [];

/** Words that stand in data, not in a catalogue: names of methods that a rule book brought. */
export function addMessageSource(source: Source): void {
  sources.push(source);
}

function pairOf(key: string): readonly [zh: string, en: string] | undefined {
  const known = catalogue.get(key);
  if (known) return known;
  for (const source of sources) {
    const pair = source(key);
    if (pair) return pair;
  }
  return undefined;
}

export const hasMessage = (key: string): boolean => pairOf(key) !== undefined;

/** The sentence in the language asked for. A missing key fails a test and shows itself on a page. */
export function translate(lang: Lang, key: string, facts: Facts = {}): string {
  const pair = pairOf(key);
  if (!pair && process.env.NODE_ENV === 'test') throw new Error(`no message "${key}"`);
  return pair ? fill(pair[lang === 'en' ? 1 : 0], facts, lang) : key;
}

export function tell(lang: Lang, said: Said): string {
  return typeof said === 'string' ? said : translate(lang, said.key, said.facts);
}

/** Puts facts into the places of a sentence; a place without its fact stays visible. */
export function fill(sentence: string, facts: Facts, lang: Lang): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => {
    const fact = facts[name];
    return fact === undefined ? place : showFact(fact, lang);
  });
}
