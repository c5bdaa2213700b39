import { system } from '#kernel';
import { type TodoItem, TodoSources } from './todo.js';
import { byDue } from './workspace.page.js';

const now = new Date('2026-11-28T06:00:00Z');
const item = (key: string, days: number | null): TodoItem => ({
  title: { key },
  href: '/',
  dueAt: days === null ? null : new Date(now.getTime() + days * 86_400_000),
  light: 'green',
});

describe('what waits for somebody', () => {
  it('comes from every room, the earliest due first and the undated last', async () => {
    const sources = new TodoSources();
    sources.add({ todos: () => Promise.resolve([item('b', 9), item('d', null)]) });
    sources.add({ todos: () => Promise.resolve([item('a', -1), item('c', 12)]) });
    const all = await sources.all(system('spec'));
    expect(all.map((one) => one.title.key)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('is parted into this week and later', () => {
    const parted = byDue([item('late', -1), item('soon', 7), item('later', 8), item('ever', null)], now);
    expect(parted.soon.map((one) => one.title.key)).toEqual(['late', 'soon']);
    expect([parted.count, parted.late, parted.later.length]).toEqual([4, 1, 2]);
  });
});
