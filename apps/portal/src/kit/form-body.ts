/** A form as it was sent: one entry a field, by path ("criteria.0.weight"); several answers as a list. */
export type FlatBody = Readonly<Record<string, string | readonly string[]>>;

type Tree = { [name: string]: Tree | string | readonly string[] };

const forbidden = new Set(['__proto__', 'prototype', 'constructor']);
const longest = 1000;

/** The named answers of a body; what starts with `_` belongs to the form itself. Line ends become `\n`. */
export function answers(body: unknown): FlatBody {
  const flat: Record<string, string | readonly string[]> = {};
  for (const [name, value] of Object.entries(body ?? {})) {
    if (name.startsWith('_') || !allowed(name)) continue;
    const field = name.replace(/\[\]$/, '');
    const list = Array.isArray(value) ? value.map(text) : [text(value)];
    flat[field] = name.endsWith('[]') || list.length > 1 ? list : (list[0] ?? '');
  }
  return flat;
}

/** The key that makes sending twice the same as sending once. */
export function keyOf(body: unknown): string | undefined {
  const key = (body as { _key?: unknown } | undefined)?._key;
  return typeof key === 'string' && /^[0-9a-f-]{36}$/i.test(key) ? key : undefined;
}

/** The input the answers describe: paths become objects and lists, empty answers are absent. */
export function nested(flat: FlatBody): object {
  const root: Tree = {};
  for (const [path, value] of Object.entries(flat)) if (value !== '') plant(root, path.split('.'), value);
  return listed(root) as object;
}

function plant(tree: Tree, steps: readonly string[], value: string | readonly string[]): void {
  const [step = '', ...rest] = steps;
  if (rest.length === 0) {
    tree[step] = value;
    return;
  }
  const below = tree[step];
  const branch: Tree = typeof below === 'object' && !Array.isArray(below) ? (below as Tree) : {};
  tree[step] = branch;
  plant(branch, rest, value);
}

/** Objects whose every name is a number are lists, in the order of the numbers. */
function listed(node: Tree | string | readonly string[]): unknown {
  if (typeof node === 'string' || Array.isArray(node)) return node;
  const entries = Object.entries(node as Tree);
  if (entries.length && entries.every(([name]) => /^\d{1,3}$/.test(name)))
    return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, below]) => listed(below));
  return Object.fromEntries(entries.map(([name, below]) => [name, listed(below)]));
}

function allowed(name: string): boolean {
  return name.length <= longest && name.split('.').every((step) => step !== '' && !forbidden.has(step));
}

const text = (value: unknown): string => (typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '');
