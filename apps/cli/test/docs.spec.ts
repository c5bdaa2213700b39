import 'reflect-metadata';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { acts, next, Refused } from '#kernel';
import { allRefusals } from '#platform';
import { generatedDocs, lifecycles } from '../src/docs.js';

const root = join(__dirname, '../../..');
const read = (folder: string): { file: string; text: string }[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/spec\.ts$/.test(file) && !/\btest\//.test(file))
    .map((file) => ({ file, text: readFileSync(join(root, folder, file), 'utf8') }));

test.each([...generatedDocs()])('docs/%s says what the code says (npm run docs writes it)', (name, text) => {
  expect(readFileSync(join(root, 'docs', name), 'utf8')).toBe(text);
});

test('docs/lifecycles holds no drawing of a table that is gone', () => {
  const drawn = readdirSync(join(root, 'docs/lifecycles')).map((file) => `lifecycles/${file}`);
  expect(drawn.filter((file) => !generatedDocs().has(file))).toEqual([]);
});

test('every lifecycle file shows its table at the front door of its room', () => {
  const files = read('libs').filter(({ file }) => file.endsWith('.lifecycle.ts'));
  const tables = files.flatMap(({ text }) => [...text.matchAll(/export const (\w+Lifecycle)\b/g)].map(([, name]) => name!));
  const shown = lifecycles().map(([, name]) => name);
  const kebab = (name: string): string => name.replace(/Lifecycle$/, '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  expect(tables.map(kebab).sort()).toEqual([...shown].sort());
  expect(shown.length).toBeGreaterThan(8);
});

test.each(lifecycles())('%s/%s: every act leads where the table says, every other is refused', (_room, _name, table) => {
  const states = Object.keys(table);
  const every = [...new Set(states.flatMap((state) => acts(table, state)))];
  for (const state of states)
    for (const act of every) {
      const reached = table[state]![act];
      if (reached) expect(states).toContain(next(table, state, act));
      else expect(() => next(table, state, act)).toThrow(Refused);
    }
});

describe('refusals', () => {
  const known = new Set(allRefusals().map(([code]) => code));
  const code = /\b(?:refuse\(\s*'[a-z-]+',\s*'([^']+)'|authorize\([^)]*?,\s*'([a-z-]+\.[a-z.-]+)'\s*\))/g;
  const used = [...read('libs'), ...read('apps')].flatMap(({ file, text }) =>
    [...text.matchAll(code)].map(([, refused, forbidden]) => ({ file, code: (refused ?? forbidden)! })),
  );

  test('each code in the code has its sentences', () => {
    expect(used.filter((use) => !known.has(use.code))).toEqual([]);
    expect(used.length).toBeGreaterThan(50);
  });

  test('each sentence stands in both languages with the same places', () => {
    const places = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort();
    const uneven = allRefusals().filter(
      ([, { zh, en }]) =>
        !zh.trim() ||
        !en.trim() ||
        /[\u4e00-\u9fff]/.test(en.replace(/[“”"'(][^“”"')]*[“”"')]/g, '')) ||
        places(zh).join() !== places(en).join(),
    );
    expect(uneven.map(([name]) => name)).toEqual([]);
  });
});
