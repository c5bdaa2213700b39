import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { firstValueFrom, from, type Observable } from 'rxjs';
import { type Actor, refuse, Refused } from '#kernel';
import { Once } from '#platform';

const repeatable = 'qiyue:repeatable';
/** For the few unsafe routes that need no key: signing in, and what changes nothing. */
export const Repeatable = (): MethodDecorator => SetMetadata(repeatable, true);

/** Every unsafe call of the API carries an Idempotency-Key: the same wish is granted once, however often it is sent. */
@Injectable()
export class OnceInterceptor implements NestInterceptor {
  constructor(
    private readonly once: Once,
    private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest & { actor?: Actor }>();
    const safe = ['GET', 'HEAD', 'OPTIONS'].includes(request.method) || !request.url.startsWith('/api/');
    if (safe || this.reflector.get<boolean>(repeatable, context.getHandler())) return next.handle();
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string' || key.length < 8 || key.length > 200) throw new Refused(refuse('invalid', 'idempotency.missing'));
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const wish = {
      principal: request.actor?.personId ?? request.ip,
      route: `${request.method} ${request.url.split('?')[0]}`,
      key,
      input: request.isMultipart?.() ? ['multipart', request.headers['content-length']] : request.body,
    };
    return from(
      this.once
        .run(wish, async () => ({ status: 200, body: await firstValueFrom(next.handle(), { defaultValue: null }) }))
        .then(({ body, replayed }) => {
          if (replayed) void reply.header('idempotency-replayed', 'true');
          return body;
        }),
    );
  }
}
