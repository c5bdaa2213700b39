import { type Actor, has, nobody, type Policy } from '#kernel';
import type { OrganizationKind } from '#organizations';
import { leadOfKind } from './role.rules.js';

export interface TeamOf {
  readonly id: string;
  readonly kind: OrganizationKind;
}

/** The platform itself: start, command line, demo. */
export const isPlatform = (actor: Actor): boolean => actor.personId === nobody;

/** Who looks after a team: its lead, of their own organization only, or the platform's operator. */
export const mayLeadTeam: Policy<TeamOf> = (actor, team) =>
  isPlatform(actor) || has(actor, 'operator') || (actor.organizationId === team.id && has(actor, leadOfKind[team.kind]));

/** Colleagues see who belongs to their organization. */
export const maySeeTeam: Policy<TeamOf> = (actor, team) => actor.organizationId === team.id || mayLeadTeam(actor, team);

/**
 * Who may send a colleague a link to a new password. Inside a provider its administrator, who may do everything there
 * anyway; elsewhere only the platform's operator: a lead with a subordinate's password would act for two.
 */
export const mayReset: Policy<TeamOf> = (actor, team) =>
  isPlatform(actor) || has(actor, 'operator') || (team.kind === 'provider' && mayLeadTeam(actor, team));
