import type { FastifyReply, FastifyRequest } from 'fastify';
import { absent } from '#kernel';
import type { Sheet } from '#tendering';

/** Sends JSON that was made ready when it was published, or says that the reader's copy is still the same. */
export function sendSheet(request: FastifyRequest, reply: FastifyReply, sheet: Sheet | null): void {
  if (!sheet) throw absent('notice');
  void reply.header('etag', sheet.etag).header('cache-control', 'public, no-cache');
  if (knows(request.headers['if-none-match'], sheet.etag)) void reply.status(304).send();
  else void reply.type('application/json; charset=utf-8').send(sheet.body);
}

/** Tags are compared weakly (RFC 9110 §13.1.2). */
const knows = (known: string | undefined, etag: string): boolean =>
  known !== undefined && known.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag || tag.trim() === '*');
