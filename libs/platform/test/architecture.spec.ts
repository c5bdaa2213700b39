import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** docs/architecture.md is the law: its table says which room may import which. */
interface Source {
  readonly room: string;
  readonly file: string;
  readonly text: string;
}

const root = join(__dirname, '../../..');
const house = readHouse(readFileSync(join(root, 'docs/architecture.md'), 'utf8'));
const sources = readdirSync(join(root, 'libs')).flatMap((room) => read(`libs/${room}`, room));
const doors = readdirSync(join(root, 'apps')).flatMap((door) => read(`apps/${door}`, door));

function readHouse(plan: string): Map<string, string[]> {
  const rows = [...plan.matchAll(/^\| `([a-z]+)`\s*\|([^|]*)\|/gm)];
  return new Map(rows.map(([, room, list]) => [room!, list!.match(/[a-z]+/g) ?? []]));
}

function read(folder: string, room: string): Source[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({ room, file, text: readFileSync(join(root, folder, file), 'utf8') }));
}

const importing = /^(?:import|export)\b[^;]*?\bfrom\s+['"]([^'"]+)['"]|^import\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm;
const imports = (text: string): string[] => [...text.matchAll(importing)].map(([, named, bare, dynamic]) => (named ?? bare ?? dynamic)!);

/** Every fault of one source file, as a sentence; none when it is well built. */
function faults({ room, file, text }: Source, plan: Map<string, string[]>): string[] {
  const order = [...plan.keys()];
  if (!plan.has(room)) return [`${room}: not on the map`];
  const ground = order.slice(0, 2).filter((other) => order.indexOf(other) < order.indexOf(room));
  const allowed = [...ground, ...plan.get(room)!].map((other) => `#${other}`);
  const own = imports(text);
  const found: string[] = [];
  if (file.startsWith('src')) {
    for (const path of own) {
      if (path.startsWith('#') && !allowed.includes(path)) found.push(`imports ${path}`);
      if (path.startsWith('..')) found.push(`climbs out with ${path}`);
      if (/^apps|\/apps\//.test(path)) found.push(`imports a door: ${path}`);
    }
    const pure = room === 'kernel' || /\.(lifecycle|rules|policy|view)\.ts$/.test(file);
    if (pure && !/spec\.ts$/.test(file))
      for (const path of own) if (!/^(\.\/|#)/.test(path) && !path.startsWith('node:')) found.push(`is pure but imports ${path}`);
    if (/new Date\(\)|Date\.now\(\)/.test(text) && /\.(service|rules|policy|view|lifecycle|queries|reactions)\.ts$/.test(file))
      found.push('reads its own clock');
  }
  if (/^export \*/m.test(text)) found.push('exports *');
  if (/forwardRef\(/.test(text)) found.push('uses forwardRef');
  return found;
}

const long = ({ file, text }: Source): boolean => !file.includes('/data/') && text.split('\n').length > 300;

test('every room stands above what it imports', () => {
  const order = [...house.keys()];
  for (const [room, allowed] of house)
    for (const other of allowed) {
      expect([room, other, house.has(other)]).toEqual([room, other, true]);
      expect([room, other, order.indexOf(other) < order.indexOf(room)]).toEqual([room, other, true]);
    }
});

test('every folder in libs is on the map and every room of the map is there', () => {
  expect(readdirSync(join(root, 'libs')).sort()).toEqual([...house.keys()].sort());
});

test('every source keeps to the map', () => {
  const found = sources.flatMap((source) => faults(source, house).map((fault) => `libs/${source.room}/${source.file} ${fault}`));
  expect(found).toEqual([]);
});

test('doors come in by the front doors of rooms', () => {
  const deep = doors.flatMap(({ room, file, text }) =>
    imports(text)
      .filter((path) => /libs\//.test(path) && !/libs\/platform\/test\//.test(path) && !/\/test\/builders/.test(path))
      .map((path) => `apps/${room}/${file} imports ${path}`),
  );
  expect(deep).toEqual([]);
});

test('no file is longer than 300 lines', () => {
  expect([...sources, ...doors].filter(long).map(({ room, file }) => `${room}/${file}`)).toEqual([]);
});

describe('the test itself goes red on', () => {
  const plan = readHouse('| `kernel` | | |\n| `platform` | | |\n| `low` | | |\n| `high` | low | |\n');
  const planted = (room: string, file: string, text: string): string[] => faults({ room, file, text }, plan);

  test('an import against the arrows', () => {
    expect(planted('low', 'src/a.service.ts', `import { X } from '#high';`)).toEqual(['imports #high']);
    expect(planted('high', 'src/a.service.ts', `import { X } from '#low';`)).toEqual([]);
  });
  test('a deep import', () => {
    expect(planted('high', 'src/a.service.ts', `import { X } from '#low/x.entity';`)).toEqual(['imports #low/x.entity']);
    expect(planted('high', 'src/a.service.ts', `import { X } from '../../low/src/x.js';`)).not.toEqual([]);
  });
  test('a cycle on the map', () => {
    const circle = readHouse('| `a` | b | |\n| `b` | a | |\n');
    const order = [...circle.keys()];
    const upward = [...circle].flatMap(([room, list]) => list.filter((other) => order.indexOf(other) >= order.indexOf(room)));
    expect(upward).toEqual(['b']);
  });
  test('a room that is not on the map', () => {
    expect(planted('attic', 'src/a.ts', '')).toEqual(['attic: not on the map']);
  });
  test('a rule that knows TypeORM and a service that reads its own clock', () => {
    expect(planted('low', 'src/a.rules.ts', `import { In } from 'typeorm';`)).toEqual(['is pure but imports typeorm']);
    expect(planted('low', 'src/a.service.ts', 'const at = new Date();')).toEqual(['reads its own clock']);
  });
  test('a file of 301 lines', () => {
    expect(long({ room: 'low', file: 'src/a.ts', text: '\n'.repeat(300) })).toBe(true);
    expect(long({ room: 'low', file: 'src/a.ts', text: '\n'.repeat(299) })).toBe(false);
  });
});
