import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Calendars and rule books that come with this version, as their files say it. */
export interface ShippedData {
  readonly calendars: readonly unknown[];
  readonly books: readonly unknown[];
  /** 指导性目录, by region and year. */
  readonly catalogues: readonly unknown[];
}

export function shippedData(directory = dataDirectory()): ShippedData {
  const files = readdirSync(directory)
    .filter((file) => file.endsWith('.json'))
    .sort();
  const read = (named: RegExp): unknown[] =>
    files.filter((file) => named.test(file)).map((file) => JSON.parse(readFileSync(join(directory, file), 'utf8')) as unknown);
  return { calendars: read(/^\d{4}\.json$/), books: read(/^[a-z]+-\d{4}\.json$/), catalogues: read(/^catalogue-.+\.json$/) };
}

/** The folder of the data files: beside the source or in the build, seen from the root of the installation. */
function dataDirectory(): string {
  const roots = [process.env.QIYUE_ROOT, process.cwd(), ...above(process.argv[1])];
  const places = roots.flatMap((root) => (root ? [join(root, 'libs'), join(root, 'dist/libs')] : []));
  const found = places.map((place) => join(place, 'calendar/src/data')).find((place) => existsSync(place));
  if (!found) throw new Error('The calendar data files are not there: set QIYUE_ROOT to the root of the installation');
  return found;
}

/** The folders above the program that was started, nearest first. */
function above(program: string | undefined): string[] {
  const folders: string[] = [];
  for (let at = program ?? '/'; dirname(at) !== at; at = dirname(at)) folders.push(dirname(at));
  return folders;
}
