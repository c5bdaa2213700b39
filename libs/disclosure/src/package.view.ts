import type { JsonObject } from './json.view.js';
import { ownExtension, paginationExtension, registeredExtensions } from './schema.gateway.js';
import { stamp } from './ids.rules.js';

/** Who publishes, under which address. */
export interface Publisher {
  readonly name: string;
  readonly publicUrl: string;
}

/** CC BY 4.0: use it for anything, name the source. */
export const licence = 'https://creativecommons.org/licenses/by/4.0/';

export interface Links {
  readonly next?: string;
  readonly prev?: string;
}

/** What every package says of itself. `publishedDate` is the last change of its content, never the time of asking. */
export function packageHead({ name, publicUrl }: Publisher, path: string, publishedAt: Date, links?: Links): JsonObject {
  return {
    uri: publicUrl + path,
    version: '1.1',
    extensions: [...registeredExtensions.map(([, url]) => url), publicUrl + ownExtension, ...(links ? [paginationExtension] : [])],
    publishedDate: stamp(publishedAt),
    publisher: { name, uri: publicUrl },
    license: licence,
    publicationPolicy: `${publicUrl}/ocds/policy`,
    ...(links ? { links: { ...links } } : {}),
  };
}

/** A package with its releases or records as the stored texts say them, not read and written again. */
export function packageText(head: JsonObject, list: 'releases' | 'records', bodies: readonly string[]): string {
  return `${JSON.stringify(head).slice(0, -1)},"${list}":[${bodies.join(',')}]}`;
}

/** A record: its releases, oldest first, and what they come to. */
export const recordText = (ocid: string, releases: readonly string[], compiled: string): string =>
  `{"ocid":${JSON.stringify(ocid)},"releases":[${releases.join(',')}],"compiledRelease":${compiled}}`;
