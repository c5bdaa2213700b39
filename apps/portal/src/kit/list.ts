import type { PageRequest } from './page-context.js';

/** Which questions a list answers through its address. */
export interface ListShape<Filter extends string> {
  readonly path: string;
  readonly filters: readonly Filter[];
  /** Allowed orders, the usual one first; `-` before a name turns it round. */
  readonly sorts: readonly string[];
  readonly size?: number;
}

/** What was asked for: the filter state, an order, and the key after which the page begins. */
export interface ListQuery<Filter extends string = string> {
  readonly path: string;
  readonly filters: Readonly<Record<Filter, string>>;
  readonly sort: string;
  readonly after: string | null;
  readonly size: number;
}

/** What a list page shows; `rows` are the room's own. */
export interface ListView<Row> {
  readonly path: string;
  readonly filters: Readonly<Record<string, string>>;
  readonly filtered: boolean;
  readonly sort: string;
  readonly rows: readonly Row[];
  readonly total: number | null;
  readonly size: number;
  readonly nextHref: string | null;
  readonly firstHref: string | null;
  /** The address of this list with the same filters in another format: append to `.csv`, `.json`. */
  readonly query: string;
}

export function readList<Filter extends string>(request: PageRequest, shape: ListShape<Filter>): ListQuery<Filter> {
  const query = new URLSearchParams(request.url.split('?', 2)[1] ?? '');
  const filters = shape.filters.map((name) => [name, (query.get(name) ?? '').trim().slice(0, 200)] as const);
  const sort = query.get('sort') ?? '';
  return {
    path: shape.path,
    filters: Object.fromEntries(filters) as Record<Filter, string>,
    sort: shape.sorts.includes(sort) ? sort : (shape.sorts[0] ?? ''),
    after: query.get('after')?.slice(0, 500) || null,
    size: shape.size ?? 20,
  };
}

export function listView<Row>(
  query: ListQuery,
  found: { readonly rows: readonly Row[]; readonly next: string | null; readonly total?: number | null },
): ListView<Row> {
  const state = new URLSearchParams(Object.entries(query.filters).filter(([, value]) => value !== ''));
  const filtered = state.size > 0;
  if (query.sort) state.set('sort', query.sort);
  const at = (more: Record<string, string>): string => {
    const all = new URLSearchParams([...state, ...Object.entries(more)]);
    return all.size ? `${query.path}?${all.toString()}` : query.path;
  };
  return {
    path: query.path,
    filters: query.filters,
    filtered,
    sort: query.sort,
    rows: found.rows,
    total: found.total ?? null,
    size: query.size,
    nextHref: found.next ? at({ after: found.next }) : null,
    firstHref: query.after ? at({}) : null,
    query: state.toString(),
  };
}
