import { showDay, showDue, showLeft, showMinute, showSecond, showSpan, showWan } from './format.js';

const at = (text: string): Date => new Date(`${text}+08:00`);

describe('time', () => {
  it('reads as the calendar in Beijing', () => {
    expect(showDay(new Date('2026-11-29T16:00:00Z'), 'zh')).toBe('2026年11月30日');
    expect(showMinute(at('2026-11-30T00:05:09'), 'zh')).toBe('2026年11月30日 00:05');
    expect(showSecond(at('2026-11-30T17:00:09'), 'en')).toBe('30 November 2026, 17:00:09 (Beijing)');
  });

  it('is left in its two largest units', () => {
    const now = at('2026-11-28T14:00:00');
    expect(showLeft(at('2026-11-30T17:00:00'), now, 'zh')).toBe('还剩 2 天 3 小时');
    expect(showLeft(at('2026-11-30T17:00:00'), now, 'en')).toBe('2 d 3 h left');
    expect(showLeft(at('2026-11-30T14:59:59'), now, 'zh')).toBe('还剩 2 天');
    expect(showLeft(at('2026-11-28T14:00:01'), now, 'zh')).toBe('还剩 1 秒');
    expect(showLeft(now, now, 'zh')).toBe('已截止');
  });

  it('is counted on when it is over', () => {
    const due = at('2026-11-28T14:00:00');
    expect(showDue(due, at('2026-11-29T16:00:00'), 'zh')).toBe('已逾期 1 天 2 小时');
    expect(showDue(due, at('2026-11-28T13:00:00'), 'en')).toBe('1 h left');
    expect(showSpan(0, 'zh')).toBe('0 秒');
  });
});

describe('an amount in ten thousands', () => {
  it('is cut down to two places', () => {
    expect(showWan(85_000_000n, 'zh')).toBe('85 万元');
    expect(showWan(128_055_999n, 'zh')).toBe('128.05 万元');
    expect(showWan(9_860_000_000_00n, 'zh')).toBe('986,000 万元');
    expect(showWan(85_000_000n, 'en')).toBe('CNY 0.85 million');
    expect(showWan(-50_000_000n, 'zh')).toBe('-50 万元');
  });
});
