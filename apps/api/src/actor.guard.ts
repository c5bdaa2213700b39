import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { refuse, Refused } from '#kernel';
import { Config } from '#platform';
import { type Presence, Sessions } from '#identity';
import type { SignedRequest } from './actor.decorator.js';
import { openBeforeEnrolment, openToAll } from './public.decorator.js';
import { languageOf, localized } from '../../portal/src/kit/index.js';
import { sessionCookie } from './session-cookie.js';

/**
 * Deny by default, for all doors: a route that does not say `@Public()` is shut to those who are not signed in. It only
 * tells who acts; what they may do, the rooms' policies say. Machines come with a bearer token, people with a cookie;
 * neither is taken at the other's door.
 */
@Injectable()
export class ActorGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
    private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<SignedRequest>();
    const [open, beforeEnrolment] = [openToAll, openBeforeEnrolment].map((key) =>
      Boolean(this.reflector.getAllAndOverride<boolean>(key, [context.getHandler(), context.getClass()])),
    );
    const machine = /^\/(api|ocds)\//.test(request.url);
    const presence = await this.present(request, machine);
    request.actor = presence?.actor;
    request.session = presence?.session;
    if (open) return true;
    if (!presence) throw new Refused(refuse('unauthenticated', this.why(request, machine)));
    if (this.sessions.secondFactorNeeded && !presence.session.enrolled && !beforeEnrolment) {
      if (machine || request.method !== 'GET') throw new Refused(refuse('forbidden', 'identity.totp-enrol-first'));
      return toEnrolment(request, context.switchToHttp().getResponse<FastifyReply>());
    }
    return true;
  }

  private present(request: SignedRequest, machine: boolean): Promise<Presence | null> | null {
    const token = machine ? bearer(request) : sessionCookie(this.config, request);
    return token ? this.sessions.present(token, machine ? 'api' : 'page') : null;
  }

  private why(request: SignedRequest, machine: boolean): string {
    const byCookie = machine && !bearer(request) && sessionCookie(this.config, request);
    return byCookie ? 'identity.cookie-at-api' : 'unauthenticated';
  }
}

/** Answers by itself: Nest takes the `false` for a refusal, and the filter sees that there is nothing left to say. */
function toEnrolment(request: SignedRequest, reply: FastifyReply): false {
  reply.hijack();
  reply.raw.writeHead(303, { location: localized(languageOf(request), '/account/totp') }).end();
  return false;
}

function bearer(request: SignedRequest): string | undefined {
  return /^Bearer ([A-Za-z0-9_-]{20,200})$/i.exec(request.headers.authorization ?? '')?.[1];
}
