import type { FastifyReply, FastifyRequest } from 'fastify';

/** 长辈版: `?mode=care` switches it on, `?mode=standard` off, and a cookie remembers. */
export function careOf(request: FastifyRequest): boolean {
  const asked = modeAsked(request);
  return asked ? asked === 'care' : /(?:^|;\s*)care=1(?:;|$)/.test(request.headers.cookie ?? '');
}

/** Remembers the mode when this very request asked for it. */
export function rememberCare(request: FastifyRequest, reply: FastifyReply): void {
  const asked = modeAsked(request);
  if (!asked) return;
  const life = asked === 'care' ? 'Max-Age=31536000' : 'Max-Age=0';
  reply.header('set-cookie', `care=1; Path=/; ${life}; SameSite=Lax; HttpOnly`);
}

function modeAsked(request: FastifyRequest): 'care' | 'standard' | undefined {
  const mode = new URLSearchParams(request.url.split('?', 2)[1] ?? '').get('mode');
  return mode === 'care' || mode === 'standard' ? mode : undefined;
}
