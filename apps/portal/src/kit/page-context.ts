import type { IncomingMessage } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '#kernel';
import type { Lang } from './messages.js';
import { careOf } from './care.js';
import type { PortalSettings } from './settings.js';

/** A request as pages see it; a guard has put the actor there when somebody is signed in. */
export type PageRequest = FastifyRequest & { actor?: Actor; unread?: number };
export type PageReply = FastifyReply;

/** What every page knows about its reader. In templates: `page`, and `@root.page` inside partials. */
export interface PageContext {
  readonly lang: Lang;
  readonly care: boolean;
  readonly actor: Actor | undefined;
  /** Messages the reader has not opened yet, counted up to 100; 0 when nobody is signed in. */
  readonly unread: number;
  /** Path and query without the language prefix. */
  readonly path: string;
  readonly query: string;
  readonly now: Date;
  readonly sandbox: boolean;
}

const languageHeader = 'x-qiyue-lang';

/** Fastify's `rewriteUrl`: `/en/notices` is the page `/notices`, read in English. */
export function rewriteUrl(raw: IncomingMessage): string {
  const url = raw.url ?? '/';
  const [, rest] = /^\/en(?=[/?]|$)(.*)$/.exec(url) ?? [];
  raw.headers[languageHeader] = rest === undefined ? 'zh' : 'en';
  if (rest === undefined) return url;
  return rest.startsWith('/') ? rest : `/${rest}`;
}

export function languageOf(request: PageRequest): Lang {
  return request.headers[languageHeader] === 'en' ? 'en' : 'zh';
}

/** An address inside the portal in the reader's language. */
export function localized(lang: Lang, path: string): string {
  if (lang === 'zh' || !path.startsWith('/') || path.startsWith('/assets/')) return path;
  return path === '/' ? '/en' : `/en${path.replace(/^\/(?=\?)/, '')}`;
}

export function pageContext(request: PageRequest, now: Date, settings: PortalSettings): PageContext {
  const [path = '/', query = ''] = request.url.split('?', 2);
  return {
    lang: languageOf(request),
    care: careOf(request),
    actor: request.actor,
    unread: request.unread ?? 0,
    path,
    query,
    now,
    sandbox: settings.sandbox,
  };
}
