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

/** What the browser says of where the form stood; it may say nothing only when it brings no cookie. */
export function isOwn(headers: Readonly<Record<string, string | string[] | undefined>>, origin: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  if (headers.origin !== undefined) return headers.origin === origin;
  return headers.cookie === undefined;
}
