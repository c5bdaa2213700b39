import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type Actor, refuse, Refused } from '#kernel';
import type { CurrentSession as Session } from '#identity';

/** A request after the guard: who acts, and by which session or token. */
export type SignedRequest = FastifyRequest & { actor?: Actor; session?: Session };

/** Who acts. On a route that is not public there always is somebody. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<SignedRequest>();
  if (!actor) throw new Refused(refuse('unauthenticated', 'unauthenticated'));
  return actor;
});

/** The session or token the caller came with. */
export const CurrentSession = createParamDecorator((_: unknown, context: ExecutionContext): Session => {
  const { session } = context.switchToHttp().getRequest<SignedRequest>();
  if (!session) throw new Refused(refuse('unauthenticated', 'unauthenticated'));
  return session;
});
