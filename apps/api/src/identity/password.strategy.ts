import { type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard, PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-local';
import { refuse, Refused } from '#kernel';
import { check } from '#platform';
import { type Door, type SignedIn, SignIn, SignInInput } from '#identity';

/** Signs in with login, password and, where enrolled, a code: the one strategy of both doors. */
@Injectable()
export class PasswordStrategy extends PassportStrategy(Strategy, 'password') {
  constructor(private readonly signIn: SignIn) {
    super({ usernameField: 'login', passwordField: 'password', passReqToCallback: true, session: false });
  }

  validate(request: FastifyRequest, login: string, password: string): Promise<SignedIn> {
    const { totp, organizationId } = check(SignInInput, answersIn(request));
    return this.signIn.withPassword(login, password, totp?.replace(/\s/g, ''), {
      door: doorOf(request),
      address: request.ip,
      agent: request.headers['user-agent'] ?? null,
      organizationId,
    });
  }
}

/** Runs the strategy before a handler; what it found is `request.user`. */
@Injectable()
export class PasswordGuard extends AuthGuard('password') {
  override handleRequest<T>(error: unknown, user: T | false, _info: unknown, context: ExecutionContext): T {
    if (error) throw error as Error;
    if (user) return user;
    check(SignInInput, answersIn(context.switchToHttp().getRequest<FastifyRequest>()));
    throw new Refused(refuse('unauthenticated', 'identity.sign-in-failed'));
  }
}

/** For the page: a refusal is not thrown but handed to the handler, which shows the form again. */
@Injectable()
export class PasswordPageGuard extends PasswordGuard {
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    try {
      return (await super.canActivate(context)) as boolean;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      context.switchToHttp().getRequest<{ user: unknown }>().user = error;
      return true;
    }
  }
}

const doorOf = (request: FastifyRequest): Door => (request.url.startsWith('/api/') ? 'api' : 'page');

/** The page's form carries `_key` and `next` beside what signing in takes; an answer left empty is none. */
function answersIn(request: FastifyRequest): unknown {
  if (doorOf(request) === 'api') return request.body;
  const names = ['login', 'password', 'totp'];
  return Object.fromEntries(Object.entries(request.body ?? {}).filter(([name, value]) => names.includes(name) && value !== ''));
}
