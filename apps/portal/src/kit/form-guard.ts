import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { refuse, Refused } from '#kernel';
import type { PageRequest } from './page-context.js';
import { PORTAL_SETTINGS, type PortalSettings } from './settings.js';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Forms come from our own pages only: another site cannot make a signed-in browser send one. */
@Injectable()
export class FormGuard implements CanActivate {
  constructor(@Inject(PORTAL_SETTINGS) private readonly settings: PortalSettings) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<PageRequest>();
    if (safe.has(request.method) || isOwn(request.headers, this.settings.origin)) return true;
    throw new Refused(refuse('forbidden', 'form.foreign'));
  }
}

/**
 * What the browser says of where the form stood. Silence is enough only without a cookie; and what brings neither a
 * cookie nor a form (a program with its token) needs no word at all.
 */
export function isOwn(headers: Readonly<Record<string, string | string[] | undefined>>, origin: string): boolean {
  const bare = headers.cookie === undefined;
  if (bare && !/form/.test(String(headers['content-type'] ?? ''))) return true;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return headers.origin === undefined ? bare : headers.origin === origin;
}
