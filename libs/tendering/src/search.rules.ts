/**
 * Search terms of Chinese text: every run of Han characters as its overlapping pairs, other words in lower case.
 * Pairs in a row are a phrase, so that any part of a word is found, which no dictionary guarantees. The last character
 * of a run stands once more alone, so that a search for one character finds it there too.
 */
export function searchText(text: string): string {
  return runs(text)
    .flatMap((run) => (han.test(run) && run.length > 1 ? [...terms(run), run.at(-1)!] : terms(run)))
    .join(' ');
}

/** The same as a `tsquery`: phrases for runs of Han characters, all words needed. Empty when nothing can be sought. */
export function searchQuery(words: string): string {
  return runs(words)
    .map((run) =>
      han.test(run) && run.length === 1
        ? `'${run}':*`
        : terms(run)
            .map((term) => `'${term}'`)
            .join(' <-> '),
    )
    .join(' & ');
}

const han = /^\p{Script=Han}+$/u;
const runs = (text: string): string[] => text.toLowerCase().match(/\p{Script=Han}+|[a-z0-9]+/gu) ?? [];

function terms(run: string): string[] {
  if (!han.test(run)) return [run];
  const letters = [...run];
  return letters.length === 1 ? letters : letters.slice(1).map((letter, place) => letters[place]! + letter);
}
