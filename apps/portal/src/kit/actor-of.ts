import { type Actor, authorize, has, refuse, Refused, type Role } from '#kernel';
import type { PageRequest } from './page-context.js';

/** Who is signed in; nobody is refused as unauthenticated, which leads to the sign-in page and back. */
export function actorOf(request: PageRequest): Actor {
  if (!request.actor) throw new Refused(refuse('unauthenticated', 'unauthenticated'));
  return request.actor;
}

/** The same, holding at least one of these roles. */
export function actorAs(request: PageRequest, ...roles: Role[]): Actor {
  const actor = actorOf(request);
  authorize((who) => has(who, ...roles), actor, null);
  return actor;
}

/** Which named button sent the form: `_then`. */
export function pressed(request: PageRequest): string {
  const then = (request.body as { _then?: unknown } | undefined)?._then;
  return typeof then === 'string' ? then : '';
}
