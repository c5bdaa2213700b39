import type { PageContext } from './page-context.js';

const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/** What every page says about itself: nothing from elsewhere, nothing inline, personal pages kept nowhere. */
export function pageHeaders(page: PageContext): Readonly<Record<string, string>> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-language': page.lang === 'en' ? 'en' : 'zh-CN',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    'cache-control': page.actor ? 'private, no-store' : 'no-cache',
    vary: 'cookie',
  };
}
