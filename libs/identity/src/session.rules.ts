import type { OrganizationKind } from '#organizations';

/** How long a session lives: untouched, and at most. Seconds. Public servants' desks are watched less than homes. */
export function sessionLimits(kind: OrganizationKind): { idle: number; absolute: number } {
  return { idle: (kind === 'provider' || kind === 'agency' ? 30 : 15) * 60, absolute: 12 * 3600 };
}

/** Longest life of an API token, in days. */
export const longestToken = 90;
/** How long an invitation can be taken up, in days. */
export const invitationDays = 7;
/** Failed tries at one account and from one address before the door stays shut, and for how long (seconds). */
export const tries = { account: 10, address: 60, window: 15 * 60 };
