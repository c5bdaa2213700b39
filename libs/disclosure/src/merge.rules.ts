import { asText, isObject, type Json, type JsonObject } from './json.view.js';

/** The parts of a JSON schema that the merge reads. */
export interface SchemaNode {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly definitions?: Readonly<Record<string, SchemaNode>>;
  readonly omitWhenMerged?: boolean;
  readonly wholeListMerge?: boolean;
}

/**
 * The compiled release of a process: its releases, oldest first, laid over each other by the merge rules that the schema
 * carries (OCDS 1.1, "Merging"). Later values replace earlier ones, null takes a field back, objects of a list meet by
 * their id, lists without ids are replaced whole.
 */
export function mergeReleases(schema: SchemaNode, releases: readonly JsonObject[]): JsonObject {
  const ordered = [...releases].sort((one, other) => (asText(one.date) < asText(other.date) ? -1 : 1));
  const newest = ordered.at(-1);
  if (!newest) throw new Error('nothing to merge');
  const ocid = asText(newest.ocid);
  if (ordered.some((release) => release.ocid !== ocid)) throw new Error('releases of different processes');
  const merged = ordered.reduce<JsonObject>((compiled, release) => mergeObject(schema, schema, compiled, release), {});
  return {
    ocid,
    id: `${ocid}-${asText(newest.date)}`,
    date: newest.date,
    tag: ['compiled'],
    ...without(merged, 'ocid'),
  };
}

function mergeObject(root: SchemaNode, node: SchemaNode, target: JsonObject, source: JsonObject): JsonObject {
  const result: Record<string, Json> = { ...target };
  for (const [name, value] of Object.entries(source)) {
    const field = resolved(root, node.properties?.[name]);
    if (field.omitWhenMerged) continue;
    const merged = mergeValue(root, field, result[name], value);
    if (merged === undefined) delete result[name];
    else result[name] = merged;
  }
  return result;
}

/** Undefined: the field is gone. */
function mergeValue(root: SchemaNode, node: SchemaNode, target: Json, source: Json): Json {
  if (source === null || source === undefined) return undefined;
  if (Array.isArray(source)) return mergeList(root, node, target, source as readonly Json[]);
  if (isObject(source)) {
    const merged = mergeObject(root, node, isObject(target) ? target : {}, source);
    return Object.keys(merged).length ? merged : undefined;
  }
  return source;
}

function mergeList(root: SchemaNode, node: SchemaNode, target: Json, source: readonly Json[]): Json {
  const item = resolved(root, node.items);
  if (!meetsById(node, item))
    return source.length ? source.map((one) => (isObject(one) ? mergeObject(root, item, {}, one) : one)) : undefined;
  const list = Array.isArray(target) ? [...(target as readonly Json[])] : [];
  for (const one of source) {
    if (!isObject(one)) continue;
    const place = one.id === undefined ? -1 : list.findIndex((known) => isObject(known) && known.id === one.id);
    const known = list[place];
    const merged = mergeObject(root, item, isObject(known) ? known : {}, one);
    const gone = Object.keys(merged).every((name) => name === 'id') && Object.values(one).some((value) => value === null);
    if (gone) {
      if (place >= 0) list.splice(place, 1);
    } else if (place < 0) list.push(merged);
    else list[place] = merged;
  }
  return list.length ? list : undefined;
}

/** Lists of objects that have an id meet by it, unless the schema wants the list whole. */
const meetsById = (node: SchemaNode, item: SchemaNode): boolean =>
  !node.wholeListMerge && (item.type === 'object' || item.properties !== undefined) && item.properties?.id !== undefined;

/** A schema node with its reference followed; an unknown field has no rules. */
function resolved(root: SchemaNode, node: SchemaNode | undefined): SchemaNode {
  const name = node?.$ref?.replace('#/definitions/', '');
  return name ? { ...(root.definitions?.[name] ?? {}), ...(node?.wholeListMerge ? { wholeListMerge: true } : {}) } : (node ?? {});
}

function without({ ...object }: Record<string, Json>, name: string): JsonObject {
  delete object[name];
  return object;
}
