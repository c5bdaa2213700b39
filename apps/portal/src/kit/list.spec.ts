import { listView, readList } from './list.js';
import type { PageRequest } from './page-context.js';

const shape = { path: '/notices', filters: ['type', 'q'], sorts: ['-publishedAt', 'closesAt'] } as const;
const asked = (url: string) => readList({ url } as PageRequest, shape);

describe('a list', () => {
  it('reads its state from the address and nothing that is not offered', () => {
    const query = asked('/notices?type=open&sort=secret&other=1&after=k1');
    expect(query).toEqual({
      path: '/notices',
      filters: { type: 'open', q: '' },
      sort: '-publishedAt',
      after: 'k1',
      size: 20,
    });
  });

  it('keeps the filters on the way to the next page and back to the first', () => {
    const view = listView(asked('/notices?q=助餐&after=k1'), { rows: [1], next: 'k2', total: 41 });
    expect(view.nextHref).toBe(`/notices?q=${encodeURIComponent('助餐')}&sort=-publishedAt&after=k2`);
    expect(view.firstHref).toBe(`/notices?q=${encodeURIComponent('助餐')}&sort=-publishedAt`);
    expect(view.filtered).toBe(true);
  });

  it('ends where nothing follows', () => {
    const view = listView(asked('/notices'), { rows: [], next: null });
    expect([view.nextHref, view.firstHref, view.filtered, view.total]).toEqual([null, null, false, null]);
  });
});
