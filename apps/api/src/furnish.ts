import compress from '@fastify/compress';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { absent } from '#kernel';
import { Config, toJson } from '#platform';
import { largestChunk } from '#bidding';
import type { SignedRequest } from './actor.decorator.js';
import { InputPipe } from './input.pipe.js';
import { OnceInterceptor } from './once.interceptor.js';
import { describeApi } from './openapi.js';

/** Addresses that answer machines; all others answer people. */
export const forMachines = (url: string): boolean => /^\/(api|ocds|healthz|readyz|version)(\/|\?|$)/.test(url);

/** Nothing a machine is sent may be shown as a page, framed or guessed at; pages name their own policy. */
const headers: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
};

/** What somebody signed in is answered is for them, unless the door says that it is for all. */
const personal = 'private, no-store';

/** Fits the API out: headers, input check, idempotency and the description of itself. */
export async function furnishApi(app: NestFastifyApplication): Promise<void> {
  const config = app.get(Config);
  const always = config.publicUrl.startsWith('https://') ? { ...headers, 'strict-transport-security': 'max-age=31536000' } : headers;
  await app.register(compress as never, { encodings: ['gzip'], threshold: 1500 });
  app.useGlobalPipes(new InputPipe());
  app.useGlobalInterceptors(app.get(OnceInterceptor));
  const fastify = app.getHttpAdapter().getInstance();
  fastify.setReplySerializer((payload) => toJson(payload));
  for (const type of ['text/csv', 'application/xml', 'text/xml'])
    fastify.addContentTypeParser(type, { parseAs: 'buffer', bodyLimit: 5_000_000 }, (_request, body, done) => done(null, body));
  fastify.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit: largestChunk + 1024 }, (_request, body, done) =>
    done(null, body),
  );
  // No text here can hold a NUL: an address that brings one names nothing.
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.headers(always);
    done(request.url.includes('%00') ? absent('address') : undefined);
  });
  fastify.addHook('onSend', (request, reply, payload, done) => {
    void reply.header('x-request-id', request.id);
    if ((request as SignedRequest).actor && !reply.hasHeader('cache-control')) void reply.header('cache-control', personal);
    if (request.url.startsWith('/ocds')) void reply.header('access-control-allow-origin', '*');
    done(null, payload);
  });
  describeApi(app);
}
