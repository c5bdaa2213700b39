import { asText, lean, type Json, type JsonObject, listAt, isObject } from './json.view.js';
import { partyId, organizationScheme, releaseId, stamp } from './ids.rules.js';

/** An organization as a release names it. */
export interface Body {
  readonly uscc: string;
  readonly name: string;
}
export type PartyRole = 'buyer' | 'procuringEntity' | 'tenderer' | 'supplier' | 'payer' | 'payee';

export type ReleaseTag =
  | 'planning'
  | 'planningUpdate'
  | 'tender'
  | 'tenderUpdate'
  | 'tenderAmendment'
  | 'tenderCancellation'
  | 'award'
  | 'awardUpdate'
  | 'awardCancellation'
  | 'contract'
  | 'contractUpdate'
  | 'implementation'
  | 'implementationUpdate'
  | 'contractTermination';

/** What one public event says about one process: the changed objects whole, and who takes part in it. */
export interface Story {
  readonly ocid: string;
  readonly tags: readonly ReleaseTag[];
  readonly parties: readonly (readonly [Body, readonly PartyRole[]])[];
  readonly content: JsonObject;
  /** What the list of processes keeps beside the release. */
  readonly heading: Heading;
}

export interface Heading {
  readonly kind: 'planning' | 'contracting';
  readonly subject: string;
  readonly number: string;
  readonly title: string;
  readonly department: Body;
  readonly category: string;
  readonly year: number;
}

export const reference = ({ uscc, name }: Body): JsonObject => ({ id: partyId(uscc), name });

/**
 * The whole release: every organization it names stands in its parties, with all roles it has had in the process so far
 * (a list of codes is replaced whole at a merge).
 */
export function releaseOf(story: Story, no: number, date: Date, before: JsonObject | null): JsonObject {
  const known = new Map(listAt(before, 'parties').map((party) => [party.id, rolesOf(party)]));
  const roles = new Map<string, { body: Body; roles: Set<string> }>();
  for (const [body, given] of story.parties) {
    const id = partyId(body.uscc);
    const entry = roles.get(id) ?? { body, roles: new Set(known.get(id) ?? []) };
    given.forEach((role) => entry.roles.add(role));
    roles.set(id, entry);
  }
  const parties = [...roles].map(([id, { body, roles: all }]): JsonObject => ({
    id,
    name: body.name,
    identifier: { scheme: organizationScheme, id: body.uscc, legalName: body.name },
    roles: [...all],
  }));
  return lean({
    ocid: story.ocid,
    id: releaseId(story.ocid, no),
    date: stamp(date),
    tag: [...story.tags],
    initiationType: 'tender',
    language: 'zh',
    parties,
    ...story.content,
  });
}

/** Every reference to an organization in a release that its parties do not explain. */
export function strayReferences(release: JsonObject): string[] {
  const parties = new Set(listAt(release, 'parties').map(({ id }) => asText(id)));
  const stray: string[] = [];
  const walk = (value: Json, name: string): void => {
    if (Array.isArray(value)) (value as readonly Json[]).forEach((one) => walk(one, name));
    if (!isObject(value)) return;
    if (organizationFields.has(name) && !parties.has(asText(value.id))) stray.push(asText(value.id));
    Object.entries(value).forEach(([field, one]) => walk(one, field));
  };
  walk(release, '');
  return stray;
}

const organizationFields = new Set(['buyer', 'procuringEntity', 'tenderers', 'suppliers', 'payer', 'payee']);
const rolesOf = ({ roles }: JsonObject): string[] => (Array.isArray(roles) ? (roles as readonly Json[]).map(String) : []);
