import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '#platform';

const secure = (config: Config): boolean => config.publicUrl.startsWith('https://');

/** Over https the name itself promises that nobody but this host set it, over https, for all paths. */
const nameFor = (config: Config): string => (secure(config) ? '__Host-sid' : 'sid');

/** The session a browser brings. */
export function sessionCookie(config: Config, request: FastifyRequest): string | undefined {
  const name = `${nameFor(config)}=`;
  const found = (request.headers.cookie ?? '')
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(name));
  return found?.slice(name.length) || undefined;
}

/** Gives the browser its session until the browser closes; how long it counts, the server says. */
export function giveCookie(config: Config, reply: FastifyReply, token: string): void {
  put(config, reply, `${nameFor(config)}=${token}`);
}

/** Takes it away. */
export function takeCookie(config: Config, reply: FastifyReply): void {
  put(config, reply, `${nameFor(config)}=; Max-Age=0`);
}

/** Beside other cookies an answer may carry. */
function put(config: Config, reply: FastifyReply, cookie: string): void {
  const before = reply.getHeader('set-cookie');
  const others = before === undefined ? [] : Array.isArray(before) ? before : [String(before)];
  void reply.header('set-cookie', [...others, `${cookie}; Path=/; HttpOnly; SameSite=Lax${secure(config) ? '; Secure' : ''}`]);
}
