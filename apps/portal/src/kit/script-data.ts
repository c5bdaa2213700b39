import { type Messages, translate } from './messages.js';
import { languageOf, type PageRequest } from './page-context.js';

/**
 * What a page hands to its script, as text for `<div id="page-data" data-json>`: the sentences of a catalogue without
 * their common prefix, in the reader's language, and the facts.
 */
export function scriptData(request: PageRequest, messages: Messages, prefix: string, facts: object): string {
  const lang = languageOf(request);
  const words = Object.fromEntries(
    Object.keys(messages)
      .filter((key) => key.startsWith(prefix))
      .map((key) => [key.slice(prefix.length), translate(lang, key)]),
  );
  return JSON.stringify({ lang, words, ...facts });
}
