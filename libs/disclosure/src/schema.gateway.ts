import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import draft4 from 'ajv-draft-04';
import type { ErrorObject, ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { isObject, type Json, type JsonObject } from './json.view.js';
import type { SchemaNode } from './merge.rules.js';

const raw = 'https://raw.githubusercontent.com/open-contracting-extensions';

/**
 * The registered extensions that our releases use: folder and the address by which a package declares them. Of lots the
 * folder holds only the fields we use.
 */
export const registeredExtensions: readonly (readonly [folder: string, url: string])[] = [
  ['bids', `${raw}/ocds_bid_extension/master/extension.json`],
  ['enquiries', `${raw}/ocds_enquiry_extension/master/extension.json`],
  ['lots', `${raw}/ocds_lots_extension/master/extension.json`],
  ['metrics', `${raw}/ocds_metrics_extension/1.1/extension.json`],
  ['transaction_milestones', `${raw}/ocds_transactions_relatedMilestone_extension/master/extension.json`],
];
export const paginationExtension = `${raw}/ocds_pagination_extension/master/extension.json`;
export const ownExtension = '/ocds/extensions/qiyue/v1/extension.json';
const ownFolder = 'qiyue/v1';

let patched: SchemaNode | undefined;
let validators: { release: ValidateFunction; compiled: ValidateFunction } | undefined;

/** The release schema with every extension of ours merged in. */
export function releaseSchema(): SchemaNode {
  patched ??= [...registeredExtensions.map(([folder]) => folder), ownFolder].reduce(
    (schema, folder) => patch(schema, readData(`extensions/${folder}/release-schema.json`)) as JsonObject,
    readData('release-schema.json'),
  );
  return patched;
}

/** What is wrong with a release by our profile: the patched schema, and no field beyond it. Nothing when it is sound. */
export function releaseFaults(release: object): string[] {
  const { release: check } = compiledOnce();
  return check(release) ? [] : (check.errors ?? []).map(said);
}

/** The same for a compiled release. */
export function compiledFaults(compiled: object): string[] {
  const { compiled: check } = compiledOnce();
  return check(compiled) ? [] : (check.errors ?? []).map(said);
}

/** A file of our own extension as it is served: its bytes never change once it was published. */
export const ownExtensionFile = (name: 'extension.json' | 'release-schema.json'): string =>
  readFileSync(join(dataDirectory(), 'extensions', ownFolder, name), 'utf8');

function compiledOnce(): NonNullable<typeof validators> {
  if (!validators) {
    const ajv = new draft4.default({ strict: false, allErrors: true, allowUnionTypes: true });
    formats.default(ajv);
    const strict = closed(releaseSchema() as unknown as JsonObject) as JsonObject;
    validators = {
      release: ajv.compile(strict),
      compiled: ajv.compile({ ...strict, id: 'compiled-release' }),
    };
  }
  return validators;
}

/** RFC 7396: how an extension changes the schema. */
function patch(target: Json, change: Json): Json {
  if (!isObject(change)) return change;
  const result: Record<string, Json> = isObject(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(change))
    if (value === null) delete result[name];
    else result[name] = patch(result[name], value);
  return result;
}

/** Every object that names its fields has no others. */
function closed(node: Json): Json {
  if (Array.isArray(node)) return (node as readonly Json[]).map(closed);
  if (!isObject(node)) return node;
  const inner = Object.fromEntries(Object.entries(node).map(([name, value]) => [name, name === 'enum' ? value : closed(value)]));
  return isObject(node.properties) && node.additionalProperties === undefined && looksLikeSchema(node)
    ? { ...inner, additionalProperties: false }
    : inner;
}

/** A definition, not an object of properties that happens to have one named "properties". */
const looksLikeSchema = (node: JsonObject): boolean => Object.values(node.properties as JsonObject).every(isObject);

const said = ({ instancePath, message, params }: ErrorObject): string => `${instancePath || '/'} ${message} ${JSON.stringify(params)}`;

const readData = (file: string): JsonObject => JSON.parse(readFileSync(join(dataDirectory(), file), 'utf8')) as JsonObject;

/** The folder of the schema files: beside the source or in the build, seen from the root of the installation. */
function dataDirectory(): string {
  const roots = [process.env.QIYUE_ROOT, process.cwd(), ...above(process.argv[1])];
  const places = roots.flatMap((root) => (root ? [join(root, 'libs'), join(root, 'dist/libs')] : []));
  const found = places.map((place) => join(place, 'disclosure/src/ocds')).find((place) => existsSync(place));
  if (!found) throw new Error('The OCDS schema files are not there: set QIYUE_ROOT to the root of the installation');
  return found;
}

function above(program: string | undefined): string[] {
  const folders: string[] = [];
  for (let at = program ?? '/'; dirname(at) !== at; at = dirname(at)) folders.push(dirname(at));
  return folders;
}
