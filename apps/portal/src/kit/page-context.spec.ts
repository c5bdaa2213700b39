import type { IncomingMessage } from 'node:http';
import { localized, rewriteUrl } from './page-context.js';

function routed(url: string): [path: string, lang: unknown] {
  const raw = { url, headers: { 'x-qiyue-lang': 'fr' } } as unknown as IncomingMessage;
  return [rewriteUrl(raw), raw.headers['x-qiyue-lang']];
}

describe('the language of an address', () => {
  it.each([
    ['/en', '/', 'en'],
    ['/en/', '/', 'en'],
    ['/en/notices?q=a', '/notices?q=a', 'en'],
    ['/en?mode=care', '/?mode=care', 'en'],
    ['/notices', '/notices', 'zh'],
    ['/english', '/english', 'zh'],
    ['/', '/', 'zh'],
  ])('%s is the page %s', (url, path, lang) => {
    expect(routed(url)).toEqual([path, lang]);
  });

  it('goes along with every link', () => {
    expect(localized('en', '/notices?q=a')).toBe('/en/notices?q=a');
    expect(localized('en', '/')).toBe('/en');
    expect(localized('en', '/?mode=care')).toBe('/en?mode=care');
    expect(localized('zh', '/notices')).toBe('/notices');
    expect(localized('en', 'https://elsewhere.example')).toBe('https://elsewhere.example');
  });
});
